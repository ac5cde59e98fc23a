import {
  Answer,
  fullName,
  Organization,
  settingsFor,
  SimulatedClient,
  SimulatedClock,
  simulatedEngine,
  simulatedOrigin,
  SimulatedStorage,
  SimulatedTab,
  simulateInProcess,
} from '../../simulator';
import { Progress } from '../../src/engine';
import { fiveMetrics, plainQuery, QueryContext } from '../../src/query';
import { HttpClient } from '../../src/sources';
import { Trouble, troubleOf } from './faults';
import { mistakesIn } from './judge';
import { remembering } from './remembering';
import { present, tinyOrganization } from './organization';

/**
 * The fault matrix: an organisation is read while something goes wrong, and the numbers are compared with those of a run
 * in which nothing did. Each must be equal, or marked, and what is missing must be named: never a wrong number without a
 * notice. Then the trouble ends, and the same is asked again of what was kept.
 */

export interface MatrixOptions {
  /** Names of `troubleNames`. */
  readonly faults: readonly string[];
  /** Shares of requests, 0 to 1. */
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
  /** Called after each run. */
  readonly onRun?: (run: Run) => void;
}

export interface Run {
  readonly fault: string;
  readonly rate: number;
  readonly seed: number;
  /** Empty: as it should be. */
  readonly mistakes: readonly string[];
  /** All numbers equal those of the run without trouble; not so: some are marked. */
  readonly isWhole: boolean;
  readonly requests: number;
}

const day = 86_400_000;
const context: QueryContext = { from: present - 14 * day, to: present, timeZone: 'UTC', now: present };
const query = { ...plainQuery('metrics'), metrics: fiveMetrics, groupBy: ['repository' as const] };

/** More than this, and somebody is going round in circles. */
const mostRequests = 4_000;

/** How long the trouble has been over when the same is asked again; a minute after a day, limits are full again. */
const recovery = 26 * 60 * 60_000;

let prepared: Promise<{ readonly organization: Organization; readonly right: Progress }> | null = null;

async function prepare() {
  const organization = tinyOrganization();
  const trouble: Trouble = { name: 'none', github: [], pagerduty: [] };
  const { answers } = await play(organization, trouble, 1);
  return { organization, right: answers[0] };
}

/** Runs every fault at every rate with every seed. */
export async function runMatrix({ faults, rates, seeds, onRun }: MatrixOptions): Promise<readonly Run[]> {
  prepared ??= prepare();
  const { organization, right } = await prepared;
  const names = organization.repositories.map(fullName);
  const runs: Run[] = [];
  for (const fault of faults) {
    for (const rate of rates) {
      for (const seed of seeds) {
        const run = await runOne(organization, right, troubleOf(fault, rate, seed, names), rate, seed);
        runs.push(run);
        onRun?.(run);
      }
    }
  }
  return runs;
}

async function runOne(
  organization: Organization,
  right: Progress,
  trouble: Trouble,
  rate: number,
  seed: number
): Promise<Run> {
  const run = { fault: trouble.name, rate, seed };
  try {
    const { answers, afterwards, requests } = await play(organization, trouble, seed);
    const mistakes = [
      ...answers.flatMap((answer) => mistakesIn(answer, right, organization)),
      ...mistakesIn(afterwards, right, organization).map((text) => `afterwards ${text}`),
    ];
    const isWhole = answers.every((answer) => JSON.stringify(answer.answer.rows) === JSON.stringify(right.answer.rows));
    return { ...run, mistakes, isWhole, requests };
  } catch (error) {
    return { ...run, mistakes: [error instanceof Error ? error.message : String(error)], isWhole: false, requests: 0 };
  }
}

const memories = {
  github: new Map<string, Answer>(),
  pagerduty: new Map<string, Answer>(),
  feed: new Map<string, Answer>(),
};

/** Nothing but the answers' way is troubled. */
function isStill({ github, pagerduty }: Trouble): boolean {
  const moving = ['touched', 'skewed', 'hidden'];
  return ![...github, ...pagerduty].some(({ kind }) => moving.includes(kind));
}

interface Played {
  /** Of each tab that came to an end. */
  readonly answers: readonly Progress[];
  /** What is said once the trouble is over. */
  readonly afterwards: Progress;
  readonly requests: number;
}

async function play(organization: Organization, trouble: Trouble, seed: number): Promise<Played> {
  const clock = new SimulatedClock(present, seed);
  const { github, pagerduty, headersOnErrors } = trouble;
  const simulated = simulateInProcess({
    organization,
    clock,
    headersOnErrors,
    faults: { github, pagerduty },
    latency: () => 40,
    secondaryLimits: null,
    hourlyLimit: 100_000,
    minuteLimit: 100_000,
    around: (upstream, api) => (isStill(trouble) ? remembering(upstream, memories[api]) : upstream),
  });
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const storage = new SimulatedStorage();
  const page = (tab: SimulatedTab, client: HttpClient) => simulatedEngine({ client, clock, settings, vault: tab });
  let requests = 0;
  const client: HttpClient = (request, signal) => {
    requests++;
    if (requests > mostRequests) {
      throw new Error(`It asks without end: more than ${mostRequests} requests.`);
    }
    return simulated.client(request, signal);
  };
  const ask = (engine: ReturnType<typeof page>, signal = new AbortController().signal) =>
    untilTheEnd(clock, lastOf(engine.run(query, context, signal)));

  let first = page(storage.tab(), client);
  const answers: Progress[] = [];
  if (trouble.tabs === 'killed') {
    await killed(storage, client, page, ask, 3 + (seed % 40));
    first = page(storage.tab(), client);
  }
  if (trouble.tabs === 'two') {
    answers.push(...(await Promise.all([ask(first), ask(page(storage.tab(), client))])));
  } else {
    answers.push(await ask(first));
  }
  endTrouble(simulated);
  await clock.sleep(recovery);
  return { answers, afterwards: await ask(first), requests };
}

/** A tab that is closed when it has sent so many requests. What it was waiting for never comes. */
async function killed(
  storage: SimulatedStorage,
  client: HttpClient,
  page: (tab: SimulatedTab, client: HttpClient) => ReturnType<typeof simulatedEngine>,
  ask: (engine: ReturnType<typeof simulatedEngine>, signal: AbortSignal) => Promise<Progress>,
  after: number
): Promise<void> {
  const tab = storage.tab();
  const controller = new AbortController();
  let sent = 0;
  const mortal: HttpClient = (request, signal) => {
    sent++;
    if (sent === after) {
      tab.close();
      controller.abort();
    }
    return client(request, signal);
  };
  await ask(page(tab, mortal), controller.signal).catch(() => undefined);
}

function endTrouble({ faults }: SimulatedClient): void {
  faults.github.clear();
  faults.pagerduty.clear();
}

async function lastOf(progress: AsyncIterable<Progress>): Promise<Progress> {
  let last: Progress | null = null;
  for await (const each of progress) {
    last = each;
  }
  if (last === null || !last.complete) {
    throw new Error('It ended without a complete answer.');
  }
  return last;
}

/** Rejects when nobody sleeps and nothing runs any more: what is waited for would never come. */
async function untilTheEnd<Result>(clock: SimulatedClock, work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const done = work.finally(() => (isOver = true));
  const stuck = async (): Promise<never> => {
    for (let silent = 0; silent < 5_000; silent = clock.sleeping > 0 ? 0 : silent + 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isOver) {
        return new Promise<never>(() => undefined);
      }
    }
    throw new Error('It waits for something that never comes.');
  };
  return Promise.race([done, stuck()]);
}
