import { Aside, contains, EventKind, eventKey, Events, Instant, Interval, ownKey } from '../events';
import { Bookmark, Need, Problem } from '../sources';
import { Coverage } from './coverage';
import { Holding, Telling } from './holding';
import { Ledger } from './ledger';
import { eventKinds, instantOf, openSince } from './moments';
import { sameRecord } from './sameRecord';
import { Slots } from './slots';

type Holdings = { readonly [Kind in EventKind]: Holding<Events[Kind][number]> };

/**
 * Everything that can be asked for separately: a source, kind, scope and variant (jobs, labels, filter, the pair of a
 * comparison). It has its coverage, its bookmark and the events it was told of, also those of other kinds (a pull request
 * brings its commits).
 */
export class Stream {
  readonly coverage = new Coverage();
  readonly slots = new Slots();
  bookmark: Bookmark | null = null;
  /** What the scope's name stood for when it was read (`Report.identity`); null: not known. */
  identity: string | null = null;
  /** What is missing of what was read to its end: records that were not understood, notes that did not come. */
  flaw: Problem | null = null;
  /** Under which revision the vault has it; null: it has not, or not as it is here. */
  revision: string | null = null;
  private readonly rank: number;
  private readonly holdings: Holdings;

  /** `need` says which stream it is; its interval does not matter. */
  constructor(
    readonly key: string,
    readonly need: Need,
    private readonly ledger: Ledger
  ) {
    this.rank = need.kind !== 'comparisons' && need.withJobs === true ? 1 : 0;
    this.holdings = {
      deployments: this.holdingOf('deployments'),
      changes: this.holdingOf('changes'),
      commits: this.holdingOf('commits'),
      comparisons: this.holdingOf('comparisons'),
      releases: this.holdingOf('releases'),
      incidents: this.holdingOf('incidents'),
      runs: this.holdingOf('runs'),
    };
  }

  /** Is an event of the stream's own kind known, by its `ownKey`? A function of its own, so that it can be handed to a source. */
  readonly holds = (key: string): boolean => this.holdings[this.need.kind].rowOf(key) >= 0;

  /** Takes over what a source or the vault says. `slot`: where the vault has it. `at`: clock time of the report. */
  put(events: Partial<Events>, at: number, slot?: number): void {
    const told = { at, rank: this.rank };
    for (const kind of eventKinds) {
      this.putKind(kind, events[kind], told, slot);
    }
  }

  /**
   * An interval was reported exhaustively: of the stream's own kind what lies in it and was not reported is gone.
   * `reported`: the keys (`ownKeys`) of what was, since the fetch began.
   */
  sweep(interval: Interval, reported: ReadonlySet<string>): void {
    const { kind } = this.need;
    this.sweepKind(kind, interval, reported);
  }

  /** Lets go of the events of a slot but for these. */
  keepOnly(slot: number, kept: Partial<Events>): void {
    for (const kind of eventKinds) {
      const keys = new Set(this.keysOf(kind, kept));
      this.dropWhere(kind, (key, _event, itsSlot) => itsSlot === slot && !keys.has(key));
    }
  }

  /** Of the events of the stream's own kind among these. */
  ownKeys(events: Partial<Events>): readonly string[] {
    return this.keysOf(this.need.kind, events);
  }

  /** Lets go of everything, and of the claim to know it. */
  clear(): void {
    eventKinds.forEach((kind) => this.dropWhere(kind, () => true));
    this.coverage.restore({ covered: [], due: [], checkedAt: null, round: null, knownBaselines: new Map() });
    this.bookmark = null;
    this.identity = null;
    this.flaw = null;
    this.disown();
  }

  /** The vault does not have what is here: whoever saves next writes all of it. */
  disown(): void {
    this.revision = null;
    this.slots.touchAll();
  }

  /** Since when the oldest event that is still under way has been; +infinity where none is. */
  openSince(): Instant {
    return Math.min(...eventKinds.map((kind) => this.openSinceOf(kind)));
  }

  /**
   * When the newest event of the stream's own kind happened: it was read no earlier, whatever the clock said. -infinity
   * where there is none, or its instants say nothing.
   */
  newest(): Instant {
    return this.newestOf(this.need.kind);
  }

  /** The events of a slot, as they would be reported. */
  inSlot(slot: number): Partial<Events> {
    return {
      deployments: this.holdings.deployments.inSlot(slot),
      changes: this.holdings.changes.inSlot(slot),
      commits: this.holdings.commits.inSlot(slot),
      comparisons: this.holdings.comparisons.inSlot(slot),
      releases: this.holdings.releases.inSlot(slot),
      incidents: this.holdings.incidents.inSlot(slot),
      runs: this.holdings.runs.inSlot(slot),
    };
  }

  private holdingOf<Kind extends EventKind>(kind: Kind): Holding<Events[Kind][number]> {
    const { scope } = this.need;
    const [own, long]: ReadonlyArray<(event: Events[Kind][number]) => string> = [ownKey[kind], eventKey[kind]];
    // In the scope's own repository an event's own key is enough: a longer one would be a text of its own for each event.
    return new Holding((event) => (event.repository === scope ? own(event) : long(event)));
  }

  private keysOf<Kind extends EventKind>(kind: Kind, events: Partial<Events>): readonly string[] {
    const holding: Holding<Events[Kind][number]> = this.holdings[kind];
    const list: Events[Kind] | undefined = events[kind];
    return (list ?? []).map((event) => holding.keyOf(event));
  }

  private sweepKind<Kind extends EventKind>(kind: Kind, interval: Interval, reported: ReadonlySet<string>): void {
    const instant: (event: Events[Kind][number]) => Instant | null = instantOf[kind];
    this.dropWhere(kind, (key, event) => !reported.has(key) && isInside(interval, instant(event)));
  }

  private putKind<Kind extends EventKind>(
    kind: Kind,
    events: Events[Kind] | undefined,
    told: Telling,
    slot: number | undefined
  ): void {
    const holding: Holding<Events[Kind][number]> = this.holdings[kind];
    const held: (event: Events[Kind][number]) => Events[Kind][number] = this.ledger.records.held[kind];
    for (const event of events ?? []) {
      const known = holding.rowOf(holding.keyOf(event));
      if (known < 0) {
        const added = held(event);
        holding.add(added, told, this.slots.place(slot));
        this.ledger.put(kind, holding, added);
        continue;
      }
      const itsSlot = holding.slotOf(known);
      if (slot !== undefined && slot !== itsSlot) {
        this.slots.take(itsSlot);
        holding.move(known, this.slots.place(slot));
      }
      if (!sameRecord(holding.at(known), event)) {
        holding.replace(known, held(event));
        if (slot === undefined) {
          this.slots.touch(itsSlot);
        }
      }
      holding.toldBy(known, told);
      this.ledger.put(kind, holding, holding.at(known));
    }
  }

  private dropWhere<Kind extends EventKind>(
    kind: Kind,
    isGone: (key: string, event: Events[Kind][number], slot: number) => boolean
  ): void {
    const holding: Holding<Events[Kind][number]> = this.holdings[kind];
    for (let row = holding.size - 1; row >= 0; row--) {
      const event = holding.at(row);
      const slot = holding.slotOf(row);
      if (isGone(holding.keyOf(event), event, slot)) {
        holding.remove(row);
        this.slots.take(slot);
        this.ledger.drop(kind, holding, event);
      }
    }
  }

  private newestOf<Kind extends EventKind>(kind: Kind): Instant {
    const holding: Holding<Events[Kind][number]> = this.holdings[kind];
    const instant: (event: Events[Kind][number]) => Instant | null = instantOf[kind];
    let newest = Number.NEGATIVE_INFINITY;
    for (const event of holding.all()) {
      newest = Math.max(newest, instant(event) ?? newest);
    }
    return newest;
  }

  private openSinceOf<Kind extends EventKind>(kind: Kind): Instant {
    const holding: Holding<Events[Kind][number]> = this.holdings[kind];
    const since: (event: Events[Kind][number]) => Instant | null = openSince[kind];
    let oldest = Number.POSITIVE_INFINITY;
    for (const event of holding.all()) {
      oldest = Math.min(oldest, since(event) ?? oldest);
    }
    return oldest;
  }
}

function isInside(interval: Interval, at: Instant | null): boolean {
  return at !== null && contains(interval, at);
}

const keys = new Aside<Need, string>();

/** Identity of a stream: two needs with one key differ only in their intervals and baselines. */
export function streamKey(need: Need): string {
  const known = keys.get(need);
  if (known !== undefined) {
    return known;
  }
  const key = [need.source, need.kind, need.scope, variantOf(need)].join('\n');
  keys.set(need, key);
  return key;
}

function variantOf(need: Need): string {
  if (need.kind === 'comparisons') {
    return `${need.base}...${need.head}`;
  }
  const { withJobs = false, labels = [], runs } = need;
  const filter = runs === undefined ? [] : [runs.workflowPattern, runs.branchPattern, ...[...runs.events].sort()];
  return withJobs || labels.length > 0 || runs !== undefined
    ? JSON.stringify([withJobs, [...labels].sort(), filter])
    : '';
}
