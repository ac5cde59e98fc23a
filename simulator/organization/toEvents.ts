import { Change, Deployment, Directory, Events, Incident, Run } from '../../src/events';
import { fullName, Organization, SimIncident, SimPullRequest, SimRepository } from './model';

/** What a source that reads everything would know: the organisation in the plugin's own vocabulary (METRICS.md §1). */
export function eventsOf(organization: Organization): { readonly events: Events; readonly directory: Directory } {
  const { repositories, pagerduty, teams } = organization;
  const bots = new Set(organization.people.filter(({ isBot }) => isBot).map(({ login }) => login));
  const nameOf = (things: ReadonlyArray<{ readonly id: string; readonly name: string }>, id: string | null) =>
    things.find((thing) => thing.id === id)?.name ?? null;
  const teamNames = (ids: readonly string[]) => ids.flatMap((id) => nameOf(pagerduty.teams, id) ?? []);

  const incident = (one: SimIncident): Incident => ({
    id: one.id,
    number: one.number,
    service: nameOf(pagerduty.services, one.service),
    serviceId: one.service,
    teams: teamNames(one.teams),
    repository: null,
    title: one.title,
    url: null,
    urgency: one.urgency,
    priority: nameOf(pagerduty.priorities, one.priority),
    createdAt: one.createdAt,
    acknowledgedAt: one.mergedInto === null ? (one.acknowledgements[0]?.at ?? null) : null,
    resolvedAt: one.resolvedAt,
    deployment: null,
    texts: one.notes.map(({ content }) => content),
    relatedChanges: one.changeEvents.map((event) => ({
      text: [event.summary, ...event.links.map(({ href }) => href), ...Object.values(event.details)].join('\n'),
      at: event.at,
      url: event.links[0]?.href ?? null,
    })),
    mergedInto: one.mergedInto,
    origin: 'pagerduty',
  });
  return {
    events: {
      deployments: repositories.flatMap(deploymentsOf),
      changes: repositories.flatMap((repository) =>
        repository.pullRequests.flatMap((pull) => changeOf(repository, pull, bots))
      ),
      commits: repositories.flatMap((repository) =>
        reachable(repository).map((commit) => ({
          repository: fullName(repository),
          sha: commit.sha,
          parents: commit.parents,
          authoredAt: commit.authoredAt,
          committedAt: commit.committedAt,
          message: commit.message,
          author: commit.authors[0],
        }))
      ),
      comparisons: [],
      releases: repositories.flatMap((repository) =>
        repository.releases.map((release) => ({
          id: release.nodeId,
          repository: fullName(repository),
          tag: release.tag,
          name: release.name,
          sha: release.sha,
          createdAt: release.createdAt,
          publishedAt: release.publishedAt,
          isDraft: release.isDraft,
          isPrerelease: release.isPrerelease,
          isTagOnly: false,
          url: null,
        }))
      ),
      incidents: pagerduty.incidents.map(incident),
      runs: repositories.flatMap(runsOf),
    },
    directory: {
      repositories: repositories.map((repository) => ({
        name: fullName(repository),
        defaultBranch: repository.defaultBranch,
        archived: repository.isArchived,
        topics: repository.topics,
        url: null,
      })),
      services: pagerduty.services.map(({ id, name, teams: ids }) => ({ id, name, teams: teamNames(ids), url: null })),
      teamRepositories: Object.fromEntries(
        teams.map((team) => [`${team.organization}/${team.slug}`, team.repositories])
      ),
    },
  };
}

/** A deployment succeeded if any of its statuses did; its end is the newest success. */
function deploymentsOf(repository: SimRepository): readonly Deployment[] {
  return repository.deployments.map((deployment) => {
    const last = (...states: readonly string[]) =>
      deployment.statuses.filter(({ state }) => states.includes(state)).pop();
    const success = last('SUCCESS');
    const failure = last('FAILURE', 'ERROR');
    return {
      id: deployment.nodeId,
      repository: fullName(repository),
      environment: deployment.environment,
      sha: deployment.sha,
      status: success !== undefined ? 'success' : failure !== undefined ? 'failure' : 'pending',
      createdAt: deployment.createdAt,
      startedAt: last('IN_PROGRESS')?.createdAt ?? null,
      finishedAt: (success ?? failure)?.createdAt ?? null,
      url: null,
      service: typeof deployment.payload['service'] === 'string' ? deployment.payload['service'] : null,
      ref: deployment.ref,
      origin: 'deployment',
    };
  });
}

function changeOf(repository: SimRepository, pull: SimPullRequest, bots: ReadonlySet<string>): readonly Change[] {
  const { mergedAt } = pull;
  if (mergedAt === null) {
    return [];
  }
  const first = repository.commits.get(pull.commits[0] ?? '');
  const isPerson = (login: string) => login !== pull.author && !bots.has(login);
  const responses = [
    ...pull.reviews.filter(({ author }) => isPerson(author)).map(({ submittedAt }) => submittedAt),
    ...pull.comments.filter(({ author }) => isPerson(author)).map(({ createdAt }) => createdAt),
  ];
  const approvals = pull.reviews.filter(({ state, submittedAt }) => state === 'APPROVED' && submittedAt <= mergedAt);
  const ready = pull.events.filter(({ kind }) => kind === 'ReadyForReviewEvent').map(({ createdAt }) => createdAt);
  return [
    {
      id: String(pull.number),
      repository: fullName(repository),
      number: pull.number,
      title: pull.title,
      url: null,
      author: pull.author,
      authorIsBot: bots.has(pull.author ?? ''),
      labels: pull.labels,
      branch: pull.branch,
      baseBranch: pull.baseBranch,
      body: pull.body,
      firstCommitAt: first?.authoredAt ?? null,
      firstCommittedAt: first?.committedAt ?? null,
      createdAt: pull.createdAt,
      readyAt: ready.length === 0 ? pull.createdAt : Math.max(...ready),
      firstReviewAt: responses.length === 0 ? null : Math.min(...responses),
      approvedAt: approvals.length === 0 ? null : Math.max(...approvals.map(({ submittedAt }) => submittedAt)),
      mergedAt,
      mergeSha: pull.mergeSha,
      headSha: pull.headSha,
      additions: pull.additions,
      deletions: pull.deletions,
      origin: 'pullRequest',
    },
  ];
}

/** Commits of the default branch and of what was merged into it. */
export function reachable(repository: SimRepository) {
  const found = new Set<string>();
  const waiting = repository.head === null ? [] : [repository.head];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    if (!found.has(sha)) {
      found.add(sha);
      waiting.push(...(repository.commits.get(sha)?.parents ?? []));
    }
  }
  return [...found].flatMap((sha) => repository.commits.get(sha) ?? []);
}

function runsOf(repository: SimRepository): readonly Run[] {
  return repository.runs.flatMap((run) =>
    run.attempts.map((attempt) => ({
      id: String(run.id),
      repository: fullName(repository),
      workflow: run.workflow,
      branch: run.branch,
      sha: run.sha,
      event: run.event,
      attempt: attempt.attempt,
      conclusion: attempt.conclusion,
      createdAt: run.createdAt,
      startedAt: attempt.startedAt,
      finishedAt: attempt.finishedAt,
      url: null,
      jobs: attempt.jobs.map((job) => ({
        id: String(job.id),
        name: job.name,
        needs: [],
        conclusion: job.conclusion,
        createdAt: job.createdAt,
        startedAt: job.startedAt,
        finishedAt: job.finishedAt,
        steps: job.steps,
      })),
    }))
  );
}
