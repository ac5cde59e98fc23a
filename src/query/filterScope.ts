import { Service } from '../events';
import { FieldProblem } from './fields';
import { nameTest, NameTest, repositoryTest } from './globs';
import { Organization, OrganizationTeam } from './organization';
import { Filters } from './types';

/** What a query is about: everything that passes all of its filters. */
export interface Scope {
  readonly teams: readonly OrganizationTeam[];
  readonly repositories: readonly string[];
  readonly services: readonly Service[];
  /** Names in the filters that nothing goes by; they match nothing, they never mean "all". */
  readonly unknown: readonly FieldProblem[];
}

/**
 * Narrows an organization to a query's filters (an empty list: no filter). Repositories and services follow each other
 * through the settings' mapping: a service filter keeps the repositories it belongs to, a repository filter the
 * services that may belong to it. Environments are the engine's to filter: only deployments know them.
 */
export function filterScope(organization: Organization, filters: Filters): Scope {
  const unknown: FieldProblem[] = [];
  const teams = pick('teams', filters.teams, organization.teams, nameTest, (team) => [team.name], unknown);
  const byTeam = filters.teams.length > 0;

  const repositoriesOfTeams = new Set(teams.flatMap((team) => team.repositories));
  const named = new Set(
    pick('repositories', filters.repositories, organization.repositories, repositoryTest, (name) => [name], unknown)
  );
  const servicesOfTeams = new Set(teams.flatMap((team) => team.services).map((service) => service.id));
  const chosen = pick('services', filters.services, organization.services, nameTest, namesOfService, unknown);

  const ofChosen = filters.services.length === 0 ? null : repositoriesOfAll(organization, chosen);
  const repositories = organization.repositories.filter(
    (name) => (!byTeam || repositoriesOfTeams.has(name)) && named.has(name) && (ofChosen === null || ofChosen.has(name))
  );
  const services = chosen.filter((service) => {
    if (byTeam && !servicesOfTeams.has(service.id)) {
      return false;
    }
    const own = filters.repositories.length === 0 ? null : repositoriesOfService(organization, service);
    return own === null || own.some((name) => named.has(name));
  });
  return { teams, repositories, services, unknown };
}

function namesOfService(service: Service): readonly string[] {
  return [service.name, service.id];
}

function repositoriesOfService(organization: Organization, service: Service): readonly string[] | null {
  return organization.repositoriesOfService(service.name, service.id);
}

/** Null: of one of the services nothing is said, so no repository can be ruled out. */
function repositoriesOfAll(organization: Organization, services: readonly Service[]): ReadonlySet<string> | null {
  const names = services.map((service) => repositoriesOfService(organization, service));
  return names.some((list) => list === null) ? null : new Set(names.flatMap((list) => list ?? []));
}

const kinds = {
  teams: { one: 'team', where: 'in the settings' },
  repositories: { one: 'repository', where: 'in scope' },
  services: { one: 'service', where: 'in scope' },
};

/** A spelled-out name chooses what goes by it; only a name nothing goes by is tried as a pattern. */
function pick<Thing>(
  field: keyof typeof kinds,
  wanted: readonly string[],
  things: readonly Thing[],
  testOf: (pattern: string) => NameTest,
  namesOf: (thing: Thing) => readonly string[],
  unknown: FieldProblem[]
): readonly Thing[] {
  if (wanted.length === 0) {
    return things;
  }
  const kept = new Set<Thing>();
  for (const name of wanted) {
    const spelled = things.filter((thing) =>
      namesOf(thing).some((known) => known.toLowerCase() === name.toLowerCase())
    );
    const found = spelled.length > 0 ? spelled : things.filter((thing) => namesOf(thing).some(testOf(name)));
    found.forEach((thing) => kept.add(thing));
    if (found.length === 0) {
      unknown.push({
        field,
        message: unknownMessage(
          field,
          name,
          things.flatMap((thing) => namesOf(thing)[0])
        ),
      });
    }
  }
  return things.filter((thing) => kept.has(thing));
}

function unknownMessage(field: keyof typeof kinds, name: string, known: readonly string[]): string {
  const { one, where } = kinds[field];
  const some = known.slice(0, 5).join(', ') + (known.length > 5 ? `, … (${known.length})` : '');
  return `There is no ${one} "${name}" ${where}. ${known.length === 0 ? `There is no ${one} at all.` : `There: ${some}.`}`;
}
