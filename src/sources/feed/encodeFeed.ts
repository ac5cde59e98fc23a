import { Directory, Events, Instant, Job, Step } from '../../events';
import { feedVersion } from './decodeFeed';
import { formatInstant } from './isoInstant';

type Written = Readonly<Record<string, unknown>>;

/** A feed document as plain JSON values. Lists are left out where there is nothing to list. */
export interface FeedDocument {
  readonly version: typeof feedVersion;
  readonly [list: string]: unknown;
}

/**
 * Writes what `decodeFeed` reads back as the same events and directory, with `origin` feed. Fields that are not known,
 * empty lists and false are left out; an open incident says so with `resolvedAt: null`.
 */
export function encodeFeed(events: Events, directory: Directory): FeedDocument {
  const document = {
    version: feedVersion,
    repositories: directory.repositories.map((repository) => known({ ...repository })),
    services: directory.services.map((service) => known({ ...service })),
    teamRepositories: Object.keys(directory.teamRepositories).length > 0 ? directory.teamRepositories : null,
    deployments: events.deployments.map(({ origin, ...deployment }) =>
      known({ ...deployment, ...written(deployment, ['createdAt', 'startedAt', 'finishedAt']) })
    ),
    commits: events.commits.map((commit) => known({ ...commit, ...written(commit, ['authoredAt', 'committedAt']) })),
    changes: events.changes.map(({ origin, ...change }) => known({ ...change, ...written(change, changeInstants) })),
    comparisons: events.comparisons.map((comparison) => known({ ...comparison })),
    releases: events.releases.map((release) =>
      known({ ...release, ...written(release, ['createdAt', 'publishedAt']) })
    ),
    incidents: events.incidents.map(({ origin, texts, relatedChanges, ...incident }) => ({
      ...known({
        ...incident,
        ...written(incident, ['createdAt', 'acknowledgedAt']),
        notes: texts,
        relatedChanges: relatedChanges.map((change) => known({ ...change, ...written(change, ['at']) })),
      }),
      ...written(incident, ['resolvedAt']),
    })),
    runs: events.runs.map((run) =>
      known({ ...run, ...written(run, workInstants), jobs: run.jobs.map((job) => encodeJob(job)) })
    ),
  };
  return { ...known(document), version: feedVersion };
}

const changeInstants = [
  'firstCommitAt',
  'firstCommittedAt',
  'createdAt',
  'readyAt',
  'firstReviewAt',
  'approvedAt',
  'mergedAt',
] as const;
const workInstants = ['createdAt', 'startedAt', 'finishedAt'] as const;

function encodeJob(job: Job): Written {
  return known({ ...job, ...written(job, workInstants), steps: job.steps.map((step) => encodeStep(step)) });
}

function encodeStep(step: Step): Written {
  return known({ ...step, ...written(step, ['startedAt', 'finishedAt']) });
}

/** The named instants as ISO-8601. */
function written<Field extends string>(
  event: Readonly<Record<Field, Instant | null>>,
  fields: readonly Field[]
): Record<string, string | null> {
  return Object.fromEntries(fields.map((field) => [field, event[field] === null ? null : formatInstant(event[field])]));
}

/** Without what decoding fills in by itself. */
function known(fields: Written): Written {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
    )
  );
}
