import { Events, Instant } from '../events';

/**
 * Where a refresh has to start again: the oldest event of each scope that can still change its outcome (a running
 * deployment or run, an open incident). Worked out once per snapshot.
 */
export class OpenEvents {
  private snapshot: Events | null = null;
  private oldest = new Map<string, Instant>();

  /** Epoch milliseconds; +infinity where nothing is open. `scope`: repository, or PagerDuty service id. */
  oldestOf(scope: string, events: Events): Instant {
    if (this.snapshot !== events) {
      this.snapshot = events;
      this.oldest = this.collect(events);
    }
    return this.oldest.get(scope) ?? Number.POSITIVE_INFINITY;
  }

  private collect(events: Events): Map<string, Instant> {
    const oldest = new Map<string, Instant>();
    const note = (scope: string | null, at: Instant) => {
      if (scope !== null) {
        oldest.set(scope, Math.min(oldest.get(scope) ?? Number.POSITIVE_INFINITY, at));
      }
    };
    for (const deployment of events.deployments) {
      if (deployment.status === 'pending') {
        note(deployment.repository, deployment.createdAt);
      }
    }
    for (const incident of events.incidents) {
      if (incident.resolvedAt === null) {
        note(incident.serviceId, incident.createdAt);
        note(incident.repository, incident.createdAt);
      }
    }
    for (const run of events.runs) {
      if (run.conclusion === null) {
        note(run.repository, run.createdAt);
      }
    }
    return oldest;
  }
}
