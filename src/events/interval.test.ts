import fc from 'fast-check';
import { Interval } from './types';
import { contains, gaps, isEmpty, union } from './interval';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, length]): Interval => ({ from, to: from + length }));
const instants = Array.from({ length: 90 }, (_, index) => index);

describe('union', () => {
  it('holds exactly the instants of its parts, in disjoint ascending intervals', () => {
    fc.assert(
      fc.property(fc.array(interval), (parts) => {
        const joined = union(parts);
        for (const instant of instants) {
          expect(joined.some((one) => contains(one, instant))).toBe(parts.some((one) => contains(one, instant)));
        }
        joined.forEach((one, index) => {
          expect(isEmpty(one)).toBe(false);
          expect(index === 0 || joined[index - 1].to < one.from).toBe(true);
        });
      })
    );
  });
});

describe('gaps', () => {
  it('is what is wanted and not known, instant by instant', () => {
    fc.assert(
      fc.property(interval, fc.array(interval), (wanted, known) => {
        const missing = gaps(wanted, known);
        for (const instant of instants) {
          const expected = contains(wanted, instant) && !known.some((one) => contains(one, instant));
          expect(missing.some((one) => contains(one, instant))).toBe(expected);
        }
      })
    );
  });

  it('is nothing where all time is known', () => {
    expect(gaps({ from: 5, to: 9 }, [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }])).toEqual([]);
  });
});
