import * as fc from 'fast-check';
import { RankTree } from './rankTree';

it('tells the k-th smallest of what it holds', () => {
  const size = 50;
  const moves = fc.array(fc.tuple(fc.nat(size - 1), fc.boolean()), { maxLength: 200 });
  fc.assert(
    fc.property(moves, (steps) => {
      const tree = new RankTree(size);
      const held: number[] = [];
      for (const [rank, goes] of steps) {
        const index = held.indexOf(rank);
        if (goes && index >= 0) {
          tree.remove(rank);
          held.splice(index, 1);
        } else {
          tree.add(rank);
          held.push(rank);
        }
      }
      held.sort((a, b) => a - b);
      expect(tree.count).toBe(held.length);
      expect(held.map((_, k) => tree.at(k))).toEqual(held);
    })
  );
});
