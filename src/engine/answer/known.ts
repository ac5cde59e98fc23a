import { Instant, Interval } from '../../events';
import { MetricName } from '../../metrics';
import { runBy } from '../../query';
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
 * on counts: a frequency waits for no incidents. `demandOf`: what a metric rests on where it is asked for. O(needs) a metric,
 * O(scopes) a group, O(scopes not yet known) a period.
 */
export function knowledgeOf(
  situation: Situation,
  demandOf: (metric: MetricName) => Demand = (metric) => demandOfMetric[metric]
): (metric: MetricName, group: Group) => KnownOver {
  const knownOf = onceEach((metric: MetricName) => knownStretches(demandOf(metric), situation));
  const scopesOf = scopesIn(situation);
  return (metric, group) => {
    const demand = demandOf(metric);
    const known = knownOf(metric);
    const most = mostKnown(demand, situation);
    // Without repositories there is nothing that could be deployed; incidents there may be all the same.
    const isObserved = !demandOfMetric[metric].deployments || repositoriesOf(group, situation).length > 0;
    const stretches = (isObserved ? scopesOf(demand, group) : []).map((scope) => known.get(scope) ?? always);
    // Nearly all scopes are known alike: what is not asked again for each period.
    const partial = stretches.filter((stretch) => !isEndless(stretch));
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
      const isUnsure =
        isFlawed || partial.some(({ to, sureFrom }) => to < period.to || (demand.contents && sureFrom > period.from));
      return most === 'all' && isUnsure ? 'recent' : most;
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

interface Stretch extends Interval {
  /** Something in it is missing, here and there. */
  readonly isFlawed: boolean;
  /** From here on also what came before is known as far back as deployments may rest on it. */
  readonly sureFrom: Instant;
}

const always: Stretch = {
  from: Number.NEGATIVE_INFINITY,
  to: Number.POSITIVE_INFINITY,
  isFlawed: false,
  sureFrom: Number.NEGATIVE_INFINITY,
};
const never: Stretch = { ...always, from: Number.POSITIVE_INFINITY, sureFrom: Number.POSITIVE_INFINITY };

function isEndless({ from, to, sureFrom }: Stretch): boolean {
  return from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY && sureFrom === Number.NEGATIVE_INFINITY;
}

/** Per repository or service the stretch of time over which all that is demanded of it is there. */
function knownStretches(demand: Demand, situation: Situation): ReadonlyMap<string, Stretch> {
  const known = new Map<string, Stretch>();
  for (const need of situation.needs) {
    if (isDemanded(need, demand, situation)) {
      const before = known.get(need.scope) ?? always;
      const { from, to, isFlawed, sureFrom } = stretchOf(need, situation);
      known.set(need.scope, {
        from: Math.max(before.from, from),
        to: Math.min(before.to, to),
        isFlawed: before.isFlawed || isFlawed,
        sureFrom: Math.max(before.sureFrom, sureFrom),
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

/**
 * When a need's events are completely there: always, where it is known; else from the newest that was read on. What a
 * period's deployments contain and repair rests on what came before, as far back as is asked for; where only the last
 * event before all that is missing, any of them may be the first.
 */
function stretchOf(need: Need, situation: Situation): Stretch {
  const isFlawed = situation.isFlawed(need);
  if (situation.isKnown(need)) {
    return { ...always, isFlawed };
  }
  const newest = need.kind === 'comparisons' ? undefined : situation.coveredOf(need).at(-1);
  if (need.kind === 'comparisons' || newest === undefined) {
    return never;
  }
  const { interval } = need;
  const before = Math.max(0, situation.since - interval.from);
  return {
    from: newest.from,
    to: newest.to >= interval.to ? Number.POSITIVE_INFINITY : newest.to,
    isFlawed,
    sureFrom: newest.from <= interval.from ? Number.POSITIVE_INFINITY : newest.from + before,
  };
}

/** The repositories of a group. */
function repositoriesOf({ repository, team }: Group, { territory, scope }: Situation): readonly string[] {
  if (repository !== undefined && repository !== null) {
    return [repository];
  }
  const own = scope.teams
    .find(({ name }) => name === team)
    ?.repositories.filter((one) => territory.repositories.includes(one));
  return own ?? territory.repositories;
}

/** The repositories and services a group's number rests on. */
function scopesIn(situation: Situation): (demand: Demand, group: Group) => readonly string[] {
  const { territory, scope, needs } = situation;
  const asked = new Set(needs.filter(({ kind }) => kind === 'incidents').map((need) => need.scope));
  const matesOf = servedTogether(situation);
  return (demand, group) => {
    const team = scope.teams.find(({ name }) => name === group.team);
    const own = repositoriesOf(group, situation);
    const ofTeam = team === undefined ? null : new Set(team.services.map(({ id }) => id));
    const services = territory.services
      .filter((service) => group.service === undefined || service.name === group.service)
      .filter(({ id }) => ofTeam === null || ofTeam.has(id))
      .map(({ id }) => id);
    const deployed = demand.deployments ? own : [];
    const mates = demand.incidents ? deployed.map(matesOf) : [];
    const ofIncidents = demand.incidents
      ? [...services, ...mates.flatMap((mate) => mate.services), ...own, everyService]
      : [];
    return [
      ...new Set([
        ...deployed,
        ...mates.flatMap(({ repositories }) => repositories),
        ...ofIncidents.filter((name) => asked.has(name)),
      ]),
    ];
  };
}

/**
 * The repositories one service runs share its incidents: where the deployments of one are not known, another is blamed
 * for what they caused (METRICS.md §2, rule 6). The services are given by their ids.
 */
function servedTogether({ read }: Situation): (repository: string) => Mates {
  const { repositories, ownership } = read;
  const isRead = new Set(repositories);
  const runs = runBy({ repositories, repositoriesOfService: ownership.repositoriesOfService });
  const mates = new Map<string, { readonly repositories: Set<string>; readonly services: string[] }>();
  for (const { name, id } of read.services) {
    const served = runs(name, id).filter((one) => isRead.has(one));
    for (const repository of served) {
      const known = mates.get(repository) ?? { repositories: new Set(), services: [] };
      served.forEach((one) => known.repositories.add(one));
      known.services.push(id);
      mates.set(repository, known);
    }
  }
  return (repository) => {
    const { repositories = new Set<string>(), services = [] } = mates.get(repository) ?? {};
    return { repositories: [...repositories], services };
  };
}

interface Mates {
  readonly repositories: readonly string[];
  readonly services: readonly string[];
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

/**
 * A record or a name that is wrong hides nothing else; a list of which one record is wrong or that is not found, and an
 * answer that did not come, may hide anything.
 */
function hides({ kind, scope }: Problem): boolean {
  const isList = scope === null || /^(?:organization|team) /.test(scope);
  return isList || (kind !== 'badRecord' && kind !== 'notFound');
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
