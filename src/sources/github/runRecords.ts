import { Instant, Job, Run, Step } from '../../events';
import {
  asObject,
  instant,
  Json,
  list,
  number,
  optionalInstant,
  optionalNumber,
  optionalText,
  text,
} from '../transport';

/** When a run happened: when this attempt started. */
export function runInstant(run: Run): Instant {
  return run.startedAt ?? run.createdAt;
}

/** Lower case; null while it runs (recorded answers also have an empty text there). */
function conclusionOf(record: Json, at: string): string | null {
  const conclusion = optionalText(record, 'conclusion', at) ?? '';
  return conclusion === '' ? null : conclusion.toLowerCase();
}

/**
 * A workflow run as the REST API lists it, one attempt. It has no time of its end: `updated_at` is that of a concluded
 * run (as GitHub's own command line takes it).
 */
export function decodeRun(value: unknown, repository: string): Run {
  const record = asObject(value, `a workflow run of ${repository}`);
  const at = `workflow run ${String(record['id'])} of ${repository}`;
  const conclusion = conclusionOf(record, at);
  return {
    id: String(number(record, 'id', at)),
    repository,
    workflow: optionalText(record, 'name', at) ?? optionalText(record, 'path', at) ?? '',
    branch: optionalText(record, 'head_branch', at),
    sha: text(record, 'head_sha', at),
    event: optionalText(record, 'event', at),
    attempt: optionalNumber(record, 'run_attempt', at) ?? 1,
    conclusion,
    createdAt: instant(record, 'created_at', at),
    startedAt: optionalInstant(record, 'run_started_at', at),
    finishedAt: conclusion === null ? null : instant(record, 'updated_at', at),
    url: optionalText(record, 'html_url', at),
    jobs: [],
  };
}

/** A job with its steps. `created_at` (for queue times) is younger than the rest of the API, so it may be absent. */
export function decodeJob(value: unknown, repository: string): Job {
  const record = asObject(value, `a job of ${repository}`);
  const at = `job ${String(record['id'])} of ${repository}`;
  const conclusion = conclusionOf(record, at);
  const steps = record['steps'] === undefined || record['steps'] === null ? [] : list(record, 'steps', at);
  return {
    id: String(number(record, 'id', at)),
    name: text(record, 'name', at),
    needs: [],
    conclusion,
    createdAt: optionalInstant(record, 'created_at', at),
    startedAt: optionalInstant(record, 'started_at', at),
    finishedAt: conclusion === null ? null : optionalInstant(record, 'completed_at', at),
    steps: steps.map((step, index) => decodeStep(step, `step ${index + 1} of ${at}`)),
  };
}

function decodeStep(value: unknown, at: string): Step {
  const record = asObject(value, at);
  return {
    name: text(record, 'name', at),
    conclusion: conclusionOf(record, at),
    startedAt: optionalInstant(record, 'started_at', at),
    finishedAt: optionalInstant(record, 'completed_at', at),
  };
}
