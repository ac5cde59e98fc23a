import { eventKey, EventKind, Events, noEvents } from '../events';

type Tables = { [Kind in EventKind]: Map<string, Events[Kind][number]> };

const kinds: readonly EventKind[] = [
  'deployments',
  'changes',
  'commits',
  'comparisons',
  'releases',
  'incidents',
  'runs',
];

/**
 * The merged events: one record per key, the later report wins. `version` grows with every change of content, so that
 * whoever computes from a snapshot knows when to compute again.
 */
export class Ledger {
  private readonly tables: Tables = {
    deployments: new Map(),
    changes: new Map(),
    commits: new Map(),
    comparisons: new Map(),
    releases: new Map(),
    incidents: new Map(),
    runs: new Map(),
  };
  private snapshot: Events = noEvents();
  private snapshotVersion = 0;
  private currentVersion = 0;

  get version(): number {
    return this.currentVersion;
  }

  add(events: Partial<Events>): void {
    let added = 0;
    for (const kind of kinds) {
      added += this.addKind(kind, events[kind]);
    }
    if (added > 0) {
      this.currentVersion++;
    }
  }

  /** All events; the same object until something is added. */
  events(): Events {
    if (this.snapshotVersion !== this.currentVersion) {
      this.snapshot = {
        deployments: [...this.tables.deployments.values()],
        changes: [...this.tables.changes.values()],
        commits: [...this.tables.commits.values()],
        comparisons: [...this.tables.comparisons.values()],
        releases: [...this.tables.releases.values()],
        incidents: [...this.tables.incidents.values()],
        runs: [...this.tables.runs.values()],
      };
      this.snapshotVersion = this.currentVersion;
    }
    return this.snapshot;
  }

  private addKind<Kind extends EventKind>(kind: Kind, events: Events[Kind] | undefined): number {
    const table: Map<string, Events[Kind][number]> = this.tables[kind];
    const key: (event: Events[Kind][number]) => string = eventKey[kind];
    for (const event of events ?? []) {
      table.set(key(event), event);
    }
    return events?.length ?? 0;
  }
}
