import { Change, Commit, Comparison, Deployment, EventKind, Events, Incident, ownKey, Release, Run } from '../events';
import { sameRecord } from './sameRecord';
import { Records } from './records';

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

/**
 * What one repository has of one kind, and by which of its keys (`ownKey`). The list that was handed out is never changed: it
 * is copied before the next change.
 */
class Shelf<Event> {
  readonly rows = new Map<string, Row<Event>>();
  readonly order: Array<Row<Event>> = [];
  list: Event[] = [];
  private isShown = false;

  show(): readonly Event[] {
    this.isShown = true;
    return this.list;
  }

  own(): void {
    if (this.isShown) {
      this.list = this.list.slice();
      this.isShown = false;
    }
  }
}

/** The merged events of one kind. */
class Table<Event> {
  private readonly shelves = new Map<string, Shelf<Event>>();

  /** An event has its place and its key there for good: it never moves. */
  constructor(
    private readonly keyOf: (event: Event) => string,
    private readonly placeOf: (event: Event) => string
  ) {}

  show(place: string): readonly Event[] {
    return this.shelves.get(place)?.show() ?? [];
  }

  /** Returns where the list has changed; null: nowhere. */
  put(held: Held<Event>): string | null {
    const place = this.placeOf(held.event);
    const shelf = this.shelfAt(place);
    const key = this.keyOf(held.event);
    const row = shelf.rows.get(key);
    if (row === undefined) {
      shelf.own();
      held.index = shelf.list.length;
      shelf.rows.set(key, held);
      shelf.order.push(held);
      shelf.list.push(held.event);
      return place;
    }
    const all = row === held ? [held] : [...everyone(row).filter((other) => other !== held), held];
    return this.replace(key, shelf, { all, index: row.index }) ? place : null;
  }

  /** Returns where the list has changed; null: nowhere. */
  drop(held: Held<Event>): string | null {
    const place = this.placeOf(held.event);
    const shelf = this.shelfAt(place);
    const key = this.keyOf(held.event);
    const row = shelf.rows.get(key);
    if (row === undefined) {
      return null;
    }
    const { index } = row;
    const all = everyone(row).filter((other) => other !== held);
    if (all.length > 0) {
      return this.replace(key, shelf, { all, index }) ? place : null;
    }
    shelf.own();
    const lastRow = shelf.order.pop();
    const lastEvent = shelf.list.pop();
    if (lastRow !== undefined && lastEvent !== undefined && lastRow !== row) {
      lastRow.index = index;
      shelf.order[index] = lastRow;
      shelf.list[index] = lastEvent;
    }
    shelf.rows.delete(key);
    return place;
  }

  /** Has the list changed? */
  private replace(key: string, shelf: Shelf<Event>, { all, index }: Shared<Event>): boolean {
    const row = all.length === 1 ? all[0] : { all, index };
    row.index = index;
    shelf.rows.set(key, row);
    shelf.order[index] = row;
    const best = all.reduce((one, other) => (wins(other, one) ? other : one));
    const said = shelf.list[index];
    if (best.event === said) {
      return false;
    }
    if (sameRecord(best.event, said)) {
      best.event = said;
      return false;
    }
    shelf.own();
    shelf.list[index] = best.event;
    return true;
  }

  private shelfAt(place: string): Shelf<Event> {
    const known = this.shelves.get(place);
    if (known !== undefined) {
      return known;
    }
    const shelf = new Shelf<Event>();
    this.shelves.set(place, shelf);
    return shelf;
  }
}

function everyone<Event>(row: Row<Event>): ReadonlyArray<Held<Event>> {
  return 'all' in row ? row.all : [row];
}

/** The closer look wins, then the later report; of reports of one moment the one that came second. */
function wins(other: Held<unknown>, one: Held<unknown>): boolean {
  return other.told.rank !== one.told.rank ? other.told.rank > one.told.rank : other.told.at >= one.told.at;
}

/** What is known at one moment. */
export interface Snapshot {
  /**
   * Without incidents: they are on services. What has not changed of a repository is the same object as in the snapshot
   * before: by that whoever works something out of it knows that it still holds.
   */
  readonly byRepository: ReadonlyMap<string, Events>;
  readonly incidents: readonly Incident[];
}

/** Incidents stand together: they belong to no repository until they have been linked. */
const everywhere = '';
const ofRepository = ({ repository }: { readonly repository: string }): string => repository;

/** The merged events of all streams: one record per key. */
export class Ledger {
  readonly records = new Records();
  private readonly tables: { readonly [Kind in EventKind]: Table<Events[Kind][number]> } = {
    deployments: new Table<Deployment>(ownKey.deployments, ofRepository),
    changes: new Table<Change>(ownKey.changes, ofRepository),
    commits: new Table<Commit>(ownKey.commits, ofRepository),
    comparisons: new Table<Comparison>(ownKey.comparisons, ofRepository),
    releases: new Table<Release>(ownKey.releases, ofRepository),
    incidents: new Table<Incident>(ownKey.incidents, () => everywhere),
    runs: new Table<Run>(ownKey.runs, ofRepository),
  };
  /** Where something has changed since the snapshot. */
  private readonly changed = new Set<string>();
  private latest: Snapshot = { byRepository: new Map(), incidents: [] };

  /** The same object until something changes. O(repositories), and what has changed. */
  snapshot(): Snapshot {
    if (this.changed.size > 0) {
      const byRepository = new Map(this.latest.byRepository);
      for (const repository of this.changed) {
        if (repository !== everywhere) {
          byRepository.set(repository, this.eventsOf(repository));
        }
      }
      this.latest = { byRepository, incidents: this.tables.incidents.show(everywhere) };
      this.changed.clear();
    }
    return this.latest;
  }

  /** A stream has reported an event, for the first time or again. */
  put<Kind extends EventKind>(kind: Kind, held: Held<Events[Kind][number]>): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.put(held));
  }

  /** A stream no longer holds an event. */
  drop<Kind extends EventKind>(kind: Kind, held: Held<Events[Kind][number]>): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.drop(held));
  }

  private note(place: string | null): void {
    if (place !== null) {
      this.changed.add(place);
    }
  }

  private eventsOf(repository: string): Events {
    const { deployments, changes, commits, comparisons, releases, runs } = this.tables;
    return {
      deployments: deployments.show(repository),
      changes: changes.show(repository),
      commits: commits.show(repository),
      comparisons: comparisons.show(repository),
      releases: releases.show(repository),
      incidents: [],
      runs: runs.show(repository),
    };
  }
}
