import { ChangeFact, Delivery, DeploymentFact, IncidentFact } from '../../metrics';
import { Filters, Scope } from '../../query';
import { Belonger } from './belonging';
import { Belonging } from './grouping';

/**
 * What a query's filters leave of a delivery, by what each fact belongs to, as groups are made. The same object where
 * that is all of it.
 */
export function askedFor(filters: Filters, scope: Scope, belonger: Belonger): (delivery: Delivery) => Delivery {
  const isInPlace = environmentTest(filters.environments);
  const isAdmitted = ({ team, repository, service }: Belonging) =>
    scope.admits('team', team) && scope.admits('repository', repository) && scope.admits('service', service);
  const isWanted = {
    deployment: (fact: DeploymentFact) =>
      isInPlace(fact.deployment.environment) && isAdmitted(belonger.ofDeployment(fact)),
    change: (fact: ChangeFact) =>
      (fact.deployment === null || isInPlace(fact.deployment.environment)) && isAdmitted(belonger.ofChange(fact)),
    incident: (fact: IncidentFact) =>
      (fact.link === null || isInPlace(fact.link.deployment.environment)) && isAdmitted(belonger.ofIncident(fact)),
  };
  const isFiltering = Object.values(filters).some((names) => names.length > 0);
  return (delivery) =>
    isFiltering
      ? {
          deployments: delivery.deployments.filter(isWanted.deployment),
          changes: delivery.changes.filter(isWanted.change),
          incidents: delivery.incidents.filter(isWanted.incident),
        }
      : delivery;
}

/** Compared without regard to case; names with `!` in front are left out. Of none named, all. */
export function environmentTest(environments: readonly string[]): (environment: string) => boolean {
  const names = environments.map((name) => name.toLowerCase());
  const leftOut = new Set(names.filter((name) => name.startsWith('!')).map((name) => name.slice(1)));
  const wanted = new Set(names.filter((name) => !name.startsWith('!')));
  return (environment) =>
    (wanted.size === 0 || wanted.has(environment.toLowerCase())) && !leftOut.has(environment.toLowerCase());
}
