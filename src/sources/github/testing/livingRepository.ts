import { contains, eventKey, Events, gaps, Instant, Interval } from '../../../events';
import { Baseline, IntervalNeed, Report, Source } from '../../types';
import { deploymentInstant } from '../deployments';

/**
 * For tests: a repository that changes between two fetches, with lists as GitHub serves them (a cursor marks a position in
 * the order, not a count), and a reader that follows the contract of `Source` as the store does.
 */

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const iso = (at: Instant) => new Date(at).toISOString();

export interface LivingDeployment {
  readonly id: string;
  readonly createdAt: Instant;
  readonly environment: string;
  statuses: Array<{ readonly state: string; readonly at: Instant }>;
}

export interface LivingPullRequest {
  readonly number: number;
  readonly mergedAt: Instant;
  updatedAt: Instant;
  title: string;
}

export interface LivingIssue {
  readonly number: number;
  readonly createdAt: Instant;
  updatedAt: Instant;
  labels: readonly string[];
}

interface PageArguments {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string | null;
}

/** Nested lists: short ones that are read whole. */
export function nested(items: readonly unknown[]) {
  return () => ({ totalCount: items.length, pageInfo: { hasNextPage: false, endCursor: null }, nodes: items });
}

/** Newest first by `position`; the cursor is the position of the last item of the page. */
export function positioned<Item>(
  items: readonly Item[],
  position: (item: Item) => number,
  node: (item: Item) => unknown
) {
  return ({ first = 0, after }: PageArguments) => {
    const sorted = [...items].sort((a, b) => position(b) - position(a));
    const rest =
      after === undefined || after === null ? sorted : sorted.filter((item) => position(item) < Number(after));
    const page = rest.slice(0, first);
    const endCursor = page.length === 0 ? null : String(position(page[page.length - 1]));
    return {
      totalCount: items.length,
      pageInfo: { hasNextPage: rest.length > page.length, endCursor },
      nodes: page.map(node),
    };
  };
}

export class LivingRepository {
  deployments: LivingDeployment[] = [];
  pullRequests: LivingPullRequest[] = [];
  issues: LivingIssue[] = [];
  /** Called before each list is served; may change the lists. */
  onServe: (list: string) => void = () => undefined;

  /** Fields of the Repository object. */
  fields(): Readonly<Record<string, unknown>> {
    return {
      createdAt: '2020-01-01T00:00:00Z',
      deployments: (args: PageArguments) => {
        this.onServe('deployments');
        return positioned(this.deployments, ({ createdAt }) => createdAt, deploymentNode)(args);
      },
      pullRequests: (args: PageArguments) => {
        this.onServe('pullRequests');
        return positioned(this.pullRequests, ({ updatedAt }) => updatedAt, pullRequestNode)(args);
      },
      issues: ({ labels, ...args }: PageArguments & { readonly labels: readonly string[] }) => {
        this.onServe('issues');
        const labelled = this.issues.filter((issue) => labels.some((label) => issue.labels.includes(label)));
        return positioned(labelled, ({ updatedAt }) => updatedAt, issueNode)(args);
      },
    };
  }

  node(id: string): Readonly<Record<string, unknown>> | null {
    const deployment = this.deployments.find((one) => one.id === id);
    const pullRequest = this.pullRequests.find(({ number }) => `PR_${number}` === id);
    return deployment !== undefined
      ? deploymentNode(deployment)
      : pullRequest !== undefined
        ? pullRequestNode(pullRequest)
        : null;
  }
}

function deploymentNode({ id, createdAt, environment, statuses }: LivingDeployment) {
  const updatedAt = Math.max(createdAt, ...statuses.map(({ at }) => at));
  return {
    __typename: 'Deployment',
    id,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    environment,
    originalEnvironment: environment,
    latestEnvironment: environment,
    payload: null,
    commitOid: `sha-${id}`,
    ref: null,
    statuses: nested(statuses.map(({ state, at }) => ({ state, createdAt: iso(at), logUrl: null }))),
  };
}

function issueNode({ number, createdAt, updatedAt }: LivingIssue) {
  return {
    __typename: 'Issue',
    id: `I_${number}`,
    number,
    title: `Outage ${number}`,
    body: '',
    url: `https://github.com/acme/pay/issues/${number}`,
    state: 'OPEN',
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    closedAt: null,
    comments: nested([]),
  };
}

function pullRequestNode({ number, mergedAt, updatedAt, title }: LivingPullRequest) {
  return {
    __typename: 'PullRequest',
    id: `PR_${number}`,
    number,
    title,
    url: `https://github.com/acme/pay/pull/${number}`,
    body: '',
    isDraft: false,
    createdAt: iso(mergedAt - hour),
    updatedAt: iso(updatedAt),
    mergedAt: iso(mergedAt),
    additions: 1,
    deletions: 1,
    baseRefName: 'main',
    headRefName: 'topic',
    headRefOid: `head${number}`,
    author: { __typename: 'User', login: 'ann' },
    mergeCommit: {
      __typename: 'Commit',
      oid: `merge${number}`,
      authoredDate: iso(mergedAt),
      committedDate: iso(mergedAt),
      message: title,
      parents: nested([]),
      author: null,
    },
    labels: nested([]),
    commits: nested([{ commit: { authoredDate: iso(mergedAt - hour), committedDate: iso(mergedAt - hour) } }]),
    reviews: nested([]),
    comments: nested([]),
    timelineItems: nested([]),
  };
}

/** Of successful deployments, an environment each; staging does not count. */
export const production: Baseline = {
  key: 'production',
  accepts: (event) => 'environment' in event && event.environment !== 'staging' && event.status === 'success',
  groupOf: (event) => ('environment' in event ? `${event.environment}` : ''),
};

const overlap = day;

type Followed = 'deployments' | 'changes' | 'incidents';

const instantOf: { readonly [Kind in Followed]: (event: Events[Kind][number]) => Instant } = {
  deployments: deploymentInstant,
  changes: ({ mergedAt }) => mergedAt,
  incidents: ({ createdAt }) => createdAt,
};

/**
 * Holds one stream of a repository as the store does: asks for the gaps of what it holds, lets go of what an exhaustive
 * report leaves out, and cancels what is still being done once it has what it wants.
 */
export class Follower<Kind extends Followed> {
  readonly held = new Map<string, Events[Kind][number]>();
  private readonly instantOf: (event: Events[Kind][number]) => Instant;
  private readonly keyOf: (event: Events[Kind][number]) => string;
  private covered: Interval | null = null;
  private bookmark: string | undefined;

  constructor(
    private readonly source: Source,
    private readonly kind: Kind,
    /** What it asks for besides; another baseline may be asked for later. */
    public more: Pick<IntervalNeed, 'baseline' | 'labels'> = {}
  ) {
    this.instantOf = instantOf[kind];
    this.keyOf = eventKey[kind];
  }

  /** Makes sure of everything since `from`, and of the predecessors before it. */
  async read(from: Instant, now: Instant, signal?: AbortSignal): Promise<void> {
    const known = this.covered;
    if (known === null) {
      await this.ask({ from, to: now }, false, signal);
      this.covered = { from, to: now };
    } else {
      await this.ask({ from: known.to - overlap, to: now }, true, signal);
      this.covered = { from: known.from, to: now };
      await this.reachBack(from, signal);
    }
  }

  /** Makes sure of what is older than anything known, as where what is newest was read moments ago. */
  async reachBack(from: Instant, signal?: AbortSignal): Promise<void> {
    const { covered } = this;
    if (covered !== null && from < covered.from) {
      await this.ask({ from, to: covered.from }, false, signal);
      this.covered = { from, to: covered.to };
    }
  }

  /** What is held of a window, sorted by key. */
  within(from: Instant, to: Instant): ReadonlyArray<Events[Kind][number]> {
    return [...this.held]
      .filter(([, event]) => contains({ from, to }, this.instantOf(event)))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, event]) => event);
  }

  private async ask(interval: Interval, hasBaseline: boolean, signal = new AbortController().signal): Promise<void> {
    const need: IntervalNeed = {
      ...this.more,
      source: 'github',
      scope: 'acme/pay',
      kind: this.kind,
      interval,
      bookmark: this.bookmark,
      holds: (key) => this.held.has(key),
    };
    const reported = new Set<string>();
    let missing: readonly Interval[] = [interval];
    for await (const report of this.source.fetch([need], signal)) {
      this.take(report, reported);
      const { covered } = report;
      missing = covered === null ? missing : missing.flatMap((part) => gaps(part, [covered]));
      if (missing.length === 0 && (hasBaseline || need.baseline === undefined || report.baselineKnown)) {
        return;
      }
    }
  }

  private take({ events, covered, exhaustive, bookmark, problem }: Report, reported: Set<string>): void {
    if (problem !== null) {
      throw new Error(problem.message);
    }
    const list: Events[Kind] | undefined = events[this.kind];
    list?.forEach((event) => {
      reported.add(this.keyOf(event));
      this.held.set(this.keyOf(event), event);
    });
    if (covered !== null && exhaustive === true) {
      for (const [key, event] of this.held) {
        if (!reported.has(key) && contains(covered, this.instantOf(event))) {
          this.held.delete(key);
        }
      }
    }
    this.bookmark = bookmark ?? this.bookmark;
  }
}
