import { sortedBy } from './merged';

describe('many elements in order', () => {
  // 0 to 9 again and again, backwards, so that equal ones are far apart.
  const list = Array.from({ length: 50_000 }, (_, index) => ({ rank: 9 - (index % 10), index }));

  it('stay in the order they came where they are equal, and are compared a few at a time', () => {
    let compared = 0;
    let most = 0;
    const slices = sortedBy(list, (a, b) => {
      compared++;
      return a.rank - b.rank;
    });
    for (;;) {
      const step = slices.next();
      most = Math.max(most, compared);
      compared = 0;
      if (step.done === true) {
        expect(step.value).toEqual([...list].sort((a, b) => a.rank - b.rank || a.index - b.index));
        break;
      }
    }
    // 2,000 elements by merging: log2(2000) ≈ 11 times each at the most.
    expect(most).toBeGreaterThan(2_000);
    expect(most).toBeLessThanOrEqual(22_000);
  });
});
