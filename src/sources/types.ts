import { Directory, EventKind, Events, Instant, Interval } from '../events';
import { Call, Urgency } from './transport/errand';

/**
 * The one contract behind which events come from. The store asks for needs it has no coverage for; a source answers
 * with reports, one or more per need, in any order. A source never throws for one need's trouble: it reports it.
 */

export type SourceId = 'github' | 'pagerduty' | 'feed';

/** Scope of a need for the incidents of all services, and of none (a feed's only). */
export const everyService = '*';

interface NeedOf {
  readonly source: SourceId;
  /** `owner/name`, or a PagerDuty service id. */
  readonly scope: string;
}

/** Events of one kind and scope that happened in an interval (METRICS.md §4 says which instant counts). */
export interface IntervalNeed extends NeedOf {
  readonly kind: Exclude<EventKind, 'comparisons'>;
  readonly interval: Interval;
  /** Also the last accepted event before the interval, however old: a window's first deployment has a predecessor. */
  readonly baseline?: Baseline;
  /** `runs`: fetch jobs and steps too. */
  readonly withJobs?: boolean;
  /** `incidents` from GitHub issues: any of these labels. */
  readonly labels?: readonly string[];
  /** `runs`: only these; another filter is another stream. */
  readonly runs?: RunFilter;
  /** What the source last said of this stream (`Report.bookmark`); absent: the stream has never been read. */
  readonly bookmark?: Bookmark;
  /** What the scope's name stood for when the stream was last read (`Report.identity`); absent: that is not known. */
  readonly identity?: string;
  /** Is an event of the need's kind and scope with this key (`ownKey`) known already? Absent: nothing is. */
  readonly holds?: (key: string) => boolean;
}

/**
 * A source's own note on how far a stream has been read and what it looked like then (a cursor, a watermark, the head of
 * a list). Opaque to everybody else; kept with the stream's coverage, also over reloads. A source must be able to read
 * notes of its earlier versions, or start over.
 */
export type Bookmark = string;

/** Which workflow runs are wanted, as patterns of the rules (`compilePattern`); an empty one: all. */
export interface RunFilter {
  readonly workflowPattern: string;
  readonly branchPattern: string;
  /** Names of events (`push`); empty: all. */
  readonly events: readonly string[];
}

/** What `head` has and `base` has not; asked only where the commit graph does not reach. */
export interface ComparisonNeed extends NeedOf {
  readonly kind: 'comparisons';
  readonly base: string;
  readonly head: string;
}

export type Need = IntervalNeed | ComparisonNeed;

/**
 * "One accepted event before the interval per group": the groups are those seen inside the interval (an environment,
 * say). Every kind that can stand for a deployment supports it: deployments, runs, releases, and changes for merges.
 * Identity is `key`, so that coverage can remember for which rule a baseline was searched.
 */
export interface Baseline {
  readonly key: string;
  accepts(event: Events[EventKind][number]): boolean;
  groupOf(event: Events[EventKind][number]): string;
}

export interface Report {
  readonly need: Need;
  readonly events: Partial<Events>;
  /**
   * The part of the need's interval that is completely known now; null: nothing is complete yet. Once all of it is,
   * nobody waits any more, and what is still being done for the need is cancelled.
   */
  readonly covered: Interval | null;
  /** True once the baseline has been found or does not exist. */
  readonly baselineKnown: boolean;
  /**
   * Set on the report that ends a need without completing it, or on the very one that completes it, where something of it
   * is missing all the same: nobody waits for what comes after.
   */
  readonly problem: Problem | null;
  /**
   * Everything of the need's kind and scope that lies in `covered` has been reported since this fetch began: what else is
   * known there is gone (deleted, merged into another, no longer labelled). Absent: `events` are added to what is known.
   */
  readonly exhaustive?: boolean;
  /** Replaces the stream's bookmark. Valid together with all that has been reported up to here. */
  readonly bookmark?: Bookmark;
  /**
   * What the scope's name stands for: a name can be given to another repository. Where it is not what the stream was read as,
   * everything known of the stream is about something else, and is gone.
   */
  readonly identity?: string;
  /** What was asked of the upstream since this need's last report. One call may serve many needs: it is then one object. */
  readonly calls?: readonly Call[];
  /** The upstream wants silence, or its budget is kept for others: nothing more will come before. Null: it goes on. */
  readonly waitingUntil?: Instant | null;
}

export type ProblemKind =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'rateLimited'
  | 'unavailable'
  | 'badAnswer'
  | 'badRecord'
  | 'truncated'
  | 'configuration';

/** Something a person should know: what happened, what it affects, what to do. */
export interface Problem {
  readonly source: SourceId;
  readonly kind: ProblemKind;
  /** What it affects: a repository, a service, `organization acme`; null: the whole source. */
  readonly scope: string | null;
  /** One or two sentences, ready to be shown. */
  readonly message: string;
  /** When it may be tried again, if the upstream said so. Epoch milliseconds. */
  readonly retryAt: number | null;
}

/** What "Save & test" says about one upstream. */
export interface ConnectionReport {
  readonly source: SourceId;
  readonly ok: boolean;
  /** One sentence: who one is and what is visible, or what is wrong and what to do. */
  readonly message: string;
  /** More lines: scopes, counts, the first names. */
  readonly details: readonly string[];
}

export interface Discovery {
  readonly directory: Directory;
  readonly problems: readonly Problem[];
}

export interface Source {
  readonly id: SourceId;
  /** Everything that can be asked about. Rejects only when cancelled. */
  discover(signal: AbortSignal): Promise<Discovery>;
  /**
   * Reports for all needs; the iteration ends when each is complete or has a problem. Rejects only when cancelled.
   * `urgency` is asked again each time a request can leave: somebody may have begun to wait for a background fetch.
   */
  fetch(needs: readonly Need[], signal: AbortSignal, urgency?: () => Urgency): AsyncIterable<Report>;
  test(signal: AbortSignal): Promise<ConnectionReport>;
  /** `Report.identity` of a scope as it was last seen, without asking; null: not seen. Absent: scopes are never reused. */
  identityOf?(scope: string): string | null;
}
