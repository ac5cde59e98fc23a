import { Incident, Instant } from '../../events';
import { Bookmark, IntervalNeed } from '../types';
import { datedBy, EvidenceKind, isWatched, Mark, printOf, readBookmark, Watched, writeBookmark } from './bookmark';

interface Draft {
  at: Instant;
  from: Instant;
  readonly watched: Map<string, Watched>;
  readonly denied: Set<EvidenceKind>;
}

/**
 * The marks of one fetch, by service. A service may be asked for in several stretches of time at once: they write into
 * one mark, which says that it is of now only once the refresh has followed everything the last one was watching.
 */
export class Marks {
  private readonly drafts = new Map<string, Draft>();

  constructor(private readonly now: Instant) {}

  /** As it was before this fetch; null: never read, or of no version that is known. */
  static of({ bookmark }: IntervalNeed, now: Instant): Mark | null {
    const mark = bookmark === undefined ? null : readBookmark(bookmark);
    return mark === null ? null : datedBy(mark, now);
  }

  /** Is there a mark, but of no version that is known? */
  static isUnreadable({ bookmark }: IntervalNeed): boolean {
    return bookmark !== undefined && readBookmark(bookmark) === null;
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
    return writeBookmark({ at, from, watched: new Map(worth), denied: [...denied] });
  }

  private draft(need: IntervalNeed): Draft {
    const known = this.drafts.get(need.scope);
    if (known !== undefined) {
      return known;
    }
    const mark = Marks.of(need, this.now);
    const draft: Draft =
      mark === null
        ? { at: this.now, from: need.interval.to, watched: new Map(), denied: new Set() }
        : { at: mark.at, from: mark.from, watched: new Map(mark.watched), denied: new Set(mark.denied) };
    this.drafts.set(need.scope, draft);
    return draft;
  }
}
