import { Instant, Interval } from '../../events';
import { IntervalNeed } from '../types';
import { clockSkew, Services } from './incidents';

/** Needs that are read together. */
export interface Batch {
  readonly needs: readonly IntervalNeed[];
  /** Everything any of them asks for. */
  readonly span: Interval;
  readonly services: Services;
}

const hour = 3_600_000;
/** Keeps the address below two thousand characters. */
const servicesPerCall = 50;
/** From this share of the account's services on it is less to read them all than to ask several times. */
const nearlyAll = 0.8;
/** What of a need is to be read (`Marks.reachOf`). */
export type ReachOf = (need: IntervalNeed) => Interval;

/** Ends of intervals that lie around now; incidents may then begin "later" by PagerDuty's clock. */
export function untilOf({ to }: Interval, now: Instant): Instant {
  return to >= now - clockSkew ? Math.max(to, now + clockSkew) : to;
}

/**
 * Needs with about the same interval are read together, newest first: fifty services a call, or all of the account's at
 * once. Services that are not in `directory` are asked for by id, because only then PagerDuty says that there is no such.
 */
export function batchesOf(
  needs: readonly IntervalNeed[],
  directory: ReadonlyMap<string, unknown>,
  reachOf: ReachOf,
  now: Instant
): readonly Batch[] {
  const groups: IntervalNeed[][] = [];
  const sorted = [...needs].sort((a, b) => b.interval.to - a.interval.to || b.interval.from - a.interval.from);
  for (const need of sorted) {
    const group = groups.find(([first]) => isAlike(reachOf(first), reachOf(need)));
    if (group === undefined) {
      groups.push([need]);
    } else {
      group.push(need);
    }
  }
  return groups.flatMap((group) => batchesIn(group, directory, reachOf, now));
}

function batchesIn(
  group: readonly IntervalNeed[],
  directory: ReadonlyMap<string, unknown>,
  reachOf: ReachOf,
  now: Instant
) {
  const known = group.filter(({ scope }) => directory.has(scope));
  if (known.length <= servicesPerCall || known.length < nearlyAll * directory.size) {
    return chunksOf(group, reachOf, now);
  }
  const unknown = group.filter(({ scope }) => !directory.has(scope));
  return [batchOf(known, null, reachOf, now), ...chunksOf(unknown, reachOf, now)];
}

function chunksOf(needs: readonly IntervalNeed[], reachOf: ReachOf, now: Instant): readonly Batch[] {
  return Array.from({ length: Math.ceil(needs.length / servicesPerCall) }, (_, index) => {
    const own = needs.slice(index * servicesPerCall, (index + 1) * servicesPerCall);
    return batchOf(own, scopesOf(own), reachOf, now);
  });
}

function batchOf(needs: readonly IntervalNeed[], services: Services, reachOf: ReachOf, now: Instant): Batch {
  const reaches = needs.map(reachOf);
  const from = reaches.reduce((least, reach) => Math.min(least, reach.from), Number.POSITIVE_INFINITY);
  const to = reaches.reduce((most, reach) => Math.max(most, untilOf(reach, now)), Number.NEGATIVE_INFINITY);
  return { needs, span: { from, to }, services };
}

/** Two smaller batches, for when one service spoils the call for all; null where there is nothing to halve. */
export function halvesOf({ needs, services }: Batch, reachOf: ReachOf, now: Instant): readonly Batch[] | null {
  if (services === null || services.length < 2) {
    return null;
  }
  const half = new Set(services.slice(0, Math.ceil(services.length / 2)));
  const [first, second] = [needs.filter(({ scope }) => half.has(scope)), needs.filter(({ scope }) => !half.has(scope))];
  return [first, second].map((own) => batchOf(own, scopesOf(own), reachOf, now));
}

export function scopesOf(needs: readonly IntervalNeed[]): readonly string[] {
  return [...new Set(needs.map(({ scope }) => scope))];
}

/** Reading a twentieth more is less than another call. */
function isAlike(a: Interval, b: Interval): boolean {
  const length = a.to - a.from;
  const slack = Number.isFinite(length) ? Math.max(hour, length / 20) : hour;
  return isNear(a.from, b.from, slack) && isNear(a.to, b.to, slack);
}

function isNear(a: Instant, b: Instant, slack: number): boolean {
  return a === b || Math.abs(a - b) <= slack;
}
