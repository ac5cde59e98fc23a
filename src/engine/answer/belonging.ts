import { Deployment } from '../../events';
import { ChangeFact, DeploymentFact, IncidentFact } from '../../metrics';
import { Organization, runBy } from '../../query';
import { Belonging } from './grouping';

const nobody: readonly null[] = [null];

/**
 * To which team, repository, service and environment a fact belongs. A deployment belongs to the service it names,
 * else to the services that the settings map to its repository, or that go by its name; an incident has no environment of
 * its own.
 */
export class Belonger {
  private servicesOfRepositories: ReadonlyMap<string, readonly string[]> | null = null;
  private readonly runBy: (service: string | null, id: string | null) => readonly string[];

  constructor(private readonly organization: Organization) {
    this.runBy = runBy(organization);
  }

  ofDeployment = (fact: DeploymentFact): Belonging => ({
    team: orNobody(fact.teams),
    repository: [fact.deployment.repository],
    service: this.servicesOfDeployment(fact.deployment),
    environment: [fact.deployment.environment],
  });

  ofChange = (fact: ChangeFact): Belonging => ({
    team: orNobody(fact.teams),
    repository: [fact.change.repository],
    service:
      fact.deployment === null
        ? orNobody(this.mappedServices(fact.change.repository))
        : this.servicesOfDeployment(fact.deployment),
    environment: [fact.deployment?.environment ?? null],
  });

  ofIncident = (fact: IncidentFact): Belonging => {
    const { incident } = fact;
    return {
      team: orNobody(fact.teams),
      repository: this.repositoriesOfIncident(fact),
      service: [incident.service],
      environment: [fact.link?.deployment.environment ?? null],
    };
  };

  /** The repository it was laid at the door of; else all that its service may belong to. */
  private repositoriesOfIncident({ incident, link }: IncidentFact): ReadonlyArray<string | null> {
    if (incident.repository !== null) {
      return [incident.repository];
    }
    return link !== null ? [link.deployment.repository] : orNobody(this.runBy(incident.service, incident.serviceId));
  }

  servicesOfDeployment(deployment: Deployment): ReadonlyArray<string | null> {
    return deployment.service !== null ? [deployment.service] : orNobody(this.mappedServices(deployment.repository));
  }

  private mappedServices(repository: string): readonly string[] {
    this.servicesOfRepositories ??= this.servicesByRepository();
    return this.servicesOfRepositories.get(repository) ?? [];
  }

  /** The names of the services that run each repository, in the services' order. */
  private servicesByRepository(): ReadonlyMap<string, readonly string[]> {
    const services = new Map<string, string[]>();
    for (const { id, name } of this.organization.services) {
      for (const repository of new Set(this.runBy(name, id))) {
        services.set(repository, [...(services.get(repository) ?? []), name]);
      }
    }
    return services;
  }
}

function orNobody(names: readonly string[]): ReadonlyArray<string | null> {
  return names.length === 0 ? nobody : names;
}
