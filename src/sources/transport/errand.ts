import { Instant } from '../../events';
import { Upstream } from './http';

/**
 * `interactive`: somebody looks at a panel that waits for it. `refresh`: somebody looks at numbers that are shown already.
 * `background`: nobody waits yet.
 */
export type Urgency = 'interactive' | 'refresh' | 'background';

/** The most urgent first. */
export const urgencies: readonly Urgency[] = ['interactive', 'refresh', 'background'];

/** One request that was sent, answered or not. */
export interface Call {
  readonly upstream: Upstream;
  /** What it was for, in words: `deployments, pull requests of 12 repositories`. */
  readonly purpose: string;
  /** When it was sent. */
  readonly at: Instant;
  /** What it cost of the upstream's budget: points (GraphQL) or requests. Null: the answer did not say, or did not come. */
  readonly cost: number | null;
}

/** For whom a request is sent: how urgent it is, who wants to know of it, and how it is called back. */
export interface Errand {
  readonly signal?: AbortSignal;
  /**
   * Asked each time a place becomes free. Default: interactive. Errands that share one function are asked as one, so a
   * fetch of thousands should hand the same function to all of them.
   */
  readonly urgency?: () => Urgency;
  /** Among the equally urgent the lower goes first; equal ones in the order they came. Default 0. */
  readonly rank?: number;
  /** As a function it is asked when the call is over: what was composed late can be named late. */
  readonly purpose?: string | (() => string);
  /** Called for every request that was sent, tries included, once its answer is there or will not come. */
  readonly spent?: (call: Call) => void;
  /** Called when it has to wait for the upstream's budget or silence, with the end of it; null once it goes on. */
  readonly waits?: (until: Instant | null) => void;
}
