import { Interval } from '../../events';
import { MetricName } from '../../metrics';
import { everyService, Need, Problem, SourceId } from '../../sources';
import { Group } from '../answers';
import { Demand, demandOfMetric } from '../demand';
import { Situation } from './situation';

/**
 * How much of what a number rests on is known. `unobserved`: there is nothing to look at (a team without repositories has
 * no deployment frequency), which is neither zero nor on its way. `recent`: all but the newest moments, which are being
 * asked for again (that is what a dashboard shows when one comes back to it), or but for single records that were not
 * understood: shown, and marked.
 */
export type Known = 'unobserved' | 'nothing' | 'part' | 'recent' | 'all';

/** The share of a period that may be missing at its end of a number that is shown all the same. */
const newestShare = 0.1;

/** Of a metric and a group, over a period. */
export type KnownOver = (period: Interval) => Known;

/**
 * What is known of a group over a period (METRICS.md, first rule: a period that was not fetched is null, not zero).
 * Lists are read newest first, so each repository and service is known from some instant on. Only what the metric rests
 * on counts: a frequency waits for no incidents. O(needs) a metric, O(scopes) a group, O(scopes not yet known) a period.
 */
export function knowledgeOf(situation: Situation): (metric: MetricName, group: Group) => KnownOver {
  const knownOf = onceEach((metric: MetricName) => knownStretches(demandOfMetric[metric], situation));
  const scopesOf = scopesIn(situation);
  return (metric, group) => {
    const demand = demandOfMetric[metric];
    const known = knownOf(metric);
    const most = mostKnown(demand, situation);
    const stretches = scopesOf(demand, group).map((scope) => known.get(scope) ?? always);
    // Nearly all scopes are known alike: what is not asked again for each period.
    const partial = stretches.filter(
      ({ from, to }) => from > Number.NEGATIVE_INFINITY || to < Number.POSITIVE_INFINITY
    );
    const isFlawed = stretches.some((stretch) => stretch.isFlawed);
    return (period) => {
      if (stretches.length === 0) {
        return most === 'all' ? 'unobserved' : 'nothing';
      }
      const allowed = period.to - (period.to - period.from) * newestShare;
      const lacking = partial.filter(({ from, to }) => from > period.from || to < allowed).length;
      if (lacking > 0) {
        return lacking === stretches.length ? 'nothing' : 'part';
      }
      return most === 'all' && (isFlawed || partial.some(({ to }) => to < period.to)) ? 'recent' : most;
    };
  };
}

/**
 * The stretch of time over which all is known of what a group's number rests on; from the end of time on where nothing is.
 * What is drawn moment by moment is drawn within it: before it, nothing having been seen says nothing.
 */
export function knownWithin(situation: Situation): (metric: MetricName, group: Group) => Interval {
  const knownOf = onceEach((metric: MetricName) => knownStretches(demandOfMetric[metric], situation));
  const scopesOf = scopesIn(situation);
  return (metric, group) => {
    const known = knownOf(metric);
    const stretches = scopesOf(demandOfMetric[metric], group).map((scope) => known.get(scope) ?? always);
    return {
      from: Math.max(always.from, ...stretches.map(({ from }) => from)),
      to: Math.min(always.to, ...stretches.map(({ to }) => to)),
    };
  };
}

/** `isFlawed`: something in it is missing, here and there. */
interface Stretch extends Interval {
  readonly isFlawed: boolean;
}

const always: Stretch = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, isFlawed: false };
const never: Stretch = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY, isFlawed: false };

/** Per repository or service the stretch of time over which all that is demanded of it is there. */
function knownStretches(demand: Demand, situation: Situation): ReadonlyMap<string, Stretch> {
  const known = new Map<string, Stretch>();
  for (const need of situation.needs) {
    if (isDemanded(need, demand, situation)) {
      const before = known.get(need.scope) ?? always;
      const { from, to, isFlawed } = stretchOf(need, situation);
      known.set(need.scope, {
        from: Math.max(before.from, from),
        to: Math.min(before.to, to),
        isFlawed: before.isFlawed || isFlawed,
      });
    }
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

/** When a need's events are completely there: always, where it is known; else from the newest that was read on. */
function stretchOf(need: Need, situation: Situation): Stretch {
  if (situation.isKnown(need)) {
    return { ...always, isFlawed: situation.isFlawed(need) };
  }
  const newest = need.kind === 'comparisons' ? undefined : situation.coveredOf(need).at(-1);
  if (need.kind === 'comparisons' || newest === undefined) {
    return never;
  }
  return { ...always, from: newest.from, to: newest.to >= need.interval.to ? Number.POSITIVE_INFINITY : newest.to };
}

/** The repositories and services a group's number rests on. */
function scopesIn({ territory, scope, needs }: Situation): (demand: Demand, group: Group) => readonly string[] {
  const asked = new Set(needs.filter(({ kind }) => kind === 'incidents').map((need) => need.scope));
  const inTerritory = new Set(territory.repositories);
  const teams = new Map(scope.teams.map((team) => [team.name, team]));
  return (demand, group) => {
    const team = teams.get(group.team ?? '');
    const repositories =
      group.repository !== undefined && group.repository !== null
        ? [group.repository]
        : (team?.repositories.filter((name) => inTerritory.has(name)) ?? territory.repositories);
    if (demand.deployments && repositories.length === 0) {
      return [];
    }
    const ofTeam = team === undefined ? null : new Set(team.services.map(({ id }) => id));
    const services = territory.services
      .filter((service) => group.service === undefined || service.name === group.service)
      .filter(({ id }) => ofTeam === null || ofTeam.has(id))
      .map(({ id }) => id);
    const ofIncidents = demand.incidents ? [...services, ...repositories, everyService] : [];
    return [
      ...new Set([...(demand.deployments ? repositories : []), ...ofIncidents.filter((name) => asked.has(name))]),
    ];
  };
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
