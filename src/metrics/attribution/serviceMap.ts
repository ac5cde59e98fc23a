import { Deployment, Incident, Instant, shortNameOf } from '../../events';
import { compareDeployments, FinishedDeployment, isFinishedSuccess } from '../containment';
import { Ownership } from '../delivery';

/** The successful deployments of one repository, in the order in which they finished. */
export interface Timeline {
  readonly repository: string;
  readonly all: readonly FinishedDeployment[];
  /** Those that name a service, by its name in lower case. */
  readonly byService: ReadonlyMap<string, readonly FinishedDeployment[]>;
}

/** `deployments` of one repository, in order. */
export function timelineOf(repository: string, deployments: readonly Deployment[]): Timeline {
  const all = deployments.filter(isFinishedSuccess);
  const byService = new Map<string, FinishedDeployment[]>();
  for (const deployment of all) {
    if (deployment.service !== null) {
      push(byService, deployment.service.toLowerCase(), deployment);
    }
  }
  return { repository, all, byService };
}

/**
 * Which deployments an incident may be laid at the door of. The settings' mapping decides; where it says nothing about
 * the service, the deployments that name the service; else the repository whose short name is the service's.
 */
export class ServiceMap {
  private readonly timelines = new Map<string, Timeline>();
  private readonly repositoriesByService = new Map<string, Set<string>>();
  private readonly repositoriesByShortName = new Map<string, Set<string>>();

  constructor(
    timelines: Iterable<Timeline>,
    private readonly ownership: Ownership
  ) {
    for (const timeline of timelines) {
      const { repository, all, byService } = timeline;
      if (all.length > 0) {
        this.timelines.set(repository, timeline);
        addTo(this.repositoriesByShortName, shortNameOf(repository), repository);
        for (const service of byService.keys()) {
          addTo(this.repositoriesByService, service, repository);
        }
      }
    }
  }

  repositoriesOf(incident: Incident): readonly string[] {
    if (incident.repository !== null) {
      return [incident.repository];
    }
    const mapped = this.ownership.repositoriesOfService(incident.service, incident.serviceId);
    if (mapped !== null) {
      return mapped;
    }
    const name = incident.service?.toLowerCase() ?? '';
    return [...(this.repositoriesByService.get(name) ?? this.repositoriesByShortName.get(name) ?? [])].sort();
  }

  /** The latest successful deployment that had finished by an instant. Where a repository's deployments name the
   * incident's service, only those. O(log n) per repository. */
  latestBefore(incident: Incident, instant: Instant): FinishedDeployment | null {
    let latest: FinishedDeployment | null = null;
    for (const repository of this.repositoriesOf(incident)) {
      const timeline = this.timelines.get(repository);
      const ofService = incident.service === null ? undefined : timeline?.byService.get(incident.service.toLowerCase());
      const candidate = lastUntil(ofService ?? timeline?.all ?? [], instant);
      if (candidate !== null && (latest === null || compareDeployments(latest, candidate) < 0)) {
        latest = candidate;
      }
    }
    return latest;
  }
}

function lastUntil(timeline: readonly FinishedDeployment[], instant: Instant): FinishedDeployment | null {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeline[middle].finishedAt <= instant) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low === 0 ? null : timeline[low - 1];
}

function push<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const known = lists.get(key);
  if (known === undefined) {
    lists.set(key, [value]);
  } else {
    known.push(value);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known === undefined) {
    sets.set(key, new Set([value]));
  } else {
    known.add(value);
  }
}
