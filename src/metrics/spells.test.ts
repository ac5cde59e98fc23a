import fc from 'fast-check';
import { Spell, worstOver } from '.';

type State = 'open' | 'acknowledged';
const worstFirst: readonly State[] = ['open', 'acknowledged'];
const spell = (from: number, to: number, state: State): Spell<State> => ({ from, to, state });
const over = { from: 0, to: 100 };

describe('worstOver', () => {
  it.each<[string, Array<Spell<State>>, Array<Spell<State | null>>]>([
    ['nothing', [], [{ from: 0, to: 100, state: null }]],
    [
      'one that ends inside',
      [spell(10, 20, 'open')],
      [
        { from: 0, to: 10, state: null },
        { from: 10, to: 20, state: 'open' },
        { from: 20, to: 100, state: null },
      ],
    ],
    [
      'the worse one of two, and the other one again after it',
      [spell(10, 60, 'acknowledged'), spell(30, 40, 'open')],
      [
        { from: 0, to: 10, state: null },
        { from: 10, to: 30, state: 'acknowledged' },
        { from: 30, to: 40, state: 'open' },
        { from: 40, to: 60, state: 'acknowledged' },
        { from: 60, to: 100, state: null },
      ],
    ],
    [
      'two of a kind as one, though one hands over to the other',
      [spell(10, 30, 'open'), spell(20, 40, 'open'), spell(40, 50, 'open')],
      [
        { from: 0, to: 10, state: null },
        { from: 10, to: 50, state: 'open' },
        { from: 50, to: 100, state: null },
      ],
    ],
    [
      'what began before and what does not end',
      [spell(-50, 5, 'open'), spell(90, Number.POSITIVE_INFINITY, 'acknowledged')],
      [
        { from: 0, to: 5, state: 'open' },
        { from: 5, to: 90, state: null },
        { from: 90, to: 100, state: 'acknowledged' },
      ],
    ],
    ['no moment of one without length', [spell(10, 10, 'open')], [{ from: 0, to: 100, state: null }]],
  ])('shows %s', (_, spells, expected) => {
    expect(worstOver(spells, worstFirst, null, over)).toEqual(expected);
  });

  it('has nothing to show over no time', () => {
    expect(worstOver([spell(0, 9, 'open')], worstFirst, null, { from: 5, to: 5 })).toEqual([]);
  });

  it('tiles the time, and says at every moment what the worst spell there says', () => {
    const states = fc.constantFrom<State>('open', 'acknowledged');
    const spells = fc.array(
      fc.record({ from: fc.integer({ min: -20, max: 120 }), length: fc.integer({ min: 0, max: 60 }), state: states })
    );
    fc.assert(
      fc.property(spells, (given) => {
        const all = given.map(({ from, length, state }) => spell(from, from + length, state));
        const tiles = worstOver(all, worstFirst, null, over);
        expect(tiles[0].from).toBe(0);
        expect(tiles[tiles.length - 1].to).toBe(100);
        tiles.slice(1).forEach((tile, index) => {
          expect(tile.from).toBe(tiles[index].to);
          expect(tile.state).not.toBe(tiles[index].state);
        });
        for (let moment = 0; moment < 100; moment++) {
          const here = all.filter(({ from, to }) => from <= moment && moment < to).map(({ state }) => state);
          const worst = here.includes('open') ? 'open' : here.includes('acknowledged') ? 'acknowledged' : null;
          expect(tiles.find(({ from, to }) => from <= moment && moment < to)?.state).toBe(worst);
        }
      })
    );
  });
});
