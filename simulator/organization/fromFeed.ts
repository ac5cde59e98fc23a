import { Change, Deployment, Events, Incident, Run } from '../../src/events';
import { seedOf } from '../../src/metrics';
import { decodeFeed } from '../../src/sources/feed';
import {
  nodeId,
  Organization,
  Person,
  SimCommit,
  SimDeployment,
  SimIncident,
  SimPullRequest,
  SimRepository,
  SimRun,
} from './model';
import { runOf } from './runsFromFeed';
import { wholeSecond } from './workingTime';

const reviewer = 'feed-reviewer';
const responder = 'UFEED00';

/**
 * A feed document as the two upstreams would know it: deployments as GitHub Deployments with statuses, changes as merged
 * pull requests, incidents as PagerDuty's. Throws with the records that cannot be read: a feed served as the real thing
 * must be whole. What has no place at GitHub (a change without a number) is left out. Instants lose their milliseconds.
 */
export function organizationFromFeed(document: unknown): Organization {
  const { events, directory, problems } = decodeFeed(document);
  if (problems.length > 0) {
    throw new Error(`The feed cannot be served: ${problems.map(({ message }) => message).join(' ')}`);
  }
  const now = wholeSecond(latestInstant(events)) + 86_400_000;
  const ids = events.deployments.map(({ id }) => id);
  const unique = new Set(ids).size === ids.length;
  const repositories = directory.repositories.map(({ name, defaultBranch, archived, topics }, index): SimRepository => {
    const [owner, short] = name.split('/');
    const own = <Event extends { readonly repository: string }>(all: readonly Event[]) =>
      all.filter((event) => event.repository === name);
    const commits = new Map(own(events.commits).map((commit) => [commit.sha, commitOf(commit)]));
    const pullRequests = own(events.changes).flatMap((change) => pullRequestOf(change, commits));
    return {
      id: 1_000 + index,
      owner,
      name: short ?? owner,
      formerNames: [],
      defaultBranch: defaultBranch ?? 'main',
      createdAt: 0,
      isArchived: archived,
      topics,
      deployedBy: 'deployments',
      mergeStyle: 'squash',
      head: tipOf(commits, own(events.changes)),
      commits,
      pullRequests: pullRequests.sort((a, b) => a.number - b.number),
      deployments: own(events.deployments)
        .map((deployment, order) => deploymentOf(deployment, (index + 1) * 1_000_000 + order, unique))
        .sort((a, b) => a.createdAt - b.createdAt),
      releases: own(events.releases)
        .filter(({ isTagOnly }) => !isTagOnly)
        .map((release, order) => ({
          id: (index + 1) * 1_000_000 + order,
          nodeId: nodeId('RE', name, release.id),
          tag: release.tag,
          name: release.name ?? release.tag,
          isDraft: release.isDraft,
          isPrerelease: release.isPrerelease,
          createdAt: release.createdAt,
          publishedAt: release.publishedAt,
          author: reviewer,
          sha: release.sha,
        })),
      tags: own(events.releases).map(({ tag, sha }) => ({ name: tag, sha, annotation: null })),
      issues: [],
      runs: runsOf(own(events.runs), index),
    };
  });
  const logins = new Set(events.changes.flatMap(({ author }) => author ?? []));
  const bots = new Set(events.changes.flatMap(({ author, authorIsBot }) => (authorIsBot ? (author ?? []) : [])));
  const people: Person[] = [...logins, reviewer].map((login, index) => ({
    id: 501 + index,
    login,
    name: login,
    isBot: bots.has(login),
  }));
  const nodeIds = new Map(
    repositories.flatMap((repository) =>
      repository.deployments.map((one) => [String(one.payload['feedId']), one.nodeId])
    )
  );
  const services = directory.services.map(({ id, name, teams }) => ({
    id,
    name,
    description: name,
    teams: teams.map(teamId),
    createdAt: 0,
  }));
  const incidents = [...events.incidents]
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((incident, index) => incidentOf(incident, index + 1, nodeIds));
  const teams = [...new Set([...directory.services, ...events.incidents].flatMap((one) => one.teams))];
  return {
    now,
    owners: [...new Set(repositories.map(({ owner }) => owner))],
    repositories,
    people,
    teams: Object.entries(directory.teamRepositories).map(([team, names], index) => ({
      id: 71 + index,
      organization: team.split('/')[0],
      slug: team.split('/')[1] ?? team,
      name: team,
      repositories: names,
    })),
    pagerduty: {
      subdomain: 'feed',
      teams: teams.map((name) => ({ id: teamId(name), name })),
      users: [{ id: responder, name: 'Feed' }],
      priorities: [...new Set(events.incidents.flatMap(({ priority }) => priority ?? []))].map((name) => ({
        id: `R${name}`,
        name,
      })),
      services,
      incidents,
    },
    truth: { deliveries: [], failures: [], incidents: [] },
  };
}

function teamId(name: string): string {
  return `T${seedOf(name).toString(36).toUpperCase()}`;
}

function latestInstant(events: Events): number {
  const instants = [
    ...events.deployments.flatMap(({ createdAt, finishedAt }) => [createdAt, finishedAt ?? 0]),
    ...events.changes.map(({ mergedAt }) => mergedAt),
    ...events.commits.map(({ committedAt }) => committedAt ?? 0),
    ...events.incidents.flatMap(({ createdAt, resolvedAt }) => [createdAt, resolvedAt ?? 0]),
    ...events.runs.flatMap(({ createdAt, finishedAt }) => [createdAt, finishedAt ?? 0]),
  ];
  return instants.reduce((latest, instant) => Math.max(latest, instant), 0);
}

function commitOf(commit: Events['commits'][number]): SimCommit {
  const { sha, parents, message, author } = commit;
  const committedAt = commit.committedAt ?? commit.authoredAt ?? 0;
  return {
    sha,
    parents,
    authoredAt: commit.authoredAt ?? committedAt,
    committedAt,
    message,
    authors: [author ?? reviewer],
  };
}

/** The newest commit that is nobody's parent; without commits, the last merge. */
function tipOf(commits: ReadonlyMap<string, SimCommit>, changes: readonly Change[]): string | null {
  const parents = new Set([...commits.values()].flatMap((commit) => commit.parents));
  const merged = new Set(changes.flatMap(({ mergeSha }) => mergeSha ?? []));
  const tips = [...commits.values()].filter(({ sha }) => !parents.has(sha));
  const onBranch = tips.filter(({ sha }) => merged.has(sha));
  const [tip] = (onBranch.length > 0 ? onBranch : tips).sort((a, b) => b.committedAt - a.committedAt);
  return tip?.sha ?? null;
}

/** GitHub's ids are opaque, so the feed's own can serve, as long as no two repositories share one. */
function deploymentOf(deployment: Deployment, id: number, unique: boolean): SimDeployment {
  const { createdAt, startedAt, finishedAt, status, repository } = deployment;
  const set = (state: SimDeployment['statuses'][number]['state'], at: number | null) =>
    at === null ? [] : [{ state, createdAt: at, logUrl: deployment.url ?? '' }];
  return {
    id,
    nodeId: unique ? deployment.id : nodeId('DE', repository, deployment.id),
    environment: deployment.environment,
    sha: deployment.sha,
    ref: deployment.ref,
    task: 'deploy',
    description: '',
    payload: { ...(deployment.service === null ? {} : { service: deployment.service }), feedId: deployment.id },
    creator: reviewer,
    createdAt,
    statuses: [
      ...set('IN_PROGRESS', startedAt),
      ...(status === 'pending' ? [] : set(status === 'success' ? 'SUCCESS' : 'FAILURE', finishedAt)),
    ],
  };
}

function pullRequestOf(change: Change, commits: Map<string, SimCommit>): readonly SimPullRequest[] {
  if (change.number === null) {
    return [];
  }
  const { number, title, author, labels, createdAt, readyAt, mergedAt, mergeSha, firstCommitAt } = change;
  // The branch's first commit, which no list of the default branch shows.
  const first = seedOf(`${change.repository}#${number}`).toString(16).padStart(8, '0').padEnd(40, '0');
  if (firstCommitAt !== null) {
    const committedAt = change.firstCommittedAt ?? firstCommitAt;
    commits.set(first, {
      sha: first,
      parents: [],
      authoredAt: firstCommitAt,
      committedAt,
      message: title,
      authors: [author ?? reviewer],
    });
  }
  const ready = readyAt !== null && readyAt !== createdAt ? readyAt : null;
  const reviews = [
    ...(change.firstReviewAt === null
      ? []
      : [{ state: 'COMMENTED' as const, submittedAt: change.firstReviewAt, author: reviewer }]),
    ...(change.approvedAt === null
      ? []
      : [{ state: 'APPROVED' as const, submittedAt: change.approvedAt, author: reviewer }]),
  ];
  return [
    {
      number,
      title,
      body: change.body ?? '',
      author,
      labels,
      branch: change.branch ?? `change-${number}`,
      baseBranch: change.baseBranch ?? 'main',
      state: 'MERGED',
      isDraft: false,
      createdAt,
      updatedAt: mergedAt,
      closedAt: mergedAt,
      mergedAt,
      mergedBy: author,
      mergeSha,
      headSha: change.headSha ?? (firstCommitAt === null ? '0'.repeat(40) : first),
      commits: firstCommitAt === null ? [] : [first],
      additions: change.additions ?? 0,
      deletions: change.deletions ?? 0,
      changedFiles: 1,
      reviews,
      comments: [],
      events: ready === null ? [] : [{ kind: 'ReadyForReviewEvent', createdAt: ready }],
    },
  ];
}

function incidentOf(incident: Incident, number: number, nodeIds: ReadonlyMap<string, string>): SimIncident {
  const at = incident.createdAt + 1_000;
  const stated =
    incident.deployment === null
      ? []
      : [`Caused by deployment ${nodeIds.get(incident.deployment) ?? incident.deployment}`];
  return {
    id: incident.id,
    number: incident.number ?? number,
    title: incident.title,
    body: '',
    service: incident.serviceId ?? incident.service ?? '',
    teams: incident.teams.map(teamId),
    urgency: incident.urgency === 'low' ? 'low' : 'high',
    priority: incident.priority === null ? null : `R${incident.priority}`,
    createdAt: incident.createdAt,
    acknowledgements: incident.acknowledgedAt === null ? [] : [{ at: incident.acknowledgedAt, user: responder }],
    resolvedAt: incident.resolvedAt,
    resolvedBy: responder,
    mergedInto: null,
    notes: [...incident.texts, ...stated].map((content) => ({ at, user: responder, content })),
    changeEvents: incident.relatedChanges.map((change, index) => ({
      id: `${incident.id}C${index}`,
      summary: change.text,
      at: change.at ?? incident.createdAt,
      source: 'feed',
      links: change.url === null ? [] : [{ href: change.url, text: 'Change' }],
      details: {},
    })),
  };
}

function runsOf(runs: readonly Run[], index: number): readonly SimRun[] {
  const byId = new Map<string, Run[]>();
  runs.forEach((run) => byId.set(run.id, [...(byId.get(run.id) ?? []), run]));
  return [...byId.values()]
    .map((attempts, order) => runOf(attempts, (index + 1) * 1_000_000 + order + 1))
    .sort((a, b) => a.createdAt - b.createdAt);
}
