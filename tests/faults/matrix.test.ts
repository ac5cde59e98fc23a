import { fullName } from '../../simulator';
import { MetricRow, Progress } from '../../src/engine';
import { fiveMetrics } from '../../src/query';
import { troubleNames } from './faults';
import { mistakesIn } from './judge';
import { runMatrix } from './matrix';
import { tinyOrganization } from './organization';

/** A part of what `npm run test:faults` runs at night: every fault, at one request in ten and at every second one. */
describe('whatever goes wrong, no wrong number goes without a notice', () => {
  it.each(troubleNames)(
    '%s',
    async (fault) => {
      const runs = await runMatrix({ faults: [fault], rates: [0.1, 0.5], seeds: [1, 2] });
      const wrong = runs.filter(({ mistakes }) => mistakes.length > 0);
      expect(wrong.map(({ rate, seed, mistakes }) => ({ rate, seed, mistakes }))).toEqual([]);
    },
    60_000
  );
});

describe('the judge', () => {
  const organization = tinyOrganization();
  const [squash, merge] = organization.repositories.map(fullName);
  const row = (repository: string, more: Partial<MetricRow> = {}): MetricRow => ({
    metric: fiveMetrics[0],
    group: { repository },
    time: null,
    period: { from: 0, to: 1 },
    value: 3,
    unit: 's',
    n: 8,
    k: null,
    low: 1,
    high: 5,
    level: null,
    score: null,
    open: 0,
    unknown: 0,
    approximate: 0,
    target: null,
    previous: null,
    incomplete: false,
    ...more,
  });
  const answer = (rows: readonly MetricRow[], more: Partial<Progress> = {}): Progress => ({
    answer: { type: 'metrics', rows, notices: [] },
    complete: true,
    done: 1,
    total: 1,
    problems: [],
    calls: [],
    waitingUntil: null,
    readyAt: null,
    ...more,
  });
  const problemOf = (scope: string | null) => [
    { source: 'github' as const, kind: 'unavailable' as const, scope, message: 'It is out of order.', retryAt: null },
  ];
  const right = answer([row(squash), row(merge)]);

  it.each([
    { name: 'the same numbers are right', given: right, mistakes: 0 },
    { name: 'another number is wrong', given: answer([row(squash, { value: 4 }), row(merge)]), mistakes: 1 },
    { name: 'the same number over fewer is wrong', given: answer([row(squash, { n: 7 }), row(merge)]), mistakes: 1 },
    {
      name: 'a mark alone does not say what is missing',
      given: answer([row(squash, { value: 4, incomplete: true }), row(merge)]),
      mistakes: 1,
    },
    {
      name: 'a mark and a problem of another repository do not either',
      given: answer([row(squash, { value: null }), row(merge)], { problems: problemOf(merge) }),
      mistakes: 1,
    },
    {
      name: 'a mark and a problem of the repository do',
      given: answer([row(squash, { value: 4, incomplete: true }), row(merge)], { problems: problemOf(squash) }),
      mistakes: 0,
    },
    {
      name: 'a problem of the whole upstream concerns all',
      given: answer([row(squash, { value: null }), row(merge, { value: null })], { problems: problemOf(null) }),
      mistakes: 0,
    },
    {
      name: 'a problem does not excuse a number that is not marked',
      given: answer([row(squash, { value: 4 }), row(merge)], { problems: problemOf(squash) }),
      mistakes: 1,
    },
    { name: 'a row that is gone without a word is wrong', given: answer([row(squash)]), mistakes: 1 },
    {
      name: 'a row that should not be there is wrong',
      given: answer([row(squash), row(merge), row('globex/other')]),
      mistakes: 1,
    },
  ])('$name', ({ given, mistakes }) => {
    expect(mistakesIn(given, right, organization)).toHaveLength(mistakes);
  });
});
