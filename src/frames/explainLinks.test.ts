import { DataFrame } from '@grafana/data';
import { Answer, MetricRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { DoraQuery, MetricsQuery, plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { followed, linkOf, rangeOf } from './testing/followed';
import { context, day, incidentRow, itemRow, metricsAnswer, monday, weekBefore } from './testing/rows';

const source = { uid: 'dora', name: 'DORA' };
const metrics: MetricsQuery = { ...plainQuery('metrics'), metrics: ['changeFailRate', 'changeLeadTime'] };
const rate = { metric: 'changeFailRate', unit: 'ratio', value: 0.5, n: 4, k: 2 } as const;

function framesOf(query: DoraQuery, answer: Answer): DataFrame[] {
  return toFrames({ refId: 'A', query, progress: complete(answer), context, benchmarkYear: 2024, source });
}

const metricFrames = (query: MetricsQuery, rows: ReadonlyArray<Partial<MetricRow>>) =>
  framesOf(query, metricsAnswer(rows));

describe('a value', () => {
  it('of a table leads to the events behind it, over the same time, by the same rules', () => {
    const query: MetricsQuery = {
      ...metrics,
      attribution: 'strict',
      choices: { leadTimeStart: 'opened' },
      filters: { ...metrics.filters, repositories: ['acme/pay'] },
    };
    const link = linkOf(metricFrames(query, [rate]), 'DORA metrics', 'Change fail rate');
    expect(link).toMatchObject({
      title: 'Explain this number',
      internal: { datasourceUid: 'dora', datasourceName: 'DORA' },
    });
    expect(followed(link)).toEqual({
      ...plainQuery('items'),
      metric: 'changeFailRate',
      outcome: 'all',
      attribution: 'strict',
      choices: { leadTimeStart: 'opened' },
      filters: query.filters,
    });
    expect(rangeOf(link)).toEqual({ from: monday, to: monday + 7 * day * 1000 });
  });

  it('of a row leads to that of its group, whatever Grafana finds in its columns', () => {
    const rows = [
      { ...rate, group: { team: 'Pay' } },
      { ...rate, group: { team: null } },
    ];
    const frames = metricFrames({ ...metrics, groupBy: ['team'] }, rows);
    const link = linkOf(frames, 'DORA metrics', 'Change fail rate');
    const template = '${__data.fields["Team"]}';
    expect(followed(link, { [template]: 'Pay' })).toMatchObject({ group: { team: 'Pay' } });
    const team = frames[0].fields.find(({ name }) => name === 'Team');
    expect(followed(link, { [template]: team?.values[1] })).toMatchObject({ group: { team: '(no team)' } });
  });

  it('of a list of metrics leads to its own metric, by a column that nobody sees', () => {
    const query: MetricsQuery = { ...metrics, tableLayout: 'rows' };
    const frames = metricFrames(query, [rate, { metric: 'changeLeadTime', value: 60, n: 1 }]);
    const link = linkOf(frames, 'DORA metrics', 'Result');
    expect(followed(link, { '${__data.fields.metric}': 'changeLeadTime' })).toMatchObject({ metric: 'changeLeadTime' });
    const hidden = frames[0].fields.find(({ name }) => name === 'metric');
    expect(hidden?.values).toEqual(['changeFailRate', 'changeLeadTime']);
    expect(hidden?.config.custom).toMatchObject({ hidden: true, hideFrom: { viz: true } });
  });

  it.each([
    ['a point', '1767571200000'],
    // A stat shows a value without a point: Grafana has no time to fill in.
    ['the last of a stat', ''],
  ])('of a series leads to that of %s, in its group and zone', (_, at) => {
    const query: MetricsQuery = {
      ...metrics,
      groupBy: ['team'],
      interval: 'week',
      windowDays: 90,
      showIntervals: true,
    };
    const rows = [
      { ...rate, time: monday, group: { team: 'Pay' } },
      { ...rate, time: monday, group: { team: null } },
    ];
    const frames = metricFrames(query, rows);
    const point = (frame: string) => followed(linkOf(frames, frame, 'Value'), { '${__value.time}': at });
    const period = { at, interval: 'week', windowDays: 90, timeZone: 'UTC' };
    expect(point('Pay · Change fail rate')).toMatchObject({ metric: 'changeFailRate', group: { team: 'Pay' }, period });
    expect(point('(no team) · Change fail rate high')).toMatchObject({ group: { team: '(no team)' }, period });
    expect(linkOf(frames, 'Pay · Change fail rate', 'Time')).toBeUndefined();
  });

  it.each<[string, Partial<MetricsQuery>, string, string]>([
    ['of a table', {}, 'DORA metrics', 'Change fail rate · previous period'],
    ['of a list of metrics', { tableLayout: 'rows' }, 'DORA metrics', 'Previous period'],
    ['of a wide table', { shape: 'wide' }, 'DORA metrics', 'Change fail rate (previous period)'],
  ])('%s that it is compared with leads to the events of the period before', (_, more, frame, shownAs) => {
    const query: MetricsQuery = { ...metrics, ...more, comparison: 'previousPeriod' };
    const frames = metricFrames(query, [{ ...rate, previous: { value: 1, n: 1, period: weekBefore } }]);
    const link = frames
      .find(({ name }) => name === frame)
      ?.fields.find(({ name, config }) => name === shownAs || config.displayNameFromDS === shownAs)?.config.links?.[0];
    expect(followed(link, { '${__data.fields.metric}': 'changeFailRate' })).toMatchObject({
      metric: 'changeFailRate',
      period: null,
    });
    expect(rangeOf(link)).toEqual(weekBefore);
  });

  it('of a series that it is compared with leads to the stretch beside the point that was clicked', () => {
    const query: MetricsQuery = { ...metrics, interval: 'week', comparison: 'previousYear' };
    const frames = metricFrames(query, [{ ...rate, time: monday, previous: { value: 1, n: 1, period: weekBefore } }]);
    const link = linkOf(frames, 'Change fail rate (a year before)', 'Value');
    expect(followed(link, { '${__value.time}': String(monday) })).toMatchObject({
      period: { at: String(monday), interval: 'week', windowDays: 0, timeZone: 'UTC', comparison: 'previousYear' },
    });
    expect(rangeOf(link)).toEqual({ from: context.from, to: context.to });
  });

  it('has no link where nobody says which data source answers', () => {
    const [frame] = toFrames({
      refId: 'A',
      query: metrics,
      progress: complete(metricsAnswer([rate])),
      context,
      benchmarkYear: 2024,
    });
    expect(frame.fields.flatMap(({ config }) => config.links ?? [])).toEqual([]);
  });
});

describe('an incident', () => {
  it('leads to the settings with a ruling on it prepared', () => {
    const rows = [incidentRow({ id: 'acme/pay#7', deployment: 'd2' }), incidentRow({ id: 'P2' })];
    const [frame] = framesOf(plainQuery('incidents'), { type: 'incidents', rows, notices: [] });
    const field = (name: string) => frame.fields.find((one) => one.name === name);
    expect(field('Ruling')?.values).toEqual(['Rule on this incident', 'Rule on this incident']);
    expect(field('Ruling')?.config.links?.[0].url).toBe('${__data.fields.rulingUrl}');
    expect(field('rulingUrl')?.values).toEqual([
      '/connections/datasources/edit/dora?doraIncident=acme~2Fpay~237&doraDeployment=d2',
      '/connections/datasources/edit/dora?doraIncident=P2&doraDeployment=',
    ]);
  });

  it('behind an event leads there too; an event without one does not', () => {
    const rows = [itemRow({ ruling: { incident: 'P1', deployment: 'd2' } }), itemRow({})];
    const [frame] = framesOf(plainQuery('items'), { type: 'items', rows, notices: [] });
    expect(frame.fields.find(({ name }) => name === 'Ruling')?.values).toEqual(['Rule on this incident', null]);
    expect(frame.fields.find(({ name }) => name === 'rulingUrl')?.values).toEqual([
      '/connections/datasources/edit/dora?doraIncident=P1&doraDeployment=d2',
      null,
    ]);
    const [without] = framesOf(plainQuery('items'), { type: 'items', rows: rows.slice(1), notices: [] });
    expect(without.fields.find(({ name }) => name === 'Ruling')?.config.links).toBeUndefined();
  });
});

describe('sensitivity', () => {
  it('is a row per variant in the unit of the metric', () => {
    const row = {
      metric: 'changeFailRate',
      group: { team: 'Pay' },
      unit: 'ratio',
      low: null,
      high: null,
      period: { from: monday, to: monday + day },
      items: { attribution: 'inclusive', choices: {}, period: null },
      incomplete: false,
    } as const;
    const rows = [
      { ...row, variant: 'asAsked', label: 'As asked', value: 0.5, n: 4, k: 2, difference: 0 },
      { ...row, variant: 'attribution=strict', label: 'Strict', value: 0.25, n: 4, k: 1, difference: -0.25 },
    ];
    const query = { ...plainQuery('sensitivity'), groupBy: ['team' as const] };
    const [frame] = framesOf(query, { type: 'sensitivity', rows, notices: [] });
    expect(frame.fields.map(({ name, values }) => [name, values])).toEqual([
      ['Team', ['Pay', 'Pay']],
      ['What is different', ['As asked', 'Strict']],
      ['Change fail rate', [0.5, 0.25]],
      // A quarter less is 25 percentage points less.
      ['Difference', [0, -25]],
      ['Observations', ['2/4', '1/4']],
      ['Low', [null, null]],
      ['High', [null, null]],
      // Nobody sees it: which choice a row's link is about.
      ['variant', ['asAsked', 'attribution=strict']],
    ]);
    expect(frame.fields[3].config).toMatchObject({ unit: 'suffix:pp' });
    expect(frame.fields[3].config.min).toBeUndefined();
  });
});
