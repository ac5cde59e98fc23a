import { givenChange } from '../givenEvents';
import { ChangesBySha } from './history';

test('all changes of a commit are found by it, in order, also where several name the same one', () => {
  const [one, two, three, other, nowhere] = [
    givenChange(1, 'a', 10),
    givenChange(2, null, 20, { headSha: 'a' }),
    givenChange(3, 'a', 30, { headSha: 'c' }),
    givenChange(4, 'b', 40),
    givenChange(5, null, 50, { headSha: null }),
  ];
  const bySha = new ChangesBySha([one, two, three, other, nowhere]);
  expect(bySha.of('a')).toEqual([one, two, three]);
  expect(bySha.of('b')).toEqual([other]);
  expect(bySha.of('c')).toEqual([]);
  expect([bySha.first('a'), bySha.first('c')]).toEqual([one, undefined]);
  expect([bySha.has('b'), bySha.has('c')]).toEqual([true, false]);
  expect([...bySha.shas()]).toEqual(['a', 'b']);
});
