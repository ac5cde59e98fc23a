import { Deployment, Instant } from '../../events';
import { Baseline } from '../types';
import { asObject, instant, isObject, Json, optionalObject, optionalText, text } from '../transport';
import { Ask, decoded, overflows, wholeLists } from './ask';
import { Github } from './github';
import { Position, readRecord } from './listWalk';
import { readNewestFirst } from './newestFirst';
import { nodesOf } from './people';
import { decodeTrail, openBookmark, Trail } from './trail';

const day = 86_400_000;

/**
 * The list is ordered by creation, but a deployment belongs to the time at which it finished. GitHub lets one wait for
 * approval for 30 days, so none that was created earlier than that before the window can finish inside it.
 */
export const longestDeployment = 30 * day;

/** A failed deployment may be tried again and succeed: it is looked at again for this long. */
const secondThoughts = 7 * day;
/**
 * Environments whose deployments are never finished (a preview for each pull request) must not cost a call each time. Those
 * that would count, once they have succeeded, come first.
 */
const mostOpen = 200;
/** Of the bookmark; another form is not read. */
const form = 1;

interface Status {
  readonly state: string;
  readonly at: Instant;
  readonly url: string | null;
}

/** When a deployment happened: when it finished, or was created while that is not known. */
export function deploymentInstant(deployment: Deployment): Instant {
  return deployment.finishedAt ?? deployment.createdAt;
}

interface OpenDeployment {
  readonly id: string;
  readonly createdAt: Instant;
  /** It would count if it succeeded. Bookmarks from before this was kept do not say so: it is until it is read again. */
  readonly isWanted: boolean;
}

export async function readDeployments(github: Github, ask: Ask): Promise<void> {
  const { interval, scope } = ask.need;
  const note = openBookmark(ask.need.bookmark, form);
  const open = new OpenDeployments(decodeOpen(note?.['open']), github.clock.now(), ask.need.baseline);
  const take = async (nodes: readonly unknown[], offer?: (deployment: Deployment, at: Instant) => void) => {
    const records = nodes.flatMap((node) => decoded(ask, () => asObject(node, `a deployment of ${scope}`)));
    const statuses = await overflowingStatuses(github, ask, records);
    return records.flatMap((record) =>
      decoded(ask, (): Position => {
        const deployment = decodeDeployment(record, scope, github.webUrl, statuses.get(String(record['id'])));
        offer?.(deployment, deploymentInstant(deployment));
        open.see(deployment, record);
        unsent.push(deployment);
        return { at: deployment.createdAt, record };
      })
    );
  };
  const unsent: Deployment[] = [];
  const bookmarkOf = (trail: Trail) => JSON.stringify({ form, trail, open: open.left() });
  const { trail, isWhole, covered } = await readNewestFirst<Deployment>(
    github,
    ask,
    {
      latest: longestDeployment,
      reading: (offer) => ({
        list: 'deployments',
        movable: false,
        take: (nodes) => take(nodes, offer),
        glance: async (since) => (await github.heads.current(scope, since, ask.errand())).deployments,
        single: 'DeploymentFacts',
        isNew: (record, since) => instant(record, 'createdAt', scope) > since,
      }),
      progress: (sofar, known) =>
        ask.emit(
          { deployments: unsent.splice(0) },
          known !== null && known < interval.to ? { from: known, to: interval.to } : null,
          { bookmark: bookmarkOf(sofar) }
        ),
    },
    decodeTrail(note?.['trail'])
  );
  const unseen = open.unseen();
  const answers = await Promise.all(unseen.map((id) => readRecord(github, ask, 'deployments', 'DeploymentFacts', id)));
  await take(answers.filter((answer) => answer !== null));
  open.forget(unseen.filter((_, index) => answers[index] === null));
  if (open.leavesOutWanted()) {
    ask.refuse(new Error(`of the unfinished deployments of ${scope} only the ${mostOpen} newest are looked at again`));
  }
  ask.emit({ deployments: unsent.splice(0) }, covered, { bookmark: bookmarkOf(trail), exhaustive: isWhole });
}

/** Those whose outcome may still change: the list does not show it, because it is ordered by creation. */
class OpenDeployments {
  private readonly open = new Map<string, OpenDeployment>();
  private readonly seen = new Set<string>();

  constructor(
    known: readonly OpenDeployment[],
    private readonly now: Instant,
    private readonly baseline: Baseline | undefined
  ) {
    known.forEach((one) => this.open.set(one.id, one));
  }

  see(deployment: Deployment, record: Json): void {
    this.seen.add(deployment.id);
    const age = this.now - deployment.createdAt;
    const mayChange = deployment.status === 'pending' ? !isClosed(record) : deployment.status === 'failure';
    if (mayChange && age < (deployment.status === 'pending' ? longestDeployment : secondThoughts)) {
      const { id, createdAt } = deployment;
      this.open.set(id, { id, createdAt, isWanted: this.isWanted(deployment) });
    } else {
      this.open.delete(deployment.id);
    }
  }

  unseen(): readonly string[] {
    return [...this.open.keys()].filter((id) => !this.seen.has(id));
  }

  forget(ids: readonly string[]): void {
    ids.forEach((id) => this.open.delete(id));
  }

  left(): readonly OpenDeployment[] {
    return this.inOrder().slice(0, mostOpen);
  }

  leavesOutWanted(): boolean {
    return this.inOrder()[mostOpen]?.isWanted === true;
  }

  private inOrder(): readonly OpenDeployment[] {
    return [...this.open.values()].sort((a, b) => Number(b.isWanted) - Number(a.isWanted) || b.createdAt - a.createdAt);
  }

  /** Nobody says which ones count: all of them may. */
  private isWanted(deployment: Deployment): boolean {
    const { baseline } = this;
    return (
      baseline === undefined ||
      baseline.accepts({ ...deployment, status: 'success', finishedAt: deployment.finishedAt ?? deployment.createdAt })
    );
  }
}

function decodeOpen(value: unknown): readonly OpenDeployment[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return entries.flatMap((entry) =>
    isObject(entry) && typeof entry['id'] === 'string' && typeof entry['createdAt'] === 'number'
      ? [{ id: entry['id'], createdAt: entry['createdAt'], isWanted: entry['isWanted'] !== false }]
      : []
  );
}

/** Superseded or taken down without ever having succeeded: nothing will follow. */
function isClosed(record: Json): boolean {
  const states = nodesOf(record, 'statuses', 'a deployment').map((status) => String(status['state']));
  return states.some((state) => state === 'INACTIVE' || state === 'ABANDONED' || state === 'DESTROYED');
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
  return wholeLists(github, ask, 'deploymentStatuses', ids.flat());
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
