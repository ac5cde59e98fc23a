import { Instant, Interval } from '../../events';
import { Scope } from '../../query';
import { Need, Problem, UpstreamUse } from '../../sources';
import { Snapshot } from '../../store';
import { Atlas } from '../atlas';
import { Territory } from '../needs';
import { Span } from '../selection';

/** What is known at the moment an answer is worked out. */
export interface Situation {
  readonly atlas: Atlas;
  /** What the query asks about. */
  readonly territory: Territory;
  /** What is read for it: where incidents are laid to deployments, also what else they may be laid to. */
  readonly read: Territory;
  readonly scope: Scope;
  /** From when on facts must be right. */
  readonly since: Instant;
  readonly snapshot: Snapshot;
  /** Which part of a repository's events the answer may rest on. */
  spanOf(repository: string): Span;
  readonly needs: readonly Need[];
  isKnown(need: Need): boolean;
  /** Something of what was read is missing: a record that was not understood, notes that did not come. */
  isFlawed(need: Need): boolean;
  /** What of the need's stream is completely there. */
  coveredOf(need: Need): readonly Interval[];
  /** When the newest part of the need's stream was last looked at; null: never. */
  lookedAt(need: Need): Instant | null;
  /** What stands in the way, of the sources as a whole and of the needs. */
  problems(): readonly Problem[];
  /** What the page has asked of the upstreams so far, and what they say is left. */
  upstreamUse(): readonly UpstreamUse[];
  /** Nothing more is on its way: what is missing could not be read. */
  readonly isComplete: boolean;
}
