import { Instant } from '../../src/events';

/** A made-up organisation as the two upstreams would know it. Instants are epoch milliseconds, whole seconds. */
export interface Organization {
  /** The history ends here; the simulators' clock starts here. */
  readonly now: Instant;
  /** Up to here it is known already what will happen: it is shown once the clock is there (`asOf`). Absent: nothing will. */
  readonly until?: Instant;
  /** Owners of repositories; the first one is the organisation itself. */
  readonly owners: readonly string[];
  readonly repositories: readonly SimRepository[];
  readonly people: readonly Person[];
  readonly teams: readonly GithubTeam[];
  readonly pagerduty: PagerdutyAccount;
  readonly truth: Truth;
  /** Teams as a data source is to be set up for them; absent: five known ones, or a feed's. */
  readonly plannedTeams?: readonly PlannedTeam[];
}

/** Names without an owner. */
export interface PlannedTeam {
  readonly name: string;
  readonly deployedBy: DeployedBy;
  readonly repositories: readonly string[];
  readonly services: ReadonlyArray<{ readonly name: string; readonly repositories: readonly string[] }>;
}

/** `deployedBy`: which of GitHub's signals says that something reached production. */
export type DeployedBy = 'deployments' | 'workflow' | 'releases' | 'merges';
export type MergeStyle = 'squash' | 'merge' | 'rebase';

export interface Person {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly isBot: boolean;
}

export interface GithubTeam {
  readonly id: number;
  readonly organization: string;
  readonly slug: string;
  readonly name: string;
  /** `owner/name`. */
  readonly repositories: readonly string[];
}

export interface SimRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** `owner/name` it had before; REST answers 301 there, GraphQL follows. */
  readonly formerNames: readonly string[];
  readonly defaultBranch: string;
  readonly createdAt: Instant;
  readonly isArchived: boolean;
  readonly topics: readonly string[];
  readonly deployedBy: DeployedBy;
  readonly mergeStyle: MergeStyle;
  /** Tip of the default branch; null in an empty repository. */
  readonly head: string | null;
  readonly commits: ReadonlyMap<string, SimCommit>;
  /** By number. */
  readonly pullRequests: readonly SimPullRequest[];
  /** In the order they were created. */
  readonly deployments: readonly SimDeployment[];
  readonly releases: readonly SimRelease[];
  readonly tags: readonly SimTag[];
  readonly issues: readonly SimIssue[];
  /** In the order they were created; one entry for a run with all its attempts. */
  readonly runs: readonly SimRun[];
}

export interface SimCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: Instant;
  readonly committedAt: Instant;
  readonly message: string;
  /** Logins: the author, then co-authors. */
  readonly authors: readonly string[];
}

export interface SimPullRequest {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: string | null;
  readonly labels: readonly string[];
  /** Which of `labels` were put on it long after it was opened. */
  readonly lateLabels?: ReadonlyArray<{ readonly name: string; readonly at: Instant }>;
  readonly branch: string;
  readonly baseBranch: string;
  readonly state: 'MERGED' | 'OPEN' | 'CLOSED';
  readonly isDraft: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  readonly mergedAt: Instant | null;
  readonly mergedBy: string | null;
  readonly mergeSha: string | null;
  readonly headSha: string;
  /** Commits of the branch, oldest first. */
  readonly commits: readonly string[];
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
  readonly reviews: readonly SimReview[];
  readonly comments: readonly SimComment[];
  readonly events: readonly PullRequestEvent[];
}

export interface SimReview {
  readonly state: 'APPROVED' | 'COMMENTED' | 'CHANGES_REQUESTED';
  readonly submittedAt: Instant;
  readonly author: string;
}

export interface SimComment {
  readonly author: string;
  readonly createdAt: Instant;
  readonly body: string;
}

export interface PullRequestEvent {
  readonly kind: 'ReadyForReviewEvent' | 'ConvertToDraftEvent' | 'ReviewRequestedEvent' | 'AddedToMergeQueueEvent';
  readonly createdAt: Instant;
}

export type StatusState = 'QUEUED' | 'IN_PROGRESS' | 'PENDING' | 'SUCCESS' | 'FAILURE' | 'ERROR' | 'INACTIVE';

export interface SimDeployment {
  readonly id: number;
  readonly nodeId: string;
  readonly environment: string;
  readonly sha: string;
  readonly ref: string | null;
  readonly task: string;
  readonly description: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly creator: string;
  readonly createdAt: Instant;
  /** In the order they were set. */
  readonly statuses: ReadonlyArray<{
    readonly state: StatusState;
    readonly createdAt: Instant;
    readonly logUrl: string;
  }>;
}

export interface SimRelease {
  readonly id: number;
  readonly nodeId: string;
  readonly tag: string;
  readonly name: string;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly createdAt: Instant;
  readonly publishedAt: Instant | null;
  readonly author: string;
  readonly sha: string;
}

export interface SimTag {
  readonly name: string;
  readonly sha: string;
  /** Set for an annotated tag, which is an object of its own. */
  readonly annotation: { readonly sha: string; readonly tagger: string; readonly at: Instant } | null;
}

export interface SimIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly labels: readonly string[];
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  readonly updatedAt: Instant;
  /** Number of the pull request that closed it. */
  readonly closedBy: number | null;
  readonly comments: readonly SimComment[];
}

export type RunConclusion = 'success' | 'failure' | 'cancelled';

export interface SimRun {
  readonly id: number;
  readonly number: number;
  readonly workflowId: number;
  readonly workflow: string;
  /** `.github/workflows/ci.yml`. */
  readonly path: string;
  readonly title: string;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  readonly actor: string;
  readonly createdAt: Instant;
  /** The last one is the one that lists show. */
  readonly attempts: readonly SimAttempt[];
}

export interface SimAttempt {
  readonly attempt: number;
  readonly startedAt: Instant;
  /** Null while it runs. */
  readonly finishedAt: Instant | null;
  readonly conclusion: RunConclusion | null;
  readonly jobs: readonly SimJob[];
}

export interface SimJob {
  readonly id: number;
  readonly name: string;
  readonly conclusion: RunConclusion | 'skipped' | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly steps: ReadonlyArray<{
    readonly name: string;
    readonly conclusion: RunConclusion | 'skipped' | null;
    readonly startedAt: Instant;
    readonly finishedAt: Instant | null;
  }>;
}

export interface PagerdutyAccount {
  readonly subdomain: string;
  readonly teams: readonly PagerdutyThing[];
  readonly users: readonly PagerdutyThing[];
  readonly priorities: readonly PagerdutyThing[];
  readonly services: readonly SimService[];
  /** In the order they were created. */
  readonly incidents: readonly SimIncident[];
}

export interface PagerdutyThing {
  readonly id: string;
  readonly name: string;
}

export interface SimService extends PagerdutyThing {
  readonly description: string;
  readonly teams: readonly string[];
  readonly createdAt: Instant;
}

export interface SimIncident {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /** Ids. */
  readonly service: string;
  readonly teams: readonly string[];
  readonly urgency: 'high' | 'low';
  readonly priority: string | null;
  readonly createdAt: Instant;
  readonly acknowledgements: ReadonlyArray<{ readonly at: Instant; readonly user: string }>;
  readonly resolvedAt: Instant | null;
  /** Null when the service resolved it by itself. */
  readonly resolvedBy: string | null;
  /** Id of the incident this one was merged into. */
  readonly mergedInto: string | null;
  readonly notes: ReadonlyArray<{ readonly at: Instant; readonly user: string; readonly content: string }>;
  readonly changeEvents: readonly SimChangeEvent[];
}

export interface SimChangeEvent {
  readonly id: string;
  readonly summary: string;
  readonly at: Instant;
  readonly source: string;
  readonly links: ReadonlyArray<{ readonly href: string; readonly text: string }>;
  readonly details: Readonly<Record<string, string>>;
}

/** What the generator planted: an oracle that owes nothing to the engine. */
export interface Truth {
  readonly deliveries: readonly Delivery[];
  readonly failures: readonly PlantedFailure[];
  readonly incidents: readonly IncidentTruth[];
}

/** One thing that reached one environment, whichever signal says so. */
export interface Delivery {
  /** Deployment: its node id; workflow: id of the run; release: its node id; merge: number of the pull request. */
  readonly id: string;
  readonly by: DeployedBy;
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly finishedAt: Instant;
  /** The first one known of its repository and environment: what it delivered cannot be known. */
  readonly isFirst: boolean;
  /** Numbers of the pull requests reachable from `sha` and from no earlier delivery to the environment. */
  readonly changes: readonly number[];
  /** Shas of the default branch and of branches merged into it, counted the same way. */
  readonly commits: readonly string[];
}

export type FailureCause =
  'statedSha' | 'statedPullRequest' | 'changeEvent' | 'rollback' | 'revert' | 'hotfix' | 'proximity';

/** A failed delivery. In a repository with several production environments it stands in each of them. */
export interface PlantedFailure {
  readonly repository: string;
  readonly cause: FailureCause;
  /** Ids of the deliveries that failed, one for each production environment. */
  readonly deliveries: readonly string[];
  /** Id of the PagerDuty incident that it caused; null when nobody was paged. */
  readonly incident: string | null;
  /** Ids of the deliveries that repaired it; empty when the incident was resolved without one, or is still open. */
  readonly repairs: readonly string[];
  readonly repairedAt: Instant | null;
}

export interface IncidentTruth {
  readonly incident: string;
  readonly kind: 'caused' | 'unrelated' | 'noise' | 'merged';
  readonly deliveries: readonly string[];
}

/** Node ids as GitHub makes them look: a prefix for the type and something opaque. */
export function nodeId(type: string, ...parts: ReadonlyArray<string | number>): string {
  return `${type}_${Buffer.from(parts.join('/')).toString('base64url')}`;
}

export function fullName(repository: Pick<SimRepository, 'owner' | 'name'>): string {
  return `${repository.owner}/${repository.name}`;
}
