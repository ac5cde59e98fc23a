import { DataFrame, DataLink, dateTime, Field, FieldType, TimeRange } from '@grafana/data';
import { DataQuery } from '@grafana/schema';
import { Group, MetricRow } from '../engine';
import { Interval } from '../events';
import { MetricName } from '../metrics';
import { ItemsPeriod, ItemsQuery, MetricsQuery, plainQuery, pluginType, QueryContext } from '../query';
import { say } from '../words';
import { byGroup, groupText, groupTitles, seriesName } from './groups';
import { displayOf } from './metricDisplay';
import { resultName } from './metricList';

/** The data source that answers: where links lead. */
export interface AnsweringSource {
  readonly uid: string;
  readonly name: string;
}

export interface Explained {
  readonly query: MetricsQuery;
  readonly rows: readonly MetricRow[];
  readonly context: QueryContext;
  readonly source: AnsweringSource;
}

/**
 * Every value of a metric carries a link to the events behind it: an `items` query in Explore, over the very time range
 * that was answered. Grafana fills in which row of a table or which point of a series was clicked. A series and a table
 * know their groups in different ways: a series is one group, said outright; a table's row names its own. Values of the
 * period that a series is compared with have none: a point does not say which period it is set beside.
 */
export function withExplainLinks(frames: readonly DataFrame[], explained: Explained): readonly DataFrame[] {
  const { query } = explained;
  switch (query.shape) {
    case 'levels':
    case 'distribution':
      return frames;
    case 'long':
      return frames.map((frame) => linkedTable(frame, explained));
    case 'wide':
      return linkedSeries(frames, explained);
    case 'plain':
  }
  if (query.interval !== 'none') {
    return linkedSeries(frames, explained);
  }
  return frames.map((frame) =>
    query.tableLayout === 'rows' ? linkedList(frame, explained) : linkedTable(frame, explained)
  );
}

function linkedSeries(frames: readonly DataFrame[], explained: Explained): readonly DataFrame[] {
  const { query, rows } = explained;
  const links = new Map<string, DataLink<DataQuery>>();
  for (const metric of query.metrics) {
    for (const { group } of byGroup(rows.filter((row) => row.metric === metric))) {
      const link = linkTo(
        explained,
        { metric, group: textsOf(group, query), period: periodOf(explained) },
        rangeOf(explained, metric)
      );
      const name = seriesName(query, displayOf(metric, query).title, group);
      [name, `${name} low`, `${name} high`].forEach((one) => links.set(one, link));
    }
  }
  return frames.map((frame) => withLink(frame, ({ config }) => links.get(config.displayNameFromDS ?? '') ?? null));
}

/** Of a point; null: the whole range. A stat has no point at hand, only a value: then `at` is empty, the last one. */
function periodOf({ query: { interval, windowDays }, context }: Explained): ItemsPeriod | null {
  return interval === 'none' ? null : { at: '${__value.time}', interval, windowDays, timeZone: context.timeZone };
}

/** A date that splits the range makes the period of a value shorter than it. */
function rangeOf({ query, rows, context }: Explained, metric: MetricName): Interval {
  return query.interval === 'none' ? (rows.find((row) => row.metric === metric)?.period ?? context) : context;
}

function linkedTable(frame: DataFrame, explained: Explained): DataFrame {
  const { query, rows } = explained;
  return query.metrics.reduce((linked, metric) => {
    if (rows.every((row) => row.metric !== metric)) {
      return linked;
    }
    const { title } = displayOf(metric, query);
    const filled = { metric, group: groupOfRow(query), period: periodOf(explained) };
    const link = linkTo(explained, filled, rangeOf(explained, metric));
    return withLink(linked, ({ name }) => (name === title ? link : null));
  }, frame);
}

/** The metric differs from row to row and is written for people: its own name stands in a column that nobody sees. */
function linkedList(frame: DataFrame, explained: Explained): DataFrame {
  const { query, rows } = explained;
  const [row] = rows;
  if (row === undefined) {
    return frame;
  }
  const metrics: Field = {
    name: metricField,
    type: FieldType.string,
    config: { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } },
    values: rows.map(({ metric }) => metric),
  };
  const metric = `\${__data.fields.${metricField}}`;
  const link = linkTo(explained, { metric, group: groupOfRow(query), period: null }, row.period);
  const linked = withLink(frame, ({ name }) => (name === resultName() ? link : null));
  return { ...linked, fields: [...linked.fields, metrics] };
}

const metricField = 'metric';

/** What of an `items` query a link fills in; the metric may be a template. */
interface Filled extends Pick<ItemsQuery, 'group' | 'period'> {
  readonly metric: MetricName | string;
}

function linkTo({ query, source }: Explained, filled: Filled, range: Interval): DataLink<DataQuery> {
  const { filters, attribution, choices } = query;
  const items = { ...plainQuery('items'), outcome: 'all', filters, attribution, choices, ...filled };
  return {
    title: say('frames.explain', 'Explain this number'),
    url: '',
    internal: {
      datasourceUid: source.uid,
      datasourceName: source.name,
      query: { refId: 'A', datasource: { type: pluginType, uid: source.uid }, ...items },
      range: timeRange(range),
    },
  };
}

/** Absolute: "now" will be later when the link is followed, and the number is that of this moment. */
function timeRange({ from, to }: Interval): TimeRange {
  const range = { from: dateTime(from), to: dateTime(to) };
  return { ...range, raw: range };
}

function textsOf(group: Group, { groupBy }: MetricsQuery): ItemsQuery['group'] {
  return Object.fromEntries(groupBy.map((key) => [key, groupText(group, key)]));
}

/** Whatever stands in the columns of the group that was clicked. */
function groupOfRow({ groupBy }: MetricsQuery): ItemsQuery['group'] {
  return Object.fromEntries(groupBy.map((key) => [key, `\${__data.fields["${groupTitles[key]}"]}`]));
}

function withLink(frame: DataFrame, linkOf: (field: Field) => DataLink<DataQuery> | null): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) => {
      const link = linkOf(field);
      return link === null
        ? field
        : { ...field, config: { ...field.config, links: [...(field.config.links ?? []), link] } };
    }),
  };
}
