import { MetricName, Rules, BenchmarkYear } from '../metrics';

/**
 * The data source's `jsonData`: all of it can be provisioned, none of it is secret. Flat keys for what plugin.json's
 * routes read, because Grafana's templates render a missing nested key as `<no value>`.
 */
export interface DoraSettings {
  readonly schemaVersion: 1;
  /** GitHub Enterprise Server, e.g. `https://github.example.com`; empty: github.com. */
  readonly githubUrl: string;
  /** GHE.com (data residency) only: `https://api.SUBDOMAIN.ghe.com`. Wins over `githubUrl`. */
  readonly githubApiUrl: string;
  /** Organisations or users whose repositories are looked at. */
  readonly organizations: readonly string[];
  /** `owner/name`, globs allowed (`acme/pay-*`). Empty: every repository of the organisations. */
  readonly repositories: readonly string[];
  readonly pagerdutyRegion: 'us' | 'eu';
  /** Only for proxies and tests: replaces the region's address. */
  readonly pagerdutyUrl: string;
  /** Address of a feed document (METRICS.md §9); empty: none. */
  readonly feedUrl: string;
  /** Which upstreams are in use. A source that is off is never asked. */
  readonly githubEnabled: boolean;
  readonly pagerdutyEnabled: boolean;
  readonly teams: readonly TeamSettings[];
  readonly experiments: readonly Experiment[];
  readonly rules: Rules;
  readonly benchmarkYear: BenchmarkYear;
  /** Where what was fetched outlives the page: in each viewer's browser, or nowhere. */
  readonly storage: StoragePlace;
  /** The most that is kept in one browser; what was not used for longest goes first. Megabytes (10^6 bytes). */
  readonly storageMegabytes: number;
}

export const storagePlaces = ['browser', 'none'] as const;
export type StoragePlace = (typeof storagePlaces)[number];

/** Below, not even one repository may fit; above, a browser would rather take the space from others. Megabytes. */
export const storageLimits = { least: 5, most: 2_000 } as const;

export interface TeamSettings {
  readonly name: string;
  /** `owner/name`, globs allowed. */
  readonly repositories: readonly string[];
  /** `org/team-slug`: the repositories of that GitHub team are added. */
  readonly githubTeam: string;
  /** PagerDuty service names or ids, globs allowed on names. */
  readonly services: readonly string[];
  /** PagerDuty team name or id: its services are added. */
  readonly pagerdutyTeam: string;
  /**
   * Which service belongs to which repositories, where the team has several. A service without an entry here belongs
   * to all repositories of the team.
   */
  readonly serviceRepositories: Readonly<Record<string, readonly string[]>>;
  /** Overrides of the data source's rules. */
  readonly rules: Partial<Rules>;
  /** In the metric's own unit: seconds, per day, ratio. */
  readonly targets: Partial<Record<MetricName, number>>;
}

/**
 * A deliberate change of how people work, and what it is meant to move (METRICS.md §8). Said before it begins, so that
 * nobody looks for the metric that happened to improve.
 */
export interface Experiment {
  readonly name: string;
  /** What is done, and what is expected of it, in one sentence. */
  readonly hypothesis: string;
  /** The one metric that decides; null: not said yet. */
  readonly metric: MetricName | null;
  /** As a person writes it: `2026-04-06` (where that day begins) or an instant. Empty: not said yet. */
  readonly start: string;
  /** From then on nothing belongs to it any more; null while it is running. */
  readonly end: string | null;
  /** Whom it concerns: these teams and these repositories (globs allowed). Both empty: everybody. */
  readonly teams: readonly string[];
  readonly repositories: readonly string[];
  /** Days after the start that are no evidence for either side, because people are still getting used to it. */
  readonly washoutDays: number;
  /** The smallest relative change of the metric that would matter: 0.1 for 10 %. Null: any. */
  readonly smallestEffect: number | null;
  /** What must not get worse meanwhile. */
  readonly guardrails: readonly MetricName[];
  readonly notes: string;
}

/** Names of the secrets in `secureJsonData`; the values never reach the browser. */
export type DoraSecrets = Partial<Record<'githubToken' | 'pagerdutyToken' | 'feedToken', string>>;
