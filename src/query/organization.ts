import { Directory, Service } from '../events';
import { MetricName, Ownership, Rules } from '../metrics';
import { say, sayList } from '../words';
import { anyOf, repositoryTest } from './globs';
import { rulingProblems } from './rulingProblems';
import { claimsOf, ServiceClaim } from './serviceClaims';
import { DoraSettings, TeamSettings } from './settings';

export interface OrganizationTeam {
  readonly name: string;
  /** `owner/name` as the directory spells them. */
  readonly repositories: readonly string[];
  readonly services: readonly Service[];
  /** The data source's rules with this team's overrides. */
  readonly rules: Rules;
  /** In the metric's own unit. */
  readonly targets: Partial<Record<MetricName, number>>;
}

/** A setting that does not fit what the sources can see. */
export interface ScopeProblem {
  /** `info`: worth knowing, nothing is missing. */
  readonly severity: 'info' | 'warning';
  readonly message: string;
  /** The team, repository or service it is about; null: the data source. */
  readonly scope: string | null;
}

/** The settings' names and patterns, made definite by what the sources can see. */
export interface Organization extends Ownership {
  readonly teams: readonly OrganizationTeam[];
  /** All in scope, sorted; archived ones too, for their history. */
  readonly repositories: readonly string[];
  /** All in scope: the teams' services, or everything visible when no team names any. */
  readonly services: readonly Service[];
  readonly problems: readonly ScopeProblem[];
}

/**
 * Who owns what. Repositories: what `settings.repositories` matches (empty: everything visible), plus what teams add;
 * `!pattern` excludes for good. Without teams everything still works, unowned. Pure; O(names × patterns).
 */
export function resolveOrganization(settings: DoraSettings, directory: Directory): Organization {
  const problems: ScopeProblem[] = [];
  const warn = (message: string, scope: string | null) => problems.push({ severity: 'warning', message, scope });

  const visible = directory.repositories.map((repository) => repository.name);
  const exclusions = settings.repositories.filter((pattern) => pattern.startsWith('!'));
  const admitted = visible.filter(anyOf(exclusions, repositoryTest));
  const chosen = admitted.filter(anyOf(settings.repositories, repositoryTest));
  reportIdle(settings.repositories, visible, null, warn);
  reportBlindness(settings, directory, warn);
  rulingProblems(settings).forEach(({ message }) => warn(message, null));

  const claims: ServiceClaim[] = [];
  const teams = namedTeams(settings.teams).map((team): OrganizationTeam => {
    const repositories = repositoriesOf(team, admitted, visible, directory, warn);
    const owned = claimsOf(team, repositories, admitted, directory, warn);
    claims.push(...owned.claims);
    return {
      name: team.name,
      repositories,
      services: owned.services,
      rules: rulesFor(settings.rules, team.rules),
      targets: team.targets,
    };
  });

  const owners = ownersOf(teams);
  for (const [repository, names] of owners) {
    if (names.length > 1) {
      const message = say(
        'query.organization.belongsToItCountsIn',
        '{{repository}} belongs to {{names}}: it counts in each of them and once in the total.',
        { repository, names: sayList(names) }
      );
      problems.push({ severity: 'info', message, scope: repository });
    }
  }
  const rules = firstRules(teams, settings.rules);
  const defaultBranches = new Map(
    directory.repositories.map((repository) => [repository.name, repository.defaultBranch])
  );

  return {
    teams,
    repositories: sorted([...chosen, ...owners.keys()]),
    services: claims.length === 0 ? directory.services : uniqueServices(teams.flatMap((team) => team.services)),
    problems,
    rulesOf: (repository) => rules.get(repository) ?? settings.rules,
    defaultBranchOf: (repository) => defaultBranches.get(repository) ?? null,
    teamsOfRepository: (repository) => owners.get(repository) ?? [],
    teamsOfService: onceEach((service, serviceId) =>
      claims.filter((claim) => claim.covers(service, serviceId)).map((claim) => claim.team)
    ),
    repositoriesOfService: onceEach((service, serviceId) => {
      const covering = claims.filter((claim) => claim.covers(service, serviceId));
      const answers = covering.flatMap((claim) => claim.repositoriesOf(service, serviceId) ?? []);
      return answers.length === 0 ? null : sorted(answers);
    }),
  };
}

/** Asked for every incident, but there are few services. */
function onceEach<Answer>(
  ask: (service: string | null, serviceId: string | null) => Answer
): (service: string | null, serviceId: string | null) => Answer {
  const answers = new Map<string, Answer>();
  return (service, serviceId) => {
    const key = JSON.stringify([service, serviceId]);
    const known = answers.get(key);
    if (known !== undefined) {
      return known;
    }
    const answer = ask(service, serviceId);
    answers.set(key, answer);
    return answer;
  };
}

type Warn = (message: string, scope: string | null) => void;

/** Teams without a name or with a name that is taken are no teams; `decodeSettings` has reported them. */
function namedTeams(teams: readonly TeamSettings[]): readonly TeamSettings[] {
  const key = (team: TeamSettings) => team.name.toLowerCase();
  return teams.filter(
    (team, index) => team.name !== '' && teams.findIndex((other) => key(other) === key(team)) === index
  );
}

function repositoriesOf(
  team: TeamSettings,
  admitted: readonly string[],
  visible: readonly string[],
  directory: Directory,
  warn: Warn
): readonly string[] {
  const byPattern = team.repositories.length === 0 ? [] : admitted.filter(anyOf(team.repositories, repositoryTest));
  reportIdle(team.repositories, visible, team.name, warn);
  if (team.githubTeam === '') {
    return sorted(byPattern);
  }
  const slug = team.githubTeam.toLowerCase();
  const found = Object.entries(directory.teamRepositories).find(([name]) => name.toLowerCase() === slug);
  if (found === undefined) {
    warn(
      say(
        'query.organization.theGithubTeamOfTeam',
        'The GitHub team {{githubTeam}} of team {{name}} is not visible. Check its spelling (organisation/team-slug) and that the token may read the organisation (read:org).',
        { githubTeam: team.githubTeam, name: team.name }
      ),
      team.name
    );
    return sorted(byPattern);
  }
  const members = new Set(found[1].map((name) => name.toLowerCase()));
  const excluded = anyOf(
    team.repositories.filter((pattern) => pattern.startsWith('!')),
    repositoryTest
  );
  const byMembership = admitted.filter((name) => members.has(name.toLowerCase()) && excluded(name));
  if (byMembership.length === 0) {
    warn(
      say(
        'query.organization.theGithubTeamOfTeam2',
        'The GitHub team {{githubTeam}} of team {{name}} has no visible repository.',
        { githubTeam: team.githubTeam, name: team.name }
      ),
      team.name
    );
  }
  const onlyExclusions = team.repositories.every((pattern) => pattern.startsWith('!'));
  return sorted(onlyExclusions ? byMembership : [...byPattern, ...byMembership]);
}

/** One sentence instead of one for every pattern. */
function reportBlindness({ repositories, teams }: DoraSettings, directory: Directory, warn: Warn): void {
  const advice = say(
    'query.organization.checkTheConnectionWhatThe',
    'Check the connection, what the token may see, and which upstreams are switched on.'
  );
  if (directory.repositories.length === 0 && [repositories, ...teams.map((team) => team.repositories)].some(hasAny)) {
    warn(
      say(
        'query.organization.theSettingsNameRepositoriesBut',
        'The settings name repositories, but none is visible. {{advice}}',
        { advice }
      ),
      null
    );
  }
  if (directory.services.length === 0 && teams.some((team) => hasAny(team.services) || team.pagerdutyTeam !== '')) {
    warn(
      say(
        'query.organization.theSettingsNameServicesBut',
        'The settings name services, but none is visible. {{advice}}',
        { advice }
      ),
      null
    );
  }
}

const hasAny = (names: readonly string[]) => names.length > 0;

function reportIdle(patterns: readonly string[], visible: readonly string[], team: string | null, warn: Warn): void {
  for (const pattern of visible.length === 0 ? [] : patterns) {
    if (!visible.some(repositoryTest(pattern.replace(/^!/, '')))) {
      const whose =
        team === null
          ? say('query.organization.theRepositoryPattern', 'The repository pattern')
          : say('query.organization.teamTheRepositoryPattern', 'Team {{team}}: the repository pattern', { team });
      warn(
        say(
          'query.organization.matchesNoneOfTheVisible',
          '{{whose}} {{pattern}} matches none of the {{count}} visible repositories. Check its spelling, the organisations in the settings and what the token may see.',
          { whose, pattern, count: visible.length }
        ),
        team
      );
    }
  }
}

/** A team's rulings on incidents join the data source's; every other rule of the team replaces. */
function rulesFor(rules: Rules, own: Partial<Rules>): Rules {
  return { ...rules, ...own, overrides: [...(own.overrides ?? []), ...rules.overrides] };
}

function ownersOf(teams: readonly OrganizationTeam[]): Map<string, readonly string[]> {
  const owners = new Map<string, readonly string[]>();
  for (const team of teams) {
    for (const repository of team.repositories) {
      owners.set(repository, [...(owners.get(repository) ?? []), team.name]);
    }
  }
  return owners;
}

/** A repository of several teams follows the first that has rules of its own: one deployment, one judgement. */
function firstRules(teams: readonly OrganizationTeam[], defaults: Rules): Map<string, Rules> {
  const rules = new Map<string, Rules>();
  for (const team of teams) {
    for (const repository of team.repositories) {
      const known = rules.get(repository);
      if (known === undefined || sameRules(known, defaults)) {
        rules.set(repository, team.rules);
      }
    }
  }
  return rules;
}

function sameRules(one: Rules, other: Rules): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function uniqueServices(services: readonly Service[]): readonly Service[] {
  return [...new Map(services.map((service) => [service.id, service])).values()];
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
