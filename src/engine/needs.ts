import { EventKind, Events, Interval, noEvents, Service } from '../events';
import { compilePattern, Ownership, recognise, Rules } from '../metrics';
import { Baseline, everyService, IntervalNeed, Need, SourceId } from '../sources';
import { Demand } from './demand';

/**
 * What has to be known for an answer, as needs of the store. Everything is fetched up to now, also for a range that
 * ended long ago: what happened afterwards decides whether a deployment failed (METRICS.md, fourth rule).
 */

const day = 86_400_000;

/** How far before a period repairs look for what they repaired: a rollback, a revert, an incident laid at a door. */
export const lookback = 30 * day;

/** Commits and merges are read from this much before the predecessor's deployment: it may have shipped an old sha. */
export const margin = 14 * day;

/** What a query is about, with everything needed to ask for it and to judge it. */
export interface Territory {
  readonly repositories: readonly string[];
  readonly services: readonly Service[];
  /** Nothing was filtered out: incidents on no known service belong to it too. */
  readonly isWhole: boolean;
  /** There is a feed: its incidents may be on no service at all and are asked for as a whole. */
  readonly feed: boolean;
  /** Which sources know a repository or a service (by id). */
  sourcesOf(scope: string): readonly SourceId[];
  readonly ownership: Ownership;
}

/** Needs that depend on nothing else: deployments however they are recognised, incidents, runs. */
export function firstNeeds(territory: Territory, demand: Demand, since: number, now: number): readonly Need[] {
  const reach: Interval = { from: since - lookback, to: now };
  const needs: Need[] = [];
  for (const repository of territory.repositories) {
    for (const source of territory.sourcesOf(repository)) {
      if (demand.deployments) {
        needs.push(...deploymentNeeds(source, repository, reach, territory.ownership));
      }
      if (demand.runs) {
        needs.push({ source, kind: 'runs', scope: repository, interval: { from: since, to: now } });
      }
      if (demand.releases) {
        needs.push({ source, kind: 'releases', scope: repository, interval: { from: since, to: now } });
      }
      const labels = territory.ownership.rulesOf(repository).incidentLabels;
      if (demand.incidents && labels.length > 0 && source === 'github') {
        needs.push({ source, kind: 'incidents', scope: repository, interval: reach, labels });
      }
    }
  }
  if (demand.incidents) {
    if (territory.feed) {
      needs.push({ source: 'feed', kind: 'incidents', scope: everyService, interval: reach });
    }
    for (const service of territory.services) {
      for (const source of territory.sourcesOf(service.id).filter((id) => id !== 'feed')) {
        needs.push({ source, kind: 'incidents', scope: service.id, interval: reach });
      }
    }
  }
  return needs;
}

/** Changes and history of one repository from an instant on. */
export function contentNeeds(territory: Territory, repository: string, from: number, now: number): readonly Need[] {
  const interval: Interval = { from, to: now };
  return territory.sourcesOf(repository).flatMap((source): Need[] => [
    { source, kind: 'changes', scope: repository, interval },
    { source, kind: 'commits', scope: repository, interval },
  ]);
}

function deploymentNeeds(source: SourceId, scope: string, interval: Interval, ownership: Ownership): readonly Need[] {
  const rules = ownership.rulesOf(scope);
  const need = (kind: IntervalNeed['kind'], withJobs?: boolean): IntervalNeed => ({
    source,
    kind,
    scope,
    interval,
    baseline: baselineOf(kind, rules, ownership),
    ...(withJobs === true ? { withJobs } : {}),
  });
  // A feed's own deployments count whatever the rule says.
  const own = source === 'feed' && rules.deploymentSource !== 'deployments' ? [need('deployments')] : [];
  switch (rules.deploymentSource) {
    case 'deployments':
      return [...own, need('deployments')];
    case 'workflow':
      return [...own, need('runs', rules.jobPattern !== '' && compilePattern(rules.jobPattern) !== null)];
    case 'releases':
    case 'tags':
      return [...own, need('releases')];
    case 'merges':
      return [...own, need('changes')];
  }
}

/** Accepts exactly what `recognise` calls a successful production deployment, so the two can never drift apart. */
export function baselineOf(kind: EventKind, rules: Rules, ownership: Ownership): Baseline {
  const recognised = (event: Events[EventKind][number]) =>
    recognise({ ...noEvents(), [kind]: [event] }, ownership).filter((deployment) => deployment.status === 'success');
  return {
    key: [
      kind,
      rules.deploymentSource,
      rules.environmentPattern,
      rules.workflowPattern,
      rules.jobPattern,
      rules.branchPattern,
      rules.workflowEvents.join(','),
      rules.tagPattern,
      String(rules.includePrereleases),
    ].join('\n'),
    accepts: (event) => recognised(event).length > 0,
    groupOf: (event) => recognised(event)[0]?.environment ?? '',
  };
}
