import { MetricName } from '../metrics';
import { EventQuery, MetricsQuery } from '../query';
import { RunFilter } from '../sources';

/** Which families of events an answer rests on. What is not in it is never fetched. */
export interface Demand {
  readonly deployments: boolean;
  /** Changes and the commit graph: what each deployment contains. */
  readonly contents: boolean;
  readonly incidents: boolean;
  /** Runs as such; null: none. Runs that stand for deployments are deployments. */
  readonly runs: RunFilter | null;
  /** Releases and tags as such, whether or not deployments are read from them. */
  readonly releases: boolean;
}

const nothing: Demand = { deployments: false, contents: false, incidents: false, runs: null, releases: false };
const everything: Demand = { ...nothing, deployments: true, contents: true, incidents: true };

/** What each metric rests on. */
export const demandOfMetric: Record<MetricName, Demand> = {
  deploymentFrequency: { ...nothing, deployments: true },
  changeLeadTime: { ...nothing, deployments: true, contents: true },
  changeFailRate: everything,
  failedDeploymentRecoveryTime: everything,
  // Rollbacks, reverts and hotfixes need no incident, but the guide's wording counts only those that follow one.
  deploymentReworkRate: everything,
  timeToRestore: { ...nothing, incidents: true },
};

/** What a metric rests on in a query. */
export function demandOfMetricIn(query: Pick<MetricsQuery, 'groupBy' | 'filters'>, metric: MetricName): Demand {
  return metric === 'timeToRestore' && asksWhatCaused(query) ? everything : demandOfMetric[metric];
}

export function demandOf(query: EventQuery): Demand {
  switch (query.queryType) {
    case 'metrics':
      return query.metrics.map((metric) => demandOfMetricIn(query, metric)).reduce(join, nothing);
    case 'items':
      // The events behind a time to restore show what each was laid at the door of.
      return query.metric === 'timeToRestore' ? everything : demandOfMetric[query.metric];
    case 'sensitivity':
      return demandOfMetricIn(query, query.metric);
    case 'changes':
      return demandOfMetric.changeLeadTime;
    case 'releases':
      return { ...nothing, releases: true };
    case 'runs':
      return { ...nothing, runs: runsNamed(query.workflows) };
    case 'deployments':
    case 'incidents':
    case 'quality':
      return everything;
  }
}

/** An incident's environment and repository, and where no team has its service its team, are those of its cause. */
function asksWhatCaused({ groupBy, filters }: Pick<MetricsQuery, 'groupBy' | 'filters'>): boolean {
  const isFiltered = [filters.teams, filters.repositories, filters.environments].some((names) => names.length > 0);
  return isFiltered || groupBy.some((key) => key !== 'service');
}

function join(a: Demand, b: Demand): Demand {
  return {
    deployments: a.deployments || b.deployments,
    contents: a.contents || b.contents,
    incidents: a.incidents || b.incidents,
    runs: a.runs ?? b.runs,
    releases: a.releases || b.releases,
  };
}

/** The runs of these workflows and no others; of none named all. */
function runsNamed(workflows: readonly string[]): RunFilter {
  const names = [...workflows].sort().map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const workflowPattern = names.length === 0 ? '' : `^(?:${names.join('|')})$`;
  return { workflowPattern, branchPattern: '', events: [] };
}
