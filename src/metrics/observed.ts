import { Instant } from '../events';
import { Observation } from './series';

/** What a metric reads off a delivery, each value with the very fact behind it (METRICS.md, second rule). */
export interface Observed<Fact> {
  readonly items: ReadonlyArray<ObservedFact<Fact>>;
  /** Not yet over: counted beside the value, never in it. */
  readonly open: ReadonlyArray<StandingFact<Fact>>;
  /** Left out because it cannot be known. */
  readonly unknown: ReadonlyArray<StandingFact<Fact>>;
  /** How many of the items were decided by time. */
  readonly approximate: number;
}

export interface ObservedFact<Fact> {
  readonly observation: Observation;
  readonly fact: Fact;
}

export interface StandingFact<Fact> {
  /** The instant that decides the period. */
  readonly at: Instant;
  readonly fact: Fact;
}
