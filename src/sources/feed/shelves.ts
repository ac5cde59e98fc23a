import { Change, Commit, Comparison, Deployment, Events, Incident, Release, Run } from '../../events';
import { everyService, Need } from '../types';

/** The events of one document by kind and scope. */
export class Shelves {
  private readonly deployments: Shelf<Deployment>;
  private readonly changes: Shelf<Change>;
  private readonly commits: Shelf<Commit>;
  private readonly comparisons: Shelf<Comparison>;
  private readonly releases: Shelf<Release>;
  private readonly incidents: Shelf<Incident>;
  private readonly runs: Shelf<Run>;

  constructor(events: Events) {
    const repositoryOf = ({ repository }: { readonly repository: string }) => [repository];
    this.deployments = new Shelf(events.deployments, repositoryOf);
    this.changes = new Shelf(events.changes, repositoryOf);
    this.commits = new Shelf(events.commits, repositoryOf);
    this.comparisons = new Shelf(events.comparisons, repositoryOf);
    this.releases = new Shelf(events.releases, repositoryOf);
    this.runs = new Shelf(events.runs, repositoryOf);
    this.incidents = new Shelf(events.incidents, ({ serviceId, service, repository }) => [
      everyService,
      serviceId,
      service,
      repository,
    ]);
  }

  /** Everything of the need's kind and scope, whenever it was. */
  eventsFor(need: Need): Partial<Events> {
    const { scope } = need;
    switch (need.kind) {
      case 'deployments':
        return { deployments: this.deployments.at(scope) };
      case 'changes':
        return { changes: this.changes.at(scope) };
      case 'commits':
        return { commits: this.commits.at(scope) };
      case 'releases':
        return { releases: this.releases.at(scope) };
      case 'incidents':
        return { incidents: this.incidents.at(scope) };
      case 'runs':
        return { runs: this.runs.at(scope) };
      case 'comparisons':
        return {
          comparisons: this.comparisons.at(scope).filter(({ base, head }) => base === need.base && head === need.head),
        };
    }
  }
}

/** Events of one kind; sorted into their scopes the first time one is asked for, so that many needs cost one pass. */
class Shelf<Event> {
  private byScope: Map<string, Event[]> | null = null;

  constructor(
    private readonly events: readonly Event[],
    private readonly scopesOf: (event: Event) => ReadonlyArray<string | null>
  ) {}

  at(scope: string): readonly Event[] {
    this.byScope ??= this.sort();
    return this.byScope.get(scope) ?? [];
  }

  private sort(): Map<string, Event[]> {
    const sorted = new Map<string, Event[]>();
    for (const event of this.events) {
      for (const scope of new Set(this.scopesOf(event))) {
        if (scope !== null) {
          const shelf = sorted.get(scope);
          if (shelf === undefined) {
            sorted.set(scope, [event]);
          } else {
            shelf.push(event);
          }
        }
      }
    }
    return sorted;
  }
}
