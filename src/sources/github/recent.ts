import { Release, Run } from '../../events';
import { RecentActivity, RecentIssue, RecentPullRequest } from '../catalog';
import {
  asObject,
  DecodeError,
  Errand,
  flag,
  instant,
  isAbortError,
  Json,
  list,
  number,
  object,
  optionalInstant,
  optionalObject,
  optionalText,
  text,
} from '../transport';
import { Problem } from '../types';
import { say } from '../../words';
import { reach } from './answers';
import { ownerAndName } from './ask';
import { Github } from './github';
import { recentActivity } from './catalogDocuments';
import { decodeDeployment } from './deployments';
import { decodeRepository } from './discovery';
import { nodesOf } from './people';
import { configurationProblem, problemOf } from './problems';
import { decodeRelease, decodeTag } from './releases';
import { repositoryPath } from './rest';
import { decodeJob, decodeRun } from './runRecords';

/** So many runs are looked at; their jobs cost a call each. */
const mostRuns = 20;
const mostRunsWithJobs = 8;

/**
 * A glance at one repository: one GraphQL call, one REST call, and one for the jobs of each run where they matter. A
 * field the token may not read becomes a problem and leaves its list empty. Rejects only when cancelled.
 */
export async function readRecent(
  github: Github,
  repository: string,
  withJobs: boolean,
  errand: Errand
): Promise<RecentActivity> {
  const empty: RecentActivity = {
    repository: { name: repository, defaultBranch: null, archived: false, topics: [], url: null },
    deployments: [],
    runs: [],
    releases: [],
    pullRequests: [],
    issues: [],
    problems: [],
  };
  if (!/^[^/\s]+\/[^/\s]+$/.test(repository)) {
    return {
      ...empty,
      problems: [
        configurationProblem(
          repository,
          say('github.recent.isNoRepositoryWriteIt', '"{{repository}}" is no repository: write it as owner/name.', {
            repository,
          })
        ),
      ],
    };
  }
  const reading = new Reading(repository);
  const lists = await reading.attempt(
    say('github.subject.repository', 'The repository {{name}}', { name: repository }),
    'Metadata: Read-only',
    empty,
    async () => {
      const answer = await github.graphql.query(recentActivity, ownerAndName(repository), errand);
      const found = decodeRepository(reach(answer, ['facts']));
      const { name } = found;
      const part = <Item>(
        [parent, field]: readonly [parent: string, field: string],
        what: string,
        permission: string,
        decode: (node: Json) => Item | null
      ) =>
        reading.attempt(what, permission, [], async () => {
          const holder = asObject(reach(answer, [parent]), name);
          return holder[field] === null
            ? []
            : nodesOf(holder, field, name).flatMap((node) => reading.decoded(() => decode(node)));
        });
      return {
        ...empty,
        repository: found,
        deployments: await part(
          ['deployed', 'deployments'],
          say('github.recent.deployments', 'The deployments of {{repository}}', { repository }),
          'Deployments: Read-only',
          (node) => decodeDeployment(node, name, github.webUrl)
        ),
        releases: [
          ...(await part<Release>(
            ['released', 'releases'],
            say('github.recent.releases', 'The releases of {{repository}}', { repository }),
            'Contents: Read-only',
            (node) => decodeRelease(node, name)
          )),
          ...(await part<Release>(
            ['released', 'refs'],
            say('github.recent.tags', 'The tags of {{repository}}', { repository }),
            'Contents: Read-only',
            (node) => decodeTag(node, name, github.webUrl).release
          )),
        ],
        pullRequests: await part(
          ['changed', 'pullRequests'],
          say('github.recent.pullRequests', 'The pull requests of {{repository}}', { repository }),
          'Pull requests: Read-only',
          (node) => decodeAnyPullRequest(node, name)
        ),
        issues: await part(
          ['raised', 'issues'],
          say('github.recent.issues', 'The issues of {{repository}}', { repository }),
          'Issues: Read-only',
          (node) => decodeAnyIssue(node, name)
        ),
      };
    }
  );
  const runs = await reading.attempt(
    say('github.recent.runs', 'The workflow runs of {{repository}}', { repository }),
    'Actions: Read-only',
    [],
    () => recentRuns(github, lists.repository.name, withJobs, reading, errand)
  );
  return { ...lists, runs, problems: reading.problems };
}

class Reading {
  readonly problems: Problem[] = [];

  constructor(private readonly repository: string) {}

  async attempt<Result>(
    what: string,
    permission: string,
    otherwise: Result,
    read: () => Promise<Result>
  ): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      if (isAbortError(error)) {
        throw error;
      }
      const subject = { what, scope: this.repository, permission };
      this.problems.push(problemOf(error, subject));
      return otherwise;
    }
  }

  /** A record that is not understood is said and left out. */
  decoded<Item>(decode: () => Item | null): readonly Item[] {
    try {
      const item = decode();
      return item === null ? [] : [item];
    } catch (error) {
      if (!(error instanceof DecodeError)) {
        throw error;
      }
      this.problems.push(
        problemOf(error, { what: say('github.recent.record', 'A record'), scope: this.repository, permission: '' })
      );
      return [];
    }
  }
}

async function recentRuns(
  github: Github,
  repository: string,
  withJobs: boolean,
  reading: Reading,
  errand: Errand
): Promise<readonly Run[]> {
  const path = `${repositoryPath(repository)}/actions/runs`;
  const at = `workflow runs of ${repository}`;
  const params = { per_page: withJobs ? mostRunsWithJobs : mostRuns, exclude_pull_requests: true };
  const { body } = await github.rest.get(path, params, errand);
  const runs = list(asObject(body, at), 'workflow_runs', at).flatMap((record) =>
    reading.decoded(() => decodeRun(record, repository))
  );
  if (!withJobs) {
    return runs;
  }
  return Promise.all(
    runs.map((run) =>
      reading.attempt(
        say('github.recent.theJobsOfRun', 'The jobs of run {{id}}', { id: run.id }),
        'Actions: Read-only',
        run,
        async () => {
          const answer = await github.rest.get(
            `${path}/${run.id}/attempts/${run.attempt}/jobs`,
            { per_page: 100 },
            errand
          );
          const jobs = list(asObject(answer.body, at), 'jobs', at);
          return { ...run, jobs: jobs.flatMap((record) => reading.decoded(() => decodeJob(record, repository))) };
        }
      )
    )
  );
}

const states = { OPEN: 'open', MERGED: 'merged', CLOSED: 'closed' } as const;

function decodeAnyPullRequest(record: Json, repository: string): RecentPullRequest {
  const at = `a pull request of ${repository}`;
  const merge = optionalObject(record, 'mergeCommit', at);
  const state = text(record, 'state', at);
  return {
    number: number(record, 'number', at),
    title: text(record, 'title', at),
    url: optionalText(record, 'url', at),
    state: state === 'MERGED' || state === 'CLOSED' ? states[state] : 'open',
    isDraft: flag(record, 'isDraft', at),
    baseBranch: optionalText(record, 'baseRefName', at),
    labels: labelsOf(record, at),
    updatedAt: instant(record, 'updatedAt', at),
    mergedAt: optionalInstant(record, 'mergedAt', at),
    sha: merge === null ? optionalText(record, 'headRefOid', at) : text(merge, 'oid', at),
  };
}

function decodeAnyIssue(record: Json, repository: string): RecentIssue {
  const at = `an issue of ${repository}`;
  return {
    number: number(record, 'number', at),
    title: text(record, 'title', at),
    url: optionalText(record, 'url', at),
    labels: labelsOf(record, at),
    createdAt: instant(record, 'createdAt', at),
  };
}

function labelsOf(record: Json, at: string): readonly string[] {
  return record['labels'] === null
    ? []
    : nodesOf({ labels: object(record, 'labels', at) }, 'labels', at).map((label) => text(label, 'name', at));
}
