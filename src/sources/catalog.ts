import { Deployment, Incident, Instant, Release, Repository, Run, Service } from '../events';
import { Problem } from './types';

/**
 * What there is to choose from while a data source is set up, and a glance at one repository to try rules on. Nothing of
 * it is kept or counted: it only spares typing.
 */

/** What could be listed, and what stood in the way of the rest. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
}

export interface ListedTeam {
  /** `organisation/team-slug`. */
  readonly slug: string;
  readonly name: string;
  /** `owner/name`, sorted. */
  readonly repositories: readonly string[];
}

/** A pull request of any state, as far as a rule may look at it. */
export interface RecentPullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string | null;
  readonly state: 'open' | 'merged' | 'closed';
  readonly isDraft: boolean;
  readonly baseBranch: string | null;
  readonly labels: readonly string[];
  readonly updatedAt: Instant;
  readonly mergedAt: Instant | null;
  /** Sha of the merge, else of the head. */
  readonly sha: string | null;
}

/** An issue of any label. */
export interface RecentIssue {
  readonly number: number;
  readonly title: string;
  readonly url: string | null;
  readonly labels: readonly string[];
  readonly createdAt: Instant;
}

/** The newest of everything in one repository, newest first; whatever the rules say. */
export interface RecentActivity {
  readonly repository: Repository;
  readonly deployments: readonly Deployment[];
  readonly runs: readonly Run[];
  readonly releases: readonly Release[];
  readonly pullRequests: readonly RecentPullRequest[];
  readonly issues: readonly RecentIssue[];
  readonly problems: readonly Problem[];
}

export interface GithubCatalog {
  /** Logins of the organisations the token belongs to, its own first. */
  organizations(signal: AbortSignal): Promise<Listing<string>>;
  /** Every repository of these organisations or users. */
  repositories(organizations: readonly string[], signal: AbortSignal): Promise<Listing<Repository>>;
  teams(organizations: readonly string[], signal: AbortSignal): Promise<Listing<ListedTeam>>;
  /** Names of environments in these repositories, sorted. */
  environments(repositories: readonly string[], signal: AbortSignal): Promise<Listing<string>>;
  /** Names of workflows in these repositories, sorted. */
  workflows(repositories: readonly string[], signal: AbortSignal): Promise<Listing<string>>;
  /** `withJobs`: also the jobs of the runs, a call for each. */
  recent(repository: string, withJobs: boolean, signal: AbortSignal): Promise<RecentActivity>;
}

export interface PagerdutyCatalog {
  services(signal: AbortSignal): Promise<Listing<Service>>;
  /** Names of teams. */
  teams(signal: AbortSignal): Promise<Listing<string>>;
  /** Names of priorities, highest first. */
  priorities(signal: AbortSignal): Promise<Listing<string>>;
  /** The newest incidents of these services (by id; empty: of all), merged ones too. */
  recentIncidents(services: readonly string[], signal: AbortSignal): Promise<Listing<Incident>>;
}
