import { Directory, Service } from '../events';
import { say } from '../words';
import { anyOf, nameTest, NameTest, repositoryTest } from './globs';
import { TeamSettings } from './settings';

/** That a team has some services, and which repositories these belong to. */
export interface ServiceClaim {
  readonly team: string;
  covers(service: string | null, serviceId: string | null): boolean;
  /** Null: the team has no repositories and says none. */
  repositoriesOf(service: string | null, serviceId: string | null): readonly string[] | null;
}

/**
 * A team's services: those its entries name (by name, id or pattern) and those of its PagerDuty team. An event's
 * service that is not in the directory is compared by the same names and patterns.
 */
export function claimsOf(
  team: TeamSettings,
  teamRepositories: readonly string[],
  admitted: readonly string[],
  directory: Directory,
  warn: (message: string, scope: string | null) => void
): { readonly services: readonly Service[]; readonly claims: readonly ServiceClaim[] } {
  if (team.services.length === 0 && team.pagerdutyTeam === '') {
    return { services: [], claims: [] };
  }
  const named = team.services.length === 0 ? () => false : eitherName(team.services);
  const pagerdutyTeam = team.pagerdutyTeam.toLowerCase();
  const isOfTeam = (service: Service) =>
    pagerdutyTeam !== '' && service.teams.some((name) => name.toLowerCase() === pagerdutyTeam);
  const services = directory.services.filter((service) => named(service.name, service.id) || isOfTeam(service));
  reportIdle(team, directory, isOfTeam, warn);

  const ids = new Set(services.map((service) => service.id));
  const names = new Set(services.map((service) => service.name.toLowerCase()));
  const entries = Object.entries(team.serviceRepositories).map(([service, patterns]) => ({
    service,
    matches: eitherName([service]),
    repositories: patterns.length === 0 ? [] : admitted.filter(anyOf(patterns, repositoryTest)),
  }));
  for (const entry of directory.services.length === 0 ? [] : entries) {
    if (!services.some((service) => entry.matches(service.name, service.id))) {
      warn(
        say(
          'query.services.teamMapsTheServiceTo',
          'Team {{name}} maps the service {{service}} to repositories, but has no such service.',
          { name: team.name, service: entry.service }
        ),
        team.name
      );
    } else if (entry.repositories.length === 0 && directory.repositories.length > 0) {
      warn(
        say(
          'query.services.teamTheRepositoriesOfThe',
          'Team {{name}}: the repositories of the service {{service}} match nothing visible.',
          { name: team.name, service: entry.service }
        ),
        team.name
      );
    }
  }

  const claim: ServiceClaim = {
    team: team.name,
    covers: (service, serviceId) =>
      (serviceId !== null && ids.has(serviceId)) ||
      (service !== null && names.has(service.toLowerCase())) ||
      named(service, serviceId),
    repositoriesOf: (service, serviceId) => {
      const own = entries.filter((entry) => entry.matches(service, serviceId));
      const repositories = own.length === 0 ? teamRepositories : own.flatMap((entry) => entry.repositories);
      return repositories.length === 0 ? null : repositories;
    },
  };
  return { services, claims: [claim] };
}

type EitherNameTest = (service: string | null, serviceId: string | null) => boolean;

function eitherName(patterns: readonly string[]): EitherNameTest {
  const byName: NameTest = anyOf(patterns, nameTest);
  const ids = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  return (service, serviceId) =>
    (service !== null && byName(service)) || (serviceId !== null && ids.has(serviceId.toLowerCase()));
}

function reportIdle(
  team: TeamSettings,
  directory: Directory,
  isOfTeam: (service: Service) => boolean,
  warn: (message: string, scope: string | null) => void
): void {
  if (directory.services.length === 0) {
    return; // `resolveOrganization` says so once.
  }
  const count = directory.services.length;
  for (const pattern of team.services) {
    const matches = eitherName([pattern.replace(/^!/, '')]);
    if (!directory.services.some((service) => matches(service.name, service.id))) {
      warn(
        say(
          'query.services.teamThereIsNoService',
          'Team {{name}}: there is no service {{pattern}} among the {{count}} visible services. Check its spelling and what the token may see.',
          {
            name: team.name,
            pattern,
            count,
          }
        ),
        team.name
      );
    }
  }
  if (team.pagerdutyTeam !== '' && !directory.services.some(isOfTeam)) {
    warn(
      say(
        'query.services.teamThereIsNoService2',
        'Team {{name}}: there is no service of the PagerDuty team {{pagerdutyTeam}} among the {{count}} visible services. Check its spelling and what the token may see.',
        { name: team.name, pagerdutyTeam: team.pagerdutyTeam, count }
      ),
      team.name
    );
  }
}
