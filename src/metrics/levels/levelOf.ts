import { BenchmarkYear, Level, MetricName, metricUnit } from '../names';
import { LevelYear, Table, TableRow, levelTables } from './tables';

/** Below this many observations there is a value but no level and no score (METRICS.md, rule 3). */
export const minimumObservations = 5;

export interface LevelThreshold {
  readonly level: Level;
  /** The smallest value of the level: seconds, deployments per day, or share. The first is 0. */
  readonly from: number;
}

/**
 * The level of a value by the table of one report year; see `levelTables` for how bands become limits.
 * `value` in the metric's unit, `n` its observations. Null without a value, below five observations, and where that
 * year says nothing about the metric: rework in every year, time to restore from 2023 on (DORA then asked about failed
 * deployments only), everything in 2025 (scores instead, see `quickCheckScore`).
 */
export function levelOf(metric: MetricName, value: number | null, n: number, year: BenchmarkYear): Level | null {
  if (value === null || n < minimumObservations) {
    return null;
  }
  const reached = levelThresholds(metric, year).filter(({ from }) => from <= value);
  return reached.length === 0 ? null : reached[reached.length - 1].level;
}

/**
 * The limits for a panel, ascending by value: each level holds from its `from` up to the next one's. Empty where
 * there are no levels. A level that prints the same band as a better one has no value of its own and is left out.
 */
export function levelThresholds(metric: MetricName, year: BenchmarkYear): readonly LevelThreshold[] {
  const table = tableOf(metric, year);
  return table === null ? [] : metricUnit[metric] === 'perDay' ? atLeast(table) : atMost(table, metric);
}

/** What the table prints for a level: "between one day and one week". Null where it prints nothing. */
export function levelDescription(metric: MetricName, level: Level, year: BenchmarkYear): string | null {
  return tableOf(metric, year)?.find((band) => band.level === level)?.text ?? null;
}

const rowOf: Record<MetricName, TableRow | null> = {
  deploymentFrequency: 'deploymentFrequency',
  changeLeadTime: 'changeLeadTime',
  changeFailRate: 'changeFailRate',
  failedDeploymentRecoveryTime: 'recovery',
  timeToRestore: 'recovery',
  deploymentReworkRate: null,
};

function tableOf(metric: MetricName, year: BenchmarkYear): Table | null {
  const row = rowOf[metric];
  if (row === null || !hasLevels(year) || (metric === 'timeToRestore' && year >= 2023)) {
    return null;
  }
  return levelTables[year][row];
}

function hasLevels(year: BenchmarkYear): year is LevelYear {
  return year !== 2025;
}

/** Less is better: a band reaches up to its limit, which percentages hold and durations do not. */
function atMost(table: Table, metric: MetricName): readonly LevelThreshold[] {
  const bands = earnable(table).sort((a, b) => a.limit - b.limit);
  const firstBeyond = metricUnit[metric] === 'ratio' ? justAbove : (limit: number) => limit;
  return [...bands.map(({ level }) => level), 'low' as const].map((level, i) => ({
    level,
    from: i === 0 ? 0 : firstBeyond(bands[i - 1].limit),
  }));
}

/** More is better: a band reaches down to its limit and holds it, except "on demand", which is more than its limit. */
function atLeast(table: Table): readonly LevelThreshold[] {
  const bands = earnable(table).sort((a, b) => a.limit - b.limit);
  const best = bands.length - 1;
  return [
    { level: 'low', from: 0 },
    ...bands.map(({ level, limit }, i) => ({ level, from: i === best ? justAbove(limit) : limit })),
  ];
}

interface EarnableBand {
  readonly level: Level;
  readonly limit: number;
}

/** The bands with a limit of their own: of levels that print the same, the best. */
function earnable(table: Table): EarnableBand[] {
  const bands = table.flatMap(({ level, limit }) => (limit === null ? [] : [{ level, limit }]));
  return bands.filter(({ limit }, i) => bands.findIndex((other) => other.limit === limit) === i);
}

/** The next number a double can hold, so that a threshold that holds from there leaves out the limit itself. */
function justAbove(limit: number): number {
  return limit * (1 + Number.EPSILON);
}
