import { Instant, timeSince } from '../events';
import { DecodeError, isObject } from './transport';
import { Bookmark, IntervalNeed } from './types';

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
 * while they are still missing. After an hour the bookmark is not used, so that everything is read again; until that is
 * done it goes on saying so, for whoever leaves midway.
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
  /** What is being read again. */
  private owed: Known | null;

  /** `now`: clock time. */
  constructor(
    { bookmark, interval }: Pick<IntervalNeed, 'bookmark' | 'interval'>,
    private readonly now: () => Instant
  ) {
    const known = bookmark === undefined ? null : unwrap(bookmark);
    this.earliest = Math.min(interval.from, known?.from ?? interval.from);
    this.owed = known !== null && isOutdated(known, interval.to, now()) ? known : null;
    this.bookmark = this.owed === null ? known?.own : undefined;
    this.from = this.owed === null ? interval.from : this.earliest;
    this.since = this.owed === null && known !== null ? known.since : now();
    if (known !== null && this.owed === null) {
      known.refused.forEach((refusal) => this.refused.set(refusal.message, refusal));
    }
  }

  /** Is everything being read again? Until it has been, what it says of itself is not the end. */
  get isStartingOver(): boolean {
    return this.owed !== null;
  }

  add(error: Error): void {
    if (this.refused.size === 0) {
      this.since = this.now();
    }
    this.refused.set(error.message, { message: error.message, isBadRecord: error instanceof DecodeError });
  }

  all(): readonly Refusal[] {
    return [...this.refused.values()];
  }

  /** Everything there was to read has been read. */
  finish(): void {
    this.owed = null;
  }

  wrap(own: Bookmark): Bookmark {
    const refused = [...(this.owed?.refused ?? []), ...this.all()].slice(0, mostKept);
    const since = this.owed?.since ?? this.since;
    return refused.length === 0 ? own : JSON.stringify({ own, since, from: this.earliest, refused });
  }
}

/** The first three of them, for a sentence. */
export function reasonsOf(refused: ReadonlyArray<Pick<Refusal, 'message'>>): string {
  const first = refused.slice(0, 3).map(({ message }) => message);
  return first.join('; ') + (refused.length > 3 ? '; …' : '');
}

interface Known {
  readonly own: Bookmark;
  readonly since: Instant;
  readonly from: Instant;
  readonly refused: readonly Refusal[];
}

/** Who only reaches further back does not come to where the records are missing; the clock may have been ahead. */
function isOutdated({ refused, since }: Known, to: Instant, now: Instant): boolean {
  return refused.length > 0 && timeSince(since, now) > hour && to >= Math.min(since, now - hour);
}

function unwrap(bookmark: Bookmark): Known {
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
