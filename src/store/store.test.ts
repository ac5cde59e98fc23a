import fc from 'fast-check';
import { contains, Deployment, Instant, Interval, noEvents } from '../events';
import { IntervalNeed, Need, Report, Source } from '../sources';
import { EventStore, Standing } from './index';
import { hour } from './testing/units';
import { everything } from './testing/everything';

function deployment(createdAt: Instant, status: Deployment['status'] = 'success', repository = 'acme/pay'): Deployment {
  return {
    id: `d${createdAt}`,
    repository,
    environment: 'production',
    sha: `sha${createdAt}`,
    status,
    createdAt,
    startedAt: createdAt,
    finishedAt: status === 'pending' ? null : createdAt,
    url: null,
    service: null,
    ref: null,
    origin: 'deployment',
  };
}

/** An upstream that holds deployments and remembers what it was asked. */
class Upstream implements Source {
  readonly id = 'github' as const;
  readonly asked: Need[] = [];
  cancelled = 0;
  /** Set to hold answers back until it resolves. */
  gate: Promise<void> = Promise.resolve();
  failing: ReadonlySet<string> = new Set();

  constructor(public deployments: Deployment[]) {}

  async discover() {
    return { directory: { repositories: [], services: [], teamRepositories: {} }, problems: [] };
  }

  async test() {
    return { source: this.id, ok: true, message: '', details: [] };
  }

  async *fetch(needs: readonly Need[], signal: AbortSignal): AsyncGenerator<Report> {
    this.asked.push(...needs);
    signal.addEventListener('abort', () => this.cancelled++);
    await this.gate;
    for (const need of needs) {
      if (need.kind === 'comparisons') {
        continue;
      }
      if (this.failing.has(need.scope)) {
        const problem = {
          source: this.id,
          kind: 'forbidden' as const,
          scope: need.scope,
          message: `${need.scope} may not be read.`,
          retryAt: null,
        };
        yield { need, events: {}, covered: null, baselineKnown: false, problem };
        continue;
      }
      const inside = this.deployments.filter(
        (one) => one.repository === need.scope && contains(need.interval, one.createdAt)
      );
      const before = this.deployments.filter(
        (one) => one.repository === need.scope && one.createdAt < need.interval.from
      );
      const baseline = need.baseline === undefined ? [] : before.slice(-1);
      yield {
        need,
        events: { deployments: [...inside, ...baseline] },
        covered: need.interval,
        baselineKnown: need.baseline !== undefined,
        problem: null,
      };
    }
  }
}

function need(interval: Interval, options: { scope?: string; baseline?: boolean } = {}): IntervalNeed {
  const baseline = { key: 'prod', accepts: () => true, groupOf: () => 'production' };
  return {
    source: 'github',
    kind: 'deployments',
    scope: options.scope ?? 'acme/pay',
    interval,
    ...(options.baseline === true ? { baseline } : {}),
  };
}

async function finish(store: EventStore, needs: readonly Need[]): Promise<Standing[]> {
  const standings: Standing[] = [];
  for await (const standing of store.ensure(needs, new AbortController().signal)) {
    standings.push(standing);
  }
  return standings;
}

const asked = (upstream: Upstream) =>
  upstream.asked.map((one) => (one.kind === 'comparisons' ? one.kind : [one.interval.from, one.interval.to]));

describe('EventStore', () => {
  it('asks only for the gaps of what it knows, the newest first', async () => {
    const upstream = new Upstream([deployment(5), deployment(15), deployment(25)]);
    const store = new EventStore({ sources: [upstream], now: () => 40, freshFor: 0 });
    await finish(store, [need({ from: 10, to: 20 })]);
    await finish(store, [need({ from: 0, to: 40 })]);
    expect(asked(upstream)).toEqual([
      [10, 20],
      [20, 40],
      [0, 10],
    ]);
    expect(
      everything(store)
        .deployments.map((one) => one.createdAt)
        .sort((a, b) => a - b)
    ).toEqual([5, 15, 25]);
  });

  it('lets a second panel join the fetch that is under way', async () => {
    const upstream = new Upstream([deployment(5)]);
    let open = () => {};
    upstream.gate = new Promise((resolve) => (open = resolve));
    const store = new EventStore({ sources: [upstream], now: () => 40 });
    const panels = [finish(store, [need({ from: 0, to: 30 })]), finish(store, [need({ from: 10, to: 30 })])];
    open();
    const [first, second] = await Promise.all(panels);
    expect(upstream.asked).toHaveLength(1);
    expect(first[first.length - 1]).toMatchObject({ done: 1, total: 1, complete: true });
    expect(second[second.length - 1]).toMatchObject({ done: 1, total: 1, complete: true });
  });

  it('cancels a fetch when nobody waits for it any more, not before', async () => {
    const upstream = new Upstream([deployment(5)]);
    upstream.gate = new Promise(() => {});
    const store = new EventStore({ sources: [upstream], now: () => 40 });
    const panels = [new AbortController(), new AbortController()];
    const watching = panels.map(async (panel) => {
      for await (const standing of store.ensure([need({ from: 0, to: 30 })], panel.signal)) {
        expect(standing.complete).toBe(false);
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 5));
    panels[0].abort();
    await watching[0];
    expect(upstream.cancelled).toBe(0);
    panels[1].abort();
    await watching[1];
    expect(upstream.cancelled).toBe(1);
  });

  it('keeps what was good and names what was not', async () => {
    const upstream = new Upstream([deployment(5), deployment(6, 'success', 'acme/secret')]);
    upstream.failing = new Set(['acme/secret']);
    const store = new EventStore({ sources: [upstream], now: () => 40 });
    const needs = [need({ from: 0, to: 30 }), need({ from: 0, to: 30 }, { scope: 'acme/secret' })];
    const standings = await finish(store, needs);
    expect(standings[standings.length - 1].complete).toBe(true);
    expect(everything(store).deployments).toHaveLength(1);
    expect(store.problemsOf(needs).map((problem) => problem.message)).toEqual(['acme/secret may not be read.']);
    expect(store.isKnown(needs[0])).toBe(true);
    expect(store.isKnown(needs[1])).toBe(false);
  });

  it('tries a failed need again once its problem is no longer fresh', async () => {
    let now = 100 * hour;
    const upstream = new Upstream([deployment(5)]);
    upstream.failing = new Set(['acme/pay']);
    const store = new EventStore({ sources: [upstream], now: () => now });
    await finish(store, [need({ from: 0, to: 30 })]);
    upstream.failing = new Set();
    await finish(store, [need({ from: 0, to: 30 })]);
    expect(store.problemsOf([need({ from: 0, to: 30 })])).toHaveLength(1);
    now += 2 * 60_000;
    await finish(store, [need({ from: 0, to: 30 })]);
    expect(store.problemsOf([need({ from: 0, to: 30 })])).toHaveLength(0);
    expect(everything(store).deployments).toHaveLength(1);
  });

  it('asks nothing again within the minute, then the last day and everything still open', async () => {
    let now = 1000 * hour;
    const running = deployment(now - 72 * hour, 'pending');
    const upstream = new Upstream([deployment(now - 100 * hour), running]);
    const store = new EventStore({ sources: [upstream], now: () => now });
    const panel = () => need({ from: now - 200 * hour, to: now });
    await finish(store, [panel()]);
    now += 30_000;
    await finish(store, [panel()]);
    expect(upstream.asked).toHaveLength(1);

    upstream.deployments = [upstream.deployments[0], deployment(running.createdAt, 'success')];
    now += 3 * hour;
    await finish(store, [panel()]);
    expect(asked(upstream)[1]).toEqual([running.createdAt, now]);
    expect(everything(store).deployments.map((one) => one.status)).toEqual(['success', 'success']);

    now += 3 * hour;
    await finish(store, [panel()]);
    expect(asked(upstream)[2]).toEqual([now - 27 * hour, now]);
  });

  it('searches the predecessor of a window once, and knows it for later windows too', async () => {
    const upstream = new Upstream([deployment(5), deployment(15)]);
    const store = new EventStore({ sources: [upstream], now: () => 40 });
    await finish(store, [need({ from: 10, to: 30 })]);
    await finish(store, [need({ from: 10, to: 30 }, { baseline: true })]);
    expect(everything(store).deployments).toHaveLength(2);
    await finish(store, [need({ from: 12, to: 30 }, { baseline: true })]);
    expect(upstream.asked).toHaveLength(2);
  });

  it('says so when a source stops short instead of waiting for ever', async () => {
    const silent: Source = {
      id: 'github',
      discover: async () => ({ directory: { repositories: [], services: [], teamRepositories: {} }, problems: [] }),
      test: async () => ({ source: 'github', ok: true, message: '', details: [] }),
      async *fetch() {},
    };
    const store = new EventStore({ sources: [silent], now: () => 40 });
    const wanted = need({ from: 0, to: 30 });
    await finish(store, [wanted]);
    expect(store.problemsOf([wanted]).map((problem) => problem.kind)).toEqual(['truncated']);
  });

  it('holds the same events whatever was asked before, in whatever pieces', async () => {
    const all = Array.from({ length: 40 }, (_, index) => deployment(index * 3));
    const interval = fc
      .tuple(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 1, max: 60 }))
      .map(([from, length]) => ({ from, to: from + length }));
    await fc.assert(
      fc.asyncProperty(fc.array(interval, { minLength: 1, maxLength: 6 }), async (windows) => {
        const upstream = new Upstream(all);
        const store = new EventStore({ sources: [upstream], now: () => 1000, freshFor: 0 });
        await Promise.all(windows.map((window) => finish(store, [need(window)])));
        const expected = all.filter((one) => windows.some((window) => contains(window, one.createdAt)));
        const known = [...everything(store).deployments].sort((a, b) => a.createdAt - b.createdAt);
        expect(known).toEqual(expected);
      })
    );
  });

  it('starts from nothing', () => {
    expect(everything(new EventStore({ sources: [], now: () => 0 }))).toEqual(noEvents());
  });
});
