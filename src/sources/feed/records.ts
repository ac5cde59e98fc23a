import {
  Change,
  Commit,
  Comparison,
  Deployment,
  DeploymentStatus,
  Incident,
  Job,
  Release,
  Repository,
  Run,
  Service,
} from '../../events';
import { FeedRecord, RecordError } from './record';

/** One decoder a list of METRICS.md §9; each throws `RecordError`. */

const statuses: Readonly<Record<DeploymentStatus, readonly string[]>> = {
  success: ['success', 'succeeded', 'successful', 'passed', 'ok', 'deployed', 'done'],
  failure: ['failure', 'failed', 'fail', 'error', 'errored', 'unstable', 'timed_out'],
  // Neither reached production nor tried in vain.
  pending: [
    'pending',
    'queued',
    'waiting',
    'created',
    'started',
    'running',
    'in_progress',
    'manual',
    'scheduled',
    'cancelled',
    'canceled',
    'aborted',
    'skipped',
  ],
};

const statusOf = new Map<string, DeploymentStatus>([
  ...statuses.success.map((word): [string, DeploymentStatus] => [word, 'success']),
  ...statuses.failure.map((word): [string, DeploymentStatus] => [word, 'failure']),
  ...statuses.pending.map((word): [string, DeploymentStatus] => [word, 'pending']),
]);

function deploymentStatus(record: FeedRecord): DeploymentStatus {
  const word = record.text('status');
  const status = statusOf.get(
    word
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_')
  );
  if (status === undefined) {
    throw new RecordError(`status "${word}" is not one of success, failure, pending`);
  }
  return status;
}

export function decodeRepository(record: FeedRecord): Repository {
  return {
    name: record.text('name'),
    defaultBranch: record.optionalText('defaultBranch'),
    archived: record.flag('archived'),
    topics: record.texts('topics'),
    url: record.optionalText('url'),
  };
}

export function decodeService(record: FeedRecord): Service {
  const name = record.text('name');
  return {
    id: record.optionalId('id') ?? name,
    name,
    teams: record.texts('teams'),
    url: record.optionalText('url'),
  };
}

export function decodeDeployment(record: FeedRecord): Deployment {
  return {
    id: record.id('id'),
    repository: record.text('repository'),
    environment: record.text('environment'),
    sha: record.text('sha'),
    status: deploymentStatus(record),
    createdAt: record.firstInstant(['createdAt', 'startedAt', 'finishedAt']),
    startedAt: record.optionalInstant('startedAt'),
    finishedAt: record.optionalInstant('finishedAt'),
    url: record.optionalText('url'),
    service: record.optionalText('service'),
    ref: record.optionalText('ref'),
    origin: 'feed',
  };
}

export function decodeCommit(record: FeedRecord): Commit {
  return {
    repository: record.text('repository'),
    sha: record.text('sha'),
    parents: record.texts('parents'),
    authoredAt: record.optionalInstant('authoredAt'),
    committedAt: record.optionalInstant('committedAt'),
    message: record.optionalText('message') ?? '',
    author: record.optionalText('author'),
  };
}

export function decodeChange(record: FeedRecord): Change {
  const number = record.optionalWhole('number');
  const mergeSha = record.optionalText('mergeSha');
  const id = record.optionalId('id') ?? (number === null ? mergeSha : String(number));
  if (id === null || id === '') {
    throw new RecordError('it has neither number nor id nor mergeSha');
  }
  return {
    id,
    repository: record.text('repository'),
    number,
    title: record.optionalText('title') ?? '',
    url: record.optionalText('url'),
    author: record.optionalText('author'),
    authorIsBot: record.flag('authorIsBot'),
    labels: record.texts('labels'),
    branch: record.optionalText('branch'),
    baseBranch: record.optionalText('baseBranch'),
    body: record.optionalText('body'),
    firstCommitAt: record.optionalInstant('firstCommitAt'),
    firstCommittedAt: record.optionalInstant('firstCommittedAt'),
    createdAt: record.firstInstant(['createdAt', 'readyAt', 'firstReviewAt', 'approvedAt', 'mergedAt']),
    readyAt: record.optionalInstant('readyAt'),
    firstReviewAt: record.optionalInstant('firstReviewAt'),
    approvedAt: record.optionalInstant('approvedAt'),
    mergedAt: record.firstInstant(['mergedAt']),
    mergeSha,
    headSha: record.optionalText('headSha'),
    additions: record.optionalWhole('additions'),
    deletions: record.optionalWhole('deletions'),
    origin: 'feed',
  };
}

export function decodeIncident(record: FeedRecord): Incident {
  return {
    id: record.id('id'),
    number: record.optionalWhole('number'),
    service: record.optionalText('service'),
    serviceId: record.optionalId('serviceId'),
    teams: record.texts('teams'),
    repository: record.optionalText('repository'),
    title: record.optionalText('title') ?? '',
    url: record.optionalText('url'),
    urgency: record.optionalText('urgency'),
    priority: record.optionalText('priority'),
    createdAt: record.firstInstant(['createdAt']),
    acknowledgedAt: record.optionalInstant('acknowledgedAt'),
    resolvedAt: record.optionalInstant('resolvedAt'),
    deployment: record.optionalId('deployment'),
    mergedInto: record.optionalId('mergedInto'),
    texts: record.texts('notes'),
    relatedChanges: record.records('relatedChanges').map((change) => ({
      text: change.text('text'),
      at: change.optionalInstant('at'),
      url: change.optionalText('url'),
    })),
    origin: 'feed',
  };
}

export function decodeRelease(record: FeedRecord): Release {
  const tag = record.text('tag');
  return {
    id: record.optionalId('id') ?? tag,
    repository: record.text('repository'),
    tag,
    name: record.optionalText('name'),
    sha: record.text('sha'),
    createdAt: record.firstInstant(['createdAt', 'publishedAt']),
    publishedAt: record.optionalInstant('publishedAt'),
    isDraft: record.flag('isDraft'),
    isPrerelease: record.flag('isPrerelease'),
    isTagOnly: record.flag('isTagOnly'),
    url: record.optionalText('url'),
  };
}

export function decodeComparison(record: FeedRecord): Comparison {
  return {
    repository: record.text('repository'),
    base: record.text('base'),
    head: record.text('head'),
    shas: record.texts('shas'),
  };
}

function decodeJob(record: FeedRecord): Job {
  return {
    id: record.optionalId('id'),
    name: record.text('name'),
    needs: record.texts('needs'),
    conclusion: conclusion(record),
    createdAt: record.optionalInstant('createdAt'),
    startedAt: record.optionalInstant('startedAt'),
    finishedAt: record.optionalInstant('finishedAt'),
    steps: record.records('steps').map((step) => ({
      name: step.text('name'),
      conclusion: conclusion(step),
      startedAt: step.optionalInstant('startedAt'),
      finishedAt: step.optionalInstant('finishedAt'),
    })),
  };
}

function conclusion(record: FeedRecord): string | null {
  return record.optionalText('conclusion')?.toLowerCase() ?? null;
}

export function decodeRun(record: FeedRecord): Run {
  return {
    id: record.id('id'),
    repository: record.text('repository'),
    workflow: record.text('workflow'),
    branch: record.optionalText('branch'),
    sha: record.text('sha'),
    event: record.optionalText('event'),
    attempt: record.optionalWhole('attempt') ?? 1,
    conclusion: conclusion(record),
    createdAt: record.firstInstant(['createdAt', 'startedAt', 'finishedAt']),
    startedAt: record.optionalInstant('startedAt'),
    finishedAt: record.optionalInstant('finishedAt'),
    url: record.optionalText('url'),
    jobs: record.records('jobs').map(decodeJob),
  };
}
