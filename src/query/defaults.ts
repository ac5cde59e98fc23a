import { defaultRules, metricNames } from '../metrics';
import { DoraSettings, Experiment, TeamSettings } from './settings';
import { DoraQuery, Filters, MetricsQuery, querySchemaVersion, QueryType } from './types';

export type QueryOf<Type extends QueryType> = Extract<DoraQuery, { queryType: Type }>;

/** Everything: an empty list means "all". */
export const defaultFilters: Filters = { teams: [], repositories: [], services: [], environments: [] };

/** DORA's five, without the classic time to restore (METRICS.md, introduction). */
export const fiveMetrics = metricNames.filter((name) => name !== 'timeToRestore');

const shared = {
  schemaVersion: querySchemaVersion,
  filters: defaultFilters,
  attribution: 'inclusive',
  choices: {},
} as const;

const plain: { readonly [Type in QueryType]: QueryOf<Type> } = {
  metrics: {
    ...shared,
    queryType: 'metrics',
    metrics: fiveMetrics,
    statistic: 'median',
    groupBy: [],
    interval: 'none',
    windowDays: 0,
    comparison: 'none',
    comparisonDate: '',
    frequencyDisplay: 'perDay',
    benchmarkYear: null,
    showIntervals: false,
    tableLayout: 'columns',
    shape: 'plain',
  },
  deployments: { ...shared, queryType: 'deployments', outcome: 'production', shape: 'plain' },
  changes: { ...shared, queryType: 'changes', outcome: 'all', labels: [] },
  incidents: { ...shared, queryType: 'incidents', outcome: 'all', shape: 'plain' },
  releases: { ...shared, queryType: 'releases', outcome: 'published' },
  runs: { ...shared, queryType: 'runs', workflows: [] },
  items: {
    ...shared,
    queryType: 'items',
    metric: 'changeFailRate',
    outcome: 'observed',
    item: '',
    group: {},
    period: null,
  },
  sensitivity: { ...shared, queryType: 'sensitivity', metric: 'changeFailRate', statistic: 'median', groupBy: [] },
  quality: { ...shared, queryType: 'quality', detail: 'summary', checks: [], groupBy: [] },
  experiments: { ...shared, queryType: 'experiments' },
};

/**
 * The plainest query of a type: no grouping, one value for the whole range, METRICS.md's defaults. What a saved query
 * leaves out is filled from here.
 */
export function plainQuery<Type extends QueryType>(queryType: Type): QueryOf<Type> {
  return plain[queryType];
}

/** What a new panel shows at once: the five metrics week by week, each over the 90 days before (METRICS.md §4). */
export function defaultQuery(): MetricsQuery {
  return { ...plain.metrics, interval: 'week', windowDays: 90 };
}

export const defaultTeam: TeamSettings = {
  name: '',
  repositories: [],
  githubTeam: '',
  services: [],
  pagerdutyTeam: '',
  serviceRepositories: {},
  rules: {},
  targets: {},
};

export const defaultExperiment: Experiment = {
  name: '',
  hypothesis: '',
  metric: null,
  start: '',
  end: null,
  teams: [],
  repositories: [],
  washoutDays: 0,
  smallestEffect: null,
  guardrails: [],
  notes: '',
};

/** A new data source: GitHub and PagerDuty in use, no teams yet. */
export const defaultSettings: DoraSettings = {
  schemaVersion: 1,
  githubUrl: '',
  githubApiUrl: '',
  organizations: [],
  repositories: [],
  pagerdutyRegion: 'us',
  pagerdutyUrl: '',
  feedUrl: '',
  githubEnabled: true,
  pagerdutyEnabled: true,
  teams: [],
  experiments: [],
  rules: defaultRules,
  // The last report with levels; 2025 has scores only.
  benchmarkYear: 2024,
  storage: 'browser',
  storageMegabytes: 200,
};
