import { Instant, Interval } from '../../events';
import { IntervalNeed, Need } from '../types';
import { clockSkew, Services } from './incidents';
import { Marks } from './marks';

/** Needs that are read together. */
export interface Batch {
  readonly needs: readonly IntervalNeed[];
  /** Everything any of them asks for. */
  readonly span: Interval;
  readonly services: Services;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Keeps the address below two thousand characters. */
const servicesPerCall = 50;
/** From this share of the account's services on it is less to read them all than to ask several times. */
const nearlyAll = 0.8;
/** How far back to read again where nothing is known of what was read before. */
const startingOver = 365 * day;

/** What of a need is to be read: more than its interval only where its bookmark cannot be read. */
export function reachOf(need: IntervalNeed): Interval {
  const { from, to } = need.interval;
  return Marks.isUnreadable(need) ? { from: Math.min(from, to - startingOver), to } : need.interval;
}

/** Ends of intervals that lie around now; incidents may then begin "later" by PagerDuty's clock. */
export function untilOf({ to }: Interval, now: Instant): Instant {
  return to >= now - clockSkew ? Math.max(to, now + clockSkew) : to;
}

/**
 * Needs with about the same interval are read together, newest first: fifty services a call, or all of the account's at
 * once. Services that are not in `directory` are asked for by id, because only then PagerDuty says that there is no such.
 */
export function batchesOf(
  needs: readonly Need[],
  directory: ReadonlyMap<string, unknown>,
  now: Instant
): readonly Batch[] {
  const groups: IntervalNeed[][] = [];
  const sorted = needs
    .filter((need): need is IntervalNeed => need.kind === 'incidents')
    .sort((a, b) => b.interval.to - a.interval.to || b.interval.from - a.interval.from);
  for (const need of sorted) {
    const group = groups.find(([first]) => isAlike(reachOf(first), reachOf(need)));
    if (group === undefined) {
      groups.push([need]);
    } else {
      group.push(need);
    }
  }
  return groups.flatMap((group) => batchesIn(group, directory, now));
}

function batchesIn(group: readonly IntervalNeed[], directory: ReadonlyMap<string, unknown>, now: Instant) {
  const known = group.filter(({ scope }) => directory.has(scope));
  if (known.length <= servicesPerCall || known.length < nearlyAll * directory.size) {
    return chunksOf(group, now);
  }
  const unknown = group.filter(({ scope }) => !directory.has(scope));
  return [batchOf(known, null, now), ...chunksOf(unknown, now)];
}

function chunksOf(needs: readonly IntervalNeed[], now: Instant): readonly Batch[] {
  return Array.from({ length: Math.ceil(needs.length / servicesPerCall) }, (_, index) => {
    const own = needs.slice(index * servicesPerCall, (index + 1) * servicesPerCall);
    return batchOf(own, scopesOf(own), now);
  });
}

function batchOf(needs: readonly IntervalNeed[], services: Services, now: Instant): Batch {
  const reaches = needs.map(reachOf);
  const from = reaches.reduce((least, reach) => Math.min(least, reach.from), Number.POSITIVE_INFINITY);
  const to = reaches.reduce((most, reach) => Math.max(most, untilOf(reach, now)), Number.NEGATIVE_INFINITY);
  return { needs, span: { from, to }, services };
}

/** Two smaller batches, for when one service spoils the call for all; null where there is nothing to halve. */
export function halvesOf({ needs, services }: Batch, now: Instant): readonly Batch[] | null {
  if (services === null || services.length < 2) {
    return null;
  }
  const half = new Set(services.slice(0, Math.ceil(services.length / 2)));
  const [first, second] = [needs.filter(({ scope }) => half.has(scope)), needs.filter(({ scope }) => !half.has(scope))];
  return [first, second].map((own) => batchOf(own, scopesOf(own), now));
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
