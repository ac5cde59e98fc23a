import { Baseline, IntervalNeed } from '../../types';
import { fakeGithub } from '../fakeGithub';

/** Workflow runs of `acme/pay` as GitHub Actions lists them. */

export const at = (time: string) => Date.parse(time);
export const need: IntervalNeed = {
  source: 'github',
  scope: 'acme/pay',
  kind: 'runs',
  interval: { from: at('2026-05-20T00:00:00Z'), to: at('2026-06-01T00:00:00Z') },
};

export const baseline: Baseline = {
  key: 'deploy',
  accepts: (event) => 'workflow' in event && event.workflow === 'deploy' && event.conclusion === 'success',
  groupOf: () => 'production',
};

export interface RawRun {
  readonly id: number;
  readonly created: string;
  readonly attempt?: number;
  readonly started?: string;
  readonly name?: string;
  /** Id of its workflow. */
  readonly workflow?: number;
}

/** As GitHub lists it now: its runs may bear another name. */
export interface RawWorkflow {
  readonly id: number;
  readonly name: string;
  readonly updated: string;
  readonly path?: string;
}

export function raw({ id, created, attempt = 1, started = created, name = 'ci' }: RawRun, conclusion = 'success') {
  return {
    id,
    name,
    path: '.github/workflows/ci.yml',
    head_branch: 'main',
    head_sha: `sha${id}`,
    event: 'push',
    status: 'completed',
    conclusion,
    run_attempt: attempt,
    created_at: created,
    run_started_at: started,
    updated_at: started.replace('00Z', '30Z'),
    html_url: `https://github.com/acme/pay/actions/runs/${id}`,
  };
}

/** The endpoint as documented: `created` filters, newest first, 100 a page, a search reaches 1,000. */
export function actions(
  runs: readonly RawRun[],
  others: (path: string) => unknown = () => null,
  workflows: readonly RawWorkflow[] = []
) {
  const listed = workflows.map(({ id, name, updated, path = `.github/workflows/${id}.yml` }) => ({
    id,
    name,
    path,
    state: 'active',
    updated_at: updated,
  }));
  return (path: string, params: Readonly<Record<string, unknown>>): unknown => {
    if (path === 'repos/acme/pay/actions/workflows') {
      return { total_count: listed.length, workflows: listed };
    }
    const [, below] = /^repos\/acme\/pay\/actions\/(?:workflows\/(\d+)\/)?runs$/.exec(path) ?? [null, null];
    if (below === null) {
      return others(path);
    }
    const created = String(params['created']);
    const [from, last] = created.startsWith('<') ? [0, at(created.slice(1)) - 1] : created.split('..').map(at);
    const found = runs
      .filter((run) => below === undefined || run.workflow === Number(below))
      .filter((run) => at(run.created) >= from && at(run.created) <= last)
      .sort((a, b) => at(b.created) - at(a.created));
    const size = Number(params['per_page']);
    const start = (Number(params['page'] ?? 1) - 1) * size;
    return {
      total_count: found.length,
      workflow_runs: found.slice(start, Math.min(start + size, 1_000)).map((run) => raw(run)),
    };
  };
}

export const serving = (rest: (path: string, params: Readonly<Record<string, unknown>>) => unknown) =>
  fakeGithub({ repositories: { 'acme/pay': {} }, rest });

export const hourly = (count: number, from: string, step = 3_600_000) =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    created: `${new Date(at(from) - index * step).toISOString().slice(0, 19)}Z`,
  }));
