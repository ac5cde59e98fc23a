import { gaps, Instant, Interval, union } from '../events';
import { Need } from '../sources';

/**
 * What is known, per kind and scope. A *stream* is everything that can be asked for separately; its *coverage* is the
 * union of the intervals that were fetched to the end. A *baseline* known at T means: the last accepted event before
 * T is in the store for every group seen after T.
 */

/** Identity of a stream: two needs with one key differ only in their intervals and baselines. */
export function streamKey(need: Need): string {
  const variant =
    need.kind === 'comparisons'
      ? `${need.base}...${need.head}`
      : [need.withJobs === true ? 'jobs' : '', ...(need.labels ?? [])].join(',');
  return [need.source, need.kind, need.scope, variant].join('\n');
}

interface Stream {
  covered: readonly Interval[];
  /** Clock time up to which the newest part counts as fresh. */
  checkedAt: number;
  baselines: Map<string, Instant[]>;
}

export class Coverage {
  private readonly streams = new Map<string, Stream>();

  /** Adds a completely known interval of the need's stream. `at` is the clock's time of the answer. */
  cover(need: Need, interval: Interval, at: number): void {
    const stream = this.stream(need);
    stream.covered = union([...stream.covered, interval]);
    stream.checkedAt = Math.max(stream.checkedAt, at);
  }

  /** The baseline before `from` is in the store. */
  baselineKnown(need: Need, from: Instant): void {
    if (need.kind !== 'comparisons' && need.baseline !== undefined) {
      const known = this.stream(need).baselines;
      known.set(need.baseline.key, [...(known.get(need.baseline.key) ?? []), from]);
    }
  }

  covered(need: Need): readonly Interval[] {
    return this.streams.get(streamKey(need))?.covered ?? [];
  }

  /** When the stream was last asked; null: never. */
  checkedAt(need: Need): number | null {
    const at = this.streams.get(streamKey(need))?.checkedAt;
    return at === undefined || at === Number.NEGATIVE_INFINITY ? null : at;
  }

  /** Everything from `instant` on is asked again the next time. */
  forgetFrom(need: Need, instant: Instant): void {
    const stream = this.streams.get(streamKey(need));
    if (stream !== undefined) {
      stream.covered = stream.covered
        .filter((interval) => interval.from < instant)
        .map((interval) => ({ from: interval.from, to: Math.min(interval.to, instant) }));
    }
  }

  /** Is the predecessor before `from` known? Also when it is known further back and all in between is covered. */
  hasBaseline(need: Need, from: Instant): boolean {
    if (need.kind === 'comparisons' || need.baseline === undefined) {
      return true;
    }
    const stream = this.streams.get(streamKey(need));
    const known = stream?.baselines.get(need.baseline.key) ?? [];
    return known.some((at) => at <= from && gaps({ from: at, to: from }, stream?.covered ?? []).length === 0);
  }

  private stream(need: Need): Stream {
    const key = streamKey(need);
    const known = this.streams.get(key);
    if (known !== undefined) {
      return known;
    }
    const created: Stream = { covered: [], checkedAt: Number.NEGATIVE_INFINITY, baselines: new Map() };
    this.streams.set(key, created);
    return created;
  }
}
