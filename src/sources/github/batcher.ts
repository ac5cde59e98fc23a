import {
  abortError,
  asObject,
  Call,
  Clock,
  Errand,
  Failure,
  HttpRequest,
  isAbortError,
  isTooHeavy,
  Json,
  throwIfAborted,
  Transport,
  Turns,
  UpstreamError,
  Urgency,
  urgencies,
} from '../transport';
import { errorsIn, GraphqlError, graphqlFailure, reach } from './answers';
import { Portions } from './portions';
import { aliasOf, composed, Posed, purposeOf, Question } from './questions';
import { levelOf, Queue } from './queue';

/** What came back for one question. */
export interface Answered {
  /** Rows that were asked for in the end. */
  readonly rows: number;
  /** What stands at `path` below the question's root (see `reach`). */
  at(path: readonly string[]): Json | null;
}

interface Waiting {
  readonly question: Question;
  readonly errand: Errand;
  readonly order: number;
  resolve(answer: Answered): void;
  reject(error: unknown): void;
  /** Its call, once it travels. */
  call: Traveling | null;
}

interface Traveling {
  readonly posed: ReadonlyArray<Posed & { readonly asked: Waiting[] }>;
  readonly controller: AbortController;
}

/** Questions in one call. */
export const mostQuestions = 100;
/** Fewer rows than this share of what was asked for are not worth a place in a call. */
const worthwhile = 0.25;
/** Steps between a need's start and its first question: whatever comes up within them travels in one call. */
const turns = 100;
/** So many questions of a call are answered in one turn of the event loop. */
const answeredAtOnce = 10;

/**
 * Puts questions into as few calls as they fit in. A call is composed at the moment it may leave: of the most urgent
 * first, then by rank, then in the order they came, until it carries what GitHub answers in one go (`rowsPerCall`). The
 * less urgent fill it up only where they could leave by themselves: what is kept from them is kept for others. A call that
 * was too heavy is divided: half as much goes into each, down to single small pages, and more again once all has gone well
 * for a while.
 */
export class Batcher {
  private readonly waiting = new Queue<Waiting>();
  private readonly portions = new Portions();
  private count = 0;
  /** Answers that are being told. */
  private delivering = 0;
  private isGathering = false;
  /** The call that waits to leave. */
  private next: AbortController | null = null;
  private heldUntil: number | null = null;
  /** Shared questions that are on their way. */
  private readonly traveling = new Map<string, { readonly asked: Waiting[]; readonly call: Traveling }>();
  /** One listener a signal, however many questions it may call back. */
  private readonly callbacks = new Map<AbortSignal, { entries: Set<Waiting>; cancel: () => void }>();

  constructor(
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly turns: Turns
  ) {}

  /** Rejects with `UpstreamError` when no usable answer came, and with an `AbortError` when cancelled. */
  ask(question: Question, errand: Errand): Promise<Answered> {
    return new Promise((resolve, reject) => {
      throwIfAborted(errand.signal);
      const settled = <Value>(settle: (value: Value) => void) => {
        return (value: Value) => {
          this.unlisten(entry);
          settle(value);
        };
      };
      const entry: Waiting = {
        question,
        errand,
        order: this.count++,
        resolve: settled(resolve),
        reject: settled(reject),
        call: null,
      };
      this.listen(entry);
      const underWay = question.shared === undefined ? undefined : this.traveling.get(question.shared);
      if (underWay !== undefined) {
        underWay.asked.push(entry);
        entry.call = underWay.call;
        return;
      }
      this.waiting.add(entry);
      if (this.heldUntil !== null) {
        errand.waits?.(this.heldUntil);
      }
      this.send();
    });
  }

  private listen(entry: Waiting): void {
    const { signal } = entry.errand;
    if (signal === undefined) {
      return;
    }
    const known = this.callbacks.get(signal);
    if (known !== undefined) {
      known.entries.add(entry);
      return;
    }
    const entries = new Set([entry]);
    const cancel = () => [...entries].forEach((each) => this.cancel(each));
    this.callbacks.set(signal, { entries, cancel });
    signal.addEventListener('abort', cancel, { once: true });
  }

  private unlisten(entry: Waiting): void {
    const { signal } = entry.errand;
    const known = signal === undefined ? undefined : this.callbacks.get(signal);
    if (signal !== undefined && known?.entries.delete(entry) === true && known.entries.size === 0) {
      signal.removeEventListener('abort', known.cancel);
      this.callbacks.delete(signal);
    }
  }

  private cancel(entry: Waiting): void {
    this.waiting.delete(entry);
    entry.reject(abortError());
    if (this.waiting.size === 0 && this.next !== null) {
      const { next } = this;
      this.left(next);
      next.abort();
    }
    const { call } = entry;
    if (call?.posed.every(({ asked }) => asked.every(({ errand }) => errand.signal?.aborted === true)) === true) {
      call.controller.abort();
    }
  }

  /** There is always at most one call that has not been composed yet. */
  private send(): void {
    if (this.next !== null || this.waiting.size === 0 || this.delivering > 0) {
      return;
    }
    if (this.waiting.size < mostQuestions && this.turns.isAwaited(urgencies[this.waiting.level()])) {
      void this.gather();
      return;
    }
    const controller = new AbortController();
    this.next = controller;
    void this.carry(controller);
  }

  /** Readers whose turn has yet to come have questions too: what does not fill a call waits for those as urgent as it is. */
  private async gather(): Promise<void> {
    if (!this.isGathering) {
      this.isGathering = true;
      await this.turns.passed();
      this.isGathering = false;
      this.send();
    }
  }

  private async carry(controller: AbortController): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      await null;
    }
    let call: Traveling = { posed: [], controller };
    const compose = (isOpenTo: (urgency: Urgency) => boolean): HttpRequest | null => {
      this.left(controller);
      call = { posed: this.pick(isOpenTo), controller };
      askedIn(call).forEach((entry) => (entry.call = call));
      this.note(call, true);
      this.send();
      return call.posed.length === 0
        ? null
        : { upstream: 'github/graphql', method: 'POST', path: '', body: composed(call.posed) };
    };
    try {
      const response = await this.transport.sendWhenFree(
        'github/graphql',
        compose,
        {
          signal: controller.signal,
          urgency: () => urgencies[call.posed.length > 0 ? mostUrgent(askedIn(call)) : this.waiting.level()],
          spent: (spent) => this.tell(call, spent),
          waits: (until) => {
            this.heldUntil = this.next === controller ? until : this.heldUntil;
            const those = call.posed.length > 0 ? askedIn(call) : this.waiting.all();
            those.forEach(({ errand }) => errand.waits?.(until));
          },
        },
        {
          inspect: (seen) => graphqlFailure(seen, this.clock.now()),
          giveUp: (failure: Failure) => isTooHeavy(failure) && this.portions.canShrink(call.posed),
        }
      );
      if (response !== null) {
        this.portions.wentWell(call.posed);
        const body = asObject(response.body, 'GraphQL answer');
        await this.deliver(call, asObject(body['data'], 'GraphQL answer'), errorsIn(body));
      }
    } catch (error) {
      if (error instanceof UpstreamError && isTooHeavy(error.failure) && this.portions.canShrink(call.posed)) {
        await this.divide(call);
      } else {
        this.fail(call, error);
      }
    } finally {
      this.note(call, false);
      this.left(controller);
      this.send();
    }
  }

  /**
   * Whoever asked works on the answer at once, so that they are told in several turns: a page has more to do. Meanwhile no
   * call sets out: what they ask next travels together.
   */
  private async deliver(call: Traveling, body: Json, errors: readonly GraphqlError[]): Promise<void> {
    this.delivering++;
    try {
      for (const [index, posed] of call.posed.entries()) {
        if (index > 0 && index % answeredAtOnce === 0) {
          await this.clock.sleep(0);
        }
        this.arrived(call, posed);
        const answer: Answered = {
          rows: posed.rows,
          at: (path) => reach({ data: body, errors }, [aliasOf(index), ...path]),
        };
        posed.asked.forEach((entry) => entry.resolve(answer));
      }
    } finally {
      this.delivering--;
    }
  }

  private note(call: Traveling, isUnderWay: boolean): void {
    for (const posed of call.posed) {
      if (posed.question.shared !== undefined && isUnderWay) {
        this.traveling.set(posed.question.shared, { asked: posed.asked, call });
      } else {
        this.arrived(call, posed);
      }
    }
  }

  /** Nobody joins the question any more. */
  private arrived(call: Traveling, { question }: Posed): void {
    if (question.shared !== undefined && this.traveling.get(question.shared)?.call === call) {
      this.traveling.delete(question.shared);
    }
  }

  /** The call does not wait to leave any more. */
  private left(controller: AbortController): void {
    if (this.next === controller) {
      this.next = null;
      this.heldUntil = null;
    }
  }

  /**
   * What was asked in the call fails with it. A token that is refused once is refused for whoever still waits, and so is
   * a call that could not even leave.
   */
  private fail(call: Traveling, error: unknown): void {
    const isUnsent = call.posed.length === 0;
    if (isUnsent && isAbortError(error)) {
      return;
    }
    askedIn(call).forEach((entry) => entry.reject(error));
    if (isUnsent || (error instanceof UpstreamError && error.failure.kind === 'unauthorized')) {
      for (const entry of this.waiting.all()) {
        this.waiting.delete(entry);
        entry.reject(error);
      }
    }
  }

  /** One and the same object for all, so that whoever adds up calls counts it once. */
  private tell(call: Traveling, spent: Call): void {
    const named = { ...spent, purpose: purposeOf(call.posed) };
    new Set(askedIn(call).map(({ errand }) => errand.spent)).forEach((spend) => spend?.(named));
  }

  private pick(isOpenTo: (urgency: Urgency) => boolean): Traveling['posed'] {
    const closed = new Set(urgencies.flatMap((urgency, level) => (isOpenTo(urgency) ? [] : [level])));
    // The call itself was let in: whoever is as urgent as its first may go with it.
    const first = this.waiting.level();
    const picked: Array<Posed & { readonly asked: Waiting[] }> = [];
    const shared = new Map<string, Waiting[]>();
    let left = this.portions.share;
    for (const [entry, level] of this.waiting.inOrder()) {
      const { question } = entry;
      const alike = question.shared === undefined ? undefined : shared.get(question.shared);
      if (alike !== undefined) {
        alike.push(entry);
        continue;
      }
      if (picked.length === mostQuestions) {
        break;
      }
      if (closed.has(level) && level > first) {
        continue;
      }
      const wanted = this.portions.rowsOf(question);
      const room = Math.floor(left * question.rowsPerCall + 1e-9);
      const isFirst = picked.length === 0;
      const rows = isFirst ? Math.max(1, Math.min(wanted, room)) : Math.min(wanted, room);
      // The most urgent one goes in any case, however little a call may carry just now.
      if (!isFirst && (rows < 1 || rows < wanted * worthwhile)) {
        continue;
      }
      left -= rows / question.rowsPerCall;
      const asked = [entry];
      picked.push({ question, rows, asked });
      if (question.shared !== undefined) {
        shared.set(question.shared, asked);
      }
    }
    picked.forEach(({ asked }) => asked.forEach((entry) => this.waiting.delete(entry)));
    return picked;
  }

  /** Asked again in smaller parts, after a pause. */
  private async divide(call: Traveling): Promise<void> {
    this.portions.shrink(call.posed);
    try {
      await this.clock.sleep(1_000 * (0.5 + this.clock.random() / 2), call.controller.signal);
    } catch (error) {
      askedIn(call).forEach((entry) => entry.reject(error));
      return;
    }
    this.note(call, false);
    for (const entry of askedIn(call)) {
      entry.call = null;
      if (entry.errand.signal?.aborted !== true) {
        this.waiting.add(entry);
      }
    }
  }
}

function askedIn({ posed }: Traveling): readonly Waiting[] {
  return posed.flatMap(({ asked }) => asked);
}

/** A place in `urgencies`. */
function mostUrgent(those: readonly Waiting[]): number {
  return those.reduce((level, { errand }) => Math.min(level, levelOf(errand.urgency)), urgencies.length - 1);
}
