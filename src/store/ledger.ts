import { EventKind, Events, noEvents } from '../events';
import { sameRecord } from './sameRecord';

/** What one stream knows of an event. */
export interface Held<Event> {
  event: Event;
  /** Clock time of the report. */
  at: number;
  /** Streams that look closer (the jobs of a run) outrank those that do not. */
  readonly rank: number;
  /** Which part of the stream it is kept in. */
  slot: number;
}

interface Row<Event> {
  readonly key: string;
  /** Where it stands in the list. */
  index: number;
  first: Held<Event>;
  /** The same event in other streams; nearly always there is none. */
  others: ReadonlyArray<Held<Event>>;
}

/** The merged events of one kind. The list that was handed out is never changed: it is copied before the next change. */
class Table<Event> {
  private readonly rows = new Map<string, Row<Event>>();
  private order: Array<Row<Event>> = [];
  private list: Event[] = [];
  private isShown = false;

  show(): readonly Event[] {
    this.isShown = true;
    return this.list;
  }

  /** Returns what the list said before and says now, if that is not the same. */
  put(key: string, held: Held<Event>): readonly Event[] {
    const row = this.rows.get(key);
    if (row === undefined) {
      const added = { key, index: this.list.length, first: held, others: [] };
      this.rows.set(key, added);
      this.own();
      this.order.push(added);
      this.list.push(held.event);
      return [held.event];
    }
    if (row.first !== held || row.others.length > 0) {
      // In the order of the last report.
      const [first, ...others] = [row.first, ...row.others].filter((other) => other !== held);
      row.first = first ?? held;
      row.others = first === undefined ? others : [...others, held];
    }
    return this.decide(row);
  }

  drop(key: string, held: Held<Event>): readonly Event[] {
    const row = this.rows.get(key);
    if (row === undefined) {
      return [];
    }
    const [first, ...others] = [row.first, ...row.others].filter((other) => other !== held);
    if (first !== undefined) {
      row.first = first;
      row.others = others;
      return this.decide(row);
    }
    this.own();
    const gone = this.list[row.index];
    const lastRow = this.order.pop();
    const lastEvent = this.list.pop();
    if (lastRow !== undefined && lastEvent !== undefined && lastRow !== row) {
      lastRow.index = row.index;
      this.order[row.index] = lastRow;
      this.list[row.index] = lastEvent;
    }
    this.rows.delete(key);
    return [gone];
  }

  private decide(row: Row<Event>): readonly Event[] {
    const said = this.list[row.index];
    const best = row.others.reduce((one, other) => (wins(other, one) ? other : one), row.first);
    if (best.event === said) {
      return [];
    }
    if (sameRecord(best.event, said)) {
      best.event = said;
      return [];
    }
    this.own();
    this.list[row.index] = best.event;
    return [said, best.event];
  }

  private own(): void {
    if (this.isShown) {
      this.list = this.list.slice();
      this.isShown = false;
    }
  }
}

/** The closer look wins, then the later report; of reports of one moment the one that came second. */
function wins(other: Held<unknown>, one: Held<unknown>): boolean {
  return other.rank !== one.rank ? other.rank > one.rank : other.at >= one.at;
}

/**
 * The merged events of all streams: one record per key. `version` grows with every change of content, `versionOf` with
 * every change to one repository or service, so that whoever computes from a snapshot knows what to compute again.
 */
export class Ledger {
  private readonly tables: { readonly [Kind in EventKind]: Table<Events[Kind][number]> } = {
    deployments: new Table(),
    changes: new Table(),
    commits: new Table(),
    comparisons: new Table(),
    releases: new Table(),
    incidents: new Table(),
    runs: new Table(),
  };
  private readonly versions = new Map<string, number>();
  private snapshot: Events = noEvents();
  private snapshotVersion = 0;
  private currentVersion = 0;

  get version(): number {
    return this.currentVersion;
  }

  versionOf(scope: string): number {
    return this.versions.get(scope) ?? 0;
  }

  /** All events; the same object until something changes. */
  events(): Events {
    if (this.snapshotVersion !== this.currentVersion) {
      this.snapshot = {
        deployments: this.tables.deployments.show(),
        changes: this.tables.changes.show(),
        commits: this.tables.commits.show(),
        comparisons: this.tables.comparisons.show(),
        releases: this.tables.releases.show(),
        incidents: this.tables.incidents.show(),
        runs: this.tables.runs.show(),
      };
      this.snapshotVersion = this.currentVersion;
    }
    return this.snapshot;
  }

  /** A stream of `scope` has reported an event, for the first time or again. */
  put<Kind extends EventKind>(kind: Kind, key: string, held: Held<Events[Kind][number]>, scope: string): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.put(key, held), scope);
  }

  /** A stream of `scope` no longer holds an event. */
  drop<Kind extends EventKind>(kind: Kind, key: string, held: Held<Events[Kind][number]>, scope: string): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.drop(key, held), scope);
  }

  private note(changed: ReadonlyArray<Events[EventKind][number]>, scope: string): void {
    if (changed.length === 0) {
      return;
    }
    this.currentVersion++;
    this.versions.set(scope, this.currentVersion);
    for (const event of changed) {
      if (event.repository !== null) {
        this.versions.set(event.repository, this.currentVersion);
      }
      if ('serviceId' in event && event.serviceId !== null) {
        this.versions.set(event.serviceId, this.currentVersion);
      }
    }
  }
}
