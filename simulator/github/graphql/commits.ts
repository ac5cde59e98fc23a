import { nodeId, SimCommit, SimRun } from '../../organization';
import { RepositoryShelf } from '../world';
import { gitActor, Scene } from './actors';
import { connection, Fields, iso, PageArguments } from './connection';
import { byHistory, startOfHistory } from './cursors';

interface HistoryArguments extends PageArguments {
  readonly since?: string | null;
  readonly until?: string | null;
}

/** `Commit`. `history` filters by committer date, as the schema says of `since` and `until`. */
export function commitNode(scene: Scene, shelf: RepositoryShelf, commit: SimCommit): Fields {
  const [headline, ...rest] = commit.message.split('\n');
  const { commits } = shelf.repository;
  return {
    __typename: 'Commit',
    id: nodeId('C', shelf.repository.id, commit.sha),
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    authoredDate: iso(commit.authoredAt),
    committedDate: iso(commit.committedAt),
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    url: `${scene.webUrl}/${shelf.name}/commit/${commit.sha}`,
    commitUrl: `${scene.webUrl}/${shelf.name}/commit/${commit.sha}`,
    author: () => gitActor(scene, commit.authors[0], commit),
    committer: () => gitActor(scene, commit.authors[0], commit),
    authors: (page: PageArguments) => connection(commit.authors, page, (login) => gitActor(scene, login, commit)),
    parents: (page: PageArguments) =>
      connection(
        commit.parents.flatMap((sha) => commits.get(sha) ?? []),
        page,
        (parent) => commitNode(scene, shelf, parent)
      ),
    history: ({ since, until, ...page }: HistoryArguments) => {
      const from = typeof since === 'string' ? Date.parse(since) : -Infinity;
      const to = typeof until === 'string' ? Date.parse(until) : Infinity;
      const start = startOfHistory(page.after) ?? startOfHistory(page.before) ?? commit.sha;
      const all = shelf.history(start).filter(({ committedAt }) => committedAt >= from && committedAt <= to);
      return connection(all, page, (one) => commitNode(scene, shelf, one), { cursors: byHistory(start) });
    },
    statusCheckRollup: () => {
      const runs = shelf.runsOf(commit.sha);
      return runs.length === 0 ? null : { state: rollup(runs) };
    },
    checkSuites: (page: PageArguments) => connection(shelf.runsOf(commit.sha), page, suiteNode),
  };
}

function lastAttempt(run: SimRun) {
  return run.attempts[run.attempts.length - 1];
}

function rollup(runs: readonly SimRun[]): string {
  const conclusions = runs.map((run) => lastAttempt(run).conclusion);
  if (conclusions.includes('failure') || conclusions.includes('cancelled')) {
    return 'FAILURE';
  }
  return conclusions.includes(null) ? 'PENDING' : 'SUCCESS';
}

function upper(conclusion: string | null): string | null {
  return conclusion === null ? null : conclusion.toUpperCase();
}

interface CheckRunArguments extends PageArguments {
  readonly filterBy?: { readonly checkType?: string | null } | null;
}

/** Every workflow run is a check suite, every job a check run; `ALL` also shows the jobs of earlier attempts. */
function suiteNode(run: SimRun): Fields {
  const last = lastAttempt(run);
  const updatedAt = iso(last.finishedAt ?? last.startedAt);
  return {
    __typename: 'CheckSuite',
    id: nodeId('CS', run.id),
    databaseId: run.id + 500_000_000,
    status: last.conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
    conclusion: upper(last.conclusion),
    createdAt: iso(run.createdAt),
    updatedAt,
    app: { slug: 'github-actions', name: 'GitHub Actions' },
    workflowRun: {
      databaseId: run.id,
      runNumber: run.number,
      event: run.event,
      createdAt: iso(run.createdAt),
      updatedAt,
      workflow: { databaseId: run.workflowId, name: run.workflow },
    },
    checkRuns: ({ filterBy, ...page }: CheckRunArguments) => {
      const attempts = filterBy?.checkType === 'ALL' ? run.attempts : [last];
      return connection(
        attempts.flatMap(({ jobs }) => jobs),
        page,
        (job) => ({
          __typename: 'CheckRun',
          databaseId: job.id,
          name: job.name,
          status: job.conclusion === null ? 'IN_PROGRESS' : 'COMPLETED',
          conclusion: upper(job.conclusion),
          startedAt: iso(job.startedAt),
          completedAt: iso(job.finishedAt),
        })
      );
    },
  };
}
