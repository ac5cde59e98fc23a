import { plainQuery } from '../query';
import { Progress } from './answers';
import { Patience } from './patience';
import { paymentsEngine, until } from './testing/asking';
import { now, range } from './testing/payments';

/** A clock whose time passes by hand. */
class HandClock {
  private time = now;
  private readonly alarms = new Set<{ readonly at: number; readonly ring: () => void }>();

  readonly now = () => this.time;

  readonly alarm = (milliseconds: number, ring: () => void) => {
    const alarm = { at: this.time + milliseconds, ring };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  };

  isSet(): boolean {
    return this.alarms.size > 0;
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    for (const alarm of [...this.alarms].filter(({ at }) => at <= this.time)) {
      this.alarms.delete(alarm);
      alarm.ring();
    }
  }
}

/** Instants at which answers are due that take so long each, in seconds since the first question; the first `count`. */
function dueAt(count: number, seconds: number, first = 0): readonly number[] {
  let time = 0;
  const patience = new Patience(() => time, 700);
  time = 1_000 * first;
  return Array.from({ length: count }, () => {
    time += Math.max(0, patience.left());
    const began = time;
    expect(patience.isOver()).toBe(true);
    time += seconds * 1_000;
    patience.shown(began);
    expect(patience.isOver()).toBe(false);
    return Math.round(began / 100) / 10;
  });
}

describe('partial answers', () => {
  it('are due less and less often, and every ten seconds in the end', () => {
    // As long again as has passed since the first, at least 0.7 s, at most 10 s: 0.7, 0.7, 1.4, 2.8, 5.6, 10, 10, 10.
    expect(dueAt(9, 0)).toEqual([0, 0.7, 1.4, 2.8, 5.6, 11.2, 21.2, 31.2, 41.2]);
  });

  it('are counted from the first: where that comes late, the next does not', () => {
    expect(dueAt(5, 0, 20)).toEqual([20, 20.7, 21.4, 22.8, 25.6]);
  });

  it('leave the fetch five times as long as they take', () => {
    // 3 s of answering, 15 s of rest.
    expect(dueAt(3, 3)).toEqual([0, 18, 36]);
  });

  it('are there when they are due, also where nothing more comes for long', async () => {
    const clock = new HandClock();
    let reports = 0;
    let allowed = 1;
    const turn = async () => {
      const index = reports++;
      await until(() => index < allowed);
    };
    const { engine } = paymentsEngine({ turn }, { clock });
    const rows: number[] = [];
    const all = (async () => {
      for await (const { answer } of engine.run(plainQuery('deployments'), range, new AbortController().signal)) {
        rows.push(answer.rows.length);
      }
    })();
    // The first report is of a repository without deployments, and is shown at once.
    await until(() => rows.length > 0);
    allowed = 3;
    await until(() => reports > 3 && clock.isSet());
    expect(rows).toEqual([0]);
    clock.pass(700);
    await until(() => rows.length > 1);
    expect(rows).toEqual([0, 4]);
    allowed = Number.POSITIVE_INFINITY;
    await all;
    expect(rows).toEqual([0, 4, 4]);
  });
});

describe('a limit', () => {
  it('is told of before anything is there', async () => {
    const clock = new HandClock();
    const { engine, source } = paymentsEngine({}, { clock });
    const fetch = source.fetch.bind(source);
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const waitingUntil = now + 3_600_000;
    source.fetch = async function* (needs, signal) {
      for (const need of needs) {
        yield { need, events: {}, covered: null, baselineKnown: false, problem: null, waitingUntil };
      }
      await gate;
      yield* fetch(needs, signal);
    };
    const seen: Progress[] = [];
    for await (const progress of engine.run(plainQuery('metrics'), range, new AbortController().signal)) {
      seen.push(progress);
      goOn();
    }
    expect(seen[0]).toMatchObject({ complete: false, done: 0, waitingUntil });
    expect(seen[seen.length - 1]).toMatchObject({ complete: true, waitingUntil: null });
  });
});
