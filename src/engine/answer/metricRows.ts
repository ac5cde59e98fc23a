import { Interval } from '../../events';
import {
  BenchmarkYear,
  deploymentDaysPerWeek,
  levelOf,
  MetricName,
  metricUnit,
  PeriodValue,
  quickCheckScore,
  Shape,
  summarise,
} from '../../metrics';
import { GroupKey, MetricsQuery, QueryContext } from '../../query';
import { Group, MetricRow } from '../answers';
import { Periods } from '../periods';
import { groupBy, groupId } from './grouping';
import { Known, KnownOver } from './known';
import { ObservedItem } from './observed';
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

export function metricRows(
  metric: MetricName,
  observed: readonly ObservedItem[],
  options: MetricRowsContext
): MetricRow[] {
  const { query, periods } = options;
  const shape = shapeOf(metric, query);
  const groups = groupBy(observed, query.groupBy, (item) => item.belonging, options.seeds);
  return groups.flatMap(({ group, items }) => {
    const knownOver = options.knownOf(metric, group);
    const counted = items.filter((item) => item.value !== null);
    const inDays = metric === 'deploymentFrequency' && query.frequencyDisplay === 'deploymentDaysPerWeek';
    const read = (values: readonly PeriodValue[]) =>
      inDays ? inDeploymentDays(counted, values, options.context.timeZone) : values;
    const rates = valuesOf(metric, counted, periods.current, shape, group, options);
    const current = read(rates);
    const previous =
      periods.previous === null ? null : read(valuesOf(metric, counted, periods.previous, shape, group, options));
    const beside = besideOf(items);
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
        unit: inDays ? 'daysPerWeek' : metricUnit[metric],
        n: value.n,
        k: value.k,
        low: isKnown ? value.low : null,
        high: isKnown ? value.high : null,
        level: isKnown ? levelOf(metric, rated, value.n, options.year) : null,
        score: isKnown ? quickCheckScore(metric, rated, value.n, options.year) : null,
        ...beside(value.period),
        target: options.targetOf(metric, group),
        previous: previous === null ? null : besideIt(previous[index], knownOver, shape, options),
        incomplete: known === 'nothing' || known === 'part',
      };
    });
  });
}

/**
 * A share or a median of a part is an estimate that settles; a count of a part is simply wrong, and waits. Once nothing
 * more comes, what could not be read is named in a notice and the rest counts.
 */
function isShown(known: Known, shape: Shape, { isComplete }: MetricRowsContext): boolean {
  return known === 'all' || (known === 'part' && (isComplete || shape.kind !== 'count'));
}

function besideIt(
  { period, value, n }: PeriodValue,
  knownOver: KnownOver,
  shape: Shape,
  options: MetricRowsContext
): MetricRow['previous'] {
  return { value: isShown(knownOver(period), shape, options) ? value : null, n };
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

function valuesOf(
  metric: MetricName,
  items: readonly ObservedItem[],
  periods: readonly Interval[],
  shape: Shape,
  group: Group,
  { query, context }: MetricRowsContext
): readonly PeriodValue[] {
  const observations = items.map((item) => ({ at: item.at, value: item.value ?? 0 }));
  return summarise(observations, periods, shape, {
    intervals: query.showIntervals,
    seed: `${metric} ${groupId(group, query.groupBy)}`,
    timeZone: context.timeZone,
  });
}

/** The same deployments read as days per week; the rate keeps deciding the level. */
function inDeploymentDays(
  items: readonly ObservedItem[],
  rates: readonly PeriodValue[],
  timeZone: string
): readonly PeriodValue[] {
  const timeline = new Timeline(items.map((item) => item.at));
  return rates.map(({ period, n }) => {
    const value = deploymentDaysPerWeek(timeline.within(period), period, timeZone);
    return { period, value, n, k: null, low: null, high: null };
  });
}

/** What stands beside the value: counted, never in it. O(log n) a period. */
function besideOf(
  items: readonly ObservedItem[]
): (period: Interval) => Pick<MetricRow, 'open' | 'unknown' | 'approximate'> {
  const open = new Timeline(items.filter((item) => item.standing === 'open').map((item) => item.at));
  const unknown = new Timeline(items.filter((item) => item.standing === 'unknown').map((item) => item.at));
  const approximate = new Timeline(items.filter((item) => item.approximate).map((item) => item.at));
  return (period) => ({
    open: open.within(period).length,
    unknown: unknown.within(period).length,
    approximate: approximate.within(period).length,
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
