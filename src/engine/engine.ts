import { Instant } from '../events';
import { DoraQuery, DoraSettings, QueryContext } from '../query';
import { ConnectionReport, Discovery, Need, Problem, Source, throwIfAborted } from '../sources';
import { EventStore, Vault } from '../store';
import { Progress } from './answers';
import { Answerer, Situation } from './answer';
import { Atlas, Cartographer } from './atlas';
import { furtherNeeds } from './contents';
import { demandOf } from './demand';
import { firstNeeds } from './needs';
import { earliestOf, periodsOf } from './periods';

export interface EngineOptions {
  readonly sources: readonly Source[];
  readonly settings: DoraSettings;
  readonly clock: { now(): number };
  /** Least time between two partial answers of one query. Milliseconds. */
  readonly patience?: number;
  /**
   * Many queries over one time range are expected (a dashboard): each fetches as far back as the usual others will
   * need, so that all of them ask for the same and the lists, which are read newest first, are walked once.
   */
  readonly sharedReach?: boolean;
  /** Where what was fetched outlives the page; default: nowhere. */
  readonly vault?: Vault;
}

/** One per data source: all panels share what it has fetched and worked out. */
export interface Engine {
  /**
   * Answers a query. Yields partial answers while events are fetched and the complete one last; a partial answer
   * holds what is known so far and marks what is not. Throws only when cancelled.
   */
  run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncIterable<Progress>;
  /** What can be asked about, for pickers and variables. */
  directory(signal: AbortSignal): Promise<Atlas>;
  /** Each connection separately. */
  test(signal: AbortSignal): Promise<readonly ConnectionReport[]>;
}

/** Each round can only ask for what the round before has shown to be missing; more would mean a source that lies. */
const mostRounds = 8;

export function createEngine(options: EngineOptions): Engine {
  const now = () => options.clock.now();
  const store = new EventStore({ sources: options.sources, now, vault: options.vault });
  const cartographer = new Cartographer(options.sources, options.settings, now);
  const answerer = new Answerer(options.settings);
  const patience = options.patience ?? 700;

  async function* run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncGenerator<Progress> {
    const atlas = await cartographer.atlas(signal);
    const { territory, scope } = atlas.territoryOf(query.filters);
    const demand = demandOf(query);
    const since = sinceOf(query, context);
    const reach = options.sharedReach === true ? sharedReach(since, context) : since;
    const until = Math.ceil(now() / minute) * minute;
    let needs = firstNeeds(territory, demand, reach, until);
    let lastShown = now();

    const progress = (complete: boolean): Progress => {
      const known = new Set(needs.filter((need) => store.isKnown(need)));
      const situation: Situation = {
        atlas,
        territory,
        scope,
        since,
        events: store.events(),
        version: store.version,
        isKnown: (need) => known.has(need),
        coveredOf: (need) => store.coveredOf(need),
        isComplete: complete,
        needs,
      };
      return {
        answer: answerer.answer(query, context, situation),
        complete,
        done: known.size,
        total: needs.length,
        problems: problemsOf(atlas.problems, store, needs),
        calls: [],
        waitingUntil: null,
        readyAt: null,
      };
    };

    for (let round = 0; round < mostRounds; round++) {
      for await (const standing of store.ensure(needs, signal)) {
        if (!standing.complete && standing.done > 0 && now() - lastShown >= patience) {
          const started = now();
          yield progress(false);
          // A slow answer must not starve the fetch: the next partial one waits at least five times as long.
          lastShown = now() + (now() - started) * 5;
        }
      }
      throwIfAborted(signal);
      const further = demand.contents ? furtherNeeds(territory, since, reach, until, store.events(), needs) : [];
      if (further.length === 0) {
        break;
      }
      needs = [...needs, ...further];
    }
    yield progress(true);
  }

  return {
    run,
    directory: (signal) => cartographer.atlas(signal),
    test: (signal) => Promise.all(options.sources.map((source) => source.test(signal))),
  };
}

/** From when on facts must be right: the earliest period of the query. */
function sinceOf(query: DoraQuery, context: QueryContext): Instant {
  return query.queryType === 'metrics' ? earliestOf(periodsOf(query, context)) : context.from;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const usualWindow = 90 * day;

/** Where a rolling 90 days and the period before begin, at the start of a day. */
function sharedReach(since: Instant, { from, to }: QueryContext): Instant {
  const before = to - from <= usualWindow + 31 * day ? Math.max(to - from, usualWindow) : usualWindow;
  return Math.floor(Math.min(since, from - before) / day) * day;
}

function problemsOf(discovered: Discovery['problems'], store: EventStore, needs: readonly Need[]): readonly Problem[] {
  return [...discovered, ...store.problemsOf(needs)];
}
