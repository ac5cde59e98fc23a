import { Incident, Instant, timeSince } from '../../events';
import { Bookmark } from '../types';

/**
 * What was last reported of one service, so that a refresh asks only for what has changed since. Written as JSON text
 * with a version; it speaks of reports, not of what the store may still hold.
 */
export interface Mark {
  /** Everything reported was so at this instant or later. */
  readonly at: Instant;
  /** Beginning of the oldest interval that was reported. */
  readonly from: Instant;
  /** Incidents that can still change, and those that did a short while ago. */
  readonly watched: ReadonlyMap<string, Watched>;
  /** Evidence that could not be read for want of permission: it is missing in everything reported. */
  readonly denied: readonly EvidenceKind[];
}

export interface Watched {
  readonly createdAt: Instant;
  /** Null while it is open. */
  readonly resolvedAt: Instant | null;
  /** Of the incident as its list shows it, without evidence. */
  readonly print: string;
  /** Some of its evidence could not be read. */
  readonly isOwed: boolean;
}

export const evidenceKinds = ['acknowledgements', 'notes', 'changes'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

const version = 1;
const day = 86_400_000;
/** Incidents that began this long before a refresh are recognised when they are gone from the list. */
export const memorableFor = 2 * day;
/** Notes are written for about this long after an incident was resolved. */
export const unsettledFor = day;

/** Is it worth watching: open, resolved within a day, begun within two, or not read to the end? */
export function isWatched({ createdAt, resolvedAt, isOwed }: Omit<Watched, 'print'>, now: Instant): boolean {
  return isOwed || resolvedAt === null || resolvedAt >= now - unsettledFor || createdAt >= now - memorableFor;
}

export function writeBookmark({ at, from, watched, denied }: Mark): Bookmark {
  const rows = [...watched].map(([id, { createdAt, resolvedAt, print, isOwed }]) => [
    id,
    createdAt,
    resolvedAt,
    print,
    isOwed,
  ]);
  return JSON.stringify({ version, at, from, watched: rows, denied });
}

/** Null for a note of no version that is known. */
export function readBookmark(bookmark: Bookmark): Mark | null {
  const written = parsed(bookmark);
  if (typeof written !== 'object' || written === null || !('version' in written) || written.version !== version) {
    return null;
  }
  if (!('at' in written && 'from' in written && 'watched' in written && 'denied' in written)) {
    return null;
  }
  const { at, from, watched, denied } = written;
  if (!isInstant(at) || !isInstant(from) || !Array.isArray(watched) || !Array.isArray(denied)) {
    return null;
  }
  const rows = watched.map(watchedIn).filter((row) => row !== null);
  return rows.length < watched.length
    ? null
    : { at, from, watched: new Map(rows), denied: evidenceKinds.filter((kind) => denied.includes(kind)) };
}

/**
 * A mark of a clock that was ahead does not say when it was made: its incidents show that it was no earlier than the last
 * that happened to one of them.
 */
export function datedBy(mark: Mark, now: Instant): Mark {
  if (Number.isFinite(timeSince(mark.at, now))) {
    return mark;
  }
  const happened = [...mark.watched.values()].flatMap(({ createdAt, resolvedAt }) => [
    createdAt,
    resolvedAt ?? createdAt,
  ]);
  return { ...mark, at: happened.reduce((latest, at) => Math.max(latest, at), mark.from) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function watchedIn(row: unknown): [string, Watched] | null {
  if (!Array.isArray(row)) {
    return null;
  }
  const [id, createdAt, resolvedAt, print, isOwed]: readonly unknown[] = row;
  return typeof id === 'string' &&
    isInstant(createdAt) &&
    (resolvedAt === null || isInstant(resolvedAt)) &&
    typeof print === 'string' &&
    typeof isOwed === 'boolean'
    ? [id, { createdAt, resolvedAt, print, isOwed }]
    : null;
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'number' && Number.isFinite(value);
}

/** Short name for how an incident stands: equal ones stand alike (FNV-1a, twice 32 bits). */
export function printOf(incident: Incident): string {
  const text = JSON.stringify(incident);
  return hash(text, 0x811c9dc5) + hash(text, 0x01000193);
}

function hash(text: string, seed: number): string {
  let value = seed;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(36);
}
