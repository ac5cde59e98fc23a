import { Change, Commit, contains, Deployment, Instant, Interval } from '../../events';
import { IntervalNeed, Need, Report, Source, Urgency } from '../../sources';

export function deploymentOf(given: Partial<Deployment> & Pick<Deployment, 'id' | 'createdAt'>): Deployment {
  const status = given.status ?? 'success';
  return {
    repository: 'acme/pay',
    environment: 'production',
    sha: `sha-${given.id}`,
    status,
    startedAt: given.createdAt,
    finishedAt: status === 'pending' ? null : given.createdAt,
    url: null,
    service: null,
    ref: null,
    origin: 'deployment',
    ...given,
  };
}

export function changeOf(given: Partial<Change> & Pick<Change, 'id' | 'mergedAt'>): Change {
  return {
    repository: 'acme/pay',
    number: Number(given.id),
    title: `Change ${given.id}`,
    url: null,
    author: 'ada',
    authorIsBot: false,
    labels: [],
    branch: null,
    baseBranch: 'main',
    body: null,
    firstCommitAt: null,
    firstCommittedAt: null,
    createdAt: given.mergedAt - 1,
    readyAt: null,
    firstReviewAt: null,
    approvedAt: null,
    mergeSha: `merge-${given.id}`,
    headSha: `head-${given.id}`,
    additions: 1,
    deletions: 0,
    origin: 'pullRequest',
    ...given,
  };
}

export function commitOf(change: Change): Commit {
  return {
    repository: change.repository,
    sha: `head-${change.id}`,
    parents: [],
    authoredAt: change.createdAt,
    committedAt: change.createdAt,
    message: change.title,
    author: change.author,
  };
}

export interface Habits {
  /** Reads deployments that were running by id, as its bookmark names them; else the store has to go back for them. */
  readonly bookmarks: boolean;
  /** Events in a report. */
  readonly pageSize: number;
  /** Says how far it has come with each report; else only at the end. */
  readonly progressive: boolean;
}

/**
 * An upstream in which things happen. Deployments are listed newest first and said to be all there are; merged changes,
 * with a commit each, are read by a watermark: what was read before is not told again, and the store has to still have it.
 */
export class World {
  now: Instant = 1_000_000;
  deployments: readonly Deployment[] = [];
  changes: ReadonlyArray<{ readonly change: Change; readonly updated: number }> = [];
  /** Counts every change of a change. */
  updates = 0;
  readonly asked: Need[] = [];

  edit(id: string, title: string): void {
    this.updates++;
    this.changes = this.changes.map((one) =>
      one.change.id === id ? { change: { ...one.change, title }, updated: this.updates } : one
    );
  }

  merge(change: Change): void {
    this.updates++;
    this.changes = [...this.changes, { change, updated: this.updates }];
  }

  replace(deployment: Deployment): void {
    this.deployments = [...this.deployments.filter(({ id }) => id !== deployment.id), deployment];
  }
}

export const finishedAt = ({ finishedAt: at, createdAt }: Deployment): Instant => at ?? createdAt;

/** `turn`: waited for before each report; says whether the source fails there. */
export function sourceOf(world: World, habits: Habits, turn: () => Promise<boolean>): Source {
  return {
    id: 'github',
    discover: async () => ({ directory: { repositories: [], services: [], teamRepositories: {} }, problems: [] }),
    test: async () => ({ source: 'github', ok: true, message: '', details: [] }),
    async *fetch(needs: readonly Need[], signal: AbortSignal, _urgency?: () => Urgency): AsyncGenerator<Report> {
      world.asked.push(...needs);
      let open = needs.flatMap((need) => (need.kind === 'comparisons' ? [] : [reportsOf(world, habits, need)]));
      while (open.length > 0) {
        const left: typeof open = [];
        for (const reports of open) {
          const fails = await turn();
          signal.throwIfAborted();
          const next = reports.next(fails);
          if (next.done !== true) {
            yield next.value;
            left.push(reports);
          }
        }
        open = left;
      }
    },
  };
}

type Reports = Generator<Report, void, boolean>;

function reportsOf(world: World, habits: Habits, need: IntervalNeed): Reports {
  const reports = need.kind === 'deployments' ? deployments(world, habits, need) : changes(world, habits, need);
  return failing(need, reports);
}

function* failing(need: IntervalNeed, reports: Reports): Reports {
  for (let next = reports.next(false); next.done !== true; next = reports.next(false)) {
    const fails = yield next.value;
    if (fails) {
      const problem = {
        source: 'github',
        kind: 'unavailable',
        scope: need.scope,
        message: 'Down.',
        retryAt: null,
      } as const;
      yield report(need, { problem });
      return;
    }
  }
}

const report = (need: Need, given: Partial<Report>): Report => ({
  need,
  events: {},
  covered: null,
  baselineKnown: false,
  problem: null,
  ...given,
});

function* deployments(world: World, habits: Habits, need: IntervalNeed): Reports {
  const ofScope = world.deployments.filter(({ repository }) => repository === need.scope);
  const running = new Set(need.bookmark === undefined ? [] : need.bookmark.split(' '));
  const again = ofScope.filter(({ id }) => running.has(id));
  const inside = ofScope
    .filter((one) => contains(need.interval, finishedAt(one)))
    .sort((a, b) => finishedAt(b) - finishedAt(a));
  again.filter(({ status }) => status !== 'pending').forEach(({ id }) => running.delete(id));
  yield report(need, { events: { deployments: again } });
  for (const page of pages(inside, need.interval, finishedAt, habits)) {
    page.events.filter(({ status }) => status === 'pending').forEach(({ id }) => running.add(id));
    yield report(need, {
      events: { deployments: page.events },
      covered: page.covered,
      exhaustive: true,
      ...(habits.bookmarks ? { bookmark: [...running].join(' ') } : {}),
    });
  }
}

/** Bookmark: up to which update, and from when on, all has been told. */
function* changes(world: World, habits: Habits, need: IntervalNeed): Reports {
  const ofScope = world.changes.filter(({ change }) => change.repository === need.scope);
  const start = Math.max(need.interval.to, world.now + 1);
  const [watermark, since] = need.bookmark === undefined ? [0, start] : need.bookmark.split(' ').map(Number);
  const mark = world.updates;
  const news = ofScope.filter(({ change, updated }) => updated > watermark && change.mergedAt >= since);
  const told = (list: readonly Change[], from: Instant): Report =>
    report(need, {
      events: { changes: list, commits: list.map(commitOf) },
      covered: from < need.interval.to ? { from: Math.max(from, need.interval.from), to: need.interval.to } : null,
      bookmark: `${mark} ${from}`,
    });
  yield told(
    news.map(({ change }) => change),
    since
  );
  const older = { from: need.interval.from, to: since };
  const inside = ofScope
    .map(({ change }) => change)
    .filter(({ mergedAt }) => contains(older, mergedAt))
    .sort((a, b) => b.mergedAt - a.mergedAt);
  if (older.from < older.to) {
    let from = since;
    for (const { events, covered } of pages(inside, older, ({ mergedAt }) => mergedAt, habits)) {
      from = covered?.from ?? from;
      yield told(events, from);
    }
  }
}

function* pages<Event>(
  events: readonly Event[],
  interval: Interval,
  at: (event: Event) => Instant,
  { pageSize, progressive }: Habits
): Generator<{ readonly events: readonly Event[]; readonly covered: Interval | null }> {
  let from = 0;
  for (; from + pageSize < events.length; from += pageSize) {
    const page = events.slice(from, from + pageSize);
    const covered = { from: at(page[page.length - 1]), to: interval.to };
    yield { events: page, covered: progressive && covered.from < covered.to ? covered : null };
  }
  yield { events: events.slice(from), covered: interval };
}
