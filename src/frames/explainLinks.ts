import { DataFrame, DataLink } from '@grafana/data';
import { DataQuery } from '@grafana/schema';
import { Group, MetricRow } from '../engine';
import { Interval } from '../events';
import { MetricName, Slices } from '../metrics';
import { ItemsPeriod, ItemsQuery, MetricsQuery, PointComparison, QueryContext } from '../query';
import { comparisonName } from './comparison';
import { byGroup, groupText, seriesName } from './groups';
import { hiddenColumn } from './hiddenColumn';
import { AnsweringSource, groupOfRow, itemsLink, withLink } from './itemsLink';
import { capitalised, displayOf } from './metricDisplay';
import { resultName } from './metricList';

export interface Explained {
  readonly query: MetricsQuery;
  readonly rows: readonly MetricRow[];
  readonly context: QueryContext;
  readonly source: AnsweringSource;
}

/**
 * Every value of a metric carries a link to the events behind it: an `items` query in Explore, over the very time range
 * that was answered. Grafana fills in which row of a table or which point of a series was clicked. A series and a table
 * know their groups in different ways: a series is one group, said outright; a table's row names its own. What a value is
 * compared with is explained over its own period.
 */
export function* withExplainLinks(frames: readonly DataFrame[], explained: Explained): Slices<readonly DataFrame[]> {
  const { query } = explained;
  switch (query.shape) {
    case 'levels':
    case 'distribution':
      return frames;
    case 'long':
      return frames.map((frame) => linkedTable(frame, explained));
    case 'wide':
      return yield* linkedSeries(frames, explained);
    case 'plain':
  }
  if (query.interval !== 'none') {
    return yield* linkedSeries(frames, explained);
  }
  return frames.map((frame) =>
    query.tableLayout === 'rows' ? linkedList(frame, explained) : linkedTable(frame, explained)
  );
}

/** A group is a step. */
function* linkedSeries(frames: readonly DataFrame[], explained: Explained): Slices<readonly DataFrame[]> {
  const { query, rows, source } = explained;
  const links = new Map<string, DataLink<DataQuery>>();
  for (const metric of query.metrics) {
    const { own, compared } = stretchesOf(metric, explained);
    for (const { group } of byGroup(rows.filter((row) => row.metric === metric))) {
      const linkTo = ({ period, range }: Stretch) =>
        itemsLink(query, { metric, group: textsOf(group, query), period }, range, source);
      const name = seriesName(query, displayOf(metric, query).title, group);
      [name, `${name} low`, `${name} high`].forEach((one) => links.set(one, linkTo(own)));
      if (compared !== null) {
        links.set(`${name} (${comparisonName(query)})`, linkTo(compared));
      }
      yield;
    }
  }
  return frames.map((frame) => withLink(frame, ({ config }) => links.get(config.displayNameFromDS ?? '') ?? null));
}

/** What a value is about, as an `items` query over a range asks for it. */
interface Stretch {
  readonly period: ItemsPeriod | null;
  readonly range: Interval;
}

interface Stretches {
  readonly own: Stretch;
  /** Of the value that it is set beside; null: there is none. */
  readonly compared: Stretch | null;
}

/**
 * Without an interval a value has a range of its own: a date splits what was asked for. With one, Grafana says where the
 * point stands. A stat has no point at hand, only a value: then `at` is empty, the last one.
 */
function stretchesOf(metric: MetricName, { query, rows, context }: Explained): Stretches {
  const { interval, windowDays } = query;
  const row = rows.find((one) => one.metric === metric);
  const previous = row?.previous ?? null;
  if (interval === 'none') {
    const whole = (range: Interval): Stretch => ({ period: null, range });
    return { own: whole(row?.period ?? context), compared: previous === null ? null : whole(previous.period) };
  }
  const period: ItemsPeriod = { at: '${__value.time}', interval, windowDays, timeZone: context.timeZone };
  const comparison = pointComparison(query);
  return {
    own: { period, range: context },
    compared: previous === null || comparison === null ? null : { period: { ...period, comparison }, range: context },
  };
}

function pointComparison({ comparison }: MetricsQuery): PointComparison | null {
  return comparison === 'none' || comparison === 'date' ? null : comparison;
}

function linkedTable(frame: DataFrame, explained: Explained): DataFrame {
  const { query, rows, source } = explained;
  return query.metrics.reduce((linked, metric) => {
    if (rows.every((row) => row.metric !== metric)) {
      return linked;
    }
    const { title } = displayOf(metric, query);
    const linkTo = ({ period, range }: Stretch) =>
      itemsLink(query, { metric, group: groupOfRow(query.groupBy), period }, range, source);
    const { own, compared } = stretchesOf(metric, explained);
    const besideIt = `${title} · ${comparisonName(query)}`;
    return withLink(linked, ({ name }) =>
      name === title ? linkTo(own) : name === besideIt && compared !== null ? linkTo(compared) : null
    );
  }, frame);
}

/** The metric differs from row to row and is written for people: its own name stands in a column that nobody sees. */
function linkedList(frame: DataFrame, explained: Explained): DataFrame {
  const { query, rows, source } = explained;
  const [row] = rows;
  if (row === undefined) {
    return frame;
  }
  const metric = `\${__data.fields.${metricField}}`;
  const linkTo = (range: Interval) =>
    itemsLink(query, { metric, group: groupOfRow(query.groupBy), period: null }, range, source);
  const besideIt = capitalised(comparisonName(query));
  const linked = withLink(frame, ({ name }) =>
    name === resultName
      ? linkTo(row.period)
      : name === besideIt && row.previous !== null
        ? linkTo(row.previous.period)
        : null
  );
  const metrics = hiddenColumn(
    metricField,
    rows.map((one) => one.metric)
  );
  return { ...linked, fields: [...linked.fields, metrics] };
}

const metricField = 'metric';

function textsOf(group: Group, { groupBy }: MetricsQuery): ItemsQuery['group'] {
  return Object.fromEntries(groupBy.map((key) => [key, groupText(group, key)]));
}
