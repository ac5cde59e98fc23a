import { Instant } from '../../events';
import { Json, UpstreamError } from '../transport';
import { Ask, nextCursor, pageBottom, pageOf } from './ask';
import { Github } from './github';
import { Fragment } from './fragments';
import { Glance, glimpsesOf, recently } from './heads';
import { ListName, lists, pageQuestion, recordQuestion } from './lists';
import { Variable } from './questions';
import { Trail } from './trail';

/** A list of a repository that comes newest first, and how it is read. */
export interface Reading {
  readonly list: ListName;
  readonly variables?: Readonly<Record<string, Variable>>;
  /** Takes the records of a page; returns the position of each that has one, in the list's own order. */
  take(nodes: readonly unknown[]): Promise<readonly Position[]>;
  /** Records may move to the head while the list is read (it is ordered by their last update). */
  readonly movable: boolean;
  /** The head as it is at `since` or later; null: it takes the list itself to tell. */
  glance(since: Instant): Promise<Glance | null>;
  /** The fragment that shows a record by itself; null: the list itself is read to tell what is new. */
  readonly single: Fragment | null;
  /** Was the record not in the list when its newest position was `since`? Null: that cannot be told. */
  isNew?(record: Json, since: Instant): boolean;
}

export interface Position {
  readonly at: Instant;
  readonly record: Json;
}

interface Page {
  readonly positions: readonly Position[];
  readonly total: number;
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const day = 86_400_000;
/** Clocks of an upstream's own machines: what stands at the head once more costs nothing. */
const skew = 300_000;
/** Where the head is younger than this, ties with it are still possible (clocks differ by less). */
const unsettled = 120_000;
/** Rows to meet what is known: two have to lie below it (`pageBottom`), the others may have come together with the newest. */
const overlap = 4;
const firstGuess = 40;
/** Where nothing tells how many more rows are wanted. */
const blindGuess = 50;
/** A page that moved under the reader is looked at again; a list that never rests is not waited for. */
const mostGlances = 4;

/**
 * Reads a list from its head down, remembers in a trail how far it came, and next time reads only what is new at the
 * head and goes on at the bottom. Asks for as many rows as are expected to be wanted, so that little comes that is not.
 */
export class ListWalk {
  private current: Trail | null;
  /** Pages that did not show the head as it was then: what moved in the meantime may have escaped them. */
  private pagesBelow = 0;

  constructor(
    private readonly github: Github,
    private readonly ask: Ask,
    readonly reading: Reading,
    trail: Trail | null
  ) {
    this.current = trail;
  }

  /** After `begin` there is one. */
  get trail(): Trail {
    if (this.current === null) {
      throw new Error('The list has not been begun.');
    }
    return this.current;
  }

  /** Everything above this position has been read. */
  get bottom(): Instant {
    return this.trail.bottom.ended ? Number.NEGATIVE_INFINITY : this.trail.bottom.at;
  }

  /** The first page of a list never read, or what is new at the head of one that was. */
  async begin(depth: Instant): Promise<void> {
    if (this.current === null) {
      await this.readTop(depth);
    } else {
      await this.catchUp(this.github.clock.now() - recently);
    }
  }

  /** One more page at the bottom. */
  async readOn(depth: Instant): Promise<void> {
    const { bottom } = this.trail;
    const page = await this.page(this.rowsTo(depth), bottom.after, bottom.at);
    this.pagesBelow++;
    this.current = { ...this.trail, bottom: this.bottomAfter(page, bottom) };
  }

  /** What was touched while the list was read has moved to its head, past the cursor: the head is read until it rests. */
  async settle(): Promise<void> {
    for (let glances = 0; this.reading.movable && this.pagesBelow > 0 && glances < mostGlances; glances++) {
      this.pagesBelow = 0;
      await this.catchUp(this.github.clock.now());
    }
  }

  private async readTop(depth: Instant): Promise<void> {
    const { clock } = this.github;
    const startedAt = clock.now();
    const page = await this.page(await this.expectedRows(depth), null, startedAt);
    const records = page.positions.map(({ record }) => record);
    const newest = page.positions.reduce((at, position) => Math.max(at, position.at), Number.NEGATIVE_INFINITY);
    this.current = {
      head: {
        at: Number.isFinite(newest) ? newest : null,
        total: page.total,
        marks: this.marksOf(records, newest),
      },
      bottom: this.bottomAfter(page, { after: null, at: startedAt + day, ended: false, rows: 0 }),
      from: Number.POSITIVE_INFINITY,
      settled: null,
      heldFrom: Number.POSITIVE_INFINITY,
      hasShrunk: false,
      walkedAt: null,
      sureFrom: null,
      key: null,
      seen: {},
    };
  }

  /** Reads what is new at the head. */
  private async catchUp(since: Instant): Promise<void> {
    const { trail, reading } = this;
    const startedAt = this.github.clock.now();
    const glance = await reading.glance(since);
    if (glance !== null && (await this.catchUpBy(glance))) {
      return;
    }
    const until = trail.head.at === null ? Number.NEGATIVE_INFINITY : trail.head.at - skew;
    let rows = glance === null ? 6 : Math.max(1, glance.total - trail.head.total) + overlap;
    let after: string | null = null;
    let head: Trail['head'] | null = null;
    let added = 0;
    for (;;) {
      const page = await this.page(rows, after, startedAt);
      this.pagesBelow += after === null ? 0 : 1;
      const ats = page.positions.map(({ at }) => at);
      if (head === null) {
        const newest = Math.max(...ats, trail.head.at ?? Number.NEGATIVE_INFINITY);
        const marks = this.marksOf(
          page.positions.map(({ record }) => record),
          newest
        );
        head = { at: Number.isFinite(newest) ? newest : null, total: page.total, marks };
      }
      added += page.positions.filter(({ record }) => reading.isNew?.(record, trail.head.at ?? 0) === true).length;
      if (!page.hasNextPage || (pageBottom(ats) ?? until) < until) {
        break;
      }
      after = nextCursor(page, after, this.place());
      rows *= 2;
    }
    this.current = this.trailAfter(head, added);
  }

  /**
   * Reads what a glance shows to be new or changed, each by its id. False where it does not show all of it: then the list
   * has to be read.
   */
  private async catchUpBy({ total, records }: Glance): Promise<boolean> {
    const { trail, reading } = this;
    const { single } = reading;
    const known = new Set(trail.head.marks ?? []);
    const shown = [...new Map(records.map((record) => [record.id, record])).values()];
    const changed = shown.filter(({ mark }) => !known.has(mark));
    // One that is known might be out of its place, as at the end of a page.
    const isMet = changed.length < shown.length - 1 || shown.length === total;
    if (trail.head.marks === null || single === null || !isMet) {
      return false;
    }
    if (changed.length === 0 && total === trail.head.total) {
      return true;
    }
    const found = await Promise.all(
      changed.map(({ id }) => readRecord(this.github, this.ask, reading.list, single, id))
    );
    if (found.includes(null)) {
      return false;
    }
    const positions = await reading.take(found);
    const added = positions.filter(({ record }) => reading.isNew?.(record, trail.head.at ?? 0) === true).length;
    const newest = Math.max(...positions.map(({ at }) => at), trail.head.at ?? Number.NEGATIVE_INFINITY);
    const marks = records.map(({ mark }) => mark);
    const at = Number.isFinite(newest) ? newest : null;
    this.current = this.trailAfter({ at, total, marks: this.isSettled(newest) ? marks : null }, added);
    return true;
  }

  /** The trail with another head, above which so many records were added. */
  private trailAfter(head: Trail['head'], added: number): Trail {
    const { trail, reading } = this;
    return {
      ...trail,
      head,
      bottom: { ...trail.bottom, rows: trail.bottom.rows + added },
      hasShrunk: trail.hasShrunk || (reading.isNew !== undefined && head.total !== trail.head.total + added),
    };
  }

  private marksOf(records: readonly Json[], newest: Instant): Trail['head']['marks'] {
    return this.reading.single === null || !this.isSettled(newest) ? null : glimpsesOf(records).map(({ mark }) => mark);
  }

  /** Instants are told in whole seconds: in the one that has just passed, something may still be put in line behind. */
  private isSettled(newest: Instant): boolean {
    return this.github.clock.now() - newest > unsettled;
  }

  private async page(rows: number, after: string | null, at: Instant): Promise<Page> {
    const { list, variables } = this.reading;
    const { scope } = this.ask.need;
    const question = pageQuestion(list, { repository: scope }, rows, after, variables);
    const answered = await this.github.batcher.ask(question, this.ask.errand(at));
    const connection = answered.at(lists[list].path);
    if (connection === null) {
      return { positions: [], total: 0, hasNextPage: false, endCursor: null };
    }
    const page = pageOf(connection, this.place());
    return { ...page, positions: await this.reading.take(page.nodes) };
  }

  private bottomAfter(page: Page, before: Trail['bottom']): Trail['bottom'] {
    const at = pageBottom(page.positions.map((position) => position.at)) ?? before.at;
    const rows = before.rows + page.positions.length;
    return page.hasNextPage
      ? { after: nextCursor(page, before.after, this.place()), at, ended: false, rows }
      : { after: page.endCursor ?? before.after, at, ended: true, rows };
  }

  /** How many rows the list is expected to hold down to `depth`, from its length and the repository's age. */
  private async expectedRows(depth: Instant): Promise<number> {
    const head = this.github.heads.last(this.ask.need.scope);
    const glance = head === null ? null : await this.reading.glance(Number.NEGATIVE_INFINITY);
    if (head === null || glance === null || head.createdAt === null || !Number.isFinite(depth)) {
      return Math.min(firstGuess, glance === null ? firstGuess : glance.total + 1);
    }
    const now = this.github.clock.now();
    const share = Math.min(1, (now - depth) / Math.max(day, now - head.createdAt));
    return Math.min(Math.ceil(glance.total * share * 1.1) + 3, glance.total + 1);
  }

  /** How many more rows are expected down to `depth`, at the pace seen so far. */
  private rowsTo(depth: Instant): number {
    const { head, bottom } = this.trail;
    const span = (head.at ?? bottom.at) - bottom.at;
    if (!Number.isFinite(depth) || span <= 0 || bottom.rows === 0) {
      return blindGuess;
    }
    return Math.ceil((bottom.rows / span) * Math.max(0, bottom.at - depth) * 1.05) + 2;
  }

  private place(): string {
    return `the ${lists[this.reading.list].name} of ${this.ask.need.scope}`;
  }
}

/** A record of a list by its id; null where it is no longer there. */
export async function readRecord(
  github: Github,
  ask: Ask,
  list: ListName,
  fragment: Fragment,
  id: string
): Promise<Json | null> {
  try {
    return (await github.batcher.ask(recordQuestion(list, fragment, id), ask.errand())).at([]);
  } catch (error) {
    if (error instanceof UpstreamError && error.failure.kind === 'notFound') {
      return null;
    }
    throw error;
  }
}

/** Is this cursor not known any more? Then the list is read anew. */
export function isUnknownCursor(error: unknown): boolean {
  return error instanceof UpstreamError && /cursor/i.test(error.failure.reason);
}
