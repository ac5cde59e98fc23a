import { Service } from '../events';
import { say } from '../words';
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
  /**
   * Does the filter leave what belongs to any of these? Null stands for nobody: what is nobody's stays where names are
   * only left out. Groups are made of the same names, so a number is the same by filter and by group.
   */
  admits(key: AdmittingKey, names: ReadonlyArray<string | null>): boolean;
}

type AdmittingKey = 'team' | 'repository' | 'service';

/**
 * Narrows an organization to a query's filters (an empty list: no filter; `!name`: all but that). Repositories and
 * services follow each other through the settings' mapping: a service filter keeps the repositories it belongs to, a
 * repository filter the services that may belong to it. What belongs to no team or service stays where some are only left
 * out. Environments are the engine's to filter: only deployments know them.
 */
export function filterScope(organization: Organization, filters: Filters): Scope {
  const unknown: FieldProblem[] = [];
  const teams = pick('teams', filters.teams, organization.teams, nameTest, (team) => [team.name], unknown);

  const ofTeams = admitting(
    filters.teams,
    teams.flatMap((team) => team.repositories),
    organization.teams.flatMap((team) => team.repositories)
  );
  const named = new Set(
    pick('repositories', filters.repositories, organization.repositories, repositoryTest, (name) => [name], unknown)
  );
  const servicesOfTeams = admitting(
    filters.teams,
    teams.flatMap((team) => team.services.map(({ id }) => id)),
    organization.teams.flatMap((team) => team.services.map(({ id }) => id))
  );
  const chosen = pick('services', filters.services, organization.services, nameTest, namesOfService, unknown);

  const ofChosen = repositoriesOfAll(organization, chosen);
  const ofServices =
    ofChosen === null
      ? () => true
      : admitting(filters.services, ofChosen, repositoriesOfAll(organization, organization.services) ?? []);
  const repositories = organization.repositories.filter((name) => ofTeams(name) && named.has(name) && ofServices(name));
  const services = chosen.filter((service) => {
    if (!servicesOfTeams(service.id)) {
      return false;
    }
    const own = filters.repositories.length === 0 ? null : repositoriesOfService(organization, service);
    return own === null || own.some((name) => named.has(name));
  });
  const admitted: Record<AdmittingKey, (name: string | null) => boolean> = {
    team: admission(
      filters.teams,
      teams.map(({ name }) => name)
    ),
    repository: admission(filters.repositories, [...named]),
    service: admission(filters.services, chosen.flatMap(namesOfService)),
  };
  return { teams, repositories, services, unknown, admits: (key, names) => names.some(admitted[key]) };
}

/** Of names compared without regard to case. */
function admission(filter: readonly string[], names: readonly string[]): (name: string | null) => boolean {
  if (filter.length === 0) {
    return () => true;
  }
  const left = new Set(names.map((name) => name.toLowerCase()));
  const onlyLeavesOut = filter.every(isExclusion);
  return (name) => (name === null ? onlyLeavesOut : left.has(name.toLowerCase()));
}

function namesOfService(service: Service): readonly string[] {
  return [service.name, service.id];
}

function repositoriesOfService(organization: Organization, service: Service): readonly string[] | null {
  return organization.repositoriesOfService(service.name, service.id);
}

/** Null: of one of the services nothing is said, so no repository can be ruled out. */
function repositoriesOfAll(organization: Organization, services: readonly Service[]): readonly string[] | null {
  const names = services.map((service) => repositoriesOfService(organization, service));
  return names.some((list) => list === null) ? null : names.flatMap((list) => list ?? []);
}

/** What owners that a filter leaves admit: what is theirs; where the filter only leaves some out, also what is nobody's. */
function admitting(
  filter: readonly string[],
  ofThose: readonly string[],
  ofAll: readonly string[]
): (name: string) => boolean {
  if (filter.length === 0) {
    return () => true;
  }
  const theirs = new Set(ofThose);
  const owned = new Set(ofAll);
  const onlyLeavesOut = filter.every(isExclusion);
  return (name) => theirs.has(name) || (onlyLeavesOut && !owned.has(name));
}

function isExclusion(name: string): boolean {
  return name.startsWith('!');
}

type Kind = 'teams' | 'repositories' | 'services';

/**
 * A spelled-out name chooses what goes by it; only a name nothing goes by is tried as a pattern. Names with `!` in front
 * are left out of what the others choose, or of everything.
 */
function pick<Thing>(
  field: Kind,
  wanted: readonly string[],
  things: readonly Thing[],
  testOf: (pattern: string) => NameTest,
  namesOf: (thing: Thing) => readonly string[],
  unknown: FieldProblem[]
): readonly Thing[] {
  if (wanted.length === 0) {
    return things;
  }
  const goingBy = (name: string): readonly Thing[] => {
    const spelled = things.filter((thing) =>
      namesOf(thing).some((known) => known.toLowerCase() === name.toLowerCase())
    );
    return spelled.length > 0 ? spelled : things.filter((thing) => namesOf(thing).some(testOf(name)));
  };
  const included = wanted.filter((name) => !isExclusion(name));
  const kept = new Set<Thing>(included.length === 0 ? things : []);
  for (const name of included) {
    const found = goingBy(name);
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
  const leftOut = new Set(wanted.filter(isExclusion).flatMap((name) => goingBy(name.slice(1))));
  return things.filter((thing) => kept.has(thing) && !leftOut.has(thing));
}

function unknownMessage(field: Kind, name: string, known: readonly string[]): string {
  const some = known.slice(0, 5).join(', ') + (known.length > 5 ? `, … (${known.length})` : '');
  switch (field) {
    case 'teams':
      return known.length === 0
        ? say('query.unknown.noTeams', 'There is no team "{{name}}" in the settings. There is no team at all.', {
            name,
          })
        : say('query.unknown.team', 'There is no team "{{name}}" in the settings. There: {{some}}.', { name, some });
    case 'repositories':
      return known.length === 0
        ? say(
            'query.unknown.noRepositories',
            'There is no repository "{{name}}" in scope. There is no repository at all.',
            { name }
          )
        : say('query.unknown.repository', 'There is no repository "{{name}}" in scope. There: {{some}}.', {
            name,
            some,
          });
    case 'services':
      return known.length === 0
        ? say('query.unknown.noServices', 'There is no service "{{name}}" in scope. There is no service at all.', {
            name,
          })
        : say('query.unknown.service', 'There is no service "{{name}}" in scope. There: {{some}}.', { name, some });
  }
}
