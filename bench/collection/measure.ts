import { setMaxListeners } from 'node:events';
import {
  nextWorkingDayAt,
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
import { benchStart, simulatedOrganization } from '../simulatedOrganization';
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

/** The answers that have come, and the simulated seconds, when a cold dashboard shows its first number. */
export interface FirstNumber {
  readonly answers: Readonly<Record<Upstream, number>>;
  readonly seconds: number;
}

export interface Figures {
  readonly repositories: number;
  readonly days: number;
  readonly steps: readonly Step[];
  /** Null: a cold dashboard shows none. */
  readonly firstNumber: FirstNumber | null;
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
  const organization = simulatedOrganization(repositories, days);
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const firstNumber = await untilFirstNumber(organization, settings, days);
  const clock = new SimulatedClock(benchStart);
  const simulated = simulateInProcess({ organization, clock });
  const storage = new SimulatedStorage();
  const asked = new Map<string, Interval>();
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
          const key = askedKey(need.kind, need.scope);
          const known = asked.get(key);
          const [from, to] = [need.interval.from, need.interval.to];
          asked.set(key, { from: Math.min(from, known?.from ?? from), to: Math.max(to, known?.to ?? to) });
        }
      }
      return source.fetch(needs, signal, urgency);
    },
  });
  // Working out a partial answer takes no simulated time: as often as people see one, most of the real time goes into it.
  const patience = 600_000;
  let close = () => {};
  /** Opens the page anew: the one before ends, with whatever it was reading. */
  const open = () => {
    close();
    const tab = storage.tab();
    let isOpen = true;
    close = () => {
      isOpen = false;
      tab.close();
    };
    const own: HttpClient = (request, signal) => (isOpen ? client(request, signal) : new Promise(() => undefined));
    return simulatedEngine({ client: own, clock, settings, vault: tab, around, patience });
  };

  /** Nobody reloads in the very instant of the answer: what it has found out is saved a second later. */
  const reopen = async () => {
    await clock.sleep(5_000);
    return open();
  };

  const total = () => upstreams.reduce((sum, upstream) => sum + simulated.count(upstream).requests, 0);

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
    });
  }

  /** Until nothing has been asked for longer than an hour's budget lasts. */
  async function untilQuiet(): Promise<void> {
    for (let [seen, hours] = [-1, 0]; seen !== total() && hours < 36; hours++) {
      seen = total();
      await clock.sleep(1.2 * hour);
    }
  }

  async function counted(name: string, problems: ReadonlySet<string>, work: () => Promise<void>): Promise<Step> {
    simulated.recount();
    byKind = new Map();
    const beganAt = clock.now();
    await work();
    process.stderr.write(`  ${name}: ${Math.round((clock.now() - beganAt) / 1_000)} simulated seconds\n`);
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
      seconds: (clock.now() - beganAt) / 1_000,
      problems: [...problems],
    };
  }

  let engine = open();
  const steps = [await step('first load', engine, [panel])];
  steps.push(await counted('read behind it', new Set(), untilQuiet));
  const loadedAt = clock.now();
  const load = boundOfLoad(organization, new Map(asked), loadedAt);
  const reachDays = (benchStart - Math.min(...[...asked.values()].map(({ from }) => from))) / day;
  // What was read first has gone stale while the rest was read.
  steps.push(await step('refresh at once', engine, [panel]));
  steps.push(await step('second panel', engine, [secondPanel]));
  steps.push(await step('second dashboard', engine, secondDashboard));
  // A page that knows everything already: what it holds is what a page holds, without what simulating it takes.
  const heapBefore = liveHeap();
  const before = engine;
  engine = await reopen();
  steps.push(await step('reload', engine, [panel]));
  const engineHeap = before === engine ? 0 : liveHeap() - heapBefore;
  // What an hour brings while people work.
  await clock.sleep(nextWorkingDayAt(clock.now(), 14) - clock.now());
  steps.push(await step('the next day', engine, [panel]));
  const knownAt = clock.now();
  await clock.sleep(hour);
  steps.push(await step('refresh after an hour', engine, [panel]));
  const refresh = boundOfRefresh(organization, asked, knownAt, clock.now());
  steps.push(await step('second panel after it', engine, [secondPanel]));
  steps.push(await step('reload after it', await reopen(), [panel]));
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

function contextAt(clock: SimulatedClock, days: number): QueryContext {
  return { from: clock.now() - days * day, to: clock.now(), timeZone: 'UTC', now: clock.now() };
}

/** A dashboard of three panels of its own, left as soon as one of them shows a number. */
export async function untilFirstNumber(
  organization: Organization,
  settings: DoraSettings,
  days: number
): Promise<Figures['firstNumber']> {
  const clock = new SimulatedClock(benchStart);
  const { client } = simulateInProcess({ organization, clock });
  const answers = recordOf([]);
  const counting: HttpClient = async (request, signal) => {
    const answer = await client(request, signal);
    answers[request.upstream]++;
    return answer;
  };
  const engine = simulatedEngine({ client: counting, clock, settings, patience: 0 });
  const controller = new AbortController();
  let first: FirstNumber | null = null;
  const watch = async (query: DoraQuery) => {
    for await (const progress of engine.run(query, contextAt(clock, days), controller.signal)) {
      if (first === null && hasNumber(progress)) {
        first = { answers: { ...answers }, seconds: (clock.now() - benchStart) / 1_000 };
        controller.abort();
        clock.hold();
      }
    }
  };
  const queries = [panel, secondPanel, { ...panel, groupBy: ['repository' as const] }];
  for (const outcome of await Promise.allSettled(queries.map(watch))) {
    if (outcome.status === 'rejected' && !controller.signal.aborted) {
      throw outcome.reason;
    }
  }
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
  // One signal cancels dozens of requests at once; Node takes more than ten listeners on it for a leak.
  setMaxListeners(0);
  const figures = await measure(Number(process.argv[2]), Number(process.argv[3]));
  process.stdout.write(JSON.stringify(figures));
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}
