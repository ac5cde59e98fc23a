import { CoreApp, DataQueryResponse, dateTime, LoadingState } from '@grafana/data';
import { Observable } from 'rxjs';
import { MetricRow, Progress } from '../engine';
import { complete } from '../engine/testing/complete';
import { defaultRules, Slices } from '../metrics';
import { plainQuery } from '../query';
import { createDataSource, from, now, requestOf } from './testing/fakes';
import { StoredQuery } from './types';

/** Everything a stream says, with a turn of the event loop between what the test does and what it sees. */
function listen(stream: Observable<DataQueryResponse>) {
  const packets: DataQueryResponse[] = [];
  let isComplete = false;
  const subscription = stream.subscribe({
    next: (packet) => packets.push(packet),
    complete: () => (isComplete = true),
  });
  return { packets, subscription, isComplete: () => isComplete };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const row: MetricRow = {
  metric: 'changeLeadTime',
  group: {},
  time: null,
  period: { from, to: now },
  value: 60,
  unit: 's',
  n: 9,
  k: null,
  low: null,
  high: null,
  level: 'elite',
  score: null,
  open: 0,
  unknown: 0,
  approximate: 0,
  target: null,
  previous: null,
  incomplete: false,
};

function progress(isComplete: boolean, given: Partial<Progress> = {}): Progress {
  const answer = { type: 'metrics', rows: [row], notices: [] } as const;
  return complete(answer, { complete: isComplete, done: isComplete ? 4 : 1, ...given });
}

const leadTime = { ...plainQuery('metrics'), metrics: ['changeLeadTime'] } as const;
const states = (packets: readonly DataQueryResponse[]) => packets.map(({ key, state }) => [key, state]);

describe('query', () => {
  it('streams partial answers under a stable key and ends with Done', async () => {
    const { source, engine } = createDataSource();
    const { packets, isComplete } = listen(source.query(requestOf(leadTime)));
    await settle();
    engine.runs[0].give(progress(false));
    await settle();
    engine.runs[0].give(progress(true));
    await settle();
    expect(states(packets)).toEqual([
      ['A', LoadingState.Streaming],
      ['A', LoadingState.Done],
    ]);
    expect(packets[0].data[0].meta.notices[0].text).toBe(
      'Reading: 1 of 4 repositories and services is complete. The numbers may still move.'
    );
    expect(packets[1].data[0].meta.notices).toEqual([]);
    expect(isComplete()).toBe(true);
  });

  it('works frames out as the engine lets it, and no further once nobody waits for them', async () => {
    const { source, engine } = createDataSource();
    const works: Array<{ readonly slices: Slices<unknown>; readonly signal: AbortSignal }> = [];
    engine.work = (slices, signal) => {
      works.push({ slices, signal });
      return new Promise(() => undefined);
    };
    const { packets, subscription } = listen(source.query(requestOf(leadTime)));
    await settle();
    engine.runs[0].give(progress(true));
    await settle();
    expect([works.length, packets.length]).toEqual([1, 0]);
    subscription.unsubscribe();
    expect(works[0].signal.aborted).toBe(true);
  });

  it('says Done only when every target is done', async () => {
    const { source, engine } = createDataSource();
    const { packets } = listen(source.query(requestOf(leadTime, leadTime)));
    await settle();
    engine.runs[1].give(progress(true));
    await settle();
    engine.runs[0].give(progress(false));
    await settle();
    engine.runs[0].give(progress(true));
    await settle();
    expect(states(packets)).toEqual([
      ['B', LoadingState.Streaming],
      ['A', LoadingState.Streaming],
      ['A', LoadingState.Done],
    ]);
  });

  it('fills in the metric that a variable names, and links to itself', async () => {
    const { source, engine } = createDataSource({ variables: { metric: 'changeLeadTime' } });
    const { packets } = listen(source.query(requestOf({ ...plainQuery('metrics'), metricVariable: '$metric' })));
    await settle();
    expect(engine.runs[0].query).toEqual(leadTime);
    engine.runs[0].give(progress(true));
    await settle();
    const links = packets[0].data[0].fields[0].config.links;
    expect(links).toMatchObject([
      { title: 'Explain this number', internal: { datasourceUid: source.uid, query: { metric: 'changeLeadTime' } } },
    ]);
  });

  it.each<[string, Partial<StoredQuery>, string]>([
    ['a metric', { metrics: [] }, 'Choose at least one metric. In the query editor: What.'],
    [
      'a date, whose variable is empty',
      { comparison: 'date', comparisonDate: '$launch' },
      'The date to compare with is missing. Write it as 2025-03-31 or 2025-03-31T12:00:00Z. In the query editor: Compared with.',
    ],
    [
      'an interval, twice over',
      { shape: 'levels', windowDays: 7 },
      'This needs an interval: choose day, week, month or quarter. A rolling window needs an interval: choose day, week, month or quarter, or set it to 0. In the query editor: Shown how, Over what.',
    ],
    [
      'a metric, whose variable names none',
      { metrics: [], metricVariable: '$metric' },
      'No metric is chosen by $metric. The variable must have one of these values: deploymentFrequency, changeLeadTime, changeFailRate, failedDeploymentRecoveryTime, deploymentReworkRate, timeToRestore. In the query editor: What.',
    ],
  ])('says what is missing, and where it is chosen: %s', async (_, more, message) => {
    const { source, engine } = createDataSource({ variables: { metric: 'velocity', launch: '' } });
    const { packets } = listen(source.query(requestOf({ ...leadTime, ...more })));
    await settle();
    expect(engine.runs).toEqual([]);
    expect(packets).toEqual([{ key: 'A', data: [], state: LoadingState.Error, errors: [{ refId: 'A', message }] }]);
  });

  it('asks for the metric that a variable names where the query names none', async () => {
    const { source, engine } = createDataSource({ variables: { metric: 'changeLeadTime' } });
    listen(source.query(requestOf({ ...leadTime, metrics: [], metricVariable: '$metric' })));
    await settle();
    expect(engine.runs[0].query).toEqual(leadTime);
  });

  it('gives the engine the range, the time zone and the clock', async () => {
    const { source, engine } = createDataSource();
    listen(source.query(requestOf(leadTime)));
    listen(source.query({ ...requestOf(leadTime), timezone: 'Europe/Berlin' }));
    // The tests' process runs in UTC.
    listen(source.query({ ...requestOf(leadTime), timezone: 'browser' }));
    await settle();
    expect(engine.runs[0].context).toEqual({ from, to: now, timeZone: 'UTC', now });
    expect(engine.runs.map(({ context }) => context.timeZone)).toEqual(['UTC', 'Europe/Berlin', 'UTC']);
  });

  it('ends the range now when the dashboard looks ahead, as "this week" does', async () => {
    const { source, engine } = createDataSource();
    const request = requestOf(leadTime);
    const range = { from: dateTime(from), to: dateTime(now + 4 * 86_400_000) };
    listen(source.query({ ...request, range: { ...range, raw: range } }));
    await settle();
    expect(engine.runs[0].context).toMatchObject({ from, to: now });
  });

  it('runs no hidden targets, whatever they lack, and is done at once when none is left', async () => {
    const { source, engine } = createDataSource();
    const { packets } = listen(source.query(requestOf({ ...leadTime, metrics: [], hide: true })));
    await settle();
    expect(engine.runs).toEqual([]);
    expect(packets).toEqual([{ data: [], state: LoadingState.Done }]);
  });

  it('turns variables into lists, and All into no filter', async () => {
    const { source, engine } = createDataSource({
      variables: { team: ['payments', 'web'], service: '$__all', env: ['a', 'b'] },
    });
    const filters = {
      teams: ['$team', 'ops'],
      repositories: ['acme/${team}-app'],
      services: ['$service'],
      environments: ['$env-$team'],
    };
    listen(source.query(requestOf({ ...leadTime, filters })));
    await settle();
    expect(engine.runs[0].query.filters).toEqual({
      teams: ['payments', 'web', 'ops'],
      repositories: ['acme/payments-app', 'acme/web-app'],
      services: [],
      environments: ['a-payments', 'a-web', 'b-payments', 'b-web'],
    });
  });

  it('cancels the engine when the panel unsubscribes, and says nothing more', async () => {
    const { source, engine } = createDataSource();
    const { packets, subscription } = listen(source.query(requestOf(leadTime)));
    await settle();
    expect(engine.runs[0].signal.aborted).toBe(false);
    subscription.unsubscribe();
    expect(engine.runs[0].signal.aborted).toBe(true);
    engine.runs[0].give(progress(true));
    await settle();
    expect(packets).toEqual([]);
  });

  it('tells which target failed, shows the others, and ends with an error', async () => {
    const { source, engine } = createDataSource();
    const { packets } = listen(source.query(requestOf(leadTime, leadTime)));
    await settle();
    engine.runs[0].fail(new Error('out of order'));
    await settle();
    engine.runs[1].give(progress(true));
    await settle();
    const message = 'This query could not be answered: out of order';
    expect(packets.map(({ key, state, errors, data }) => [key, state, errors, data.length])).toEqual([
      ['A', LoadingState.Streaming, [{ refId: 'A', message }], 0],
      ['B', LoadingState.Error, [{ refId: 'A', message }], 1],
    ]);
  });

  it('refuses a query of a newer version with a sentence and does not run it', async () => {
    const { source, engine } = createDataSource();
    const { packets } = listen(source.query(requestOf({ schemaVersion: 99, queryType: 'metrics' })));
    await settle();
    expect(engine.runs).toEqual([]);
    expect(packets[0].errors?.[0]).toMatchObject({ refId: 'A', message: expect.stringContaining('newer version') });
  });

  const wrongToken = {
    source: 'github',
    kind: 'unauthorized',
    scope: null,
    message: 'The token is not accepted.',
    retryAt: null,
  } as const;

  it('is an error when a whole source fails and nothing can be shown, else a notice beside the numbers', async () => {
    const { source, engine } = createDataSource();
    const empty = listen(source.query(requestOf(leadTime)));
    const some = listen(source.query(requestOf(leadTime)));
    await settle();
    const nothing = { type: 'metrics', rows: [{ ...row, value: null }], notices: [] } as const;
    engine.runs[0].give(progress(true, { answer: nothing, problems: [wrongToken] }));
    engine.runs[1].give(progress(true, { problems: [wrongToken] }));
    await settle();
    expect(empty.packets[0]).toMatchObject({
      state: LoadingState.Error,
      errors: [{ refId: 'A', message: 'The token is not accepted.' }],
    });
    expect(some.packets[0].errors).toBeUndefined();
    expect(some.packets[0].data[0].meta.notices).toEqual([{ severity: 'error', text: 'The token is not accepted.' }]);
  });

  it('says what of the saved query and of the settings was not understood', async () => {
    const { source, engine } = createDataSource({ jsonData: { rules: { ...defaultRules, hotfixPattern: '(' } } });
    const { packets } = listen(source.query(requestOf({ ...leadTime, groupBy: JSON.parse('["colour"]') })));
    await settle();
    engine.runs[0].give(progress(true));
    await settle();
    const texts: string[] = packets[0].data[0].meta.notices.map(({ text }: { text: string }) => text);
    expect(texts.some((text) => text.includes('rules.hotfixPattern'))).toBe(true);
    expect(texts.some((text) => text.includes('"colour"'))).toBe(true);
  });

  it('tells one panel, and through every refresh the same, why nothing can be kept', async () => {
    const { source, engine } = createDataSource();
    const shown = async (panelId: number) => {
      const { packets } = listen(source.query({ ...requestOf(leadTime), panelId, dashboardUID: 'd' }));
      await settle();
      engine.runs[engine.runs.length - 1].give(progress(true));
      await settle();
      return packets[0].data[0].meta.notices;
    };
    expect(await shown(1)).toEqual([]);
    engine.trouble = 'This browser keeps nothing in private windows.';
    const told = [{ severity: 'info', text: 'This browser keeps nothing in private windows.' }];
    expect(await shown(2)).toEqual(told);
    expect(await shown(1)).toEqual([]);
    expect(await shown(2)).toEqual(told);
  });

  it('answers an annotation query with marks', async () => {
    const { source, engine } = createDataSource();
    const target = source.annotations.prepareQuery?.({ name: 'x', enable: true, iconColor: 'red' });
    const { packets } = listen(source.query(requestOf(target ?? {})));
    await settle();
    expect(engine.runs[0].query).toMatchObject({ queryType: 'deployments', outcome: 'production' });
    // What began up to 30 days before may last into the range.
    expect(engine.runs[0].context).toMatchObject({ from, to: now, listFrom: from - 30 * 86_400_000 });
    engine.runs[0].give(progress(true, { answer: { type: 'deployments', rows: [], notices: [] } }));
    await settle();
    expect(packets[0].data[0].fields.map(({ name }: { name: string }) => name)).toEqual([
      'time',
      'timeEnd',
      'title',
      'text',
      'tags',
      'color',
      'isRegion',
      'id',
      'newState',
    ]);
  });
});

describe('the small promises', () => {
  it.each([
    [leadTime, true],
    [{ ...leadTime, hide: true }, false],
    // The panel says what is missing.
    [{ ...leadTime, metrics: [] }, true],
    [{ schemaVersion: 99 }, true],
    [{}, true],
  ])('filterQuery(%j) is %s', (query, isRun) => {
    expect(createDataSource().source.filterQuery({ refId: 'A', ...query })).toBe(isRun);
  });

  it('starts a panel with the five metrics over a rolling 90 days', () => {
    expect(createDataSource().source.getDefaultQuery(CoreApp.Dashboard)).toMatchObject({
      interval: 'week',
      windowDays: 90,
    });
  });

  it('describes a query in words', () => {
    expect(createDataSource().source.getQueryDisplayText({ refId: 'A', ...leadTime })).toContain(
      'Median change lead time'
    );
  });

  it('interpolates for Explore and keeps what is Grafana’s', () => {
    const { source } = createDataSource({ variables: { team: ['payments', 'web'] } });
    const query = { refId: 'C', hide: false, ...leadTime, filters: { ...leadTime.filters, teams: ['$team'] } };
    expect(source.interpolateVariablesInQueries([query], {})[0]).toMatchObject({
      refId: 'C',
      hide: false,
      filters: { teams: ['payments', 'web'] },
    });
  });

  it('leaves a newer query as it is', () => {
    const query = { refId: 'A', schemaVersion: 99, future: 1 };
    expect(createDataSource().source.interpolateVariablesInQueries([query], {})).toEqual([query]);
  });
});
