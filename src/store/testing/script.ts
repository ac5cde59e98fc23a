import { Instant } from '../../events';
import { Call, Need, Report, Source, Urgency } from '../../sources';
import { EventStore, Standing } from '../index';

/** A fetch as a test conducts it: report by report. */
export class Fetch {
  private reports: Report[] = [];
  private isOver = false;
  private wake: () => void = () => undefined;

  constructor(
    readonly needs: readonly Need[],
    readonly signal: AbortSignal,
    readonly urgency: () => Urgency
  ) {
    signal.addEventListener('abort', () => this.wake());
  }

  /** Reports for one of the needs; returns when the store has taken it. */
  async report(given: Partial<Report>, index = 0): Promise<void> {
    const nothing = { events: {}, covered: null, baselineKnown: false, problem: null };
    this.reports.push({ need: this.needs[index], ...nothing, ...given });
    this.wake();
    await settle();
  }

  async end(): Promise<void> {
    this.isOver = true;
    this.wake();
    await settle();
  }

  async *answer(): AsyncGenerator<Report> {
    for (;;) {
      const next = this.reports.shift();
      if (next !== undefined) {
        yield next;
      } else if (this.isOver || this.signal.aborted) {
        return;
      } else {
        await new Promise<void>((resolve) => (this.wake = resolve));
      }
    }
  }
}

/** A source whose fetches a test conducts. */
export class Script implements Source {
  readonly fetches: Fetch[] = [];
  /** What scopes stand for, as far as it was seen. */
  readonly identities = new Map<string, string>();

  constructor(readonly id: Source['id'] = 'github') {}

  async discover() {
    return { directory: { repositories: [], services: [], teamRepositories: {} }, problems: [] };
  }

  async test() {
    return { source: this.id, ok: true, message: '', details: [] };
  }

  identityOf(scope: string): string | null {
    return this.identities.get(scope) ?? null;
  }

  fetch(needs: readonly Need[], signal: AbortSignal, urgency: () => Urgency = () => 'interactive') {
    const fetch = new Fetch(needs, signal, urgency);
    this.fetches.push(fetch);
    return fetch.answer();
  }
}

type Asking = (signal: AbortSignal) => AsyncIterable<Standing>;

/** Somebody who waits for needs, until all is there or they leave. */
export class Panel {
  readonly standings: Standing[] = [];
  readonly done: Promise<void>;
  private readonly controller = new AbortController();

  constructor(ask: Asking) {
    this.done = this.watch(ask);
  }

  get standing(): Standing {
    return this.standings[this.standings.length - 1];
  }

  async leave(): Promise<void> {
    this.controller.abort();
    await this.done;
    await settle();
  }

  private async watch(ask: Asking): Promise<void> {
    for await (const standing of ask(this.controller.signal)) {
      this.standings.push(standing);
    }
  }
}

/** Opens a panel and waits until what it wants is under way, or there. */
export async function open(store: EventStore, needs: readonly Need[], urgency?: () => Urgency): Promise<Panel> {
  const panel = new Panel((signal) => store.ensure(needs, signal, urgency));
  await settle();
  return panel;
}

/** Has needs read behind what is shown, and waits until they are under way, or there. */
export async function readBehind(store: EventStore, needs: readonly Need[]): Promise<Panel> {
  const panel = new Panel((signal) => store.readBehind(needs, signal));
  await settle();
  return panel;
}

/** Until everything that is going on by itself has come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export function callAt(at: Instant): Call {
  return { upstream: 'github/rest', purpose: 'test', at, cost: 1 };
}
