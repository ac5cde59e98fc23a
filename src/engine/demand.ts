import { MetricName } from '../metrics';
import { DoraQuery } from '../query';

/** Which families of events an answer rests on. What is not in it is never fetched. */
export interface Demand {
  readonly deployments: boolean;
  /** Changes and the commit graph: what each deployment contains. */
  readonly contents: boolean;
  readonly incidents: boolean;
  readonly runs: boolean;
}

const nothing: Demand = { deployments: false, contents: false, incidents: false, runs: false };
const everything: Demand = { deployments: true, contents: true, incidents: true, runs: false };

const demandOfMetric: Record<MetricName, Demand> = {
  deploymentFrequency: { ...nothing, deployments: true },
  changeLeadTime: { ...nothing, deployments: true, contents: true },
  changeFailRate: everything,
  failedDeploymentRecoveryTime: everything,
  // Rollbacks, reverts and hotfixes need no incident, but the guide's wording counts only those that follow one.
  deploymentReworkRate: everything,
  timeToRestore: { ...nothing, incidents: true },
};

export function demandOf(query: DoraQuery): Demand {
  switch (query.queryType) {
    case 'metrics':
      return query.metrics.map((metric) => demandOfMetric[metric]).reduce(join, nothing);
    case 'items':
      return demandOfMetric[query.metric];
    case 'changes':
      return demandOfMetric.changeLeadTime;
    case 'runs':
      return { ...nothing, runs: true };
    case 'deployments':
    case 'incidents':
      return everything;
  }
}

function join(a: Demand, b: Demand): Demand {
  return {
    deployments: a.deployments || b.deployments,
    contents: a.contents || b.contents,
    incidents: a.incidents || b.incidents,
    runs: a.runs || b.runs,
  };
}
