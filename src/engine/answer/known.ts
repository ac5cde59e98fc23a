import { Instant, Interval } from '../../events';
import { Need } from '../../sources';
import { Group } from '../answers';
import { Situation } from './situation';

/** How much of what a number rests on is known. */
export type Known = 'nothing' | 'part' | 'all';

/**
 * What is known of a group over a period (METRICS.md, first rule: a period that was not fetched is null, not zero).
 * Lists are read newest first, so each repository and service is known from some instant on. O(scopes) to set up a
 * group, O(log scopes) a period.
 */
export function knowledgeOf(situation: Situation): (group: Group) => (period: Interval) => Known {
  const knownFrom = new Map<string, Instant>();
  for (const need of situation.needs) {
    knownFrom.set(
      need.scope,
      Math.max(knownFrom.get(need.scope) ?? Number.NEGATIVE_INFINITY, startOf(need, situation))
    );
  }
  return (group) => {
    const starts = scopesOf(group, situation)
      .map((scope) => knownFrom.get(scope) ?? Number.NEGATIVE_INFINITY)
      .sort((a, b) => a - b);
    return (period) => {
      const known = countUpTo(starts, period.from);
      return known === starts.length ? 'all' : known === 0 ? 'nothing' : 'part';
    };
  };
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

/** The repositories and services a group is about. */
function scopesOf(group: Group, { territory, scope }: Situation): readonly string[] {
  const team = scope.teams.find(({ name }) => name === group.team);
  const repositories =
    group.repository !== undefined && group.repository !== null
      ? [group.repository]
      : (team?.repositories.filter((name) => territory.repositories.includes(name)) ?? territory.repositories);
  const services = territory.services
    .filter((service) => group.service === undefined || service.name === group.service)
    .filter((service) => team === undefined || team.services.some(({ id }) => id === service.id));
  return [...repositories, ...services.map((service) => service.id)];
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
