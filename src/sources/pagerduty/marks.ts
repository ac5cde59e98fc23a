import { grouped, Incident, Instant, Interval } from '../../events';
import { Refusal, Refusals } from '../refusals';
import { Bookmark, IntervalNeed } from '../types';
import { datedBy, EvidenceKind, isWatched, Mark, printOf, readBookmark, Watched, writeBookmark } from './bookmark';

interface Draft {
  at: Instant;
  from: Instant;
  readonly watched: Map<string, Watched>;
  readonly denied: Set<EvidenceKind>;
}

/** What is known of a service, and which of its records are missing. */
interface Known {
  /** As it was before this fetch; null: never read, or to be read again. `unreadable`: of no version that is known. */
  readonly mark: Mark | 'unreadable' | null;
  readonly refusals: Refusals;
  /** Its needs that are still being read. */
  readonly unfinished: Set<IntervalNeed>;
}

/**
 * The marks of one fetch, by service. A service may be asked for in several stretches of time at once: they write into
 * one mark, which says that it is of now only once the refresh has followed everything the last one was watching.
 */
export class Marks {
  private readonly drafts = new Map<string, Draft>();
  private readonly known: ReadonlyMap<string, Known>;

  /** `needs`: all of the fetch, which began `now`. */
  constructor(
    needs: readonly IntervalNeed[],
    private readonly now: Instant
  ) {
    this.known = new Map(
      [...grouped(needs, ({ scope }) => scope)].map(([scope, own]) => [scope, knownOf(own, () => now)])
    );
  }

  /** As it was before this fetch; null: never read, or to be read again. `unreadable`: of no version that is known. */
  of(need: IntervalNeed): Known['mark'] {
    return this.knownOf(need).mark;
  }

  /** What of a need is to be read: more than its interval where nothing, or not everything, is known of what was read. */
  reachOf(need: IntervalNeed): Interval {
    const { mark, refusals } = this.knownOf(need);
    const { from, to } = need.interval;
    const again = refusals.isStartingOver ? refusals.from : from;
    return { from: Math.min(from, mark === 'unreadable' ? to - startingOver : again), to };
  }

  /** A record was not understood. `serviceId`: whose it is; null: it does not say, so that any of them may lack it. */
  refused(needs: readonly IntervalNeed[], error: Error, serviceId: string | null): void {
    needs
      .filter(({ scope }) => serviceId === null || scope === serviceId)
      .forEach((need) => this.knownOf(need).refusals.add(error));
  }

  /** Records the service of a need lacks. */
  missing(need: IntervalNeed): readonly Refusal[] {
    return this.knownOf(need).refusals.all();
  }

  /** All there was to read for it has been read. */
  finished(need: IntervalNeed): void {
    const { unfinished, refusals } = this.knownOf(need);
    unfinished.delete(need);
    if (unfinished.size === 0) {
      refusals.finish();
    }
  }

  /** An incident was reported, with or without all of its evidence. */
  saw(need: IntervalNeed, incident: Incident, isOwed: boolean): void {
    const { id, createdAt, resolvedAt } = incident;
    const draft = this.draft(need);
    if (isWatched({ createdAt, resolvedAt, isOwed }, draft.at)) {
      draft.watched.set(id, { createdAt, resolvedAt, isOwed, print: printOf(incident) });
    } else {
      draft.watched.delete(id);
    }
  }

  gone(need: IntervalNeed, id: string): void {
    this.draft(need).watched.delete(id);
  }

  denied(need: IntervalNeed, kinds: readonly EvidenceKind[]): void {
    kinds.forEach((kind) => this.draft(need).denied.add(kind));
  }

  /** Everything reported before has been read again with this evidence, too. */
  regained(need: IntervalNeed, kinds: readonly EvidenceKind[]): void {
    kinds.forEach((kind) => this.draft(need).denied.delete(kind));
  }

  reported(need: IntervalNeed, from: Instant): void {
    const draft = this.draft(need);
    draft.from = Math.min(draft.from, from);
  }

  /** Everything reported before is known as it is now. */
  followed(need: IntervalNeed): void {
    this.draft(need).at = this.now;
  }

  write(need: IntervalNeed): Bookmark {
    const { at, from, watched, denied } = this.draft(need);
    const worth = [...watched].filter(([, one]) => isWatched(one, at));
    return this.knownOf(need).refusals.wrap(writeBookmark({ at, from, watched: new Map(worth), denied: [...denied] }));
  }

  private draft(need: IntervalNeed): Draft {
    const known = this.drafts.get(need.scope);
    if (known !== undefined) {
      return known;
    }
    const mark = this.of(need);
    const draft: Draft =
      mark === null || mark === 'unreadable'
        ? { at: this.now, from: need.interval.to, watched: new Map(), denied: new Set() }
        : { at: mark.at, from: mark.from, watched: new Map(mark.watched), denied: new Set(mark.denied) };
    this.drafts.set(need.scope, draft);
    return draft;
  }

  private knownOf(need: IntervalNeed): Known {
    const known = this.known.get(need.scope);
    if (known === undefined) {
      throw new Error(`${need.scope} is no service of this fetch.`);
    }
    return known;
  }
}

/** How far back to read again where nothing is known of what was read before. */
const startingOver = 365 * 86_400_000;

/** `needs`: those of one service. They have its one bookmark. */
function knownOf(needs: readonly IntervalNeed[], now: () => Instant): Known {
  const from = Math.min(...needs.map(({ interval }) => interval.from));
  const to = Math.max(...needs.map(({ interval }) => interval.to));
  const refusals = new Refusals({ ...needs[0], interval: { from, to } }, now);
  const { bookmark } = refusals;
  const read = bookmark === undefined ? null : readBookmark(bookmark);
  const mark = read === null ? null : datedBy(read, now());
  return { mark: mark ?? (bookmark === undefined ? null : 'unreadable'), refusals, unfinished: new Set(needs) };
}
