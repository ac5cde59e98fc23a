import { Deployment } from '../../events';
import { ChangeFact, DeploymentFact, IncidentFact } from '../../metrics';
import { Organization } from '../../query';
import { Belonging } from './grouping';

const nobody: readonly null[] = [null];

/**
 * To which team, repository, service and environment a fact belongs. A deployment belongs to the service it names,
 * else to the services that the settings map to its repository; an incident has no environment of its own.
 */
export class Belonger {
  private readonly servicesOfRepository = new Map<string, readonly string[]>();

  constructor(private readonly organization: Organization) {}

  ofDeployment = (fact: DeploymentFact): Belonging => ({
    team: orNobody(fact.teams),
    repository: [fact.deployment.repository],
    service: this.servicesOfDeployment(fact.deployment),
    environment: [fact.deployment.environment],
  });

  ofChange = (fact: ChangeFact): Belonging => ({
    team: orNobody(fact.teams),
    repository: [fact.change.repository],
    service: fact.deployment === null ? nobody : this.servicesOfDeployment(fact.deployment),
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
    return link !== null
      ? [link.deployment.repository]
      : orNobody(this.organization.repositoriesOfService(incident.service, incident.serviceId) ?? []);
  }

  servicesOfDeployment(deployment: Deployment): ReadonlyArray<string | null> {
    return deployment.service !== null ? [deployment.service] : orNobody(this.mappedServices(deployment.repository));
  }

  private mappedServices(repository: string): readonly string[] {
    const known = this.servicesOfRepository.get(repository);
    if (known !== undefined) {
      return known;
    }
    const mapped = this.organization.services
      .filter((service) => {
        const repositories = this.organization.repositoriesOfService(service.name, service.id);
        return repositories !== null && repositories.includes(repository);
      })
      .map((service) => service.name);
    this.servicesOfRepository.set(repository, mapped);
    return mapped;
  }
}

function orNobody(names: readonly string[]): ReadonlyArray<string | null> {
  return names.length === 0 ? nobody : names;
}
