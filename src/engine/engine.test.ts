import { metricNames } from '../metrics';
import { plainQuery } from '../query';
import { lastProgress, metricRows, paymentsEngine } from './testing/asking';
import { at, day, hour, paymentsDirectory, paymentsEvents, paymentsSettings, range } from './testing/payments';

/** Hand-worked: the history, and what each deployment became, stand in `testing/payments.ts`. */
const seconds = (days: number) => days * 86_400;

describe('the five metrics of the range', () => {
  it('are what one works out by hand', async () => {
    const rows = await metricRows(paymentsEngine().engine, { metrics: metricNames });
    expect(rows.map(({ metric, value, unit, n, k, open }) => ({ metric, value, unit, n, k, open }))).toEqual([
      // d2, d3, d4, d5 in ten days.
      { metric: 'deploymentFrequency', value: 0.4, unit: 'perDay', n: 4, k: null, open: 0 },
      // 1, 2, 4, 6 days: the median lies between 2 and 4. Change 6 was merged and is in no production.
      { metric: 'changeLeadTime', value: seconds(3), unit: 's', n: 4, k: null, open: 1 },
      // d2 (named), d3 (rolled back), d4 (hotfix right after) of four.
      { metric: 'changeFailRate', value: 0.75, unit: 'ratio', n: 4, k: 3, open: 0 },
      // d2: day 11 to P1's end, 6 h. d4: day 15 to 17. d3 is not over: P2, by proximity, is open.
      { metric: 'failedDeploymentRecoveryTime', value: (6 * 3600 + seconds(2)) / 2, unit: 's', n: 2, k: null, open: 1 },
      // d4 and d5.
      { metric: 'deploymentReworkRate', value: 0.5, unit: 'ratio', n: 4, k: 2, open: 0 },
      // P1: 4 h; P2 is open.
      { metric: 'timeToRestore', value: 4 * 3600, unit: 's', n: 1, k: null, open: 1 },
    ]);
    expect(rows.every(({ time, level, incomplete }) => time === null && level === null && !incomplete)).toBe(true);
  });

  it.each([
    ['median', 3],
    ['mean', 13 / 4],
    // Type 7 over 1, 2, 4, 6: position 0.75 * 3 = 2.25, so 4 + 0.25 * 2; 0.9 * 3 = 2.7; 0.95 * 3 = 2.85.
    ['p75', 4.5],
    ['p90', 5.4],
    ['p95', 5.7],
  ] as const)('take the %s where it is asked for', async (statistic, days) => {
    const [row] = await metricRows(paymentsEngine().engine, { metrics: ['changeLeadTime'], statistic });
    expect(row.value).toBeCloseTo(seconds(days), 6);
  });

  it('recover by the repair where proximity does not count', async () => {
    const [recovery] = await metricRows(paymentsEngine().engine, {
      metrics: ['failedDeploymentRecoveryTime'],
      attribution: 'strict',
    });
    // d3 was rolled back two days later; 0.25, 2 and 2 days.
    expect(recovery).toMatchObject({ value: seconds(2), n: 3, open: 0 });
  });

  it('start a change where the query says', async () => {
    const [row] = await metricRows(paymentsEngine().engine, {
      metrics: ['changeLeadTime'],
      choices: { leadTimeStart: 'merged' },
    });
    // From the merge: 1, 0.5, 1 and 0.5 days.
    expect(row).toMatchObject({ value: seconds(0.75), n: 4 });
  });
});

describe('groups', () => {
  it('show a team in which nothing happened: no deployment is 0, a ratio over nothing is null', async () => {
    const rows = await metricRows(paymentsEngine().engine, { groupBy: ['team'] });
    const idle = rows.filter(({ group }) => group.team === 'Idle');
    expect(idle.map(({ value, n, level }) => [value, n, level])).toEqual([
      [0, 0, null],
      [null, 0, null],
      [null, 0, null],
      [null, 0, null],
      [null, 0, null],
    ]);
    expect(rows.filter(({ group }) => group.team === 'Payments').map(({ value }) => value)).toEqual([
      0.4,
      seconds(3),
      0.75,
      (6 * 3600 + seconds(2)) / 2,
      0.5,
    ]);
  });

  it.each([
    ['repository', { 'acme/idle': 0, 'acme/pay': 0.4 }],
    ['service', { pay: 0.4 }],
    ['environment', { production: 0.4 }],
  ] as const)('by %s', async (key, expected) => {
    const rows = await metricRows(paymentsEngine().engine, { metrics: ['deploymentFrequency'], groupBy: [key] });
    expect(Object.fromEntries(rows.map(({ group, value }) => [group[key], value]))).toEqual(expected);
  });

  it('carry the target of their team', async () => {
    const rows = await metricRows(paymentsEngine().engine, { metrics: ['changeFailRate'], groupBy: ['team'] });
    expect(rows.map(({ group, target }) => [group.team, target])).toEqual([
      ['Idle', null],
      ['Payments', 0.1],
    ]);
  });
});

describe('time', () => {
  it('is cut into buckets, the idle ones included', async () => {
    const rows = await metricRows(paymentsEngine().engine, { metrics: ['deploymentFrequency'], interval: 'day' });
    // Days 10 to 19: d2 on 11, d3 on 13, d4 on 15, d5 on 17.
    expect(rows.map(({ time, value }) => [time, value])).toEqual(
      [0, 1, 0, 1, 0, 1, 0, 1, 0, 0].map((value, index) => [at(10 + index), value])
    );
  });

  it('rolls: each point is the window that ends there', async () => {
    const query = { metrics: ['deploymentFrequency'] as const, interval: 'day' as const, windowDays: 5 };
    const rows = await metricRows(paymentsEngine().engine, query);
    // Windows [6, 11) to [15, 20): none, d2, d2, d2+d3, d2+d3, then d3+d4 from [11,16): d2 still in it.
    const counts = [0, 1, 1, 2, 2, 3, 2, 3, 2, 2];
    expect(rows.map(({ time, period, n }) => [time, period.from, n])).toEqual(
      counts.map((n, index) => [at(11 + index), at(6 + index), n])
    );
  });

  it.each([
    // Days 0 to 10: d1 alone.
    [{ comparison: 'previousPeriod' as const }, { value: 0.1, n: 1, period: { from: at(0), to: at(10) } }, 0.4],
    // A year ago there was nothing, and it was looked at.
    [{ comparison: 'previousYear' as const }, { value: 0, n: 0, period: { from: at(-355), to: at(-345) } }, 0.4],
    // Split on day 14: d4 and d5 in six days after it, d2 and d3 in four before it.
    [
      { comparison: 'date' as const, comparisonDate: '2026-01-15' },
      { value: 0.5, n: 2, period: { from: at(10), to: at(14) } },
      2 / 6,
    ],
  ])('is compared: %j', async (comparison, previous, current) => {
    const [row] = await metricRows(paymentsEngine().engine, { metrics: ['deploymentFrequency'], ...comparison });
    expect(row.value).toBeCloseTo(current, 12);
    expect(row.previous).toEqual(previous);
  });
});

describe('attribution', () => {
  it('is overridden by the settings, with author and reason as evidence', async () => {
    const overrides = [{ incident: 'P1', deployment: 'd5', author: 'ann', reason: 'the cache was cold' }];
    const settings = { ...paymentsSettings, rules: { ...paymentsSettings.rules, overrides } };
    const { engine } = paymentsEngine({}, { settings });
    const { answer } = await lastProgress(engine, { ...plainQuery('items'), metric: 'changeFailRate' });
    expect(answer.rows).toContainEqual(
      expect.objectContaining({
        id: 'd5',
        value: 1,
        rule: 'override',
        evidence: 'ann ruled that d5 caused Incident P1: the cache was cold',
      })
    );
    expect(answer.rows).toContainEqual(expect.objectContaining({ id: 'd2', value: 0, rule: null }));
  });

  it('by proximity is in inclusive only', async () => {
    // Without the rollback and what follows only P2, which says nothing, speaks against d3.
    const deployments = paymentsEvents.deployments.filter(({ id }) => ['d1', 'd2', 'd3'].includes(id));
    const { engine } = paymentsEngine({ events: { ...paymentsEvents, deployments } });
    const failed = async (attribution: 'strict' | 'inclusive') =>
      (await metricRows(engine, { metrics: ['changeFailRate'], attribution })).map(({ k, n }) => [k, n]);
    expect(await failed('strict')).toEqual([[1, 2]]);
    expect(await failed('inclusive')).toEqual([[2, 2]]);
  });
});

describe('what cannot be known', () => {
  it('is counted and explained for a first deployment', async () => {
    const { engine } = paymentsEngine();
    const { answer } = await lastProgress(engine, plainQuery('metrics'), { ...range, from: at(0) });
    const leadTime = answer.rows.find((row) => 'metric' in row && row.metric === 'changeLeadTime');
    // Change 1 went out with d1.
    expect(leadTime).toMatchObject({ n: 4, unknown: 1, open: 1 });
    expect(answer.notices.map(({ text }) => text).join()).toContain('1 change has no lead time');
  });

  it('is approximate where no graph and no comparison tells, and says so', async () => {
    const { engine } = paymentsEngine({ id: 'feed', events: { ...paymentsEvents, commits: [] } });
    const { answer } = await lastProgress(engine, plainQuery('metrics'));
    const leadTime = answer.rows.find((row) => 'metric' in row && row.metric === 'changeLeadTime');
    // By merge time the same deployments deliver the same four changes.
    expect(leadTime).toMatchObject({ value: seconds(3), n: 4, approximate: 4 });
    expect(answer.notices.map(({ text }) => text).join()).toContain('4 changes have an approximate lead time');
  });

  it('is said with what was seen instead when nothing is found', async () => {
    const deployments = paymentsEvents.deployments.filter(({ environment }) => environment === 'staging');
    const { engine } = paymentsEngine({ events: { ...paymentsEvents, deployments } });
    const { answer } = await lastProgress(engine, plainQuery('metrics'));
    expect(answer.notices).toEqual([
      expect.objectContaining({
        severity: 'warning',
        text: expect.stringMatching(
          /No successful production deployment of 2 repositories.*what matches "prod\|live".*Environments seen: staging \(1\)/
        ),
      }),
    ]);
  });

  it('names a team that does not exist', async () => {
    const { engine } = paymentsEngine();
    const query = { ...plainQuery('metrics'), filters: { ...plainQuery('metrics').filters, teams: ['Nobody'] } };
    const { answer } = await lastProgress(engine, query);
    expect(answer.notices.map(({ text }) => text).join()).toContain('There is no team "Nobody" in the settings.');
  });

  it('does not depend on how long ago the state was left that a rollback goes back to', async () => {
    const late = { createdAt: at(60), finishedAt: at(60) };
    const deployments = paymentsEvents.deployments
      .filter(({ id }) => ['d1', 'd2', 'd4'].includes(id))
      .map((one) => (one.id === 'd4' ? { ...one, ...late, sha: paymentsEvents.deployments[0].sha } : one));
    const recorded = { events: { ...paymentsEvents, deployments }, directory: paymentsDirectory };
    const clock = { now: () => at(61) };
    const rework = async (from: number) => {
      const { engine } = paymentsEngine(recorded, { clock });
      const context = { ...range, from, to: at(61), now: at(61) };
      return (await metricRows(engine, { metrics: ['deploymentReworkRate'] }, context)).map(({ k }) => k);
    };
    expect(await rework(at(60) - 5 * hour)).toEqual(await rework(at(60) - 50 * day));
  });
});
