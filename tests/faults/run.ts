import {
  Answer,
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
import { Engine, Progress } from '../../src/engine';
import { HttpClient, HttpRequest } from '../../src/sources';
import { Trouble } from './faults';
import { present } from './organization';
import { Question } from './questions';
import { remembering } from './remembering';
import { untilTheEnd } from './untilTheEnd';

/** An answer to a question, with what was shown before it was complete. */
export interface Told {
  readonly question: Question;
  readonly partial: readonly Progress[];
  readonly last: Progress;
}

export interface Played {
  /** While there is trouble: of each tab that came to an end. */
  readonly during: readonly Told[];
  /** Once the trouble is over; nothing where there was none. */
  readonly afterwards: readonly Told[];
  readonly requests: number;
  /** How often what has to be proved has happened (`Trouble.proof`). */
  readonly strikes: number;
}

export interface Scene {
  readonly organization: Organization;
  readonly trouble: Trouble;
  readonly seed: number;
  /** What everybody asks; the second of two tabs asks `wider` at the same time. */
  readonly numbers: Question;
  readonly other: Question;
  readonly wider: Question;
}

/** More than this, and somebody is going round in circles. */
const mostRequests = 4_000;

/** Between two partial answers, simulated milliseconds: some are judged, not all that could be shown. */
const patience = 3_000;

/** How long the trouble has been over when the same is asked again; a minute after a day, limits are full again. */
const recovery = 26 * 60 * 60_000;

/** Long enough for what is newest to be read again, too short for all of it. */
const moments = 10 * 60_000;

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

/** A browser's page: its own engine, and what it has done. */
interface Page {
  readonly engine: Engine;
  readonly tab: SimulatedTab;
  readonly saves: () => number;
}

/** Rejects when something goes round in circles, waits for ever, or ends without an answer. */
export async function play({ organization, trouble, seed, numbers, other, wider }: Scene): Promise<Played> {
  const clock = new SimulatedClock(present, seed);
  const simulated = simulateInProcess({
    organization,
    clock,
    headersOnErrors: trouble.headersOnErrors,
    faults: { github: trouble.github, pagerduty: trouble.pagerduty },
    latency: () => 40,
    secondaryLimits: null,
    hourlyLimit: 100_000,
    minuteLimit: 100_000,
    around: (upstream, api) => (isStill(trouble) ? remembering(upstream, memories[api]) : upstream),
  });
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const storage = new SimulatedStorage();
  // What is read behind the answers comes in between; not always, because it takes time.
  const sharedReach = seed % 4 === 0;
  let requests = 0;
  let longRanges = 0;
  const client: HttpClient = (request, signal) => {
    requests++;
    longRanges += isLongRange(request) ? 1 : 0;
    if (requests > mostRequests) {
      throw new Error(`It asks without end: more than ${mostRequests} requests.`);
    }
    return simulated.client(request, signal);
  };
  const open = (through = client): Page => {
    const tab = storage.tab();
    let saves = 0;
    const save: SimulatedTab['save'] = (entries) => {
      saves++;
      return tab.save(entries);
    };
    const engine = simulatedEngine({
      client: through,
      clock,
      settings,
      patience,
      sharedReach,
      vault: { ...tab, save },
    });
    return { engine, tab, saves: () => saves };
  };
  const ask = ({ engine }: Page, question: Question, signal = new AbortController().signal) =>
    untilTheEnd(clock, told(engine, question, signal));

  let kills = 0;
  if (trouble.tabs === 'killed') {
    kills = await killed(client, open, (page, signal) => ask(page, numbers, signal), 3 + (seed % 50));
  }
  let page = open();
  const during: Told[] = [];
  let bothSaved = 0;
  if (trouble.tabs === 'two') {
    const second = open();
    during.push(...(await Promise.all([ask(page, numbers), ask(second, wider)])));
    bothSaved = Math.min(page.saves(), second.saves());
  } else {
    during.push(await ask(page, numbers));
  }
  during.push(await ask(page, other));
  if (trouble.looksAgain === true) {
    endTrouble(simulated);
    await clock.sleep(moments);
    page = seed % 3 === 0 ? page : reopened(page, open);
    during.push(await ask(page, numbers));
  }
  const strikes = strikesOf(simulated, trouble, { killed: kills, bothSaved, longRange: longRanges });
  const afterwards: Told[] = [];
  if (strikes > 0) {
    endTrouble(simulated);
    await clock.sleep(recovery);
    if (seed % 2 === 0) {
      // Somebody who comes back another day: all there is is what was kept.
      page = reopened(page, open);
    }
    afterwards.push(await ask(page, seed % 3 === 0 ? other : numbers));
  }
  // What is still read in the background would go on beside the next run.
  clock.hold();
  return { during, afterwards, requests, strikes };
}

/** All a new page has is what was kept. */
function reopened({ tab }: Page, open: () => Page): Page {
  tab.close();
  return open();
}

function strikesOf(
  { faults }: SimulatedClient,
  { proof }: Trouble,
  others: Readonly<Record<'killed' | 'bothSaved' | 'longRange', number>>
): number {
  if (proof === 'killed' || proof === 'bothSaved' || proof === 'longRange') {
    return others[proof];
  }
  return (faults.github.strikes.get(proof) ?? 0) + (faults.pagerduty.strikes.get(proof) ?? 0);
}

const longest = 100 * 86_400_000;

/** One of several windows of a list that PagerDuty would cut to a month, or answer with nothing, if it were asked whole. */
function isLongRange({ upstream, params = {} }: HttpRequest): boolean {
  const [since, until] = [params['since'], params['until']].map((at) => Date.parse(String(at)));
  return upstream === 'pagerduty' && until - since > longest;
}

/** A tab that is closed when it has sent so many requests: what it was doing never ends. How many were: 1, or 0. */
async function killed(
  client: HttpClient,
  open: (through: HttpClient) => Page,
  ask: (page: Page, signal: AbortSignal) => Promise<unknown>,
  after: number
): Promise<number> {
  const controller = new AbortController();
  let sent = 0;
  let isDead = false;
  const page = open((request, signal) => {
    sent++;
    if (sent === after) {
      isDead = true;
      page.tab.close();
      controller.abort();
    }
    return isDead ? new Promise(() => undefined) : client(request, signal);
  });
  await ask(page, controller.signal).catch((error: unknown) => {
    if (!isDead) {
      throw error;
    }
  });
  page.tab.close();
  return isDead ? 1 : 0;
}

function endTrouble({ faults }: SimulatedClient): void {
  faults.github.clear();
  faults.pagerduty.clear();
}

async function told(engine: Engine, question: Question, signal: AbortSignal): Promise<Told> {
  const partial: Progress[] = [];
  for await (const progress of engine.run(question.query, question.context, signal)) {
    if (progress.complete) {
      return { question, partial, last: progress };
    }
    partial.push(progress);
  }
  throw new Error('It ended without a complete answer.');
}
