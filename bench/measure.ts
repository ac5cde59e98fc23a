import { readFileSync } from 'node:fs';
import { Answer, createEngine, Engine } from '../src/engine';
import { Interval } from '../src/events';
import { analyse, deployedAt, Delivery, Observation, summarise } from '../src/metrics';
import {
  decodeSettings,
  DoraSettings,
  fiveMetrics,
  MetricsQuery,
  plainQuery,
  QueryContext,
  resolveOrganization,
} from '../src/query';
import { createStaticFeedSource, DecodedFeed, decodeFeed } from '../src/sources/feed';

/**
 * One size, measured in a process of its own so that its peak memory is its own: `measure.ts FEED SETTINGS FROM TO`
 * prints the figures as JSON. Times are milliseconds of processor time, the best of several runs: the clock on the wall
 * would measure what else the machine does.
 */

export interface Figures {
  /** JSON.parse and decodeFeed of the document: what everything else is compared with. */
  readonly read: number;
  /** From the query to the complete answer, everything fetched from the (already decoded) feed. */
  readonly engine: number;
  /** The same query once more: what a refresh costs. */
  readonly again: number;
  readonly analyse: number;
  readonly summarise: number;
  /** Resident set at its highest, in MB: after reading, and in the end. */
  readonly readPeak: number;
  readonly enginePeak: number;
  /** Live heap after a collection, in MB: the decoded events, and what the engine keeps on top. */
  readonly eventsHeap: number;
  readonly engineHeap: number;
  /** Rows with a value. */
  readonly rows: number;
  readonly notices: readonly string[];
}

const week = 7 * 86_400_000;
const window = 90 * 86_400_000;
const timeZone = 'Europe/Berlin';

async function measure(feedPath: string, settingsPath: string, context: QueryContext): Promise<Figures> {
  const { settings } = decodeSettings(JSON.parse(readFileSync(settingsPath, 'utf8')));
  const document = () => JSON.parse(readFileSync(feedPath, 'utf8'));
  const reading = measureReading(readFileSync(feedPath, 'utf8'));
  const parts = measureParts(decodeFeed(document()), settings, context);
  return { ...reading, ...parts, ...(await measureEngine(document(), settings, context)) };
}

function measureReading(text: string): Pick<Figures, 'read' | 'readPeak'> {
  return { read: best(3, () => decodeFeed(JSON.parse(text))), readPeak: peak() };
}

function measureParts(
  feed: DecodedFeed,
  settings: DoraSettings,
  context: QueryContext
): Pick<Figures, 'analyse' | 'summarise'> {
  const ownership = resolveOrganization(settings, feed.directory);
  return {
    analyse: best(3, () => analyse(feed.events, ownership)),
    summarise: best(3, summarisingOf(analyse(feed.events, ownership), context)),
  };
}

type EngineFigures = Omit<Figures, 'read' | 'readPeak' | 'analyse' | 'summarise'>;

async function measureEngine(document: unknown, settings: DoraSettings, context: QueryContext): Promise<EngineFigures> {
  const empty = liveHeap();
  const source = createStaticFeedSource([{ name: 'bench', document }]);
  const before = liveHeap();
  let first = Infinity;
  let again = Infinity;
  let engine = createEngine({ sources: [source], settings, clock: { now: () => context.now } });
  let answer = await answerOf(engine, context);
  for (let run = 0; run < 3; run++) {
    engine = createEngine({ sources: [source], settings, clock: { now: () => context.now } });
    const started = cpuTime();
    await answerOf(engine, context);
    const finished = cpuTime();
    answer = await answerOf(engine, context);
    first = Math.min(first, finished - started);
    again = Math.min(again, cpuTime() - finished);
  }
  return {
    engine: first,
    again,
    enginePeak: peak(),
    eventsHeap: before - empty,
    engineHeap: liveHeap() - before,
    rows: answer.rows.filter((row) => row.value !== null).length,
    notices: answer.notices.map((notice) => notice.text),
  };
}

async function answerOf(engine: Engine, context: QueryContext): Promise<Extract<Answer, { type: 'metrics' }>> {
  const query: MetricsQuery = {
    ...plainQuery('metrics'),
    metrics: fiveMetrics,
    groupBy: ['team'],
    interval: 'week',
    windowDays: 90,
  };
  let last = null;
  for await (const progress of engine.run(query, context, new AbortController().signal)) {
    last = progress;
  }
  if (last === null || !last.complete || last.problems.length > 0 || last.answer.type !== 'metrics') {
    throw new Error(`The engine gave no complete answer: ${JSON.stringify(last?.problems)}`);
  }
  return last.answer;
}

/** `summarise` alone, as often as five metrics of every team ask for it: weekly points over 90 days each. */
function summarisingOf(delivery: Delivery, context: QueryContext): () => void {
  const teams = new Map<string, { counts: Observation[]; durations: Observation[] }>();
  const of = (names: readonly string[]) => {
    const name = names[0] ?? '';
    const known = teams.get(name) ?? { counts: [], durations: [] };
    teams.set(name, known);
    return known;
  };
  for (const fact of delivery.deployments) {
    of(fact.teams).counts.push({ at: fact.deployment.finishedAt ?? 0, value: fact.hits.length > 0 ? 1 : 0 });
  }
  for (const fact of delivery.changes) {
    const at = deployedAt(fact);
    if (at !== null && fact.leadTime !== null) {
      of(fact.teams).durations.push({ at, value: fact.leadTime });
    }
  }
  const periods: Interval[] = [];
  for (let to = context.from; to <= context.to; to += week) {
    periods.push({ from: to - window, to });
  }
  const options = { intervals: false, seed: 'bench', timeZone };
  return () => {
    for (const { counts, durations } of teams.values()) {
      summarise(counts, periods, { kind: 'count' }, options);
      summarise(counts, periods, { kind: 'share' }, options);
      summarise(counts, periods, { kind: 'share' }, options);
      summarise(durations, periods, { kind: 'duration', statistic: 'median' }, options);
      summarise(durations, periods, { kind: 'duration', statistic: 'median' }, options);
    }
  };
}

function best(times: number, work: () => unknown): number {
  let shortest = Infinity;
  for (let run = 0; run < times; run++) {
    const started = cpuTime();
    work();
    shortest = Math.min(shortest, cpuTime() - started);
  }
  return shortest;
}

/** Milliseconds of processor time, collection of garbage included. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** MB. `maxRSS` is in kilobytes. */
const peak = () => process.resourceUsage().maxRSS / 1024;

function liveHeap(): number {
  if (globalThis.gc === undefined) {
    throw new Error('Run with --expose-gc: without a collection the heap says nothing.');
  }
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const [feedPath, settingsPath, from, to] = process.argv.slice(2);
measure(feedPath, settingsPath, { from: Number(from), to: Number(to), now: Number(to), timeZone }).then(
  (figures) => process.stdout.write(`${JSON.stringify(figures)}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  }
);
