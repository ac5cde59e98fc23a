import { countPerBand, durationLimits } from '.';

describe('countPerBand', () => {
  const limits = [10, 100];
  const at = (instant: number, value: number) => ({ at: instant, value });

  it('counts each value in its band and its period; a limit belongs to the band above it', () => {
    // Period 0–10 holds 9.9 | 10, 99 | 100. Period 10–20 holds what happened at 10, not at 20.
    const observations = [at(3, 100), at(0, 9.9), at(9, 99), at(1, 10), at(10, 0), at(20, 5)];
    const periods = [
      { from: 0, to: 10 },
      { from: 10, to: 20 },
    ];
    expect(countPerBand(observations, periods, limits)).toEqual([
      [1, 2, 1],
      [1, 0, 0],
    ]);
  });

  it('counts in every window that an observation lies in', () => {
    const windows = [
      { from: 0, to: 10 },
      { from: 5, to: 15 },
    ];
    expect(countPerBand([at(7, 50)], windows, limits)).toEqual([
      [0, 1, 0],
      [0, 1, 0],
    ]);
  });

  it('has a column of zeros where nothing happened', () => {
    expect(countPerBand([], [{ from: 0, to: 10 }], limits)).toEqual([[0, 0, 0]]);
  });
});

describe('durationLimits', () => {
  it('hold an hour, a day, a week and a month, and each is two to four times the one before', () => {
    expect(durationLimits).toEqual(expect.arrayContaining([3_600, 86_400, 604_800, 2_592_000]));
    durationLimits.slice(1).forEach((limit, index) => {
      const factor = limit / durationLimits[index];
      expect(factor).toBeGreaterThanOrEqual(2);
      expect(factor).toBeLessThanOrEqual(4);
    });
  });
});
