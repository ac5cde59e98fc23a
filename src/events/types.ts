/**
 * The vocabulary: what happened, whoever says so. Every source normalises to these types and every metric starts
 * from them. Instants are epoch milliseconds; `null` means "not known", never "zero" (METRICS.md §1).
 */

/** Epoch milliseconds, UTC. */
export type Instant = number;

/** Half-open stretch of time, [from, to). */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant;
}

/** Which signal an event was read from. A `Deployment` can be recognised from any of them. */
export type Origin =
  'deployment' | 'run' | 'release' | 'tag' | 'merge' | 'feed' | 'pagerduty' | 'issue' | 'pullRequest' | 'commit';

export interface Repository {
  /** `owner/name`. */
  readonly name: string;
  readonly defaultBranch: string | null;
  readonly archived: boolean;
  readonly topics: readonly string[];
  readonly url: string | null;
}

/** `pending` covers queued, waiting, in progress and everything that has neither succeeded nor failed. */
export type DeploymentStatus = 'success' | 'failure' | 'pending';

/** One sha reaching one environment of one repository. */
export interface Deployment {
  readonly id: string;
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly status: DeploymentStatus;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  /** When it first stood successfully (newest SUCCESS status), or when it ended in failure; null while pending. */
  readonly finishedAt: Instant | null;
  readonly url: string | null;
  /** Service the deployment says it belongs to, if it says so. */
  readonly service: string | null;
  /** Branch or tag it was made from. */
  readonly ref: string | null;
  readonly origin: Origin;
}

/** A merged pull request, or a commit on the default branch (`number` null). */
export interface Change {
  /** Unique within its repository: the pull-request number as text, or the sha of a commit. */
  readonly id: string;
  readonly repository: string;
  readonly number: number | null;
  readonly title: string;
  readonly url: string | null;
  readonly author: string | null;
  readonly authorIsBot: boolean;
  readonly labels: readonly string[];
  /** Head branch. */
  readonly branch: string | null;
  readonly baseBranch: string | null;
  /** Of GitHub's only the lines that tell something (`tellingLines`). */
  readonly body: string | null;
  /** Authored date of the first commit. */
  readonly firstCommitAt: Instant | null;
  /** Committer date of the first commit (a rebase rewrites it). */
  readonly firstCommittedAt: Instant | null;
  readonly createdAt: Instant;
  /** When it was last marked ready for review; equals `createdAt` when it never was a draft. */
  readonly readyAt: Instant | null;
  /** First review or comment by a person who is not the author; bots excluded. */
  readonly firstReviewAt: Instant | null;
  /** Last approval before the merge. */
  readonly approvedAt: Instant | null;
  readonly mergedAt: Instant;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly origin: Origin;
}

export interface Commit {
  readonly repository: string;
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: Instant | null;
  readonly committedAt: Instant | null;
  /** Of GitHub's the first line, and those of the others that tell something (`tellingMessage`). */
  readonly message: string;
  readonly author: string | null;
}

/** What is in `head` and not in `base`, as the compare API says; only where the commit graph does not reach. */
export interface Comparison {
  readonly repository: string;
  readonly base: string;
  readonly head: string;
  readonly shas: readonly string[];
}

/** A published release, or a bare tag (`isTagOnly`). */
export interface Release {
  readonly id: string;
  readonly repository: string;
  readonly tag: string;
  readonly name: string | null;
  readonly sha: string;
  readonly createdAt: Instant;
  readonly publishedAt: Instant | null;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly isTagOnly: boolean;
  readonly url: string | null;
}

/** A change that PagerDuty relates to an incident. `text` is everything searchable in it (summary, links, details). */
export interface RelatedChange {
  readonly text: string;
  readonly at: Instant | null;
  readonly url: string | null;
}

export interface Incident {
  readonly id: string;
  readonly number: number | null;
  /** Name of the service it is on. */
  readonly service: string | null;
  readonly serviceId: string | null;
  readonly teams: readonly string[];
  /** Repository of a GitHub issue that stands for an incident. */
  readonly repository: string | null;
  readonly title: string;
  readonly url: string | null;
  readonly urgency: string | null;
  readonly priority: string | null;
  readonly createdAt: Instant;
  /** First explicit acknowledgement. */
  readonly acknowledgedAt: Instant | null;
  /** Null while open: an open incident is neither 0 nor resolved now. */
  readonly resolvedAt: Instant | null;
  /** What the incident itself names as its cause (feed `deployment`, or the id of a deployment). */
  readonly deployment: string | null;
  /** Body, notes and custom fields, searched by the rule "stated". */
  readonly texts: readonly string[];
  readonly relatedChanges: readonly RelatedChange[];
  /**
   * Id of the incident it was merged into, empty where nobody says which; null: it was not. One that was merged is no
   * incident (METRICS.md §1): it is known so that it can be said why it does not count. Its log is not read.
   */
  readonly mergedInto: string | null;
  readonly origin: Origin;
}

export interface Step {
  readonly name: string;
  readonly conclusion: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export interface Job {
  readonly id: string | null;
  readonly name: string;
  readonly needs: readonly string[];
  readonly conclusion: string | null;
  readonly createdAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly steps: readonly Step[];
}

/** One attempt of a workflow. */
export interface Run {
  readonly id: string;
  readonly repository: string;
  readonly workflow: string;
  readonly branch: string | null;
  readonly sha: string;
  readonly event: string | null;
  readonly attempt: number;
  /** Lower case; null while it runs. */
  readonly conclusion: string | null;
  readonly createdAt: Instant;
  /** `run_started_at`: resets on a re-run, `createdAt` does not. */
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  readonly url: string | null;
  readonly jobs: readonly Job[];
}

/** A PagerDuty service. */
export interface Service {
  readonly id: string;
  readonly name: string;
  readonly teams: readonly string[];
  readonly url: string | null;
}

/** Everything known about some scopes and an interval. Arrays in no particular order; no two entries with one key. */
export interface Events {
  readonly deployments: readonly Deployment[];
  readonly changes: readonly Change[];
  readonly commits: readonly Commit[];
  readonly comparisons: readonly Comparison[];
  readonly releases: readonly Release[];
  readonly incidents: readonly Incident[];
  readonly runs: readonly Run[];
}

export type EventKind = keyof Events;

/** What there is to ask about: the repositories and services a source can see. */
export interface Directory {
  readonly repositories: readonly Repository[];
  readonly services: readonly Service[];
  /** `org/team-slug` to the repositories of that GitHub team. */
  readonly teamRepositories: Readonly<Record<string, readonly string[]>>;
}
