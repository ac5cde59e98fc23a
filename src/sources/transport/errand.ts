import { Instant } from '../../events';
import { Upstream } from './http';

/**
 * `interactive`: somebody looks at a panel that waits for it. `refresh`: somebody looks at numbers that are shown already.
 * `background`: nobody waits yet.
 */
export type Urgency = 'interactive' | 'refresh' | 'background';

/** One request that was sent, answered or not. */
export interface Call {
  readonly upstream: Upstream;
  /** What it was for, in words: `deployments, pull requests of 12 repositories`. */
  readonly purpose: string;
  readonly at: Instant;
  /** What it cost of the upstream's budget: points (GraphQL) or requests. Null: the answer did not say. */
  readonly cost: number | null;
}

/** For whom a request is sent: how urgent it is, who wants to know of it, and how it is called back. */
export interface Errand {
  readonly signal?: AbortSignal;
  /** Asked each time a place becomes free. Default: interactive. */
  readonly urgency?: () => Urgency;
  /** Among the equally urgent the lower goes first; equal ones in the order they came. Default 0. */
  readonly rank?: number;
  readonly purpose?: string;
  /** Called for every request that is sent, tries included. */
  readonly spent?: (call: Call) => void;
  /** Called when it has to wait for the upstream's budget or silence, with the end of it; null once it goes on. */
  readonly waits?: (until: Instant | null) => void;
}
