import { Instant, timeSince } from '../../events';
import { Bookmark, IntervalNeed } from '../types';
import { Clock, DecodeError, isObject } from '../transport';

const hour = 3_600_000;
const mostKept = 20;

/** A record that was left out, as it is said in a notice. */
export interface Refusal {
  readonly message: string;
  /** It was there and could not be understood; else it could not be had at all. */
  readonly isBadRecord: boolean;
}

/**
 * Records a stream lacks. They go along in its bookmark: a later fetch reads only what is new, and must not look complete
 * while they are still missing. After an hour the bookmark is not used, so that everything is read again.
 */
export class Refusals {
  /** The reader's own bookmark; undefined: it is to start over. */
  readonly bookmark: Bookmark | undefined;
  /** From when on it is to read: starting over, all that was ever read. */
  readonly from: Instant;
  /** Where the widest window so far begins. */
  private readonly earliest: Instant;
  private readonly refused = new Map<string, Refusal>();
  private since: number;

  constructor(
    { bookmark, interval }: Pick<IntervalNeed, 'bookmark' | 'interval'>,
    private readonly clock: Clock
  ) {
    const known = unwrap(bookmark);
    this.earliest = Math.min(interval.from, known?.from ?? interval.from);
    const isOutdated = known !== null && known.refused.length > 0 && timeSince(known.since, clock.now()) > hour;
    this.bookmark = known === null || isOutdated ? undefined : known.own;
    this.from = isOutdated ? this.earliest : interval.from;
    this.since = known === null || isOutdated ? clock.now() : known.since;
    if (known !== null && !isOutdated) {
      known.refused.forEach((refusal) => this.refused.set(refusal.message, refusal));
    }
  }

  add(error: Error): void {
    if (this.refused.size === 0) {
      this.since = this.clock.now();
    }
    this.refused.set(error.message, { message: error.message, isBadRecord: error instanceof DecodeError });
  }

  all(): readonly Refusal[] {
    return [...this.refused.values()];
  }

  wrap(own: Bookmark): Bookmark {
    const refused = this.all().slice(0, mostKept);
    return refused.length === 0 ? own : JSON.stringify({ own, since: this.since, from: this.earliest, refused });
  }
}

function unwrap(bookmark: Bookmark | undefined) {
  if (bookmark === undefined) {
    return null;
  }
  const plain = { own: bookmark, since: 0, from: Number.POSITIVE_INFINITY, refused: [] };
  try {
    const value: unknown = JSON.parse(bookmark);
    if (!isObject(value) || typeof value['own'] !== 'string' || typeof value['since'] !== 'number') {
      return plain;
    }
    const refused: readonly unknown[] = Array.isArray(value['refused']) ? value['refused'] : [];
    return {
      own: value['own'],
      since: value['since'],
      from: typeof value['from'] === 'number' ? value['from'] : Number.POSITIVE_INFINITY,
      refused: refused.flatMap((entry): readonly Refusal[] =>
        isObject(entry) && typeof entry['message'] === 'string'
          ? [{ message: entry['message'], isBadRecord: entry['isBadRecord'] === true }]
          : []
      ),
    };
  } catch {
    return plain;
  }
}
