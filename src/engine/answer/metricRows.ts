import { Interval } from '../../events';
import {
  BenchmarkYear,
  deploymentDaysPerWeek,
  levelOf,
  MetricName,
  metricUnit,
  Observation,
  PeriodValue,
  quickCheckScore,
  Shape,
  Slices,
  summarising,
} from '../../metrics';
import { GroupKey, MetricsQuery, QueryContext } from '../../query';
import { Group, MetricRow } from '../answers';
import { Periods } from '../periods';
import { sameElements } from '../sameElements';
import { compareGroups, groupId } from './grouping';
import { Known, KnownOver } from './known';
import { GroupSeries } from './observedSeries';
import { Timeline } from './timeline';

/** From what was observed to one row per metric, group and period. */

export interface MetricRowsContext {
  readonly query: MetricsQuery;
  readonly context: QueryContext;
  readonly periods: Periods;
  readonly year: BenchmarkYear;
  /** Groups shown even when nothing happened in them. */
  readonly seeds: readonly Group[];
  targetOf(metric: MetricName, group: Group): number | null;
  /** How much of what a group's number rests on is known over a period. */
  knownOf(metric: MetricName, group: Group): KnownOver;
  /** Nothing more is on its way. */
  readonly isComplete: boolean;
}

/** What a group comes to in each period, from the very series it was made of. */
export interface Summary {
  readonly series: readonly GroupSeries[];
  readonly rates: readonly PeriodValue[];
  /** The rates as they are displayed. */
  readonly current: readonly PeriodValue[];
  readonly previous: readonly PeriodValue[] | null;
  readonly beside: ReadonlyArray<Pick<MetricRow, 'open' | 'unknown' | 'approximate'>>;
}

/** The summaries of one query's last answer, by metric and group. */
export type Summaries = Map<string, Summary>;

/** `parts`: the metric's series by group, of each part of the delivery. A group is a step, a long one several. */
export function* metricRows(
  metric: MetricName,
  parts: ReadonlyArray<ReadonlyMap<string, GroupSeries>>,
  options: MetricRowsContext,
  summaries: Summaries
): Slices<MetricRow[]> {
  const rows: MetricRow[] = [];
  for (const [id, { group, series }] of groupsOf(parts, options)) {
    const key = `${metric} ${id}`;
    const before = summaries.get(key);
    const summary =
      before !== undefined && sameElements(before.series, series)
        ? before
        : yield* summaryOf(metric, group, series, options);
    summaries.set(key, summary);
    rows.push(...rowsOf(metric, group, summary, options));
    yield;
  }
  return rows;
}

/** The groups of all parts and those shown in any case, sorted by their names. */
function groupsOf(
  parts: ReadonlyArray<ReadonlyMap<string, GroupSeries>>,
  { query, seeds }: MetricRowsContext
): ReadonlyArray<readonly [string, { readonly group: Group; readonly series: readonly GroupSeries[] }]> {
  const groups = new Map<string, { group: Group; series: GroupSeries[] }>();
  for (const group of seeds) {
    groups.set(groupId(group, query.groupBy), { group, series: [] });
  }
  for (const part of parts) {
    for (const [id, series] of part) {
      const known = groups.get(id);
      if (known === undefined) {
        groups.set(id, { group: series.group, series: [series] });
      } else {
        known.series.push(series);
      }
    }
  }
  return [...groups].sort(([, a], [, b]) => compareGroups(a.group, b.group, query.groupBy));
}

function* summaryOf(
  metric: MetricName,
  group: Group,
  series: readonly GroupSeries[],
  { query, context, periods }: MetricRowsContext
): Slices<Summary> {
  const shape = shapeOf(metric, query);
  const observations: Observation[] = [];
  for (const { at, values } of series) {
    at.forEach((instant, index) => observations.push({ at: instant, value: values[index] }));
  }
  yield;
  const options = {
    intervals: query.showIntervals,
    seed: `${metric} ${groupId(group, query.groupBy)}`,
    timeZone: context.timeZone,
  };
  const inDays = isInDays(metric, query) ? new Timeline(series.map(({ at }) => at)) : null;
  const read = (values: readonly PeriodValue[]) =>
    inDays === null ? values : inDeploymentDays(inDays, values, context.timeZone);
  const rates = yield* summarising(observations, periods.current, shape, options);
  const current = read(rates);
  yield;
  const previous =
    periods.previous === null ? null : read(yield* summarising(observations, periods.previous, shape, options));
  yield;
  return { series, rates, current, previous, beside: periods.current.map(besideOf(series)) };
}

function rowsOf(metric: MetricName, group: Group, summary: Summary, options: MetricRowsContext): MetricRow[] {
  const { query } = options;
  const { rates, current, previous, beside } = summary;
  const shape = shapeOf(metric, query);
  const knownOver = options.knownOf(metric, group);
  return current.map((value, index): MetricRow => {
    const known = knownOver(value.period);
    const isKnown = isShown(known, shape, options);
    const rated = rates[index].value;
    return {
      metric,
      group,
      time: timeOf(value.period, query),
      period: value.period,
      value: isKnown ? value.value : null,
      unit: isInDays(metric, query) ? 'daysPerWeek' : metricUnit[metric],
      n: value.n,
      k: value.k,
      low: isKnown ? value.low : null,
      high: isKnown ? value.high : null,
      level: isKnown ? levelOf(metric, rated, value.n, options.year) : null,
      score: isKnown ? quickCheckScore(metric, rated, value.n, options.year) : null,
      ...beside[index],
      target: options.targetOf(metric, group),
      previous: previous === null ? null : besideIt(previous[index], value.period, knownOver, shape, options),
      incomplete: known === 'nothing' || known === 'part' || known === 'recent',
    };
  });
}

function isInDays(metric: MetricName, query: MetricsQuery): boolean {
  return metric === 'deploymentFrequency' && query.frequencyDisplay === 'deploymentDaysPerWeek';
}

/**
 * A share or a median of a part is an estimate that settles; a count of a part is simply wrong, and waits, unless only the
 * newest moments are missing. Once nothing more comes, what could not be read is named in a notice and the rest counts.
 */
function isShown(known: Known, shape: Shape, { isComplete }: MetricRowsContext): boolean {
  return known === 'all' || known === 'recent' || (known === 'part' && (isComplete || shape.kind !== 'count'));
}

/** An estimate beside a number, or beside another estimate, would be taken for a change: it waits until both are known. */
function besideIt(
  { period, value, n }: PeriodValue,
  current: Interval,
  knownOver: KnownOver,
  shape: Shape,
  options: MetricRowsContext
): MetricRow['previous'] {
  const known = knownOver(period);
  const isComparable = options.isComplete || (known !== 'part' && knownOver(current) !== 'part');
  return { value: isComparable && isShown(known, shape, options) ? value : null, n, period };
}

function shapeOf(metric: MetricName, query: MetricsQuery): Shape {
  switch (metricUnit[metric]) {
    case 'perDay':
      return { kind: 'count' };
    case 'ratio':
      return { kind: 'share' };
    case 's':
      return { kind: 'duration', statistic: query.statistic };
  }
}

/** The same deployments read as days per week; the rate keeps deciding the level. */
function inDeploymentDays(timeline: Timeline, rates: readonly PeriodValue[], timeZone: string): readonly PeriodValue[] {
  return rates.map(({ period, n }) => {
    const value = deploymentDaysPerWeek(timeline.within(period), period, timeZone);
    return { period, value, n, k: null, low: null, high: null };
  });
}

/** What stands beside the value: counted, never in it. O(log n) a period. */
function besideOf(
  series: readonly GroupSeries[]
): (period: Interval) => Pick<MetricRow, 'open' | 'unknown' | 'approximate'> {
  const open = new Timeline(series.map((one) => one.open));
  const unknown = new Timeline(series.map((one) => one.unknown));
  const approximate = new Timeline(series.map((one) => one.approximate));
  return (period) => ({
    open: open.countWithin(period),
    unknown: unknown.countWithin(period),
    approximate: approximate.countWithin(period),
  });
}

/** A rolling window is drawn where it ends, a bucket where it starts, the whole range nowhere. */
function timeOf(period: Interval, query: MetricsQuery): number | null {
  return query.interval === 'none' ? null : query.windowDays > 0 ? period.to : period.from;
}

/** Groups of a single key that exist whether or not anything happened in them. */
export function seedGroups(keys: readonly GroupKey[], names: Readonly<Record<GroupKey, readonly string[]>>): Group[] {
  return keys.length === 0 ? [{}] : keys.length === 1 ? names[keys[0]].map((name) => ({ [keys[0]]: name })) : [];
}
