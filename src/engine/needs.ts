import { compilePattern, EventKind, Events, Instant, Interval, noEvents, Service } from '../events';
import { Ownership, recognise, Rules } from '../metrics';
import { Baseline, everyService, IntervalNeed, Need, RunFilter, SourceId } from '../sources';
import { Demand } from './demand';

/**
 * What has to be known for an answer, as needs of the store. Everything is fetched up to now, also for a range that
 * ended long ago: what happened afterwards decides whether a deployment failed (METRICS.md, fourth rule).
 */

const day = 86_400_000;

/** How far before a period repairs look for what they repaired: a rollback, a revert, an incident laid at a door. */
export const lookback = 30 * day;

/** Changes and commits are read from this much before the predecessor's deployment: it may have shipped an old sha. */
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

/** From when on events of a repository are asked for. */
export interface RepositoryReach {
  /** What does not depend on others: runs, and issues that stand for incidents. */
  readonly from: Instant;
  readonly deploymentsFrom: Instant;
  readonly changesFrom: Instant;
  /** Null: no history is asked for. */
  readonly historyFrom: Instant | null;
}

/** What one repository is asked for: deployments however they are recognised, what they contain, issues, runs. */
export function repositoryNeeds(
  territory: Territory,
  repository: string,
  demand: Demand,
  { from: begin, deploymentsFrom, changesFrom, historyFrom }: RepositoryReach,
  now: Instant
): readonly Need[] {
  const rules = territory.ownership.rulesOf(repository);
  return territory.sourcesOf(repository).flatMap((source): Need[] => {
    const since = (kind: IntervalNeed['kind'], from: Instant, more: Partial<IntervalNeed> = {}): Need => ({
      source,
      kind,
      scope: repository,
      interval: { from, to: now },
      ...more,
    });
    const needs: Need[] = [];
    if (demand.deployments) {
      needs.push(...deploymentNeeds(rules, territory.ownership, source, deploymentsFrom, since));
    }
    if (demand.contents || (demand.deployments && rules.deploymentSource === 'merges')) {
      // One stream, one need: where merges are deployments, what they contain reaches back as far.
      const isDeployed = demand.deployments && rules.deploymentSource === 'merges';
      needs.push(
        since('changes', changesFrom, isDeployed ? { baseline: baselineOf('changes', rules, territory.ownership) } : {})
      );
    }
    if (demand.contents && historyFrom !== null) {
      needs.push(since('commits', historyFrom));
    }
    if (demand.runs !== null) {
      needs.push(since('runs', begin, { runs: demand.runs }));
    }
    if (demand.releases) {
      needs.push(since('releases', begin));
    }
    if (demand.incidents && rules.incidentLabels.length > 0 && source === 'github') {
      needs.push(since('incidents', begin, { labels: rules.incidentLabels }));
    }
    return needs;
  });
}

/** Incidents of the territory's services; of a feed's all, because they may be on no service. */
export function serviceNeeds(territory: Territory, demand: Demand, from: Instant, now: Instant): readonly Need[] {
  if (!demand.incidents) {
    return [];
  }
  const interval: Interval = { from, to: now };
  const ofFeed: readonly Need[] = territory.feed
    ? [{ source: 'feed', kind: 'incidents', scope: everyService, interval }]
    : [];
  const ofServices = territory.services.flatMap(({ id }) =>
    territory
      .sourcesOf(id)
      .filter((source) => source !== 'feed')
      .map((source): Need => ({ source, kind: 'incidents', scope: id, interval }))
  );
  return [...ofFeed, ...ofServices];
}

type Since = (kind: IntervalNeed['kind'], from: Instant, more?: Partial<IntervalNeed>) => Need;

function deploymentNeeds(
  rules: Rules,
  ownership: Ownership,
  source: SourceId,
  from: Instant,
  since: Since
): readonly Need[] {
  const need = (kind: IntervalNeed['kind'], more: Partial<IntervalNeed> = {}) =>
    since(kind, from, { baseline: baselineOf(kind, rules, ownership), ...more });
  // A feed's own deployments count whatever the rule says.
  const own = source === 'feed' && rules.deploymentSource !== 'deployments' ? [need('deployments')] : [];
  switch (rules.deploymentSource) {
    case 'deployments':
      return [...own, need('deployments')];
    case 'workflow': {
      const withJobs = rules.jobPattern !== '' && compilePattern(rules.jobPattern) !== null;
      return [...own, need('runs', { runs: runsOf(rules), ...(withJobs ? { withJobs } : {}) })];
    }
    case 'releases':
    case 'tags':
      return [...own, need('releases')];
    case 'merges':
      return own; // With what they contain: see above.
  }
}

/** The runs that may be deployments. */
function runsOf({ workflowPattern, branchPattern, workflowEvents }: Rules): RunFilter {
  return { workflowPattern, branchPattern, events: workflowEvents };
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
