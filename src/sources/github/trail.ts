import { Instant } from '../../events';
import { isObject } from '../transport';
import { Seen } from './lookback';

/**
 * How far a list that comes newest first has been read: without a gap from its head down to the
 * bottom. Kept in bookmarks, so that a later fetch reads only what is new at the head and goes on at the bottom.
 */
export interface Trail {
  readonly head: {
    /** Newest position seen; null: the list was empty. */
    readonly at: Instant | null;
    readonly total: number;
    /** Marks of the first records (`glimpsesOf`); null: not known, or still in motion. */
    readonly marks: readonly string[] | null;
  };
  readonly bottom: {
    readonly after: string | null;
    readonly at: Instant;
    /** There is nothing further down. */
    readonly ended: boolean;
    /** Records from the head down to here, as they were counted on the way. */
    readonly rows: number;
  };
  /** Where the widest window asked for begins. */
  readonly from: Instant;
  /**
   * Where the widest window begins of which all was read that it takes, predecessors too; null: that has to be found out
   * (also in bookmarks of before there was this field). Later than `from` while a wider window is being read.
   */
  readonly settled: Instant | null;
  /** `from` by whatever baseline: so far back records are held. */
  readonly heldFrom: Instant;
  /** It was shorter than it should have been: something that is held was deleted, or no longer belongs. */
  readonly hasShrunk: boolean;
  /** When it was last walked anew for that, from head to bottom in one go; null: never. */
  readonly walkedAt: Instant | null;
  /** From here on nothing that was gone by then is held any more; null: nothing has ever been gone. */
  readonly sureFrom: Instant | null;
  /** Which baseline `seen` is about; null: none, then it is empty. */
  readonly key: string | null;
  readonly seen: Seen;
}

/** Of a bookmark's part; null where it is none, as after a change of its form: then the list is read anew. */
export function decodeTrail(value: unknown): Trail | null {
  if (!isObject(value)) {
    return null;
  }
  const { head, bottom, from, settled, heldFrom, hasShrunk, walkedAt, sureFrom, key, seen } = value;
  if (!isInstant(from) || !isInstant(heldFrom) || !isObject(head) || !isObject(bottom)) {
    return null;
  }
  const { at: headAt, total, marks } = head;
  const { after, at, ended, rows } = bottom;
  const isGood =
    (headAt === null || isInstant(headAt)) &&
    typeof total === 'number' &&
    (marks === null || isTexts(marks)) &&
    (after === null || typeof after === 'string') &&
    isInstant(at) &&
    typeof ended === 'boolean' &&
    typeof rows === 'number' &&
    typeof hasShrunk === 'boolean' &&
    (walkedAt === null || isInstant(walkedAt)) &&
    (sureFrom === null || isInstant(sureFrom)) &&
    (key === null || typeof key === 'string');
  const known = decodeSeen(seen);
  return isGood && known !== null
    ? {
        head: { at: headAt, total, marks },
        bottom: { after, at, ended, rows },
        from,
        settled: isInstant(settled) ? settled : null,
        heldFrom,
        hasShrunk,
        walkedAt,
        sureFrom,
        key,
        seen: known,
      }
    : null;
}

function decodeSeen(value: unknown): Seen | null {
  if (!isObject(value)) {
    return null;
  }
  const seen: Record<string, { inside: boolean; before: readonly Instant[] }> = {};
  for (const [group, entry] of Object.entries(value)) {
    if (!isObject(entry) || typeof entry['inside'] !== 'boolean' || !Array.isArray(entry['before'])) {
      return null;
    }
    const before = entry['before'].filter(isInstant);
    if (before.length !== entry['before'].length) {
      return null;
    }
    seen[group] = { inside: entry['inside'], before };
  }
  return seen;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isInstant(value: unknown): value is Instant {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The fields of a bookmark of this form; null for none, another form, or no JSON at all. */
export function openBookmark(bookmark: string | undefined, form: number): Readonly<Record<string, unknown>> | null {
  if (bookmark === undefined) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(bookmark);
    return isObject(value) && value['form'] === form ? value : null;
  } catch {
    return null;
  }
}
