import { getBackendSrv } from '@grafana/runtime';
import { Directory, emptyDirectory, Incident, Repository, Service } from '../events';
import { DoraSettings, githubScope, githubWebUrl } from '../query';
import {
  ConnectionReport,
  createSlots,
  ListedTeam,
  Listing,
  Problem,
  RecentActivity,
  Source,
  SourceId,
  systemClock,
} from '../sources';
import { createFeedSource } from '../sources/feed';
import { createGithubCatalog, createGithubSource } from '../sources/github';
import { createPagerdutyCatalog, createPagerdutySource } from '../sources/pagerduty';
import { Backend, createBackendClient } from './backendClient';

/**
 * What the settings page asks while settings are made: through the data source as it is saved (its addresses and tokens),
 * about the settings as they stand on the page. Lists are asked for once; those that could not be read whole, again.
 */
export interface SetupCatalog {
  /** Tests one connection. Rejects only when cancelled. */
  test(source: SourceId, settings: DoraSettings, signal: AbortSignal): Promise<ConnectionReport>;
  organizations(): Promise<Listing<string>>;
  /** Every repository of the organisations and owners that the settings name, matched by a pattern or not. */
  repositories(settings: DoraSettings): Promise<Listing<Repository>>;
  githubTeams(settings: DoraSettings): Promise<Listing<ListedTeam>>;
  environments(repositories: readonly string[]): Promise<Listing<string>>;
  workflows(repositories: readonly string[]): Promise<Listing<string>>;
  services(): Promise<Listing<Service>>;
  pagerdutyTeams(): Promise<Listing<string>>;
  priorities(): Promise<Listing<string>>;
  recent(repository: string, withJobs: boolean, signal: AbortSignal): Promise<RecentActivity>;
  recentIncidents(services: readonly string[], signal: AbortSignal): Promise<Listing<Incident>>;
  /** What the settings' teams and patterns are made definite by; of an upstream that is off, nothing. */
  directory(settings: DoraSettings): Promise<{ readonly directory: Directory; readonly problems: readonly Problem[] }>;
}

export interface SetupPlace {
  readonly uid: string;
  /** As saved: what the proxy knows. */
  readonly settings: DoraSettings;
}

export type OpenSetupCatalog = (place: SetupPlace) => SetupCatalog;

/** Whoever waits at a page would rather know that it takes long than wait. Milliseconds. */
const patience = { longestWait: 20_000, longestAnswer: 30_000 };
/** More would cost too much for a list of names. */
const mostEnvironmentLists = 100;
const mostWorkflowLists = 30;
const nobody = new AbortController().signal;

/** Grafana's five requests are shared with the page itself. */
const slots = createSlots(2);

export function openSetupCatalog(
  { uid, settings: saved }: SetupPlace,
  backend: () => Backend = getBackendSrv
): SetupCatalog {
  const proxyUrl = `/api/datasources/proxy/uid/${uid}`;
  const client = createBackendClient({ proxyUrl, feedUrl: saved.feedUrl, backend });
  const shared = { client, clock: systemClock, slots, ...patience };
  const webUrl = githubWebUrl(saved);
  const github = createGithubCatalog({ ...shared, webUrl });
  const pagerduty = createPagerdutyCatalog(shared);
  const lists = {
    organizations: onceEach(() => github.organizations(nobody)),
    repositories: onceEach((owners) => github.repositories(owners, nobody)),
    teams: onceEach((organizations) => github.teams(organizations, nobody)),
    environments: onceEach((repositories) => github.environments(repositories, nobody)),
    workflows: onceEach((repositories) => github.workflows(repositories, nobody)),
    services: onceEach(() => pagerduty.services(nobody)),
    pagerdutyTeams: onceEach(() => pagerduty.teams(nobody)),
    priorities: onceEach(() => pagerduty.priorities(nobody)),
  };

  function sourceOf(source: SourceId, settings: DoraSettings): Source {
    switch (source) {
      case 'github':
        return createGithubSource({ ...shared, ...githubScope(settings), webUrl });
      case 'pagerduty':
        return createPagerdutySource(shared);
      case 'feed':
        return createFeedSource(shared);
    }
  }

  const catalog: SetupCatalog = {
    test: (source, settings, signal) => sourceOf(source, settings).test(signal),
    organizations: () => lists.organizations([]),
    repositories: (settings) => lists.repositories(ownersOf(settings)),
    githubTeams: ({ organizations }) => lists.teams(organizations),
    environments: (repositories) => lists.environments(repositories.slice(0, mostEnvironmentLists)),
    workflows: (repositories) => lists.workflows(repositories.slice(0, mostWorkflowLists)),
    services: () => lists.services([]),
    pagerdutyTeams: () => lists.pagerdutyTeams([]),
    priorities: () => lists.priorities([]),
    recent: (repository, withJobs, signal) => github.recent(repository, withJobs, signal),
    recentIncidents: (services, signal) => pagerduty.recentIncidents(services, signal),
    async directory(settings) {
      const wantsTeams = settings.githubEnabled && settings.teams.some(({ githubTeam }) => githubTeam !== '');
      const [repositories, teams, services] = await Promise.all([
        settings.githubEnabled ? catalog.repositories(settings) : nothing<Repository>(),
        wantsTeams ? catalog.githubTeams(settings) : nothing<ListedTeam>(),
        settings.pagerdutyEnabled ? catalog.services() : nothing<Service>(),
      ]);
      return {
        directory: {
          ...emptyDirectory,
          repositories: repositories.items,
          services: services.items,
          teamRepositories: Object.fromEntries(teams.items.map((team) => [team.slug, team.repositories])),
        },
        problems: [...repositories.problems, ...teams.problems, ...services.problems],
      };
    },
  };
  return catalog;
}

/** Asked once for the same names; what was not read whole is asked again the next time. */
function onceEach<Item>(
  ask: (names: readonly string[]) => Promise<Listing<Item>>
): (names: readonly string[]) => Promise<Listing<Item>> {
  const known = new Map<string, Promise<Listing<Item>>>();
  return (names) => {
    const key = JSON.stringify(names);
    const asked = known.get(key);
    if (asked !== undefined) {
      return asked;
    }
    const asking = ask(names);
    known.set(key, asking);
    const forget = () => known.delete(key);
    asking.then(({ problems }) => problems.length > 0 && forget(), forget);
    return asking;
  };
}

function nothing<Item>(): Listing<Item> {
  return { items: [], problems: [] };
}

/** The organisations, and the owners that patterns name in full. */
function ownersOf({ organizations, repositories, teams }: DoraSettings): readonly string[] {
  const patterns = [...repositories, ...teams.flatMap((team) => team.repositories)];
  const named = patterns
    .filter((pattern) => pattern.includes('/') && !pattern.startsWith('!'))
    .map((pattern) => pattern.slice(0, pattern.indexOf('/')))
    .filter((owner) => !/[*?[\]{}()]/.test(owner));
  return [...new Map([...organizations, ...named].map((owner) => [owner.toLowerCase(), owner])).values()];
}
