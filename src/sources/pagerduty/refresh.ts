import { Incident, Instant, Interval } from '../../events';
import { IntervalNeed } from '../types';
import { secondOf } from './api';
import { Mark, memorableFor, printOf, unsettledFor, Watched } from './bookmark';
import { clockSkew } from './incidents';
import { Touched } from './accountLog';

/**
 * What of a service's incidents has to be read again, by its mark and by the account's log. Pure: the answers come in,
 * what to do goes out. An incident is left as it is where the store holds it, its list shows it as it was, the log says
 * that nothing happened to it, and nothing of it is owed.
 */
export class Refresh {
  /** Incidents with log entries since the mark; null: the log cannot be read, or not at a sensible price. */
  touched: ReadonlyMap<string, Touched> | null = null;

  constructor(
    readonly need: IntervalNeed,
    readonly mark: Mark
  ) {}

  /** Log entries from here on are news; earlier by as much as clocks may differ. */
  get since(): Instant {
    return this.mark.at - clockSkew;
  }

  /**
   * The stretch of the interval whose incidents the mark remembers, so that only what changed needs to be reported. All
   * else is reported in full.
   */
  get remembered(): Interval {
    const { interval } = this.need;
    const from = Math.max(interval.from, this.mark.from, this.mark.at - memorableFor);
    return { from, to: Math.max(from, Math.min(interval.to, this.since)) };
  }

  /** Would it have to be asked for, if the log could not tell? */
  isDoubtful(incident: Incident): boolean {
    return this.hasChanged(incident) || this.isUnsettled(incident.resolvedAt);
  }

  isDue(incident: Incident): boolean {
    return this.hasChanged(incident) || this.isTouched(incident.id, incident.resolvedAt);
  }

  /** Remembered incidents that a list of this stretch, which was read whole, does not have any more. */
  goneFrom(stretch: Interval, listed: ReadonlySet<string>): readonly string[] {
    return this.watchedIn(stretch)
      .filter(([id]) => !listed.has(id))
      .map(([id]) => id);
  }

  /** Incidents before the interval that are to be read again, as they are not (any more) in the list of the open ones. */
  toReadAgain(open: ReadonlySet<string>): readonly Watched[] {
    return this.watchedIn({ from: Number.NEGATIVE_INFINITY, to: this.need.interval.from })
      .filter(
        ([id, { resolvedAt, isOwed }]) =>
          !open.has(id) && (resolvedAt === null || isOwed || this.isTouched(id, resolvedAt))
      )
      .map(([, watched]) => watched);
  }

  /** How many incidents before the interval would have to be asked for, if the log could not tell. */
  get doubtfulBefore(): number {
    const before = this.watchedIn({ from: Number.NEGATIVE_INFINITY, to: this.need.interval.from });
    return before.filter(([, { resolvedAt, isOwed }]) => isOwed || this.isUnsettled(resolvedAt)).length;
  }

  private hasChanged(incident: Incident): boolean {
    const watched = this.mark.watched.get(incident.id);
    return (
      this.need.holds?.(incident.id) !== true ||
      watched === undefined ||
      watched.isOwed ||
      watched.print !== printOf(incident)
    );
  }

  private isTouched(id: string, resolvedAt: Instant | null): boolean {
    return this.touched === null ? this.isUnsettled(resolvedAt) : this.touched.has(id);
  }

  private isUnsettled(resolvedAt: Instant | null): boolean {
    return resolvedAt === null || resolvedAt >= this.mark.at - unsettledFor;
  }

  /** What is remembered of a stretch of time. */
  watchedIn({ from, to }: Interval): ReadonlyArray<[string, Watched]> {
    return [...this.mark.watched].filter(([, { createdAt }]) => createdAt >= from && createdAt < to);
  }
}

/** Whole seconds in which these incidents began. */
export function secondsOf(watched: ReadonlyArray<{ readonly createdAt: Instant }>): ReadonlySet<Instant> {
  return new Set(watched.map(({ createdAt }) => secondOf(createdAt)));
}
