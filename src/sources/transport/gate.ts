import { Instant } from '../../events';
import { Alarm } from './alarm';
import { abortError } from './cancel';
import { Errand, urgencies, Urgency } from './errand';
import { UpstreamError } from './failure';
import { Clock } from './http';
import { Ending, Limit, Ticket } from './limit';
import { Candidate, Group, Line, Waiting } from './line';
import { Door, Slots } from './slots';
import { Visitor } from './visitor';
import { AbortWatch } from './watch';

export interface GateOptions {
  readonly clock: Clock;
  /** Requests inside at once. */
  readonly places: number;
  readonly slots: Slots;
  /** Limits whose end is told to whoever waits for it: a spent budget, silence. */
  readonly holds: readonly Limit[];
  /** Limits that only delay. */
  readonly paces: readonly Limit[];
  /** What one more request is expected to cost. */
  readonly expected: () => number;
  /** Why nobody passes before `until`, for who will not wait that long. */
  readonly refusal: (until: Instant) => UpstreamError;
}

/** Shorter waits are not worth a word. */
const worthTelling = 2_000;
/** How often those held back are asked whether they have become urgent enough to pass. */
const askAgain = 1_000;

interface Waiter extends Waiting {
  readonly visitor: Visitor;
  admit(ticket: Ticket): void;
  refuse(error: Error): void;
  cancel(): void;
}

/**
 * The door to one upstream. So many are inside at once; outside the most urgent goes first, as long as no limit keeps the
 * gate closed to it.
 */
export class Gate implements Door {
  private inside = 0;
  private readonly line = new Line<Waiter>();
  private readonly watch = new AbortWatch<Waiter>();
  private readonly alarm: Alarm;
  private readonly limits: readonly Limit[];
  private next: Waiter | null = null;
  /** What each group has been told of the end of its wait; nothing where it does not wait for a limit. */
  private readonly told = new Map<Group<Waiter>, Instant>();

  constructor(private readonly options: GateOptions) {
    this.alarm = new Alarm(options.clock, () => options.slots.deal());
    this.limits = [...options.holds, ...options.paces];
  }

  visitor(errand: Errand, longestWait: number): Visitor {
    return new Visitor(errand, this.options.slots.nextArrival(), longestWait);
  }

  /**
   * Resolves inside; whoever is inside has to leave. Rejects with an `AbortError` when cancelled while waiting, and with
   * an `UpstreamError` when the wait is longer than the visitor wants.
   */
  enter(visitor: Visitor): Promise<Ticket> {
    const { signal } = visitor.errand;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortError());
        return;
      }
      const leaveLine = () => {
        if (signal !== undefined) {
          this.watch.remove(signal, waiter);
        }
        const left = this.line.remove(waiter);
        if (left?.waiters.size === 0) {
          this.told.delete(left);
        }
        if (this.line.size === 0) {
          this.alarm.set(null);
          this.options.slots.dismiss(this);
        }
      };
      const waiter: Waiter = {
        visitor,
        urgency: visitor.urgency,
        rank: visitor.rank,
        arrival: visitor.arrival,
        admit: (ticket) => {
          leaveLine();
          visitor.tell(null);
          resolve(ticket);
        },
        refuse: (error) => {
          leaveLine();
          reject(error);
        },
        cancel: () => waiter.refuse(abortError()),
      };
      if (signal !== undefined) {
        this.watch.add(signal, waiter);
      }
      const group = this.line.add(waiter);
      this.options.slots.attend(this);
      this.options.slots.deal();
      if (group.waiters.has(waiter)) {
        this.tellOne(waiter, this.told.get(group) ?? null, this.options.clock.now());
      }
    });
  }

  leave(ticket: Ticket, ending: Ending): void {
    this.inside--;
    this.limits.forEach((limit) => limit.ended(ticket, ending));
    this.options.slots.release();
  }

  /** Would one more be let in who is so urgent, as far as the limits go? */
  isOpenTo(urgency: Urgency): boolean {
    return this.openings(this.limits)(urgency) <= this.options.clock.now();
  }

  /** Nobody who waits now will be let in. */
  refuseAll(error: Error): void {
    for (const { waiters } of [...this.line.all()]) {
      [...waiters.all()].forEach((waiter) => waiter.refuse(error));
    }
  }

  candidate(): Candidate | null {
    this.next = null;
    if (this.inside >= this.options.places) {
      return null;
    }
    const opensAt = this.openings(this.limits);
    const now = this.options.clock.now();
    if (opensAt('interactive') > now) {
      return null;
    }
    const first = this.line.first((urgency) => opensAt(urgency) <= now);
    this.next = first?.waiter ?? null;
    return first?.as ?? null;
  }

  admit(): void {
    const { clock, expected } = this.options;
    if (this.next === null) {
      throw new Error('A place was given to nobody.');
    }
    const ticket: Ticket = { at: clock.now(), points: expected() };
    this.inside++;
    this.limits.forEach((limit) => limit.began(ticket));
    this.next.admit(ticket);
  }

  rest(): void {
    const now = this.options.clock.now();
    const opensAt = this.openings(this.limits);
    if (this.line.size === 0) {
      return;
    }
    if (this.told.size === 0 && urgencies.every((urgency) => opensAt(urgency) <= now)) {
      this.alarm.set(this.soonIfFree(now));
      return;
    }
    const heldUntil = this.openings(this.options.holds);
    let wakeAt = Number.POSITIVE_INFINITY;
    for (const group of [...this.line.all()]) {
      const urgency = group.urgency();
      this.tell(group, heldUntil(urgency), now);
      wakeAt = Math.min(wakeAt, opensAt(urgency));
      if (urgencies.some((other) => opensAt(other) < opensAt(urgency))) {
        wakeAt = Math.min(wakeAt, now + askAgain);
      }
    }
    if (this.line.size > 0) {
      this.alarm.set(wakeAt > now ? (Number.isFinite(wakeAt) ? wakeAt : null) : this.soonIfFree(now));
    }
  }

  /**
   * When to look again although nothing keeps the gate closed. Mostly all that is missing is a place, and whoever leaves one
   * wakes up everybody. With a place free, a limit has opened since `candidate` looked: time goes on between the two looks.
   */
  private soonIfFree(now: Instant): Instant | null {
    return this.inside < this.options.places && this.options.slots.isOneFree ? now + 1 : null;
  }

  /** When all of the limits are open to an urgency, worked out once for each. */
  private openings(limits: readonly Limit[]): (urgency: Urgency) => Instant {
    const now = this.options.clock.now();
    const known = new Map<Urgency, Instant>();
    return (urgency) => {
      const at = known.get(urgency) ?? Math.max(...limits.map((limit) => limit.opensAt(urgency, now)));
      known.set(urgency, at);
      return at;
    };
  }

  private tell(group: Group<Waiter>, heldUntil: Instant, now: Instant): void {
    if (heldUntil === Number.POSITIVE_INFINITY) {
      // One has gone ahead to see whether the limit is over.
      return;
    }
    const before = this.told.get(group) ?? null;
    // What has been told holds to its end.
    const isWait = heldUntil > now && (heldUntil === before || heldUntil - now > worthTelling);
    const until = isWait ? heldUntil : null;
    if (until === before) {
      return;
    }
    if (until === null) {
      this.told.delete(group);
    } else {
      this.told.set(group, until);
    }
    for (const waiter of [...group.waiters.all()]) {
      this.tellOne(waiter, until, now);
    }
  }

  private tellOne(waiter: Waiter, until: Instant | null, now: Instant): void {
    if (until !== null && until - now > waiter.visitor.longestWait) {
      waiter.refuse(this.options.refusal(until));
    } else {
      waiter.visitor.tell(until);
    }
  }
}
