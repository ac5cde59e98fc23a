import { eventKey, Events, Incident, Instant, noEvents } from '../events';
import { recognise, Rules } from '../metrics';
import { Baseline } from '../sources';
import { baselineOf, Territory } from './needs';

/** From when on a query may rest on what is known of a repository. */
export interface Span {
  /** Deployments, and whatever stands for them; null: not asked for. */
  readonly deploymentsFrom: Instant | null;
  /** Changes with the commits of their merges; null: not asked for. */
  readonly changesFrom: Instant | null;
  /** The default branch's whole history; null: not asked for. */
  readonly historyFrom: Instant | null;
}

/**
 * The part of a repository's events an answer may rest on: what its query asked for, from an instant on, plus of each group
 * seen since then what came last before it, judged by the same baselines as were asked for. Without this the answer
 * would depend on what other panels happened to fetch (METRICS.md, fourth rule). What only a history tells, counts only
 * where the query asked for one. A feed is read whole (`isReadWhole`), so there changes and commits are not cut.
 */
export function select(repository: string, events: Events, span: Span, territory: Territory): Events {
  const from = span.deploymentsFrom ?? Number.POSITIVE_INFINITY;
  return {
    deployments: sinceOrLast('deployments', events.deployments, from, territory),
    releases: sinceOrLast('releases', events.releases, from, territory),
    runs: sinceOrLast('runs', events.runs, from, territory),
    ...contentsOf(repository, events, span, territory),
    incidents: [],
  };
}

type Contents = Pick<Events, 'changes' | 'commits' | 'comparisons'>;

function contentsOf(
  repository: string,
  { changes, commits, comparisons }: Events,
  { changesFrom, historyFrom }: Span,
  territory: Territory
): Contents {
  if (changesFrom === null) {
    return { changes: [], commits: [], comparisons: [] };
  }
  if (isReadWhole(repository, territory)) {
    return { changes, commits, comparisons };
  }
  const selected =
    territory.ownership.rulesOf(repository).deploymentSource === 'merges'
      ? sinceOrLast('changes', changes, changesFrom, territory)
      : kept(changes, ({ mergedAt }) => mergedAt >= changesFrom);
  const merges = new Set(selected.map(({ mergeSha }) => mergeSha));
  return {
    changes: selected,
    commits: kept(commits, (commit) => {
      const at = commit.committedAt ?? commit.authoredAt;
      return merges.has(commit.sha) || (historyFrom !== null && (at === null || at >= historyFrom));
    }),
    comparisons: historyFrom === null ? [] : comparisons,
  };
}

/** A feed holds all there is, whatever is asked of it. */
export function isReadWhole(repository: string, territory: Territory): boolean {
  return territory.sourcesOf(repository).every((source) => source === 'feed');
}

/** Incidents that may concern the territory, from an instant on. O(incidents). */
export function selectIncidents(
  incidents: readonly Incident[],
  territory: Territory,
  from: Instant
): readonly Incident[] {
  const repositories = new Set(territory.repositories);
  const services = new Set(territory.services.flatMap((service) => [service.id, service.name]));
  return incidents.filter(
    (incident) => incident.createdAt >= from && isOfTerritory(incident, repositories, services, territory)
  );
}

function isOfTerritory(
  incident: Incident,
  repositories: ReadonlySet<string>,
  services: ReadonlySet<string>,
  territory: Territory
): boolean {
  if (incident.repository !== null && repositories.has(incident.repository)) {
    return true;
  }
  if (incident.service === null && incident.serviceId === null) {
    return territory.isWhole;
  }
  return services.has(incident.serviceId ?? '') || services.has(incident.service ?? '');
}

type Recognisable = 'deployments' | 'releases' | 'runs' | 'changes';
type Recorded = Events[Recognisable][number];
type GroupOf = (event: Recorded) => string | null;

/** The instant by which the sources cut each kind (METRICS.md §4). */
const instantOf: { readonly [Kind in Recognisable]: (event: Events[Kind][number]) => Instant } = {
  deployments: ({ finishedAt, createdAt }) => finishedAt ?? createdAt,
  releases: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
  runs: ({ startedAt, createdAt }) => startedAt ?? createdAt,
  changes: ({ mergedAt }) => mergedAt,
};

/** Everything from an instant on, and of each group in that the newest accepted before it. Keeps the order. O(n). */
function sinceOrLast<Kind extends Recognisable>(
  kind: Kind,
  events: ReadonlyArray<Events[Kind][number]>,
  from: Instant,
  territory: Territory
): ReadonlyArray<Events[Kind][number]> {
  const at: (event: Events[Kind][number]) => Instant = instantOf[kind];
  const keyOf: (event: Events[Kind][number]) => string = eventKey[kind];
  if (events.every((event) => at(event) >= from)) {
    return events;
  }
  const groupOf = grouping(kind, events, territory);
  const groups = new Set(events.map((event) => (at(event) >= from ? groupOf(event) : null)));
  const last = new Map<string, Events[Kind][number]>();
  for (const event of events) {
    const group = at(event) < from ? groupOf(event) : null;
    if (group !== null && groups.has(group)) {
      const known = last.get(group);
      const isLater =
        known === undefined || at(known) < at(event) || (at(known) === at(event) && keyOf(known) < keyOf(event));
      if (isLater) {
        last.set(group, event);
      }
    }
  }
  const kept = new Set(last.values());
  return events.filter((event) => at(event) >= from || kept.has(event));
}

/** The group an event would be the predecessor in; null: it is no successful production deployment. */
function grouping(kind: Recognisable, events: readonly Recorded[], { ownership }: Territory): GroupOf {
  if (kind === 'deployments') {
    // All at once: there may be thousands.
    const deployments = events.filter((event) => 'environment' in event);
    const accepted = new Set<Recorded>(
      recognise({ ...noEvents(), deployments }, ownership).filter(({ status }) => status === 'success')
    );
    return (event) =>
      accepted.has(event) && 'environment' in event ? `${event.repository}\n${event.environment}` : null;
  }
  const baselines = new Map<Rules, Baseline>();
  return (event) => {
    const rules = ownership.rulesOf(event.repository);
    const baseline = baselines.get(rules) ?? baselineOf(kind, rules, ownership);
    baselines.set(rules, baseline);
    return baseline.accepts(event) ? `${event.repository}\n${baseline.groupOf(event)}` : null;
  };
}

/** The list itself where all of it is kept: whoever compares need not look inside. */
function kept<Item>(list: readonly Item[], isKept: (item: Item) => boolean): readonly Item[] {
  return list.every(isKept) ? list : list.filter(isKept);
}
