import {
  generateLargeOrganization,
  Organization,
  settingsFor,
  SimulatedClock,
  simulatedEngine,
  simulatedOrigin,
  SimulatedStorage,
  simulateInProcess,
} from '../../simulator';
import { Engine, Progress } from '../../src/engine';
import { Interval } from '../../src/events';
import { DoraQuery, DoraSettings, plainQuery, QueryContext } from '../../src/query';
import { HttpClient, Source, Upstream } from '../../src/sources';
import { askedKey, Bound, boundOfLoad, boundOfRefresh, naiveCalls } from './bound';
import { Kind, kindsOf } from './kinds';

/** One step: what it took of the upstreams. */
export interface Step {
  readonly name: string;
  readonly calls: Readonly<Record<Upstream, number>>;
  readonly points: Readonly<Record<Upstream, number>>;
  readonly byKind: Readonly<Partial<Record<Kind, number>>>;
  readonly byPurpose: ReadonlyArray<readonly [purpose: string, calls: number]>;
  /** Requests that a limit refused. */
  readonly refusals: number;
  readonly mostAtOnce: number;
  /** Simulated seconds. */
  readonly seconds: number;
  readonly problems: readonly string[];
}

export interface Figures {
  readonly repositories: number;
  readonly days: number;
  readonly steps: readonly Step[];
  /** Requests sent, and simulated seconds, until a cold dashboard shows its first number; null: it shows none. */
  readonly firstNumber: { readonly github: number; readonly pagerduty: number; readonly seconds: number } | null;
  readonly naive: number;
  readonly load: ReadonlyArray<readonly [kind: Kind, bound: Bound]>;
  readonly refresh: ReadonlyArray<readonly [kind: Kind, bound: Bound]>;
  /** Of the oldest thing that was asked for. */
  readonly reachDays: number;
  /** Live heap that the engine keeps, and what the vault holds. MB. */
  readonly engineHeap: number;
  readonly vaultSize: number;
}

const day = 86_400_000;
const hour = 3_600_000;
const start = Date.parse('2026-11-23T12:00:00Z');
const upstreams: readonly Upstream[] = ['github/graphql', 'github/rest', 'pagerduty', 'feed'];

const panel: DoraQuery = { ...plainQuery('metrics'), groupBy: ['team'] };
const secondPanel: DoraQuery = { ...plainQuery('metrics'), interval: 'week', groupBy: ['repository'] };
const secondDashboard: readonly DoraQuery[] = [
  plainQuery('deployments'),
  plainQuery('changes'),
  plainQuery('incidents'),
  { ...plainQuery('metrics'), metrics: ['timeToRestore'] },
];

/** A dashboard of so many repositories and days: first load, second panel, second dashboard, reload, and an hour later. */
export async function measure(repositories: number, days: number): Promise<Figures> {
  const organization = generateLargeOrganization({
    seed: 7,
    now: start,
    // A first load of 500 repositories takes hours within the limits; what happens meanwhile has to be there.
    until: start + 24 * hour,
    // The period before, and what lies before that: repairs, predecessors.
    days: 2 * days + 60,
    repositories,
  });
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const firstNumber = await untilFirstNumber(organization, settings, days);
  const clock = new SimulatedClock(start);
  const simulated = simulateInProcess({ organization, clock });
  const storage = new SimulatedStorage();
  /** What the questions themselves ask for, and that with what is read behind them for the panels that usually follow. */
  const asked = new Map<string, Interval>();
  const everything = new Map<string, Interval>();
  let byKind = new Map<Kind, number>();

  const client: HttpClient = (request, signal) => {
    const read = kindsOf(request);
    read.forEach((kind) => byKind.set(kind, (byKind.get(kind) ?? 0) + 1 / read.length));
    return simulated.client(request, signal);
  };
  const around = (source: Source): Source => ({
    ...source,
    fetch(needs, signal, urgency) {
      for (const need of needs) {
        if (need.kind !== 'comparisons') {
          const lists = urgency?.() === 'background' ? [everything] : [asked, everything];
          lists.forEach((list) => widen(list, askedKey(need.kind, need.scope), need.interval));
        }
      }
      return source.fetch(needs, signal, urgency);
    },
  });
  // Working out a partial answer takes no simulated time: as often as people see one, most of the real time goes into it.
  const patience = 600_000;
  const open = () => simulatedEngine({ client, clock, settings, vault: storage.tab(), around, patience });

  async function step(name: string, engine: Engine, queries: readonly DoraQuery[]): Promise<Step> {
    const problems = new Set<string>();
    return counted(name, problems, async () => {
      for (const query of queries) {
        for await (const progress of engine.run(query, contextAt(clock, days), new AbortController().signal)) {
          if (progress.complete) {
            progress.problems.forEach(({ message }) => problems.add(message));
          }
        }
      }
      return clock.now();
    });
  }

  /** What is read while nobody waits, until nothing has been asked for longer than any limit holds it back. */
  function behind(name: string): Promise<Step> {
    return counted(name, new Set(), async () => {
      const sum = () => upstreams.reduce((all, upstream) => all + simulated.count(upstream).requests, 0);
      let lastAt = clock.now();
      for (let seen = 0; clock.now() - lastAt < 2 * hour;) {
        await clock.sleep(hour / 12);
        lastAt = sum() === seen ? lastAt : clock.now();
        seen = sum();
      }
      return lastAt;
    });
  }

  /** `work` resolves with when it was over. */
  async function counted(name: string, problems: ReadonlySet<string>, work: () => Promise<number>): Promise<Step> {
    simulated.recount();
    byKind = new Map();
    const beganAt = clock.now();
    const endedAt = await work();
    process.stderr.write(`  ${name}: ${Math.round((endedAt - beganAt) / 1_000)} simulated seconds\n`);
    const counts = upstreams.map((upstream) => [upstream, simulated.count(upstream)] as const);
    return {
      name,
      calls: recordOf(counts.map(([upstream, { requests }]) => [upstream, requests])),
      points: recordOf(counts.map(([upstream, { points }]) => [upstream, points])),
      byKind: Object.fromEntries(byKind),
      byPurpose: counts.flatMap(([upstream, count]) =>
        [...count.byPurpose].map(([purpose, calls]) => [`${upstream} ${purpose}`, calls] as const)
      ),
      refusals: counts.reduce((sum, [, { refusals }]) => sum + [...refusals.values()].reduce((a, b) => a + b, 0), 0),
      mostAtOnce: Math.max(...counts.map(([, { mostAtOnce }]) => mostAtOnce)),
      seconds: (endedAt - beganAt) / 1_000,
      problems: [...problems],
    };
  }

  const heapBefore = liveHeap();
  const engine = open();
  const steps = [await step('first load', engine, [panel])];
  const loadedAt = clock.now();
  const load = boundOfLoad(organization, asked, loadedAt);
  const reachDays = (start - Math.min(...[...asked.values()].map(({ from }) => from))) / day;
  steps.push(await behind('read behind it'));
  const engineHeap = liveHeap() - heapBefore;
  // What was read first has gone stale while the rest was read.
  steps.push(await step('refresh at once', engine, [panel]));
  steps.push(await step('second panel', engine, [secondPanel]));
  steps.push(await step('second dashboard', engine, secondDashboard));
  steps.push(await step('reload', open(), [panel]));
  const refreshedAt = clock.now();
  await clock.sleep(hour);
  steps.push(await step('refresh after an hour', engine, [panel]));
  const refresh = boundOfRefresh(organization, everything, refreshedAt, clock.now());
  steps.push(await step('second panel after it', engine, [secondPanel]));
  steps.push(await step('reload after it', open(), [panel]));
  return {
    repositories,
    days,
    steps,
    firstNumber,
    naive: naiveCalls(organization, days, loadedAt),
    load: [...load],
    refresh: [...refresh],
    reachDays,
    engineHeap,
    vaultSize: storage.size / 1e6,
  };
}

function widen(list: Map<string, Interval>, key: string, { from, to }: Interval): void {
  const known = list.get(key);
  list.set(key, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
}

function contextAt(clock: SimulatedClock, days: number): QueryContext {
  return { from: clock.now() - days * day, to: clock.now(), timeZone: 'UTC', now: clock.now() };
}

/** A dashboard of three panels of its own, left as soon as one of them shows a number. */
async function untilFirstNumber(
  organization: Organization,
  settings: DoraSettings,
  days: number
): Promise<Figures['firstNumber']> {
  const clock = new SimulatedClock(start);
  const { client, count } = simulateInProcess({ organization, clock });
  const engine = simulatedEngine({ client, clock, settings, patience: 0 });
  const controller = new AbortController();
  let first: Figures['firstNumber'] = null;
  const watch = async (query: DoraQuery) => {
    try {
      for await (const progress of engine.run(query, contextAt(clock, days), controller.signal)) {
        if (first === null && hasNumber(progress)) {
          const [graphql, rest, pagerduty] = upstreams.map((upstream) => count(upstream).requests);
          first = { github: graphql + rest, pagerduty, seconds: (clock.now() - start) / 1_000 };
          controller.abort();
        }
      }
    } catch (error) {
      if (!controller.signal.aborted) {
        throw error;
      }
    }
  };
  await Promise.all([panel, secondPanel, { ...panel, groupBy: ['repository' as const] }].map(watch));
  return first;
}

function recordOf(entries: ReadonlyArray<readonly [Upstream, number]>): Record<Upstream, number> {
  return { 'github/rest': 0, 'github/graphql': 0, pagerduty: 0, feed: 0, ...Object.fromEntries(entries) };
}

function hasNumber({ answer }: Progress): boolean {
  return answer.type === 'metrics' && answer.rows.some(({ value }) => value !== null);
}

function liveHeap(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function main(): Promise<void> {
  const figures = await measure(Number(process.argv[2]), Number(process.argv[3]));
  process.stdout.write(JSON.stringify(figures));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
