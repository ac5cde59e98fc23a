import { measure } from './measure';
import { failuresOf } from './verdict';

/** Collecting ten repositories over 90 days, as `npm run bench:collection` measures it for more. */
describe('what collecting takes', () => {
  let figures: Awaited<ReturnType<typeof measure>>;
  beforeAll(async () => {
    figures = await measure(10, 90);
  }, 120_000);

  it('keeps the bounds', () => {
    expect(failuresOf(figures)).toEqual([]);
  });

  it('and would be found out if it did not', () => {
    const [first, ...later] = figures.steps;
    const wasteful = { ...first, calls: { ...first.calls, pagerduty: 1_000 }, refusals: 2 };
    const wasted = later.map((step) => ({ ...step, calls: { ...step.calls, pagerduty: 100 } }));
    const steps = [wasteful, ...wasted].map((step) =>
      step.name === 'reload' ? { ...step, byPurpose: [['pagerduty incidents', 100] as const] } : step
    );
    expect(failuresOf({ ...figures, steps, firstNumber: null })).toEqual([
      expect.stringMatching(/^10 repositories, load: \d+ calls, more than 1\.3 × \d+\.$/),
      expect.stringMatching(/^10 repositories, refresh: \d+ calls, more than 1\.5 × \d+\.$/),
      '10 repositories, first load: 2 requests refused by a limit.',
      '10 repositories, second panel: 100 calls instead of none.',
      '10 repositories, second dashboard: 100 calls instead of none.',
      '10 repositories, reload: 100 calls instead of none (100 × pagerduty incidents).',
      '10 repositories, second panel after it: 100 calls instead of none.',
      '10 repositories, reload after it: 100 calls instead of none.',
      '10 repositories, first number: after all answers of GitHub, more than 3.',
    ]);
  });

  it.each([
    [100, 3, null],
    [100, 4, 'after 4 answers of GitHub, more than 3'],
    // The list of 500 repositories alone takes five.
    [500, 7, null],
    [500, 8, 'after 8 answers of GitHub, more than 7'],
  ])('may show the first number of %i repositories after %i answers: %s', (repositories, count, failure) => {
    const answers = { 'github/graphql': count - 1, 'github/rest': 1, pagerduty: 5, feed: 0 };
    const firstNumber = { seconds: 1, answers };
    const expected = failure === null ? [] : [`${repositories} repositories, first number: ${failure}.`];
    expect(failuresOf({ ...figures, repositories, firstNumber })).toEqual(expected);
  });
});
