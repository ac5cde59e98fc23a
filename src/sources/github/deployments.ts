import { Deployment, Instant } from '../../events';
import { asObject, instant, Json, optionalObject, optionalText, text } from '../transport';
import { Ask, decoded, Github, overflows, ownerAndName, wholeLists } from './ask';
import { deployments as document, deploymentStatuses } from './documents';
import { Lookback } from './lookback';
import { nodesOf } from './people';

const day = 86_400_000;

/**
 * The list is ordered by creation, but a deployment belongs to the time at which it finished. GitHub lets one wait for
 * approval for 30 days, so none that was created earlier than that before the window can finish inside it.
 */
export const longestDeployment = 30 * day;

const pageSize = 50;

interface Status {
  readonly state: string;
  readonly at: Instant;
  readonly url: string | null;
}

/** When a deployment happened: when it finished, or was created while that is not known. */
export function deploymentInstant(deployment: Deployment): Instant {
  return deployment.finishedAt ?? deployment.createdAt;
}

export async function readDeployments(github: Github, ask: Ask): Promise<void> {
  const { need, signal } = ask;
  const { interval, scope } = need;
  const lookback = new Lookback<Deployment>(interval, need.baseline);
  const variables = ownerAndName(scope);
  const query = { document, variables, path: ['repository', 'deployments'], pageSize };
  for await (const { nodes, hasNextPage } of github.graphql.pages(query, signal)) {
    const records = nodes.flatMap((node) => decoded(ask, () => asObject(node, `a deployment of ${scope}`)));
    const statuses = await overflowingStatuses(github, ask, records);
    const read = records.flatMap((record) =>
      decoded(ask, () => decodeDeployment(record, scope, github.webUrl, statuses.get(String(record['id']))))
    );
    const inside = read.filter((deployment) => lookback.offer(deployment, deploymentInstant(deployment)));
    const oldest = Math.min(...read.map(({ createdAt }) => createdAt));
    const bound = oldest + longestDeployment;
    const from = Math.max(interval.from, bound + 1);
    ask.emit({ deployments: inside }, from < interval.to ? { from, to: interval.to } : null);
    if (!hasNextPage || bound < lookback.depth()) {
      break;
    }
  }
  ask.emit({ deployments: lookback.baselines() }, interval);
}

async function overflowingStatuses(
  github: Github,
  ask: Ask,
  records: readonly Json[]
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const ids = records.flatMap((record) =>
    decoded(ask, () =>
      overflows(record, 'statuses', deploymentName(record, ask.need.scope)) ? [text(record, 'id', '')] : []
    )
  );
  return wholeLists(github, ask, deploymentStatuses, 'statuses', ids.flat());
}

function deploymentName(record: Json, scope: string): string {
  return `deployment ${typeof record['id'] === 'string' ? record['id'] : '(no id)'} of ${scope}`;
}

/**
 * A deployment succeeded if any of its statuses is SUCCESS: the next one turns it INACTIVE, and its `updatedAt`, state
 * and latest status then tell about the next one (METRICS.md §1). `allStatuses` replaces a list that did not fit.
 */
export function decodeDeployment(
  value: unknown,
  repository: string,
  webUrl: string,
  allStatuses?: readonly Json[]
): Deployment {
  const record = asObject(value, `a deployment of ${repository}`);
  const at = deploymentName(record, repository);
  const statuses = (allStatuses ?? nodesOf(record, 'statuses', at)).map((status) => decodeStatus(status, at));
  const succeeded = newest(statuses, ['SUCCESS']);
  const failed = newest(statuses, ['FAILURE', 'ERROR']);
  const last = newest(statuses, null);
  const started = statuses.filter(({ state }) => state === 'IN_PROGRESS').map(({ at: instant }) => instant);
  const environment =
    optionalText(record, 'environment', at) ??
    optionalText(record, 'originalEnvironment', at) ??
    optionalText(record, 'latestEnvironment', at) ??
    '';
  const ref = optionalObject(record, 'ref', at);
  return {
    id: text(record, 'id', at),
    repository,
    environment,
    sha: text(record, 'commitOid', at),
    status: succeeded !== null ? 'success' : failed !== null ? 'failure' : 'pending',
    createdAt: instant(record, 'createdAt', at),
    startedAt: started.length > 0 ? Math.min(...started) : null,
    finishedAt: (succeeded ?? failed)?.at ?? null,
    url: (succeeded ?? last)?.url ?? `${webUrl}/${repository}/deployments/${encodeURIComponent(environment)}`,
    service: serviceIn(optionalText(record, 'payload', at)),
    ref: ref === null ? null : text(ref, 'name', at),
    origin: 'deployment',
  };
}

function decodeStatus(status: Json, at: string): Status {
  const url = optionalText(status, 'logUrl', `${at}, status`);
  return {
    state: text(status, 'state', `${at}, status`),
    at: instant(status, 'createdAt', `${at}, status`),
    url: url === '' ? null : url,
  };
}

/** The order of statuses is not documented, so the newest is looked for. */
function newest(statuses: readonly Status[], states: readonly string[] | null): Status | null {
  return statuses.reduce<Status | null>(
    (best, status) =>
      (states === null || states.includes(status.state)) && (best === null || status.at > best.at) ? status : best,
    null
  );
}

/** `{"service": "pay-api"}` in the payload; it may be JSON in JSON, or any text at all. */
function serviceIn(payload: string | null): string | null {
  let value: unknown = payload;
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth++) {
    try {
      value = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === 'object' && value !== null && 'service' in value && typeof value.service === 'string'
    ? value.service
    : null;
}
