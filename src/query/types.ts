import {
  Attribution,
  BenchmarkYear,
  LeadTimeStart,
  MetricName,
  RecoveryStart,
  ReworkWording,
  Statistic,
} from '../metrics';
import { QualityCheck, QualityDetail } from './qualityChecks';
import { DeploymentShape, IncidentShape, MetricShape } from './shapes';

/**
 * A saved query. Dashboards keep it for years: fields are only ever added, `schemaVersion` counts the changes and
 * `migrate` brings any older one up. Every list may hold dashboard variables (`$team`), which become arrays before
 * the engine sees them; an empty list means "all", and an entry with `!` in front leaves out what it names.
 */

export const querySchemaVersion = 1;

export const queryTypes = [
  'metrics',
  'deployments',
  'changes',
  'incidents',
  'releases',
  'runs',
  'items',
  'sensitivity',
  'quality',
  'experiments',
] as const;
export type QueryType = (typeof queryTypes)[number];

export type GroupKey = 'team' | 'repository' | 'service' | 'environment';
export const groupKeys: readonly GroupKey[] = ['team', 'repository', 'service', 'environment'];

/** `none`: one value for the whole range. */
export type BucketSize = 'none' | 'day' | 'week' | 'month' | 'quarter';
export const bucketSizes: readonly BucketSize[] = ['none', 'day', 'week', 'month', 'quarter'];

/** What a value is set beside. `date` splits the range at `comparisonDate`. */
export type Comparison = 'none' | 'previousPeriod' | 'previousYear' | 'date';

/** A table without an interval: a column per metric (for stats and bars too), or a row per metric with all there is to know. */
export type TableLayout = 'columns' | 'rows';

/** Deployment frequency may be read per day, per week, per month, or as deployment days per week. */
export type FrequencyDisplay = 'perDay' | 'perWeek' | 'perMonth' | 'deploymentDaysPerWeek';

export interface Filters {
  readonly teams: readonly string[];
  readonly repositories: readonly string[];
  readonly services: readonly string[];
  readonly environments: readonly string[];
}

/** A choice of the query that beats the rules of settings and teams; absent: the rules decide. */
export interface RuleChoices {
  readonly leadTimeStart?: LeadTimeStart;
  readonly recoveryStart?: RecoveryStart;
  readonly reworkWording?: ReworkWording;
  readonly attributionWindowHours?: number;
}

interface Shared {
  readonly schemaVersion: typeof querySchemaVersion;
  readonly filters: Filters;
  readonly attribution: Attribution;
  readonly choices: RuleChoices;
}

interface AboutMetrics {
  /** A dashboard variable that names the metric (or several) instead: `$metric`. Absent: none. */
  readonly metricVariable?: string;
}

export interface MetricsQuery extends Shared, AboutMetrics {
  readonly queryType: 'metrics';
  readonly metrics: readonly MetricName[];
  readonly statistic: Statistic;
  readonly groupBy: readonly GroupKey[];
  readonly interval: BucketSize;
  /** Days of the rolling window that ends at each point; 0: each bucket stands for itself. Needs an interval. */
  readonly windowDays: number;
  readonly comparison: Comparison;
  /** ISO date or instant, for `comparison: 'date'`. */
  readonly comparisonDate: string;
  readonly frequencyDisplay: FrequencyDisplay;
  /** Null: the settings' year. */
  readonly benchmarkYear: BenchmarkYear | null;
  /** Add low and high of the interval as fields. */
  readonly showIntervals: boolean;
  readonly tableLayout: TableLayout;
  readonly shape: MetricShape;
}

export interface DeploymentsQuery extends Shared {
  readonly queryType: 'deployments';
  /** `production`: successful production deployments, the population of the rates. */
  readonly outcome: 'all' | 'production' | 'failed' | 'rework';
  readonly shape: DeploymentShape;
}

export interface ChangesQuery extends Shared {
  readonly queryType: 'changes';
  readonly outcome: 'all' | 'deployed' | 'waiting' | 'noLeadTime';
  /** Changes with any of these labels, whatever the case. */
  readonly labels: readonly string[];
}

export interface IncidentsQuery extends Shared {
  readonly queryType: 'incidents';
  readonly outcome: 'all' | 'changeRelated' | 'notChangeRelated' | 'open';
  readonly shape: IncidentShape;
}

export interface ReleasesQuery extends Shared {
  readonly queryType: 'releases';
  /** `all`: bare tags too; `published`: what was published as a release; `final`: of these, no prereleases. */
  readonly outcome: 'all' | 'published' | 'final';
}

export interface RunsQuery extends Shared {
  readonly queryType: 'runs';
  readonly workflows: readonly string[];
}

/** The very events behind one number, and those that might be expected in it and are not, each with its reason. */
export interface ItemsQuery extends Shared, AboutMetrics {
  readonly queryType: 'items';
  readonly metric: MetricName;
  /**
   * `observed`: what is counted, and what stands beside the number because it is not over or cannot be known;
   * `counted`: exactly the observations the value is made of; `notCounted`: all else that somebody may look for in it.
   */
  readonly outcome: 'observed' | 'counted' | 'notCounted' | 'all';
  /** "Why is this …?": only what goes by this id, number, commit or address. Empty: everything. */
  readonly item: string;
  /** Of one group of a grouped number. What belongs to nobody is written as `noGroupText` says it. */
  readonly group: Readonly<Partial<Record<GroupKey, string>>>;
  /** Of one point of a series; null: of the whole time range. */
  readonly period: ItemsPeriod | null;
}

/** The stretch of time that one point of a series is about. */
export interface ItemsPeriod {
  /**
   * Where the point stands: a bucket's start, a rolling window's end; epoch milliseconds or an ISO instant, as text, because
   * a link fills it in. Empty: the last point of the time range.
   */
  readonly at: string;
  readonly interval: Exclude<BucketSize, 'none'>;
  /** As in `MetricsQuery`. */
  readonly windowDays: number;
  /** IANA name of the zone the series was cut in; empty: the context's. */
  readonly timeZone: string;
  /** Not the point's own stretch, but the one that a series with this comparison sets beside it. Absent: its own. */
  readonly comparison?: PointComparison;
}

/** What every point of a series can be set beside. */
export type PointComparison = Exclude<Comparison, 'none' | 'date'>;

/** One metric under other choices than the ones asked for: how much hangs on each of them. */
export interface SensitivityQuery extends Shared, AboutMetrics {
  readonly queryType: 'sensitivity';
  readonly metric: MetricName;
  readonly statistic: Statistic;
  readonly groupBy: readonly GroupKey[];
}

/** What the numbers rest on, and what stands in their way. */
export interface QualityQuery extends Shared {
  readonly queryType: 'quality';
  readonly detail: QualityDetail;
  /** Empty: all. */
  readonly checks: readonly QualityCheck[];
  /** Only `team` has a meaning here. */
  readonly groupBy: readonly GroupKey[];
}

/** The experiments of the settings that fall into the time range; nothing is fetched for it. */
export interface ExperimentsQuery extends Shared {
  readonly queryType: 'experiments';
}

export type DoraQuery =
  | MetricsQuery
  | DeploymentsQuery
  | ChangesQuery
  | IncidentsQuery
  | ReleasesQuery
  | RunsQuery
  | ItemsQuery
  | SensitivityQuery
  | QualityQuery
  | ExperimentsQuery;

/** Those whose answer rests on events; the others are answered from the settings alone. */
export type EventQuery = Exclude<DoraQuery, ExperimentsQuery>;

/** What comes from around the query: the dashboard, or the command line's options. */
export interface QueryContext {
  readonly from: number;
  readonly to: number;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** The engine's only clock. */
  readonly now: number;
  /**
   * Lists begin here, at most `lookback` before `from`: an incident may have begun before the time range that it lasts
   * into. Absent: at `from`.
   */
  readonly listFrom?: number;
}
