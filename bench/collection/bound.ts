import { fullName, Organization, SimRepository } from '../../simulator';
import { mainlineOf, repositoryAsOf } from '../../simulator/organization/asOf';
import { reachable } from '../../simulator/organization/toEvents';
import { Interval } from '../../src/events';
import { everyService } from '../../src/sources';
import { Kind } from './kinds';

/** What was asked for, kind by kind: the hull of the intervals of each scope. */
export type Asked = ReadonlyMap<string, Interval>;

export function askedKey(kind: string, scope: string): string {
  return `${kind}\n${scope}`;
}

/** How many items of a kind there are, and the fewest calls that can carry them. */
export interface Bound {
  readonly items: number;
  readonly calls: number;
}

/** Rows that one call can carry: pages, and for merged pull requests the largest that GitHub answers reliably. */
const rows = {
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

function bound(items: number, perCall: number, least = 0): Bound {
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
      runs.items += items;
      runs.calls += Math.max(1, Math.ceil(items / rows.runs));
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
    ['deployments', bound(deployments, rows.deployments)],
    ['changes', bound(changes, rows.changes)],
    ['commits', bound(commits, rows.commits)],
    ['releases', bound(releases, rows.releases)],
    ['runs', runs],
    ['incidents', bound(incidents.length, rows.pagerduty)],
    ['log entries', bound(entries, rows.pagerduty)],
    ['related changes', bound(young, 1)],
  ]);
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
      : repository.deployments.filter((one) =>
          [one.createdAt, ...one.statuses.map(({ createdAt }) => createdAt)].some(isNew)
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
        items: organization.repositories.length,
        calls: Math.ceil(organization.repositories.length / rows.repositories),
      },
    ],
    ['deployments', bound(deployments, rows.deployments)],
    ['changes', bound(changes, rows.changes)],
    ['commits', bound(commits, rows.commits)],
    ['releases', bound(releases, rows.releases)],
    // GraphQL says nothing of runs: whether there are any has to be asked of each repository.
    ['runs', { items: runs, calls: runScopes }],
    ['incidents', bound(moved.length, rows.pagerduty, 1)],
    ['log entries', bound(moved.length, rows.pagerduty, 1)],
    ['related changes', bound(born, 1)],
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
