import { Instant, Interval } from '../events';
import { Slices } from '../metrics';
import { DoraQuery, DoraSettings, EventQuery, QueryContext } from '../query';
import { Clock, ConnectionReport, createMeter, Meter, Need, Source } from '../sources';
import { EventStore, noVault, Snapshot, Standing, Vault } from '../store';
import { Answerer, experimentsAnswer, Situation } from './answer';
import { Progress } from './answers';
import { Atlas, Cartographer } from './atlas';
import { demandOf } from './demand';
import { Filler } from './filler';
import { Breath, Pace } from './pace';
import { Patience } from './patience';
import { earliestOf, periodOfItems, periodsOf } from './periods';
import { variantsOf } from './variants';
import { Plan } from './plan';
import { Tally } from './tally';
import { heldRepositories, urgencyOf } from './urgency';

export interface EngineOptions {
  readonly sources: readonly Source[];
  readonly settings: DoraSettings;
  /** Without an alarm of its own it rings in real time. */
  readonly clock: Pick<Clock, 'now'> & Partial<Pick<Clock, 'alarm'>>;
  /** Least time between two partial answers of one query; the first comes as soon as there is anything. Milliseconds. */
  readonly patience?: number;
  /**
   * Many queries over one time range are expected (a dashboard): once a query is answered, what the usual others will need
   * is read behind it, and nobody waits for that.
   */
  readonly sharedReach?: boolean;
  /** How long reading behind goes on after the last query. Default: a quarter of an hour. Milliseconds. */
  readonly readsBehindFor?: number;
  /** Where what was fetched outlives the page; default: nowhere. */
  readonly vault?: Vault;
  /** The one the sources' transports share; default: one that hears of nothing. */
  readonly meter?: Meter;
  /** How the store waits so many milliseconds; default: in real time. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** How work pauses for the page; default: by the machine's own means. */
  readonly breath?: Breath;
}

/** One per data source: all panels share what it has fetched and worked out. */
export interface Engine {
  /**
   * Answers a query. Yields partial answers while events are fetched and the complete one last; a partial answer
   * holds what is known so far and marks what is not. Throws only when cancelled.
   */
  run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncIterable<Progress>;
  /**
   * Works out what is made of an answer, at the pace of the engine's own work: the page stays alive. Throws only when
   * cancelled, and what the work throws.
   */
  work<Result>(slices: Slices<Result>, signal: AbortSignal): Promise<Result>;
  /** What can be asked about, for pickers and variables. */
  directory(signal: AbortSignal): Promise<Atlas>;
  /** Each connection separately. */
  test(signal: AbortSignal): Promise<readonly ConnectionReport[]>;
  /** Another engine answers in its place: only what somebody still waits for goes on. */
  retire(): void;
}

/** Who leaves and comes back soon finds more there; who does not come back leaves the budget to others. */
const usuallyBackWithin = 15 * 60_000;

/** Each round can only ask for what the round before has shown to be missing; more would mean a source that lies. */
const mostRounds = 24;

/** Needs looked up in one step. */
const needsAStep = 100;

export function createEngine(options: EngineOptions): Engine {
  const now = () => options.clock.now();
  const { sources, settings, patience = 700, vault = noVault, meter = createMeter() } = options;
  const { readsBehindFor = usuallyBackWithin } = options;
  const store = new EventStore({ sources, now, vault, pause: options.pause, alarm: options.clock.alarm });
  const cartographer = new Cartographer(sources, settings, now, vault);
  const pace = new Pace(options.breath);
  const answerer = new Answerer(settings);
  let lookedAt = now();
  let looking = 0;
  const isLookedAt = () => looking > 0 || now() - lookedAt <= readsBehindFor;
  const filler = new Filler((needs, signal) => store.readBehind(needs, signal), isLookedAt);

  /** Answers within one atlas; the last answer is complete as far as this atlas goes. */
  async function* runIn(atlas: Atlas, asking: Asking, tally: Tally): AsyncGenerator<Progress> {
    const { query, context, signal, began } = asking;
    const { territory, surroundings, scope } = atlas.territoryOf(query.filters);
    const demand = demandOf(query);
    // What is laid to a deployment may have come of another one than those asked for.
    const read = demand.deployments && demand.incidents ? surroundings() : territory;
    const since = sinceOf(query, context);
    const until = Math.ceil(now() / minute) * minute;
    const plan = new Plan(read, demand, since, until);
    const answering = new Patience(now, patience);

    const situationOf = (snapshot: Snapshot, { known, coverage }: Knowledge, isComplete: boolean): Situation => ({
      atlas,
      territory,
      read,
      scope,
      since,
      snapshot,
      spanOf: (repository) => plan.spanOf(repository),
      needs: plan.needs,
      isKnown: (need) => known.has(need),
      // What a token may never see is said in a notice; it makes no number one that may still change.
      isFlawed: (need) => (store.flawOf(need)?.kind ?? 'forbidden') !== 'forbidden',
      coveredOf: (need) => coverage.get(need) ?? [],
      lookedAt: (need) => store.lookedAt(need),
      problems: () => [...atlas.problems, ...store.problemsOf(plan.needs)],
      upstreamUse: () => meter.use(),
      isComplete,
    });
    function* answered(knowledge: Knowledge, complete: boolean): Slices<Progress> {
      const { needs } = plan;
      const situation = situationOf(store.snapshot(), knowledge, complete);
      return {
        answer: yield* answerer.answer(query, context, situation),
        complete,
        problems: [...atlas.problems, ...store.problemsOf(needs)],
        ...tally.progress(needs, knowledge.known, complete, now()),
      };
    }
    // Before the events are looked at: what comes in meanwhile is shown at the worst without being called known.
    const partlyAnswered = function* (): Slices<Progress> {
      return yield* answered(yield* knowledgeOf(plan.needs), false);
    };
    function* extended(isReady: (repository: string) => boolean): Slices<boolean> {
      const situation = situationOf(store.snapshot(), nothingKnown, false);
      return yield* plan.extend(yield* answerer.analyses(situation), isReady);
    }
    const isToTell = ({ complete, waitingUntil }: Standing) =>
      !complete && (waitingUntil !== null || isAnythingThere(plan.needs));
    // What was read in one round is current enough for the next: all that is asked for ends where the first began.
    const ensured = () => store.ensure(plan.needs, signal, urgencyOf(plan.needs, store), began);
    await pace.turn(signal);
    let standings = ensured();
    let knowledge = nothingKnown;
    let isUntold = false;
    try {
      for (let round = 1, isNewRound = true; ;) {
        // What came too soon after an answer is told when the next is due: nothing else may come for long.
        const step = await standings.next(isUntold ? answering.left() : undefined);
        await pace.turn(signal);
        const isOver = step.done === true;
        if (isOver) {
          // At once: a minute later another panel may have begun to renew the same.
          knowledge = await pace.walk(knowledgeOf(plan.needs), signal);
        } else {
          tally.note(step.value, now());
        }
        // What is there from before shows what it lacks before anything is renewed.
        const held = isOver || !isNewRound ? null : heldRepositories(plan.needs, store);
        const isReady = (repository: string) => held === null || held.has(repository);
        if ((isOver || (held !== null && held.size > 0)) && round < mostRounds) {
          if (await pace.walk(extended(isReady), signal)) {
            await pace.turn(signal);
            const next = ensured();
            // Begun before the other is given up: what is under way for it goes on.
            const first = await next.next();
            await standings.return(undefined);
            standings = next;
            if (first.done !== true) {
              tally.note(first.value, now());
              isUntold = isToTell(first.value);
            }
            round++;
            isNewRound = true;
            continue;
          }
        }
        isNewRound = false;
        if (isOver) {
          break;
        }
        isUntold = isToTell(step.value);
        if (isUntold && answering.isOver()) {
          const began = now();
          yield await pace.walk(partlyAnswered(), signal);
          answering.shown(began);
          isUntold = false;
        }
      }
    } finally {
      await standings.return(undefined);
    }
    if (options.sharedReach === true) {
      filler.fill(new Plan(read, demand, sharedReach(since, context), until).needs);
    }
    yield await pace.walk(answered(knowledge, true), signal);
  }

  function* knowledgeOf(needs: readonly Need[]): Slices<Knowledge> {
    const known = new Set<Need>();
    const coverage = new Map<Need, readonly Interval[]>();
    for (const [index, need] of needs.entries()) {
      if (store.isKnown(need)) {
        known.add(need);
      } else {
        coverage.set(need, store.coveredOf(need));
      }
      if (index % needsAStep === 0) {
        yield;
      }
    }
    return { known, coverage };
  }

  function isAnythingThere(needs: readonly Need[]): boolean {
    return needs.some((need) => store.coveredOf(need).length > 0);
  }

  async function* run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncGenerator<Progress> {
    looking++;
    try {
      yield* answers(query, context, signal);
    } finally {
      looking--;
      lookedAt = now();
    }
  }

  async function* answers(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncGenerator<Progress> {
    const began = now();
    const tally = new Tally();
    if (query.queryType === 'experiments') {
      // Everything is in the settings: not even the list of repositories is waited for.
      const answer = experimentsAnswer(settings, query, context);
      yield { answer, complete: true, problems: [], ...tally.progress([], new Set(), true, now()) };
      return;
    }
    let atlas = await cartographer.atlas(signal);
    await pace.turn(signal);
    for (;;) {
      for await (const progress of runIn(atlas, { query, context, signal, began }, tally)) {
        if (!progress.complete) {
          yield progress;
          continue;
        }
        // What was kept from the last visit may be out of date: nothing is final before it has been looked at again.
        if (cartographer.isRenewing(atlas)) {
          yield { ...progress, complete: false };
        }
        const renewed = await cartographer.renewed(atlas, signal);
        if (renewed === atlas) {
          yield progress;
          return;
        }
        atlas = renewed;
      }
    }
  }

  return {
    run,
    work: (slices, signal) => pace.walk(slices, signal),
    directory: (signal) => cartographer.atlas(signal),
    test: (signal) => Promise.all(sources.map((source) => source.test(signal))),
    retire() {
      filler.retire();
      cartographer.retire();
    },
  };
}

/** What of the needs was there at one moment, and of the others how much. */
interface Knowledge {
  readonly known: ReadonlySet<Need>;
  readonly coverage: ReadonlyMap<Need, readonly Interval[]>;
}

const nothingKnown: Knowledge = { known: new Set(), coverage: new Map() };

interface Asking {
  readonly query: EventQuery;
  readonly context: QueryContext;
  readonly signal: AbortSignal;
  readonly began: Instant;
}

/** From when on facts must be right: the earliest period of the query. */
function sinceOf(query: EventQuery, context: QueryContext): Instant {
  switch (query.queryType) {
    case 'metrics':
      return earliestOf(periodsOf(query, context));
    case 'items':
      return periodOfItems(query, context).from;
    case 'sensitivity':
      return variantsOf(query, context).reduce((earliest, { period }) => Math.min(earliest, period.from), context.from);
    default:
      return context.from;
  }
}

const minute = 60_000;
const day = 24 * 60 * minute;
const usualWindow = 90 * day;

/** Where a rolling 90 days and the period before begin, at the start of a day. */
function sharedReach(since: Instant, { from, to }: QueryContext): Instant {
  const before = to - from <= usualWindow + 31 * day ? Math.max(to - from, usualWindow) : usualWindow;
  return Math.floor(Math.min(since, from - before) / day) * day;
}
