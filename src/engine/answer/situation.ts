import { Events, Instant, Interval } from '../../events';
import { Scope } from '../../query';
import { Need } from '../../sources';
import { Atlas } from '../atlas';
import { Territory } from '../needs';

/** What is known at the moment an answer is worked out. */
export interface Situation {
  readonly atlas: Atlas;
  readonly territory: Territory;
  readonly scope: Scope;
  /** From when on facts must be right. */
  readonly since: Instant;
  readonly events: Events;
  /** Grows with every change of `events`. */
  readonly version: number;
  readonly needs: readonly Need[];
  isKnown(need: Need): boolean;
  /** What of the need's stream is completely there. */
  coveredOf(need: Need): readonly Interval[];
  /** Nothing more is on its way: what is missing could not be read. */
  readonly isComplete: boolean;
}

/** Repositories and services something is still missing of, because it is on its way or could not be read. */
export function incompleteScopes(situation: Situation): ReadonlySet<string> {
  return new Set(situation.needs.filter((need) => !situation.isKnown(need)).map((need) => need.scope));
}
