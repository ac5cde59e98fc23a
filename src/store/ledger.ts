import { EventKind, Events, noEvents } from '../events';
import { sameRecord } from './sameRecord';
import { SharedTexts } from './sharedTexts';

/** Who says something, and when: one for all events of a report. */
export interface Telling {
  /** Clock time of the report. */
  readonly at: number;
  /** Streams that look closer (the jobs of a run) outrank those that do not. */
  readonly rank: number;
}

/** What one stream knows of an event. */
export interface Held<Event> {
  event: Event;
  told: Telling;
  /** Which part of the stream it is kept in. */
  slot: number;
  /** Where it stands in the list, as long as no other stream knows the same event. */
  index: number;
}

/** An event that several streams know. Nearly always it is one: a row of its own would double what an event takes. */
interface Shared<Event> {
  /** In the order of the last report. */
  all: ReadonlyArray<Held<Event>>;
  index: number;
}

type Row<Event> = Held<Event> | Shared<Event>;

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
      held.index = this.list.length;
      this.rows.set(key, held);
      this.own();
      this.order.push(held);
      this.list.push(held.event);
      return [held.event];
    }
    if (row === held) {
      return this.decide(row, held);
    }
    const { index } = row;
    const all = [...everyone(row).filter((other) => other !== held), held];
    return this.replace(key, { all, index });
  }

  drop(key: string, held: Held<Event>): readonly Event[] {
    const row = this.rows.get(key);
    if (row === undefined) {
      return [];
    }
    const { index } = row;
    const all = everyone(row).filter((other) => other !== held);
    if (all.length > 0) {
      return this.replace(key, { all, index });
    }
    this.own();
    const gone = this.list[index];
    const lastRow = this.order.pop();
    const lastEvent = this.list.pop();
    if (lastRow !== undefined && lastEvent !== undefined && lastRow !== row) {
      lastRow.index = index;
      this.order[index] = lastRow;
      this.list[index] = lastEvent;
    }
    this.rows.delete(key);
    return [gone];
  }

  private replace(key: string, { all, index }: Shared<Event>): readonly Event[] {
    const [first] = all;
    const row = all.length === 1 ? first : { all, index };
    row.index = index;
    this.rows.set(key, row);
    this.order[index] = row;
    return this.decide(
      row,
      all.reduce((one, other) => (wins(other, one) ? other : one))
    );
  }

  private decide({ index }: Row<Event>, best: Held<Event>): readonly Event[] {
    const said = this.list[index];
    if (best.event === said) {
      return [];
    }
    if (sameRecord(best.event, said)) {
      best.event = said;
      return [];
    }
    this.own();
    this.list[index] = best.event;
    return [said, best.event];
  }

  private own(): void {
    if (this.isShown) {
      this.list = this.list.slice();
      this.isShown = false;
    }
  }
}

function everyone<Event>(row: Row<Event>): ReadonlyArray<Held<Event>> {
  return 'all' in row ? row.all : [row];
}

/** The closer look wins, then the later report; of reports of one moment the one that came second. */
function wins(other: Held<unknown>, one: Held<unknown>): boolean {
  return other.told.rank !== one.told.rank ? other.told.rank > one.told.rank : other.told.at >= one.told.at;
}

/**
 * The merged events of all streams: one record per key. `version` grows with every change of content, `versionOf` with
 * every change to one repository or service, so that whoever computes from a snapshot knows what to compute again.
 */
export class Ledger {
  readonly texts = new SharedTexts();
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
