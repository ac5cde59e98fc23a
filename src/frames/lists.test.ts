import { createTheme, DataFrame, formattedValueToString, getDisplayProcessor } from '@grafana/data';
import { Answer, Progress } from '../engine';
import { complete } from '../engine/testing/complete';
import { plainQuery, QueryType } from '../query';
import { toFrames } from './testing/toFrames';
import { context, day, deploymentRow, itemRow, monday } from './testing/rows';

function frameOf(answer: Answer, given: Partial<Progress> = {}): DataFrame {
  const query = plainQuery(answer.type === 'findings' ? 'quality' : answer.type);
  return toFrames({ refId: 'A', query, progress: complete(answer, given), context, benchmarkYear: 2024 })[0];
}

const noticesOf = (frame: DataFrame) => (frame.meta?.notices ?? []).map(({ severity, text }) => [severity, text]);

const deployments = (...rows: Array<Parameters<typeof deploymentRow>[0]>): Answer => ({
  type: 'deployments',
  rows: rows.map(deploymentRow),
  notices: [],
});

describe('lists', () => {
  const failed = { failed: true, rule: 'relatedChange', recoveredAt: monday + 3_600_000, recoveryTime: 3600 };

  it('have typed columns, durations in seconds and booleans', () => {
    const frame = frameOf(deployments(failed, { finishedAt: null }));
    const field = (name: string) => frame.fields.find((one) => one.name === name);
    expect(field('Finished')).toMatchObject({ type: 'time', values: [monday, null] });
    expect(field('Failed')).toMatchObject({ type: 'boolean', values: [true, false] });
    expect(field('Recovery time')).toMatchObject({ type: 'number', values: [3600, null], config: { unit: 's' } });
    expect(field('Commit')?.values).toEqual(['0123456', '0123456']);
    expect(frame.meta?.preferredVisualisationType).toBe('table');
  });

  it('give instants room for the widest one that Grafana writes', () => {
    const times = frameOf(deployments(failed)).fields.filter(({ type }) => type === 'time');
    expect(times.map(({ name }) => name)).toEqual(['Finished', 'Recovered']);
    // 19 signs of at most 8 pixels each in 14 pixels of Inter, and 13 pixels of a cell's padding and edge: 165.
    for (const { config } of times) {
      expect(config.custom).toEqual({ minWidth: 166 });
    }
  });

  it('wrap sentences, and give titles room', () => {
    const custom = (name: string) =>
      frameOf(deployments(failed)).fields.find((one) => one.name === name)?.config.custom;
    expect(custom('Evidence')).toMatchObject({ wrapText: true });
    const [event] = frameOf({ type: 'items', rows: [itemRow({})], notices: [] }).fields.filter(
      ({ name }) => name === 'Event'
    );
    // "acme/payments-core 1234567 to production": 40 signs of 7 pixels.
    expect(event.config.custom).toEqual({ minWidth: 280 });
  });

  it('say the rules in words', () => {
    const rule = frameOf(deployments(failed)).fields.find(({ name }) => name === 'Rule');
    if (rule === undefined) {
      throw new Error('There is no rule.');
    }
    const display = getDisplayProcessor({ field: rule, theme: createTheme() });
    expect(formattedValueToString(display(rule.values[0]))).toBe('Related change');
  });

  it('link each event to where it comes from, by a column that no panel shows', () => {
    const frame = frameOf(deployments({}));
    const url = frame.fields.find(({ name }) => name === 'url');
    expect(url?.values).toEqual(['https://github.com/acme/pay/deployments/1']);
    expect(url?.config.custom).toMatchObject({ hidden: true, hideFrom: { viz: true } });
    const link = frame.fields.find(({ name }) => name === 'Commit')?.config.links?.[0];
    expect(link).toMatchObject({ url: '${__data.fields.url}', targetBlank: true });
  });

  it('have no links where no event has an address', () => {
    const frame = frameOf(deployments({ url: null }));
    expect(frame.fields.flatMap(({ config }) => config.links ?? [])).toEqual([]);
  });

  it.each<[Exclude<QueryType, 'metrics'>, string]>([
    ['deployments', 'No deployment'],
    ['changes', 'No change'],
    ['incidents', 'No incident'],
    ['runs', 'No workflow run'],
    ['items', 'No event'],
  ])('of %s are empty but typed, with a notice, when nothing is there', (type, beginning) => {
    const frame = frameOf({ type, rows: [], notices: [] });
    expect(frame.length).toBe(0);
    expect(frame.fields.length).toBeGreaterThan(5);
    expect(noticesOf(frame)).toEqual([['info', expect.stringMatching(`^${beginning}`)]]);
  });

  it('leave the reason to the engine where it knows better', () => {
    const warning = { severity: 'warning', text: 'No repository is in scope.' } as const;
    expect(noticesOf(frameOf({ type: 'changes', rows: [], notices: [warning] }))).toEqual([
      ['warning', 'No repository is in scope.'],
    ]);
  });

  it('show seconds of a duration and 1 or 0 of a share behind a number', () => {
    const unitOf = (metric: 'changeLeadTime' | 'changeFailRate') =>
      frameOf({ type: 'items', rows: [itemRow({ metric, value: 1 })], notices: [] }).fields.find(
        ({ name }) => name === 'Value'
      )?.config.unit;
    expect([unitOf('changeLeadTime'), unitOf('changeFailRate')]).toEqual(['s', 'none']);
  });
});

describe('notices', () => {
  const problem = {
    source: 'github',
    kind: 'forbidden',
    scope: 'acme/pay',
    message: 'acme/pay may not be read.',
  } as const;

  it('tell how much is read while more is to come', () => {
    expect(noticesOf(frameOf(deployments({}), { complete: false, done: 12, total: 40 }))).toEqual([
      ['info', 'Reading: 12 of 40 repositories and services are complete. The numbers may still move.'],
    ]);
  });

  it.each<[string, number, string, string]>([
    // 12:00Z + 25 min is 13:25 in Berlin's winter; + 12 h is past its midnight, on 20 January.
    ['today', 25 * 60_000, 'Europe/Berlin', '13:25'],
    ['tomorrow', 12 * 3_600_000, 'Europe/Berlin', '01/20 01:00'],
    ['today', 25 * 60_000, 'UTC', '12:25'],
  ])('write when reading goes on as Grafana writes times: %s', (_, wait, timeZone, time) => {
    const now = monday + 14.5 * day * 1000;
    const [frame] = toFrames({
      refId: 'A',
      query: plainQuery('deployments'),
      progress: complete(deployments({}), { complete: false, done: 1, total: 2, waitingUntil: now + wait }),
      context: { ...context, timeZone },
      benchmarkYear: 2024,
    });
    expect(noticesOf(frame)).toEqual([['info', expect.stringContaining(`holds back the rest until ${time}; reading`)]]);
  });

  it('put a whole source that fails before a repository that does, and say nothing twice', () => {
    const wrongToken = {
      ...problem,
      kind: 'unauthorized',
      scope: null,
      message: 'The token is not accepted.',
    } as const;
    const problems = [problem, wrongToken, problem].map((one) => ({ ...one, retryAt: null }));
    expect(noticesOf(frameOf(deployments({}), { problems }))).toEqual([
      ['error', 'The token is not accepted.'],
      ['warning', 'acme/pay may not be read.'],
    ]);
  });

  it('count the problems beyond the first eight', () => {
    const problems = Array.from({ length: 11 }, (_, i) => ({ ...problem, message: `Problem ${i}.`, retryAt: null }));
    const notices = noticesOf(frameOf(deployments({}), { problems }));
    expect(notices).toHaveLength(9);
    expect(notices[8]).toEqual(['warning', 'And 3 more problems. The findings of a data quality query name them all.']);
  });

  it('stand on the first frame only, beside the query in words', () => {
    const query = { ...plainQuery('metrics'), interval: 'week' as const };
    const frames = toFrames({
      refId: 'A',
      query,
      progress: complete({ type: 'metrics', rows: [], notices: [{ severity: 'info', text: 'x' }] }),
      context,
      benchmarkYear: 2024,
    });
    expect(frames).toHaveLength(5);
    expect(frames.map(({ meta }) => meta?.notices?.length ?? 0).slice(1)).toEqual([0, 0, 0, 0]);
    expect(frames[0].meta?.executedQueryString).toContain('change lead time');
  });
});

describe('the cost', () => {
  const call = { upstream: 'github/graphql', purpose: 'deployments', at: monday, cost: 2 } as const;
  const metaOf = (calls: Progress['calls']) => frameOf(deployments({}), { calls }).meta;

  it('stands in the inspector: sums as statistics, calls by purpose beside them', () => {
    const rest = { ...call, upstream: 'github/rest', purpose: 'workflow runs', cost: 1 } as const;
    const meta = metaOf([rest, call, call]);
    expect(meta?.stats?.map(({ displayName, value }) => [displayName, value])).toEqual([
      ['Calls to GitHub (GraphQL)', 2],
      ['Points', 4],
      ['Calls to GitHub (REST)', 1],
      ['Calls to PagerDuty', 0],
    ]);
    expect(meta?.custom).toEqual({
      calls: [
        { upstream: 'github/graphql', purpose: 'deployments', count: 2, cost: 4 },
        { upstream: 'github/rest', purpose: 'workflow runs', count: 1, cost: 1 },
      ],
    });
  });

  it('names points that are not all known for what they are, and a feed where there is one', () => {
    const feed = { ...call, upstream: 'feed', purpose: 'the feed', cost: null } as const;
    expect(metaOf([{ ...call, cost: null }, feed])?.stats?.map(({ displayName }) => displayName)).toEqual([
      'Calls to GitHub (GraphQL)',
      'Points (at least; not every answer named them)',
      'Calls to GitHub (REST)',
      'Calls to PagerDuty',
      'Calls to the feed',
    ]);
  });
});
