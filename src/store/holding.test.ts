import fc from 'fast-check';
import { Holding } from './holding';

interface Thing {
  readonly name: string;
  readonly size: number;
}

const step = fc.record({
  what: fc.constantFrom('put', 'put', 'remove'),
  name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  size: fc.nat(9),
  slot: fc.nat(2),
});

test('a holding has what a table of objects would have, whatever is put and removed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const holding = new Holding<Thing>(({ name }) => name);
      const expected = new Map<string, { readonly size: number; readonly slot: number; readonly at: number }>();
      steps.forEach(({ what, name, size, slot }, at) => {
        const row = holding.rowOf(name);
        if (what === 'remove') {
          expected.delete(name);
          if (row >= 0) {
            holding.remove(row);
          }
          return;
        }
        expected.set(name, { size, slot, at });
        const told = { at, rank: 0 };
        if (row < 0) {
          holding.add({ name, size }, told, slot);
        } else {
          holding.replace(row, { name, size });
          holding.toldBy(row, told);
          holding.move(row, slot);
        }
      });
      const rows = Array.from({ length: holding.size }, (_, row) => row);
      const found = rows.map((row): readonly [string, unknown] => {
        const { name, size } = holding.at(row);
        expect(holding.rowOf(name)).toBe(row);
        return [name, { size, slot: holding.slotOf(row), at: holding.tellingOf(row).at }];
      });
      expect(new Map(found)).toEqual(expected);
      expect(new Set(holding.all())).toEqual(new Set(rows.map((row) => holding.at(row))));
      const namesIn = (slot: number) => new Set(holding.inSlot(slot).map(({ name }) => name));
      for (const slot of [0, 1, 2]) {
        expect(namesIn(slot)).toEqual(
          new Set([...expected].flatMap(([name, one]) => (one.slot === slot ? [name] : [])))
        );
      }
      expect(holding.rowOf('never')).toBe(-1);
    })
  );
});
