import { Deployment, Release } from '../events';
import { givenDeployment, givenIncident, givenRun } from '../metrics/givenEvents';
import { DoraSettings, ItemsQuery, plainQuery } from '../query';
import { ItemRow } from './answers';
import { lastProgress, metricRows, paymentsEngine } from './testing/asking';
import { at, paymentsEvents, paymentsSettings, start } from './testing/payments';

/** What explains a number, and what is missed in it; the history stands in `testing/payments.ts`. */

const minutes = (days: number) => start / 60_000 + days * 1_440;

async function explained(
  query: Partial<ItemsQuery>,
  { events = paymentsEvents, settings = paymentsSettings } = {}
): Promise<readonly ItemRow[]> {
  const { engine } = paymentsEngine({ events }, { settings });
  const { answer } = await lastProgress(engine, { ...plainQuery('items'), ...query });
  return answer.type === 'items' ? answer.rows : [];
}

const inShort = (rows: readonly ItemRow[]) => rows.map(({ id, because }) => [id, because]);

const withRules = (rules: Partial<DoraSettings['rules']>): DoraSettings => ({
  ...paymentsSettings,
  rules: { ...paymentsSettings.rules, ...rules },
});

describe('what is not counted', () => {
  it('in a frequency: other environments, and what failed', async () => {
    expect(inShort(await explained({ metric: 'deploymentFrequency', outcome: 'notCounted' }))).toEqual([
      ['d6', 'The pipeline failed, so nothing reached production.'],
      ['s1', 'The environment “staging” does not match prod|live.'],
    ]);
  });

  it('in a fail rate: those, and the incidents that are laid to nothing, with the nearest deployment', async () => {
    // Day 16 + 13 h is 37 h after d4 of day 15; d5 comes later.
    const far = givenIncident('P3', minutes(16 + 13 / 24), null, { service: 'pay', serviceId: 'PPAY' });
    const events = { ...paymentsEvents, incidents: [...paymentsEvents.incidents, far] };
    expect(inShort(await explained({ metric: 'changeFailRate', outcome: 'notCounted' }, { events }))).toEqual([
      [
        'P3',
        'No deployment of acme/pay within 24 h before it: the nearest, d4, had finished 37 h earlier, and nothing names one.',
      ],
      ['d6', 'The pipeline failed, so nothing reached production.'],
      ['s1', 'The environment “staging” does not match prod|live.'],
    ]);
  });

  it('in a fail rate: an incident of the period whose deployment is not in it', async () => {
    const rows = await explained({
      outcome: 'notCounted',
      item: 'P1',
      // From day 11, 00:30, on: d2 finished half an hour before, P1 began two hours after it.
      period: { at: String(at(11) + 30 * 60_000), interval: 'day', windowDays: 0, timeZone: 'UTC' },
    });
    expect(inShort(rows)).toEqual([
      ['P1', 'Laid to d2, which finished outside this period and counts there (Incident P1 names d2 as its cause).'],
    ]);
  });

  it('in a fail rate: an incident laid to what never reached production', async () => {
    const said = givenIncident('P4', minutes(19.5), null, { service: 'pay', serviceId: 'PPAY', deployment: 'd6' });
    const events = { ...paymentsEvents, incidents: [said] };
    expect(inShort(await explained({ outcome: 'notCounted', item: 'P4' }, { events }))).toEqual([
      ['P4', 'Laid to d6, which never reached production (Incident P4 names d6 as its cause).'],
      ['d6', 'The pipeline failed, so nothing reached production.'],
    ]);
  });

  it('in a lead time: what waits', async () => {
    expect(inShort(await explained({ metric: 'changeLeadTime', outcome: 'notCounted' }))).toEqual([
      ['acme/pay#6', 'Not in production yet: no successful production deployment contains it.'],
    ]);
  });

  it('in a lead time of commits: pull requests', async () => {
    const rows = await explained(
      { metric: 'changeLeadTime', outcome: 'notCounted', item: '#5' },
      { settings: withRules({ changeUnit: 'commit' }) }
    );
    expect(inShort(rows)).toEqual([['acme/pay#5', 'Here, commits on the default branch are the changes.']]);
  });

  it('in a time to restore: what is open, and what the rules filter out', async () => {
    expect(inShort(await explained({ metric: 'timeToRestore', outcome: 'notCounted' }))).toEqual([
      ['P2', 'Not resolved yet: an open incident has no time to restore.'],
    ]);
    expect(
      inShort(
        await explained(
          { metric: 'timeToRestore', outcome: 'notCounted' },
          { settings: withRules({ urgencies: ['low'] }) }
        )
      )
    ).toEqual([
      ['P2', 'Its urgency is “high”, and the rules want low.'],
      ['P1', 'Its urgency is “high”, and the rules want low.'],
    ]);
  });

  it('an incident that was merged into another, in everything that incidents decide and in nothing else', async () => {
    const onPay = { service: 'pay', serviceId: 'PPAY' };
    const incidents = [
      givenIncident('P1', minutes(11 + 2 / 24), minutes(11 + 6 / 24), { ...onPay, number: 41, deployment: 'd2' }),
      // An hour after d5: by proximity d5 had failed, too.
      givenIncident('M1', minutes(17 + 1 / 24), minutes(17.5), { ...onPay, number: 42, mergedInto: 'P1' }),
      givenIncident('M2', minutes(12), minutes(12.5), { ...onPay, mergedInto: 'elsewhere' }),
      givenIncident('M3', minutes(11.5), minutes(12.5), { ...onPay, mergedInto: '' }),
    ];
    const events = { ...paymentsEvents, incidents };
    const merged = async (query: Partial<ItemsQuery>) =>
      inShort(await explained(query, { events })).filter(([id]) => id.startsWith('M'));
    const all = [
      ['M1', 'It was merged into incident #41.'],
      ['M2', 'It was merged into incident elsewhere.'],
      ['M3', 'It was merged into another incident.'],
    ];
    expect(await merged({ metric: 'changeFailRate', outcome: 'notCounted' })).toEqual(all);
    expect(await merged({ metric: 'failedDeploymentRecoveryTime', outcome: 'notCounted' })).toEqual(all);
    expect(await merged({ metric: 'timeToRestore', outcome: 'notCounted' })).toEqual(all);
    expect(await merged({ metric: 'timeToRestore', outcome: 'observed' })).toEqual([]);
    expect(await merged({ metric: 'deploymentFrequency', outcome: 'all' })).toEqual([]);
    expect(await merged({ metric: 'timeToRestore', outcome: 'all', item: '#42' })).toEqual(all.slice(0, 1));
    const { engine } = paymentsEngine({ events });
    // d2 (P1), d3 (rolled back) and d4 (hotfix) of four; with M1 it would be all of them.
    const [rate, restore] = await metricRows(engine, { metrics: ['changeFailRate', 'timeToRestore'] });
    expect([rate.k, rate.n, restore.n, restore.open]).toEqual([3, 4, 1, 0]);
    const { answer } = await lastProgress(engine, plainQuery('incidents'));
    expect(answer.rows.map((row) => ('id' in row ? row.id : null))).toEqual(['P1']);
  });

  it('where runs or releases are the deployments: those that the rules leave out, and all others', async () => {
    const runs = [
      givenRun('r1', 'a1'.repeat(20), minutes(12)),
      givenRun('r2', 'b2'.repeat(20), minutes(13), { branch: 'topic' }),
    ];
    const byWorkflow = await explained(
      { metric: 'deploymentFrequency', outcome: 'all', item: 'r2' },
      {
        events: { ...paymentsEvents, runs },
        settings: withRules({ deploymentSource: 'workflow', branchPattern: '^main$' }),
      }
    );
    expect(inShort(byWorkflow)).toEqual([['r2/1', 'The branch “topic” does not match ^main$.']]);
    const release: Release = {
      id: 'v1',
      repository: 'acme/pay',
      tag: 'v1',
      name: null,
      sha: 'a1'.repeat(20),
      createdAt: at(12),
      publishedAt: at(12),
      isDraft: false,
      isPrerelease: true,
      isTagOnly: false,
      url: null,
    };
    const byRelease = await explained(
      { metric: 'deploymentFrequency', outcome: 'all' },
      { events: { ...paymentsEvents, releases: [release] }, settings: withRules({ deploymentSource: 'releases' }) }
    );
    expect(inShort(byRelease)).toEqual([['v1', 'It is a pre-release, and the rules leave those out.']]);
  });
});

describe('why is this …', () => {
  const deployed: Deployment = {
    ...givenDeployment('d7', 'f6'.repeat(20), minutes(19.5)),
    url: 'https://github.com/acme/pay/deployments/7',
    origin: 'deployment',
  };
  const events = { ...paymentsEvents, deployments: [...paymentsEvents.deployments, deployed] };

  it.each<[string, Partial<ItemsQuery>, readonly string[]]>([
    ['by its id, whatever the case', { item: 'D2' }, ['d2']],
    // d2's and d4's commit.
    ['by its commit, shortened', { item: 'c3c3c3c' }, ['d4', 'd2']],
    ['by its address', { item: 'https://github.com/acme/pay/deployments/7/' }, ['d7']],
    ['by the incident behind it', { item: 'P1' }, ['d2']],
    ['by a change it delivered', { item: '#4' }, ['d3']],
    ['by what repaired it, and the repair itself', { item: 'd4' }, ['d4', 'd3', 'd5']],
    ['a change by its number', { metric: 'changeLeadTime', item: '5' }, ['acme/pay#5']],
    ['nothing', { item: 'd99' }, []],
  ])('%s', async (_, query, ids) => {
    const rows = await explained({ outcome: 'all', ...query }, { events });
    expect(rows.map(({ id }) => id)).toEqual(ids);
  });

  it('is said when nothing goes by the name', async () => {
    const { engine } = paymentsEngine({});
    const { answer } = await lastProgress(engine, { ...plainQuery('items'), outcome: 'all', item: 'd99' });
    expect(answer.notices.map(({ text }) => text)).toEqual([
      'Nothing that could count in change fail rate goes by “d99” in this time. It may lie outside the time range or the filters.',
    ]);
  });

  it('answers for a deployment without a recovery time, because it did not fail', async () => {
    const rows = await explained({ metric: 'failedDeploymentRecoveryTime', outcome: 'all', item: 'd7' }, { events });
    expect(inShort(rows)).toEqual([['d7', 'Did not fail: no incident, rollback, revert or hotfix points at it.']]);
  });
});

describe('a ruling', () => {
  // As they are: d2 (P1), d3 (rollback d4; P2), d4 (hotfix d5) failed of d2, d3, d4, d5.
  const rate = async (settings: DoraSettings) => {
    const { engine } = paymentsEngine({}, { settings });
    const [row] = await metricRows(engine, { metrics: ['changeFailRate'] });
    return [row.k, row.n];
  };
  const ruled = (deployment: string | null) =>
    withRules({ overrides: [{ incident: 'P1', deployment, author: 'Ann', reason: 'a drill', at: '2026-01-13' }] });

  it('changes the number and shows with its author, reason and day', async () => {
    expect(await rate(paymentsSettings)).toEqual([3, 4]);
    expect(await rate(ruled(null))).toEqual([2, 4]);
    expect(await rate(ruled('d5'))).toEqual([3, 4]);
    expect(inShort(await explained({ outcome: 'all', item: 'P1' }, { settings: ruled(null) }))).toEqual([
      ['P1', 'Ruled not change-related by Ann on 2026-01-13: a drill.'],
    ]);
    expect(inShort(await explained({ outcome: 'all', item: 'P1' }, { settings: ruled('d5') }))).toEqual([
      ['d5', 'Counted as failed: Ann ruled on 2026-01-13 that d5 caused Incident P1: a drill.'],
    ]);
  });

  it('is asked for where an incident decides', async () => {
    const rows = await explained({ outcome: 'all' });
    expect(rows.map(({ id, ruling }) => [id, ruling])).toEqual([
      // The failed ones first, then d5, which did not fail.
      ['d4', null],
      ['d3', { incident: 'P2', deployment: 'd3' }],
      ['d2', { incident: 'P1', deployment: 'd2' }],
      ['d5', null],
      ['d6', null],
      ['s1', null],
    ]);
  });

  it.each<[string, DoraSettings, readonly string[]]>([
    [
      'on a deployment that is not known',
      ruled('d99'),
      [
        'The ruling of Ann on incident P1 names deployment d99, which is not known here: P1 counts as not change-related. Correct the ruling in the settings.',
      ],
    ],
    [
      'on an incident that is not known',
      withRules({
        overrides: [{ incident: 'P9', deployment: null, author: 'Ann', reason: 'a drill', at: '2026-01-13' }],
      }),
      [
        'Incident P9, which Ann ruled on (2026-01-13), is not among those of the 30 days before: it was deleted, merged into another, or is on a service that the settings do not name. The ruling changes nothing.',
      ],
    ],
    [
      'that contradicts another',
      withRules({
        overrides: [
          { incident: 'P1', deployment: null, author: 'Ann', reason: 'a drill' },
          { incident: 'P1', deployment: 'd3', author: 'Bob', reason: 'no drill' },
        ],
      }),
      [
        'Two rulings on incident P1 contradict each other: not change-related (Ann), and caused by d3 (Bob). Only one of them holds. Remove the other in the settings.',
      ],
    ],
    ['that is all right', ruled('d5'), []],
  ])('%s is said in a notice', async (_, settings, expected) => {
    const { engine } = paymentsEngine({}, { settings });
    const { answer } = await lastProgress(engine, plainQuery('incidents'));
    expect(answer.notices.map(({ text }) => text)).toEqual(expected);
  });
});

describe('sensitivity', () => {
  it('sets every choice beside the number as asked', async () => {
    const { engine } = paymentsEngine({});
    const { answer } = await lastProgress(engine, plainQuery('sensitivity'));
    const rows = answer.type === 'sensitivity' ? answer.rows : [];
    // d2, d3 and d4 of four failed by more than proximity; d1 of day 2 is a fifth. P2 begins one hour after d3.
    expect(rows.map(({ variant, k, n, difference }) => [variant, k, n, difference])).toEqual([
      ['asAsked', 3, 4, 0],
      ['attribution=strict', 3, 4, 0],
      ['attributionWindow=6', 3, 4, 0],
      ['attributionWindow=12', 3, 4, 0],
      ['attributionWindow=24', 3, 4, 0],
      ['attributionWindow=48', 3, 4, 0],
      ['attributionWindow=72', 3, 4, 0],
      ['days=30', 3, 5, 3 / 5 - 3 / 4],
      ['days=60', 3, 5, 3 / 5 - 3 / 4],
      ['days=90', 3, 5, 3 / 5 - 3 / 4],
      ['days=180', 3, 5, 3 / 5 - 3 / 4],
    ]);
    expect(rows[1].label).toBe('Strict: only what names, rolls back, reverts or hot-fixes');
  });

  it('has the variants that can change the metric, and no others', async () => {
    const { engine } = paymentsEngine({});
    const query = { ...plainQuery('sensitivity'), metric: 'changeLeadTime' as const };
    const { answer } = await lastProgress(engine, query);
    const rows = answer.type === 'sensitivity' ? answer.rows : [];
    const day = 86_400;
    // Lead times of 4, 2, 6 and 1 days; merged 1, 0.5, 1 and 0.5 days before their deployments.
    expect(
      rows.map(({ variant, value }) => [variant, (value ?? 0) / day]).filter(([id]) => !/^days/.test(String(id)))
    ).toEqual([
      ['asAsked', 3],
      ['statistic=mean', 13 / 4],
      // Type 7 of 1, 2, 4, 6: 4 + 0.25 · 2, and at position 2.7: 4 + 0.7 · 2.
      ['statistic=p75', 4.5],
      ['statistic=p90', 5.4],
      ['leadTimeStart=authored', 3],
      ['leadTimeStart=committed', 3],
      ['leadTimeStart=opened', (1 + 0.5) / 2 + 5 / 1440],
      ['leadTimeStart=ready', (1 + 0.5) / 2 + 5 / 1440],
      ['leadTimeStart=merged', (1 + 0.5) / 2],
    ]);
  });
});
