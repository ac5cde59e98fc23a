import { Instant } from '../../events';
import {
  ChangeFact,
  changeFailRate,
  changeLeadTime,
  Delivery,
  DeploymentFact,
  deploymentFrequency,
  deploymentReworkRate,
  failedDeploymentRecoveryTime,
  IncidentFact,
  MetricName,
  Observed,
  timeToRestore,
} from '../../metrics';
import { Belonging } from './grouping';
import { ListContext } from './lists';

/** One event as a metric sees it, with where it belongs. */
export interface ObservedItem {
  readonly at: Instant;
  /** Seconds, or 1/0; null: it stands beside the value (`standing`), never in it. */
  readonly value: number | null;
  readonly standing: 'counted' | 'open' | 'unknown';
  readonly approximate: boolean;
  readonly belonging: Belonging;
  readonly fact: KnownFact;
}

type KnownFact =
  | { readonly kind: 'deployment'; readonly deployment: DeploymentFact }
  | { readonly kind: 'change'; readonly change: ChangeFact }
  | { readonly kind: 'incident'; readonly incident: IncidentFact };

/** What one metric sees of a delivery: its population, and beside it what is open or cannot be known. O(facts). */
export function observe(metric: MetricName, delivery: Delivery, context: ListContext): readonly ObservedItem[] {
  const { attribution, belonger, ownership } = context;
  const ofDeployment = (fact: DeploymentFact): Placed => ({
    fact: { kind: 'deployment', deployment: fact },
    belonging: belonger.ofDeployment(fact),
    approximate: false,
  });
  switch (metric) {
    case 'deploymentFrequency':
      return placed(deploymentFrequency(delivery), ofDeployment);
    case 'changeFailRate':
      return placed(changeFailRate(delivery, attribution, ownership), ofDeployment);
    case 'deploymentReworkRate':
      return placed(deploymentReworkRate(delivery, attribution, ownership), ofDeployment);
    case 'failedDeploymentRecoveryTime':
      return placed(failedDeploymentRecoveryTime(delivery, attribution, ownership), (failed) =>
        ofDeployment(failed.deployment)
      );
    case 'changeLeadTime':
      return placed(changeLeadTime(delivery), (fact) => ({
        fact: { kind: 'change', change: fact },
        belonging: belonger.ofChange(fact),
        approximate: fact.approximate && fact.leadTime !== null,
      }));
    case 'timeToRestore':
      return placed(timeToRestore(delivery), (fact) => ({
        fact: { kind: 'incident', incident: fact },
        belonging: belonger.ofIncident(fact),
        approximate: false,
      }));
  }
}

type Placed = Pick<ObservedItem, 'fact' | 'belonging' | 'approximate'>;

function placed<Fact>(observed: Observed<Fact>, place: (fact: Fact) => Placed): readonly ObservedItem[] {
  return [
    ...observed.items.map(({ observation, fact }): ObservedItem => ({
      at: observation.at,
      value: observation.value,
      standing: 'counted',
      ...place(fact),
    })),
    ...observed.open.map(({ at, fact }): ObservedItem => ({ at, value: null, standing: 'open', ...place(fact) })),
    ...observed.unknown.map(({ at, fact }): ObservedItem => ({ at, value: null, standing: 'unknown', ...place(fact) })),
  ];
}
