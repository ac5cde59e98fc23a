import { Aside } from './aside';

interface Thing {
  readonly name: string;
}

test('what is kept beside an object is found by that very object', () => {
  const lengths = new Aside<Thing, number>();
  const door: Thing = { name: 'door' };
  expect(lengths.get(door)).toBeUndefined();
  lengths.set(door, 4);
  expect(lengths.get(door)).toBe(4);
  expect(lengths.get({ name: 'door' })).toBeUndefined();
  lengths.set(door, 5);
  expect(lengths.get(door)).toBe(5);
});

test('two that keep something beside the same object do not see each other', () => {
  const door: Thing = { name: 'door' };
  const lengths = new Aside<Thing, number>();
  const colours = new Aside<Thing, string>();
  lengths.set(door, 4);
  expect(colours.get(door)).toBeUndefined();
  colours.set(door, 'green');
  expect([lengths.get(door), colours.get(door)]).toEqual([4, 'green']);
});

test('a copy has nothing beside it, and nobody who goes through the object comes across it', () => {
  const door: Thing = { name: 'door' };
  const lengths = new Aside<Thing, number>();
  lengths.set(door, 4);
  const copies = [{ ...door }, structuredClone(door), Object.assign({}, door)];
  expect(copies.map((copy) => lengths.get(copy))).toEqual([undefined, undefined, undefined]);
  expect(Object.keys(door)).toEqual(['name']);
  expect(JSON.stringify(door)).toBe('{"name":"door"}');
  expect(door).toStrictEqual({ name: 'door' });
});

test('nothing is kept beside what is frozen, and that is no error', () => {
  const door: Thing = Object.freeze({ name: 'door' });
  const lengths = new Aside<Thing, number>();
  lengths.set(door, 4);
  expect(lengths.get(door)).toBeUndefined();
});
