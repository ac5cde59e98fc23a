import { Repository, Service } from '../events';
import { say, sayCount } from '../words';
import { defaultTeam } from './defaults';
import { repositoryTest } from './globs';
import { TeamSettings } from './settings';

/** What suggestions are drawn from. */
export interface TeamSigns {
  readonly repositories: readonly Repository[];
  /** `organisation/team-slug` with its repositories. */
  readonly githubTeams: ReadonlyArray<{
    readonly slug: string;
    readonly name: string;
    readonly repositories: readonly string[];
  }>;
  readonly services: readonly Service[];
  /** Names of PagerDuty's teams. */
  readonly pagerdutyTeams: readonly string[];
  /** Teams that are in the settings already: nothing of theirs is suggested again. */
  readonly existing: readonly TeamSettings[];
}

export interface TeamSuggestion {
  readonly team: TeamSettings;
  /** Why, a sentence each, with names that can be checked. Never empty. */
  readonly evidence: readonly string[];
}

/** A GitHub team of more than this share of all repositories is everybody, and no team that owns something. */
const mostOfAll = 0.6;
/** Below, a share says nothing. */
const fewRepositories = 6;

interface Candidate {
  name: string;
  readonly key: string;
  githubTeam: string;
  pagerdutyTeam: string;
  readonly repositories: Set<string>;
  readonly services: Set<string>;
  readonly serviceRepositories: Map<string, readonly string[]>;
  readonly evidence: string[];
  /** Number of independent signs that agree. */
  strength: number;
}

/**
 * Teams as an organisation has them already: its GitHub teams, topics that say `team-…`, PagerDuty's teams, and services
 * called like repositories. What goes by one name becomes one suggestion with the evidence of all. Strongest first, then
 * by name; independent of the order of what is given. Pure; O(teams × repositories + services × repositories).
 */
export function suggestTeams(signs: TeamSigns): readonly TeamSuggestion[] {
  const repositories = signs.repositories.filter(({ archived }) => !archived).sort((a, b) => compare(a.name, b.name));
  const pagerdutyTeams = new Set(signs.pagerdutyTeams.map(keyOf));
  const candidates = new Map<string, Candidate>();
  const candidateOf = (name: string): Candidate => {
    const key = keyOf(name);
    const known = candidates.get(key);
    if (known !== undefined) {
      return known;
    }
    const made: Candidate = {
      name,
      key,
      githubTeam: '',
      pagerdutyTeam: '',
      repositories: new Set(),
      services: new Set(),
      serviceRepositories: new Map(),
      evidence: [],
      strength: 0,
    };
    candidates.set(key, made);
    return made;
  };

  addGithubTeams(signs, repositories, candidateOf);
  addTopics(
    repositories,
    candidateOf,
    (topic) => isTeamTopic(topic) || candidates.has(keyOf(topic)) || pagerdutyTeams.has(keyOf(topic))
  );
  addPagerdutyTeams(signs, candidateOf);
  const all = () => [...candidates.values()].sort((a, b) => compare(a.key, b.key));
  addNamesakes(signs.services, repositories, all(), candidateOf);

  return all()
    .filter(({ evidence, key }) => evidence.length > 0 && key !== '')
    .filter((candidate) => !isKnown(candidate, signs.existing))
    .sort((a, b) => b.strength - a.strength || compare(a.name, b.name))
    .map(({ evidence, ...candidate }) => ({ team: teamOf(candidate, signs.services), evidence }));
}

function addGithubTeams(
  signs: TeamSigns,
  repositories: readonly Repository[],
  candidateOf: (name: string) => Candidate
): void {
  const visible = new Set(repositories.map(({ name }) => name.toLowerCase()));
  for (const team of [...signs.githubTeams].sort((a, b) => compare(a.slug, b.slug))) {
    const own = team.repositories.filter((name) => visible.has(name.toLowerCase()));
    const isEverybody = visible.size >= fewRepositories && own.length > visible.size * mostOfAll;
    if (own.length === 0 || isEverybody) {
      continue;
    }
    const candidate = candidateOf(team.name);
    if (candidate.githubTeam !== '') {
      continue; // Another organisation's team of the same name: a suggestion links one.
    }
    candidate.githubTeam = team.slug;
    own.forEach((name) => candidate.repositories.add(name));
    candidate.strength++;
    candidate.evidence.push(
      sayCount(
        'query.suggest.githubTeam',
        {
          one: 'The GitHub team {{team}} has 1 repository: {{names}}.',
          other: 'The GitHub team {{team}} has {{count}} repositories: {{names}}.',
        },
        own.length,
        { team: team.slug, names: listed(own) }
      )
    );
  }
}

function addTopics(
  repositories: readonly Repository[],
  candidateOf: (name: string) => Candidate,
  isTeam: (topic: string) => boolean
): void {
  const byTopic = new Map<string, string[]>();
  for (const { name, topics } of repositories) {
    for (const topic of topics.filter(isTeam)) {
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), name]);
    }
  }
  for (const [topic, names] of [...byTopic].sort(([a], [b]) => compare(a, b))) {
    const candidate = candidateOf(withoutTeamWord(topic));
    names.forEach((name) => candidate.repositories.add(name));
    candidate.strength++;
    candidate.evidence.push(
      sayCount(
        'query.suggest.topic',
        { one: '{{names}} carries the topic {{topic}}.', other: '{{names}} carry the topic {{topic}}.' },
        names.length,
        { names: listed(names), topic }
      )
    );
  }
}

function addPagerdutyTeams(signs: TeamSigns, candidateOf: (name: string) => Candidate): void {
  for (const name of [...new Set(signs.pagerdutyTeams)].sort(compare)) {
    const services = signs.services.filter(({ teams }) => teams.some((team) => sameText(team, name)));
    if (services.length === 0) {
      continue;
    }
    const candidate = candidateOf(name);
    candidate.pagerdutyTeam = name;
    services.forEach((service) => candidate.services.add(service.name));
    candidate.strength++;
    candidate.evidence.push(
      sayCount(
        'query.suggest.pagerdutyTeam',
        {
          one: "PagerDuty's team {{team}} has 1 service: {{names}}.",
          other: "PagerDuty's team {{team}} has {{count}} services: {{names}}.",
        },
        services.length,
        { team: name, names: listed(services.map((service) => service.name)) }
      )
    );
  }
}

/**
 * A service called like a repository belongs to it, and so to whoever has the repository or the service. One that nobody
 * has yet, but whose name several repositories begin with, is the sign of a team of its own.
 */
function addNamesakes(
  services: readonly Service[],
  repositories: readonly Repository[],
  candidates: readonly Candidate[],
  candidateOf: (name: string) => Candidate
): void {
  const claimed = new Set(candidates.flatMap((candidate) => [...candidate.repositories]));
  for (const service of [...services].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id))) {
    const alike = repositories.map(({ name }) => name).filter((name) => isNamesake(service.name, name));
    if (alike.length === 0) {
      continue;
    }
    const having = candidates.filter((candidate) => candidate.services.has(service.name));
    const owning = candidates.filter((candidate) => alike.some((name) => candidate.repositories.has(name)));
    const takers = having.length > 0 ? having : owning;
    if (takers.length > 0) {
      takers.forEach((candidate) => join(candidate, service.name, alike));
      continue;
    }
    if (alike.every((name) => !claimed.has(name))) {
      join(candidateOf(service.name), service.name, alike);
    }
  }
}

function join(candidate: Candidate, service: string, alike: readonly string[]): void {
  // Somebody else's repository stays theirs.
  const own = candidate.githubTeam === '' ? alike : alike.filter((name) => candidate.repositories.has(name));
  if (own.length === 0) {
    return;
  }
  own.forEach((name) => candidate.repositories.add(name));
  candidate.services.add(service);
  candidate.serviceRepositories.set(service, own);
  candidate.strength += candidate.evidence.length === 0 ? 0.5 : 0.1;
  candidate.evidence.push(
    say('query.suggest.service', "PagerDuty's service {{service}} is called like {{names}}.", {
      service,
      names: listed(own),
    })
  );
}

function teamOf(candidate: Omit<Candidate, 'evidence'>, services: readonly Service[]): TeamSettings {
  const { name, githubTeam, pagerdutyTeam } = candidate;
  const ofPagerdutyTeam = new Set(
    services.filter(({ teams }) => teams.some((team) => sameText(team, pagerdutyTeam))).map((service) => service.name)
  );
  return {
    ...defaultTeam,
    name,
    githubTeam,
    pagerdutyTeam,
    // What the GitHub team and PagerDuty's team bring along need not be listed, and so keeps up with them.
    repositories: githubTeam === '' ? [...candidate.repositories].sort(compare) : [],
    services: [...candidate.services].filter((service) => !ofPagerdutyTeam.has(service)).sort(compare),
    // A single repository is every service's anyway.
    serviceRepositories:
      candidate.repositories.size < 2
        ? {}
        : Object.fromEntries([...candidate.serviceRepositories].sort(([a], [b]) => compare(a, b))),
  };
}

function isKnown(candidate: Candidate, existing: readonly TeamSettings[]): boolean {
  return existing.some(
    (team) =>
      keyOf(team.name) === candidate.key ||
      (candidate.githubTeam !== '' && sameText(team.githubTeam, candidate.githubTeam)) ||
      (candidate.pagerdutyTeam !== '' && sameText(team.pagerdutyTeam, candidate.pagerdutyTeam)) ||
      coversAll(team, candidate)
  );
}

function coversAll(team: TeamSettings, { repositories }: Candidate): boolean {
  const patterns = team.repositories.filter((pattern) => !pattern.startsWith('!')).map(repositoryTest);
  return repositories.size > 0 && [...repositories].every((name) => patterns.some((matches) => matches(name)));
}

/** `pay-api` is the service of `acme/pay-api`, `payments` that of `acme/payments-core` and `acme/payments-gateway`. */
function isNamesake(service: string, repository: string): boolean {
  const short = slugOf(repository.slice(repository.indexOf('/') + 1));
  const name = slugOf(service);
  return name !== '' && (short === name || short.startsWith(`${name}-`));
}

function isTeamTopic(topic: string): boolean {
  return withoutTeamWord(topic) !== topic;
}

const teamWord = /^(?:team|squad|tribe)[-_]+(?=.)|(?<=.)[-_]+(?:team|squad|tribe)$/i;

function withoutTeamWord(name: string): string {
  return name.replace(teamWord, '');
}

/** What names of one team have in common: `Team Back Office`, `back-office`, `backoffice-squad`. */
function keyOf(name: string): string {
  return withoutTeamWord(slugOf(name)).replace(/-/g, '');
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function sameText(one: string, other: string): boolean {
  return one !== '' && one.toLowerCase() === other.toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function listed(names: readonly string[]): string {
  const shown = [...names].sort(compare).slice(0, 3);
  const rest = names.length - shown.length;
  return rest > 0
    ? say('query.suggest.andMore', '{{names}} and {{rest}} more', { names: shown.join(', '), rest })
    : shown.join(', ');
}
