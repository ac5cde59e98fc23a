import { DeploymentsQuery, DoraQuery, MetricsQuery, plainQuery, QueryContext } from '../query';
import { Need } from '../sources';
import { Answer, Lane } from './answers';
import { lastProgress, paymentsEngine } from './testing/asking';
import { at, day, hour, paymentsEvents, range } from './testing/payments';

/** What shapes make of an answer; the history stands in `testing/payments.ts`. */

async function shaped(query: DoraQuery, context: QueryContext = range, events = paymentsEvents) {
  const { engine } = paymentsEngine({ events });
  const { answer } = await lastProgress(engine, query, context);
  return answer;
}

/** States with the days on which they begin, counted as the history counts them. */
function states({ shaped: found }: Answer): ReadonlyArray<[Lane['group'], ReadonlyArray<[number, string | null]>]> {
  if (found?.kind !== 'states') {
    throw new Error('There are no states.');
  }
  return found.lanes.map(({ group, spells }) => [
    group,
    spells.map(({ from, state }) => [Number(((from - at(0)) / day).toFixed(3)), state]),
  ]);
}

describe('deployments as states', () => {
  const query = { ...plainQuery('deployments'), shape: 'states' } as const;

  it('are failed until recovered, rework, or good, for each repository and environment', async () => {
    // d1 is good from day 2. d2 (day 11) failed until P1 was resolved at 11 + 6/24. d3 (day 13) failed by the open P2,
    // which nobody ever resolves: it stays failed to the end, whatever else is deployed.
    expect(states(await shaped(query))).toEqual([
      [
        { repository: 'acme/pay', environment: 'production' },
        [
          [10, 'good'],
          [11, 'failed'],
          [11.25, 'good'],
          [13, 'failed'],
        ],
      ],
    ]);
  });

  it('recover by their repairs where proximity does not count', async () => {
    // Strict: d3 (day 13) is blamed by d4's rollback alone, which ends it on day 15. d4 is rework and itself needed the
    // hotfix d5 (day 17), which is rework too.
    expect(states(await shaped({ ...query, attribution: 'strict' }))).toEqual([
      [
        { repository: 'acme/pay', environment: 'production' },
        [
          [10, 'good'],
          [11, 'failed'],
          [11.25, 'good'],
          [13, 'failed'],
          [17, 'rework'],
        ],
      ],
    ]);
  });

  it('end where time has come to, and are nothing before the first deployment', async () => {
    const early = { ...range, from: at(1), to: at(30) };
    const [[, spells]] = states(await shaped({ ...query, attribution: 'strict' }, early));
    expect(spells.slice(0, 2)).toEqual([
      [1, null],
      [2, 'good'],
    ]);
    const answer = await shaped(query, early);
    const last = answer.shaped?.kind === 'states' ? answer.shaped.lanes[0].spells.at(-1) : null;
    expect(last?.to).toBe(range.now);
  });
});

describe('incidents as states', () => {
  const query = { ...plainQuery('incidents'), shape: 'states' } as const;

  it('are open or quiet for each service, those of before the time range too', async () => {
    const late = { ...range, from: at(11) + 4 * hour };
    expect(states(await shaped(query, late))).toEqual([
      [
        { service: 'pay' },
        [
          [11.167, 'open'],
          [11.25, 'quiet'],
          [13.042, 'open'],
        ],
      ],
    ]);
  });

  it('are acknowledged only while all that are open have been', async () => {
    const [first, second] = paymentsEvents.incidents;
    const incidents = [
      // Open from day 12, acknowledged on day 12.5, resolved on day 16.
      { ...first, createdAt: at(12), acknowledgedAt: at(12.5), resolvedAt: at(16) },
      // Open from day 13 to day 14, when it is acknowledged; resolved on day 15.
      { ...second, createdAt: at(13), acknowledgedAt: at(14), resolvedAt: at(15) },
    ];
    expect(states(await shaped(query, range, { ...paymentsEvents, incidents }))).toEqual([
      [
        { service: 'pay' },
        [
          [10, 'quiet'],
          [12, 'open'],
          [12.5, 'acknowledged'],
          [13, 'open'],
          [14, 'acknowledged'],
          [16, 'quiet'],
        ],
      ],
    ]);
  });

  it('are none where no incident lasts into the time range', async () => {
    const quiet = { ...range, from: at(12), to: at(13) };
    expect(states(await shaped(query, quiet))).toEqual([]);
  });
});

describe('durations as a distribution', () => {
  const query: MetricsQuery = {
    ...plainQuery('metrics'),
    metrics: ['changeLeadTime'],
    interval: 'week',
    shape: 'distribution',
  };

  it('count the changes of each week by how long they took', async () => {
    // 1 January 2026 is a Thursday: days 11 and 18 are Mondays. Lead times 4 and 2 days (day 11), 6 days (day 13) and
    // 1 day (day 17). Bands end at 15 min, 1 h, 4 h, 12 h, 1, 3, 7, 14, 30 and 90 days; 1 day belongs to 1–3 days.
    const { shaped: found } = await shaped(query);
    expect(found).toEqual({
      kind: 'distribution',
      columns: [
        { period: expect.objectContaining({ from: at(10), to: at(11) }), counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { period: expect.objectContaining({ from: at(11), to: at(18) }), counts: [0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0] },
        { period: expect.objectContaining({ from: at(18), to: at(20) }), counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
      ],
    });
  });

  it('are there only where the query asks for them', async () => {
    expect(await shaped({ ...query, shape: 'plain' })).not.toHaveProperty('shaped');
  });
});

describe('deployments by hour', () => {
  it('count the deployments of the list by weekday and hour in the time zone', async () => {
    // d2 to d5 at midnight UTC of days 11, 13, 15, 17: Sunday… day 0 is a Thursday, so 11 is a Monday, 13 a Wednesday,
    // 15 a Friday, 17 a Sunday; in Berlin it is 1 o'clock.
    const query = { ...plainQuery('deployments'), shape: 'hours' } as const;
    const { shaped: found } = await shaped(query, { ...range, timeZone: 'Europe/Berlin' });
    const counts = found?.kind === 'hours' ? found.counts : [];
    expect(counts.map((hours) => hours.flatMap((n, h) => (n === 0 ? [] : [[h, n]])))).toEqual([
      [[1, 1]],
      [],
      [[1, 1]],
      [],
      [[1, 1]],
      [],
      [[1, 1]],
    ]);
  });

  it.each<[DeploymentsQuery['outcome'], ReadonlyArray<Need['kind']>]>([
    ['all', ['deployments']],
    ['production', ['deployments']],
    // Which ones failed or are repairs is told by what they contain and by incidents.
    ['failed', ['changes', 'commits', 'deployments', 'incidents']],
    ['rework', ['changes', 'commits', 'deployments', 'incidents']],
  ])('of %s ask only for what tells when they were made', async (outcome, kinds) => {
    const { engine, source } = paymentsEngine({});
    await lastProgress(engine, { ...plainQuery('deployments'), shape: 'hours', outcome });
    expect([...new Set(source.asked.map(({ kind }) => kind))].sort()).toEqual(kinds);
  });
});

describe('deployments as a graph', () => {
  const query = { ...plainQuery('deployments'), shape: 'graph' } as const;

  async function graphOf(given: Partial<DeploymentsQuery> = {}) {
    const answer = await shaped({ ...query, ...given });
    if (answer.shaped?.kind !== 'graph') {
      throw new Error('There is no graph.');
    }
    return answer.shaped;
  }

  it('tell what was delivered, what failed by which rule, and what repaired it', async () => {
    const { nodes, edges } = await graphOf();
    expect(nodes.map(({ id }) => id).sort()).toEqual([
      'changes of deployment acme/pay d2',
      'changes of deployment acme/pay d3',
      'changes of deployment acme/pay d5',
      'deployment acme/pay d2',
      'deployment acme/pay d3',
      'deployment acme/pay d4',
      'deployment acme/pay d5',
      'incident  P1',
      'incident  P2',
    ]);
    const short = (id: string) => id.replace('deployment acme/pay ', '').replace('incident  ', '');
    const told = edges.map(({ kind, source, target, n, seconds, rule }) => [
      kind,
      short(source),
      short(target),
      n,
      seconds,
      rule,
    ]);
    expect(told).toHaveLength(7);
    expect(told).toEqual(
      expect.arrayContaining([
        // The median of 4 and 2 days.
        ['delivers', 'changes of d2', 'd2', 2, 3 * 86_400, null],
        ['delivers', 'changes of d3', 'd3', 1, 6 * 86_400, null],
        ['delivers', 'changes of d5', 'd5', 1, 86_400, null],
        ['fails', 'd2', 'P1', 1, 2 * 3_600, 'stated'],
        ['fails', 'd3', 'P2', 1, 3_600, 'proximity'],
        // The rollback followed P2, which is laid to what it rolled back.
        ['repairs', 'P2', 'd4', 1, 2 * 86_400, 'rollback'],
        // Nothing was reported before the hotfix.
        ['repairs', 'd4', 'd5', 1, 2 * 86_400, 'hotfix'],
      ])
    );
  });

  it('hang a repair on the deployment where proximity does not count', async () => {
    const { edges } = await graphOf({ attribution: 'strict' });
    const repairs = edges.filter(({ kind }) => kind === 'repairs').map(({ source, target }) => `${source} → ${target}`);
    expect(repairs).toContain('deployment acme/pay d3 → deployment acme/pay d4');
  });

  it('say in which state each deployment is, and name the changes', async () => {
    const { nodes } = await graphOf();
    const byId = new Map(nodes.map((node) => [node.id, node]));
    expect(byId.get('changes of deployment acme/pay d2')).toMatchObject({ n: 2, names: ['#2', '#3'] });
    expect(byId.get('deployment acme/pay d2')).toMatchObject({ state: 'failed', recoveryTime: 6 * 3_600 });
    expect(byId.get('deployment acme/pay d5')).toMatchObject({ state: 'rework' });
    expect(byId.get('incident  P2')).toMatchObject({ timeToRestore: null });
  });

  it('are the newest thirty deployments, and a notice counts the others', async () => {
    // 35 more, an hour apart from day 18 on, all of the same commit: nothing new in any of them.
    const [template] = paymentsEvents.deployments.filter(({ id }) => id === 'd5');
    const more = Array.from({ length: 35 }, (_, index) => ({
      ...template,
      id: `m${index}`,
      createdAt: at(18) + index * hour,
      finishedAt: at(18) + index * hour,
    }));
    const events = { ...paymentsEvents, deployments: [...paymentsEvents.deployments, ...more] };
    const answer = await shaped(query, range, events);
    // 35 + d2 … d5 = 39; the newest 30 are m5 … m34.
    expect(answer.notices.map(({ text }) => text)).toEqual([expect.stringContaining('9 older ones are left out')]);
    const drawn = answer.shaped?.kind === 'graph' ? answer.shaped.nodes.map(({ id }) => id) : [];
    expect(drawn).toContain('deployment acme/pay m5');
    expect(drawn).not.toContain('deployment acme/pay m4');
  });
});
