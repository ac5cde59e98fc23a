import { Change, Commit, Deployment, Events, Incident, noEvents, Release, Run } from '../events';
import { Ownership } from './delivery';
import { defaultRules, Rules } from './rules';

/** Events for tests: only what matters to the case is said, everything else is plain. Instants are minutes. */

export const minute = 60_000;
export const repository = 'acme/pay';

export function givenDeployment(id: string, sha: string, finished: number, more: Partial<Deployment> = {}): Deployment {
  return {
    id,
    repository,
    environment: 'production',
    sha,
    status: 'success',
    createdAt: finished * minute,
    startedAt: null,
    finishedAt: finished * minute,
    url: null,
    service: null,
    ref: null,
    origin: 'feed',
    ...more,
  };
}

export function givenChange(number: number, sha: string | null, merged: number, more: Partial<Change> = {}): Change {
  const at = merged * minute;
  return {
    id: String(number),
    repository,
    number,
    title: `Change ${number}`,
    url: null,
    author: 'ann',
    authorIsBot: false,
    labels: [],
    branch: null,
    baseBranch: null,
    body: null,
    firstCommitAt: at - 10 * minute,
    firstCommittedAt: null,
    createdAt: at - 5 * minute,
    readyAt: null,
    firstReviewAt: null,
    approvedAt: null,
    mergedAt: at,
    mergeSha: sha,
    headSha: null,
    additions: null,
    deletions: null,
    origin: 'feed',
    ...more,
  };
}

export function givenCommit(sha: string, parents: readonly string[], at = 0, message = sha): Commit {
  const instant = at * minute;
  return { repository, sha, parents, authoredAt: instant, committedAt: instant, message, author: null };
}

/** A straight line of commits, oldest first; each is dated by its place. */
export function givenLine(...shas: readonly string[]): Commit[] {
  return shas.map((sha, index) => givenCommit(sha, index === 0 ? [] : [shas[index - 1]], index));
}

export function givenIncident(
  id: string,
  created: number,
  resolved: number | null,
  more: Partial<Incident> = {}
): Incident {
  return {
    id,
    number: null,
    service: null,
    serviceId: null,
    teams: [],
    repository: null,
    title: 'Checkout is slow',
    url: null,
    urgency: 'high',
    priority: null,
    createdAt: created * minute,
    acknowledgedAt: null,
    resolvedAt: resolved === null ? null : resolved * minute,
    deployment: null,
    texts: [],
    relatedChanges: [],
    mergedInto: null,
    origin: 'feed',
    ...more,
  };
}

export function givenRun(id: string, sha: string, finished: number, more: Partial<Run> = {}): Run {
  return {
    id,
    repository,
    workflow: 'Deploy',
    branch: 'main',
    sha,
    event: 'push',
    attempt: 1,
    conclusion: 'success',
    createdAt: (finished - 5) * minute,
    startedAt: (finished - 4) * minute,
    finishedAt: finished * minute,
    url: null,
    jobs: [],
    ...more,
  };
}

export function givenRelease(id: string, tag: string, published: number, more: Partial<Release> = {}): Release {
  return {
    id,
    repository,
    tag,
    name: null,
    sha: `sha-${tag}`,
    createdAt: 0,
    publishedAt: published * minute,
    isDraft: false,
    isPrerelease: false,
    isTagOnly: false,
    url: null,
    ...more,
  };
}

export function givenEvents(events: Partial<Events>): Events {
  return { ...noEvents(), ...events };
}

/** Everybody follows the same rules; the service `pay` belongs to `acme/pay`, of any other nothing is said. */
export function givenOwnership(rules: Partial<Rules> = {}, more: Partial<Ownership> = {}): Ownership {
  const all: Rules = { ...defaultRules, ...rules };
  return {
    rulesOf: () => all,
    teamsOfRepository: (name) => (name === repository ? ['Payments'] : []),
    teamsOfService: () => [],
    repositoriesOfService: (service) => (service === 'pay' ? [repository] : null),
    ...more,
  };
}
