import { Instant, Interval } from '../../events';
import { MetricName } from '../../metrics';
import { everyService, Need, Problem, SourceId } from '../../sources';
import { Group } from '../answers';
import { Demand, demandOfMetric } from '../demand';
import { Situation } from './situation';

/**
 * How much of what a number rests on is known. `unobserved`: there is nothing to look at (a team without repositories has
 * no deployment frequency), which is neither zero nor on its way.
 */
export type Known = 'unobserved' | 'nothing' | 'part' | 'all';

/** Of a metric and a group, over a period. */
export type KnownOver = (period: Interval) => Known;

/**
 * What is known of a group over a period (METRICS.md, first rule: a period that was not fetched is null, not zero).
 * Lists are read newest first, so each repository and service is known from some instant on. Only what the metric rests
 * on counts: a frequency waits for no incidents. O(needs) a metric, O(scopes) a group, O(log scopes) a period.
 */
export function knowledgeOf(situation: Situation): (metric: MetricName, group: Group) => KnownOver {
  const knownFromOf = onceEach((metric: MetricName) => knownFrom(demandOfMetric[metric], situation));
  return (metric, group) => {
    const demand = demandOfMetric[metric];
    const known = knownFromOf(metric);
    const most = mostKnown(demand, situation);
    const scopes = scopesOf(demand, group, situation);
    const starts = scopes.map((scope) => known.get(scope) ?? Number.NEGATIVE_INFINITY).sort((a, b) => a - b);
    return (period) => {
      if (starts.length === 0) {
        return most === 'all' ? 'unobserved' : 'nothing';
      }
      const count = countUpTo(starts, period.from);
      return count === starts.length ? most : count === 0 ? 'nothing' : 'part';
    };
  };
}

/** Per repository or service the instant from which on all that is demanded of it is there. */
function knownFrom(demand: Demand, situation: Situation): ReadonlyMap<string, Instant> {
  const known = new Map<string, Instant>();
  for (const need of situation.needs) {
    if (isDemanded(need, demand, situation)) {
      const start = Math.max(known.get(need.scope) ?? Number.NEGATIVE_INFINITY, startOf(need, situation));
      known.set(need.scope, start);
    }
  }
  if (demand.contents) {
    // What deployments contain is asked for once they are known; until then nothing is known of it.
    const told = new Set(situation.needs.filter(({ kind }) => kind === 'commits').map(({ scope }) => scope));
    situation.territory.repositories
      .filter((repository) => !told.has(repository))
      .forEach((repository) => known.set(repository, Number.POSITIVE_INFINITY));
  }
  return known;
}

function isDemanded(need: Need, demand: Demand, { territory }: Situation): boolean {
  switch (need.kind) {
    case 'incidents':
      return demand.incidents;
    case 'commits':
    case 'comparisons':
      return demand.contents;
    case 'changes':
      return demand.contents || territory.ownership.rulesOf(need.scope).deploymentSource === 'merges';
    default:
      return demand.deployments;
  }
}

/** From when on a need's events are completely there: always, where it is known; never, where only old parts are. */
function startOf(need: Need, situation: Situation): Instant {
  if (situation.isKnown(need)) {
    return Number.NEGATIVE_INFINITY;
  }
  if (need.kind === 'comparisons') {
    return Number.POSITIVE_INFINITY;
  }
  const newest = situation.coveredOf(need).find(({ from, to }) => from < need.interval.to && need.interval.to <= to);
  return newest?.from ?? Number.POSITIVE_INFINITY;
}

/** The repositories and services a group's number rests on. */
function scopesOf(demand: Demand, group: Group, { territory, scope, needs }: Situation): readonly string[] {
  const team = scope.teams.find(({ name }) => name === group.team);
  const repositories =
    group.repository !== undefined && group.repository !== null
      ? [group.repository]
      : (team?.repositories.filter((name) => territory.repositories.includes(name)) ?? territory.repositories);
  if (demand.deployments && repositories.length === 0) {
    return [];
  }
  const asked = new Set(needs.filter(({ kind }) => kind === 'incidents').map((need) => need.scope));
  const services = territory.services
    .filter((service) => group.service === undefined || service.name === group.service)
    .filter((service) => team === undefined || team.services.some(({ id }) => id === service.id))
    .map(({ id }) => id);
  const ofIncidents = demand.incidents ? [...services, ...repositories, everyService] : [];
  return [...new Set([...(demand.deployments ? repositories : []), ...ofIncidents.filter((name) => asked.has(name))])];
}

/**
 * While contents are on their way a later round may still show that more is needed; and where a source could not even
 * list what it has, something may be missing that nobody knows of.
 */
function mostKnown(demand: Demand, { isComplete, atlas }: Situation): 'part' | 'all' {
  const isBlind = (source: SourceId) => atlas.problems.some((problem) => problem.source === source && hides(problem));
  const isPart =
    (demand.contents && !isComplete) ||
    (demand.deployments && isBlind('github')) ||
    (demand.incidents && isBlind('pagerduty')) ||
    isBlind('feed');
  return isPart ? 'part' : 'all';
}

/** A record or a name that is wrong hides nothing else; an answer that did not come may hide anything. */
function hides({ kind }: Problem): boolean {
  return kind !== 'badRecord' && kind !== 'notFound';
}

/** How many of the ascending instants are not after `at`. */
function countUpTo(instants: readonly Instant[], at: Instant): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle] <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function onceEach<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const done = new Map<Key, Value>();
  return (key) => {
    const known = done.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = work(key);
    done.set(key, value);
    return value;
  };
}
