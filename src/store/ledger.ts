import { Change, Commit, Comparison, Deployment, EventKind, Events, Incident, ownKey, Release, Run } from '../events';
import { Holding, Telling } from './holding';
import { Records } from './records';
import { sameRecord } from './sameRecord';

/** Where an event is known, in the order of the last report. Nearly always it is one stream: a list of one would be for nothing. */
type Holders<Event> = Holding<Event> | ReadonlyArray<Holding<Event>>;

/**
 * What one repository has of one kind, and by which of its keys (`ownKey`). The list that was handed out is never changed: it
 * is copied before the next change.
 */
class Shelf<Event> {
  readonly rows = new Map<string, number>();
  readonly holders: Array<Holders<Event>> = [];
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
  put(holding: Holding<Event>, event: Event): string | null {
    const place = this.placeOf(event);
    const shelf = this.shelfAt(place);
    const key = this.keyOf(event);
    const row = shelf.rows.get(key);
    if (row === undefined) {
      shelf.own();
      shelf.rows.set(key, shelf.list.length);
      shelf.holders.push(holding);
      shelf.list.push(event);
      return place;
    }
    const others = everyone(shelf.holders[row]).filter((other) => other !== holding);
    return replace(shelf, row, [...others, holding]) ? place : null;
  }

  /** The stream no longer holds it. Returns where the list has changed; null: nowhere. */
  drop(holding: Holding<Event>, event: Event): string | null {
    const place = this.placeOf(event);
    const shelf = this.shelfAt(place);
    const key = this.keyOf(event);
    const row = shelf.rows.get(key);
    if (row === undefined) {
      return null;
    }
    const others = everyone(shelf.holders[row]).filter((other) => other !== holding);
    if (others.length > 0) {
      return replace(shelf, row, others) ? place : null;
    }
    shelf.own();
    shelf.rows.delete(key);
    const lastHolders = shelf.holders.pop();
    const lastEvent = shelf.list.pop();
    if (lastHolders !== undefined && lastEvent !== undefined && row < shelf.list.length) {
      shelf.rows.set(this.keyOf(lastEvent), row);
      shelf.holders[row] = lastHolders;
      shelf.list[row] = lastEvent;
    }
    return place;
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

/** Has the list changed? */
function replace<Event>(shelf: Shelf<Event>, row: number, holders: ReadonlyArray<Holding<Event>>): boolean {
  shelf.holders[row] = holders.length === 1 ? holders[0] : holders;
  const said = shelf.list[row];
  const rowIn = (holding: Holding<Event>) => holding.rowOf(holding.keyOf(said));
  const tellingIn = (holding: Holding<Event>) => holding.tellingOf(rowIn(holding));
  const best = holders.reduce((one, other) => (wins(tellingIn(other), tellingIn(one)) ? other : one));
  const event = best.at(rowIn(best));
  if (event === said) {
    return false;
  }
  if (sameRecord(event, said)) {
    best.replace(rowIn(best), said);
    return false;
  }
  shelf.own();
  shelf.list[row] = event;
  return true;
}

function everyone<Event>(holders: Holders<Event>): ReadonlyArray<Holding<Event>> {
  return holders instanceof Holding ? [holders] : holders;
}

/** The closer look wins, then the later report; of reports of one moment the one that came second. */
function wins(other: Telling, one: Telling): boolean {
  return other.rank !== one.rank ? other.rank > one.rank : other.at >= one.at;
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

  /** A stream has reported an event, for the first time or again, and holds it. */
  put<Kind extends EventKind>(kind: Kind, holding: Holding<Events[Kind][number]>, event: Events[Kind][number]): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.put(holding, event));
  }

  /** A stream no longer holds an event. */
  drop<Kind extends EventKind>(kind: Kind, holding: Holding<Events[Kind][number]>, event: Events[Kind][number]): void {
    const table: Table<Events[Kind][number]> = this.tables[kind];
    this.note(table.drop(holding, event));
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
