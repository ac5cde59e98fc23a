import { IntervalNeed, Need, Problem, Report, Source } from '../sources';
import { EventStore } from './index';
import { Desk, Page } from './testing/desk';
import { open, settle } from './testing/script';
import { hour } from './testing/units';

const scopes = Array.from({ length: 1_200 }, (_, index) => `acme/service-${index}`);

/** Of which so many are told of in one go. */
const answered = 100;

/** Notes how many of its needs are looked at before the page has its next turn. */
class Watch {
  most = 0;
  private readonly looked = new Set<string>();
  private isOver = false;

  constructor() {
    const turn = () => {
      this.most = Math.max(this.most, this.looked.size);
      this.looked.clear();
      if (!this.isOver) {
        setImmediate(turn);
      }
    };
    turn();
  }

  needs(desk: Desk): readonly IntervalNeed[] {
    return scopes.map((scope) => {
      const need = desk.need(scope);
      return Object.defineProperty({ ...need }, 'interval', {
        get: this.looking(scope, need.interval),
        enumerable: true,
      });
    });
  }

  /** A source that tells of all that it is asked for in one go; that a report is taken is noted. */
  source(): Source {
    const reportOf = (need: Need): Report => {
      const problem: Problem = {
        source: 'github',
        kind: 'notFound',
        scope: need.scope,
        message: 'Gone.',
        retryAt: null,
      };
      const report = { need, events: {}, covered: null, baselineKnown: false, problem };
      return Object.defineProperty(report, 'covered', { get: this.looking(need.scope, null), enumerable: true });
    };
    return {
      id: 'github',
      discover: () => Promise.reject(new Error('Nobody asks.')),
      test: () => Promise.reject(new Error('Nobody asks.')),
      async *fetch(needs) {
        yield* needs.map(reportOf);
      },
    };
  }

  private looking<Value>(scope: string, value: Value): () => Value {
    return () => {
      this.looked.add(scope);
      return value;
    };
  }

  end(): void {
    this.isOver = true;
  }
}

async function readAll(desk: Desk, page: Page, watch: Watch): Promise<void> {
  const panel = await open(page.store, watch.needs(desk));
  const fetches = page.source.fetches.splice(0);
  expect(fetches.flatMap(({ needs }) => needs)).toHaveLength(scopes.length);
  for (const fetch of fetches) {
    for (let at = 0; at < fetch.needs.length; at += answered) {
      const some = [...fetch.needs.keys()].slice(at, at + answered);
      await Promise.all(some.map((index) => fetch.report({ covered: desk.need().interval }, index)));
    }
    await fetch.end();
  }
  await panel.done;
}

describe('of more than a thousand streams, no more than 250 are looked at before the page has its turn', () => {
  it('when they are read first, when they are read again, and when nothing has come', async () => {
    const desk = new Desk();
    const page = desk.page();
    const most: Record<string, number> = {};
    const watched = async (name: string, work: (watch: Watch) => Promise<void>) => {
      const watch = new Watch();
      await work(watch);
      await settle();
      watch.end();
      most[name] = watch.most;
    };
    await watched('first', (watch) => readAll(desk, page, watch));
    desk.now += hour;
    await watched('again', (watch) => readAll(desk, page, watch));
    desk.now += hour;
    await watched('nothing has come', async (watch) => {
      const panel = await open(page.store, watch.needs(desk));
      await page.source.fetches[0].end();
      await panel.done;
    });
    expect(Object.values(most).filter((count) => count === 0 || count > 250)).toEqual([]);
    expect(Object.keys(most)).toHaveLength(3);
  });
});

test('of reports that come in one go no more than 25 are taken before the page has its turn', async () => {
  const desk = new Desk();
  const watch = new Watch();
  const store = new EventStore({ sources: [watch.source()], now: () => desk.now });
  const needs = scopes.map((scope) => desk.need(scope));
  const panel = await open(store, needs);
  await panel.done;
  watch.end();
  expect(store.problemsOf(needs)).toHaveLength(scopes.length);
  expect(watch.most).toBeGreaterThan(0);
  expect(watch.most).toBeLessThanOrEqual(25);
});
