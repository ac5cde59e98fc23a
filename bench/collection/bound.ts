import { fullName, mainlineOf, Organization, reachable, repositoryAsOf, SimRepository } from '../../simulator';
import { Interval } from '../../src/events';
import { everyService } from '../../src/sources';
import { Kind } from './kinds';

/** What was asked for, kind by kind: the hull of the intervals of each scope. */
export type Asked = ReadonlyMap<string, Interval>;

export function askedKey(kind: string, scope: string): string {
  return `${kind}\n${scope}`;
}

/**
 * How many items of a kind there are, and the fewest calls that can carry them: a part of one where the same call carries
 * other kinds too, as GitHub's GraphQL does.
 */
export interface Bound {
  readonly items: number;
  readonly calls: number;
}

/** The fewest whole calls for all kinds together. */
export function leastCalls(bounds: Iterable<readonly [kind: Kind, bound: Bound]>): number {
  const sum = [...bounds].reduce((calls, [, bound]) => calls + bound.calls, 0);
  // Shares of calls add up to whole ones but for rounding.
  return Math.ceil(sum - 1e-9);
}

/** Rows that one call can carry: pages, and for merged pull requests the largest that GitHub answers reliably. */
export const rows = {
  repositories: 100,
  deployments: 100,
  changes: 25,
  commits: 100,
  releases: 100,
  runs: 100,
  pagerduty: 100,
};

const day = 86_400_000;
/** PagerDuty forgets change events after this. */
const changeEventsLast = 90 * day;

/** Items that share their calls with other kinds. */
function shared(items: number, perCall: number): Bound {
  return { items, calls: items / perCall };
}

function alone(items: number, perCall: number, least = 0): Bound {
  return { items, calls: Math.max(least, Math.ceil(items / perCall)) };
}

function isWithin(interval: Interval | undefined): (at: number | null) => boolean {
  return (at) => interval !== undefined && at !== null && at >= interval.from && at < interval.to;
}

/**
 * The least that any right answer needs, from the data and the intervals that were asked for: a query carries its rows
 * whichever repositories they are of, a REST call those of one repository, and only where no list has it an incident is
 * asked about by itself.
 */
export function boundOfLoad(organization: Organization, asked: Asked, at: number): ReadonlyMap<Kind, Bound> {
  const { pagerduty } = organization;
  const within = (kind: string, scope: string) =>
    isWithin(asked.get(askedKey(kind, scope)) ?? asked.get(askedKey(kind, everyService)));
  let [deployments, changes, commits, releases] = [0, 0, 0, 0];
  const runs = { items: 0, calls: 0 };
  for (const planned of organization.repositories) {
    const repository = repositoryAsOf(planned, mainlineOf(planned), at);
    const scope = fullName(repository);
    deployments += countOf(repository.deployments, ({ createdAt }) => createdAt, within('deployments', scope));
    changes += countOf(repository.pullRequests, ({ mergedAt }) => mergedAt, within('changes', scope));
    if (repository.mergeStyle !== 'squash' && asked.has(askedKey('commits', scope))) {
      commits += countOf(reachable(repository), ({ committedAt }) => committedAt, within('commits', scope));
    }
    releases += countOf(repository.releases, ({ publishedAt }) => publishedAt, within('releases', scope));
    if (asked.has(askedKey('runs', scope))) {
      const items = countOf(deliveringRuns(repository), ({ createdAt }) => createdAt, within('runs', scope));
      const isAsked = within('runs', scope);
      const earlier = deliveringRuns(repository)
        .filter(({ createdAt }) => isAsked(createdAt))
        .flatMap(earlierAttempts);
      runs.items += items + earlier.length;
      // The list shows the latest attempt; each earlier one is a call.
      runs.calls += Math.max(1, Math.ceil(items / rows.runs)) + earlier.length;
    }
  }
  const incidents = pagerduty.incidents.filter(
    ({ createdAt, service }) => createdAt <= at && within('incidents', service)(createdAt)
  );
  // Triggered, acknowledged, noted, resolved: what `is_overview` lists.
  const entries = incidents.reduce(
    (sum, one) => sum + (one.resolvedAt === null ? 1 : 2) + one.acknowledgements.length + one.notes.length,
    0
  );
  const young = incidents.filter(({ createdAt }) => createdAt > at - changeEventsLast).length;
  return new Map<Kind, Bound>([
    [
      'discovery',
      {
        items: organization.repositories.length + pagerduty.services.length,
        calls:
          Math.ceil(organization.repositories.length / rows.repositories) +
          Math.ceil(pagerduty.services.length / rows.pagerduty),
      },
    ],
    ['deployments', shared(deployments, rows.deployments)],
    ['changes', shared(changes, rows.changes)],
    ['commits', shared(commits, rows.commits)],
    ['releases', shared(releases, rows.releases)],
    ['runs', runs],
    ['incidents', alone(incidents.length, rows.pagerduty)],
    ['log entries', alone(entries, rows.pagerduty)],
    ['related changes', relatedChanges(organization, at, young)],
  ]);
}

/** The account's change events in a list; where there are any, which of them an incident relates to is a call each. */
function relatedChanges(organization: Organization, at: number, incidents: number): Bound {
  const events = changeEventsAt(organization, at);
  const asked = events === 0 ? 0 : incidents;
  return { items: events + asked, calls: Math.max(1, Math.ceil(events / rows.pagerduty)) + asked };
}

/** Of the incidents since: none need no look; where the account was known to send change events, it needs no other one. */
function relatedChangesSince(organization: Organization, since: number, at: number, incidents: number): Bound {
  const isKnown = changeEventsAt(organization, since) > 0;
  const asked = isKnown || changeEventsAt(organization, at) > 0 ? incidents : 0;
  return { items: asked, calls: asked + (isKnown || incidents === 0 ? 0 : 1) };
}

function changeEventsAt({ pagerduty }: Organization, at: number): number {
  return pagerduty.incidents
    .flatMap(({ changeEvents }) => changeEvents)
    .filter((event) => event.at <= at && event.at > at - changeEventsLast).length;
}

function earlierAttempts({ attempts }: SimRepository['runs'][number]): readonly unknown[] {
  return attempts.slice(0, -1);
}

/** Running, or failed a short while ago: it may still come out differently, and is looked at again. */
function isOpen({ createdAt, statuses }: SimRepository['deployments'][number], at: number): boolean {
  const states = statuses.filter((status) => status.createdAt <= at).map(({ state }) => state);
  const isFinal = states.some((state) => state === 'SUCCESS' || state === 'INACTIVE');
  const hasFailed = states.some((state) => state === 'FAILURE' || state === 'ERROR');
  return !isFinal && at - createdAt < (hasFailed ? 7 : 30) * day;
}

/** The least that brings what is known up to date: what has changed since, wherever it was, and a look at the rest. */
export function boundOfRefresh(
  organization: Organization,
  asked: Asked,
  since: number,
  at: number
): ReadonlyMap<Kind, Bound> {
  const { pagerduty } = organization;
  const isNew = (moment: number | null) => moment !== null && moment > since && moment <= at;
  const isAsked = (kind: string, scope: string) => asked.has(askedKey(kind, scope));
  let [deployments, changes, commits, releases, runScopes, runs] = [0, 0, 0, 0, 0, 0];
  for (const planned of organization.repositories) {
    const mainline = mainlineOf(planned);
    const repository = repositoryAsOf(planned, mainline, at);
    const scope = fullName(repository);
    deployments += !isAsked('deployments', scope)
      ? 0
      : repository.deployments.filter(
          (one) => isOpen(one, at) || [one.createdAt, ...one.statuses.map(({ createdAt }) => createdAt)].some(isNew)
        ).length;
    changes += !isAsked('changes', scope)
      ? 0
      : repository.pullRequests.filter(({ mergedAt, updatedAt }) => mergedAt !== null && isNew(updatedAt)).length;
    if (repository.mergeStyle !== 'squash' && isAsked('commits', scope)) {
      const known = new Set(reachable(repositoryAsOf(planned, mainline, since)).map(({ sha }) => sha));
      commits += reachable(repository).filter(({ sha }) => !known.has(sha)).length;
    }
    releases += isAsked('releases', scope)
      ? repository.releases.filter(({ publishedAt }) => isNew(publishedAt)).length
      : 0;
    if (isAsked('runs', scope)) {
      runScopes++;
      runs += deliveringRuns(repository).filter(({ createdAt }) => isNew(createdAt)).length;
    }
  }
  const moved = pagerduty.incidents.filter(({ createdAt, resolvedAt, acknowledgements, notes }) =>
    [createdAt, resolvedAt, ...[...acknowledgements, ...notes].map((one) => one.at)].some(isNew)
  );
  const born = moved.filter(({ createdAt }) => isNew(createdAt)).length;
  return new Map<Kind, Bound>([
    [
      'discovery',
      {
        items: organization.repositories.length + pagerduty.services.length,
        calls:
          Math.ceil(organization.repositories.length / rows.repositories) +
          Math.ceil(pagerduty.services.length / rows.pagerduty),
      },
    ],
    ['deployments', shared(deployments, rows.deployments)],
    ['changes', shared(changes, rows.changes)],
    ['commits', shared(commits, rows.commits)],
    ['releases', shared(releases, rows.releases)],
    // GraphQL says nothing of runs: whether there are any has to be asked of each repository.
    ['runs', { items: runs, calls: runScopes }],
    ['incidents', alone(moved.length, rows.pagerduty, 1)],
    ['log entries', alone(moved.length, rows.pagerduty, 1)],
    ['related changes', relatedChangesSince(organization, since, at, born)],
  ]);
}

function deliveringRuns({ runs }: SimRepository): SimRepository['runs'] {
  return runs.filter(({ workflow, branch }) => workflow === 'Deploy to production' && branch === 'main');
}

function countOf<Item>(
  items: readonly Item[],
  atOf: (item: Item) => number | null,
  within: (at: number | null) => boolean
): number {
  return items.reduce((sum, item) => sum + (within(atOf(item)) ? 1 : 0), 0);
}

/**
 * What a program takes that asks for one thing at a time over REST: for each repository a list of deployments and the
 * statuses of each, a list of pull requests and four calls for each, a comparison for each deployment, lists of runs, two
 * more; for each incident its log.
 */
export function naiveCalls(organization: Organization, days: number, at: number): number {
  const isWithin = (moment: number | null) => moment !== null && moment > at - days * day && moment <= at;
  const ofRepositories = organization.repositories.reduce((sum, repository) => {
    const deployments = repository.deployments.filter(({ createdAt }) => isWithin(createdAt)).length;
    const pulls = repository.pullRequests.filter(({ mergedAt }) => isWithin(mergedAt)).length;
    const runs = repository.runs.filter(({ createdAt }) => isWithin(createdAt)).length;
    const pages = (count: number) => Math.max(1, Math.ceil(count / 100));
    return sum + pages(deployments) + deployments * 2 + pages(pulls) + pulls * 4 + pages(runs) + 2;
  }, 0);
  const incidents = organization.pagerduty.incidents.filter(({ createdAt }) => isWithin(createdAt)).length;
  return ofRepositories + Math.ceil(incidents / 100) + incidents;
}
