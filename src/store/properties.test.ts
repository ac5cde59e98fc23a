import fc from 'fast-check';
import { contains } from '../events';
import { IntervalNeed } from '../sources';
import { EventStore } from './index';
import { Browser, Tab, TabOptions } from './testing/tabs';
import { changeOf, commitOf, deploymentOf, finishedAt, Habits, sourceOf, World } from './testing/world';
import { everything } from './testing/everything';

/**
 * Whatever was asked before, in whatever pieces, with whatever going wrong on the way: in the end a store holds exactly
 * what the upstream has in the wanted intervals.
 */

const freshFor = 10;
const overlap = 1_000;
const scopes = ['acme/pay', 'acme/shop'];

type Step =
  | { readonly does: 'wait'; readonly time: number }
  | { readonly does: 'deploy'; readonly scope: number; readonly ago: number; readonly isRunning: boolean }
  | { readonly does: 'finish'; readonly which: number; readonly failed: boolean }
  | { readonly does: 'delete'; readonly which: number }
  | { readonly does: 'merge'; readonly scope: number }
  | { readonly does: 'edit'; readonly which: number }
  | {
      readonly does: 'ask';
      readonly tab: number;
      readonly reach: number;
      readonly ago: number;
      readonly stopAfter: number;
    }
  | { readonly does: 'askTogether'; readonly reach: number }
  | { readonly does: 'fail'; readonly rate: number }
  | { readonly does: 'reload'; readonly tab: number; readonly writes: number }
  | { readonly does: 'lose'; readonly which: number }
  | { readonly does: 'fill'; readonly tab: number; readonly isFull: boolean }
  | { readonly does: 'break'; readonly tab: number; readonly isBroken: boolean }
  | { readonly does: 'clear'; readonly tab: number };

const which = fc.nat({ max: 50 });
const tab = fc.constantFrom(0, 1);
const scope = fc.constantFrom(0, 1);
const reach = fc.integer({ min: 1, max: 6_000 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 2_500 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('deploy' as const),
      scope,
      ago: fc.nat({ max: 400 }),
      isRunning: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('finish' as const), which, failed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), which }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('merge' as const), scope }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('edit' as const), which }) },
  {
    weight: 9,
    arbitrary: fc.record({
      does: fc.constant('ask' as const),
      tab,
      reach,
      ago: fc.constantFrom(0, 0, 0, 500, 3_000),
      stopAfter: fc.constantFrom(1, 2, 3, 5, 1_000, 1_000, 1_000),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('askTogether' as const), reach }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('fail' as const), rate: fc.constantFrom(0, 0.1, 0.5) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('reload' as const), tab, writes: fc.constantFrom(0, 0, 1, 2, 3, 5) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lose' as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('fill' as const), tab, isFull: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('break' as const), tab, isBroken: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('clear' as const), tab }) }
);

/** Park and Miller's generator: the same seed, the same interleaving. */
function numbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface Page {
  tab: Tab;
  store: EventStore;
}

class Play {
  readonly world = new World();
  readonly browser = new Browser();
  private readonly random: () => number;
  private readonly pages: Page[];
  private failRate = 0;
  private wanted = 1;

  constructor(
    seed: number,
    private readonly habits: Habits,
    private readonly options: TabOptions
  ) {
    this.random = numbers(seed);
    this.pages = [this.open(), this.open()];
  }

  async perform(step: Step): Promise<void> {
    const { world } = this;
    switch (step.does) {
      case 'wait':
        world.now += step.time;
        return;
      case 'deploy': {
        world.now++;
        const createdAt = this.unused(world.now - step.ago);
        const status = step.isRunning ? 'pending' : 'success';
        world.replace(deploymentOf({ id: `d${createdAt}`, repository: scopes[step.scope], createdAt, status }));
        return;
      }
      case 'finish': {
        const running = world.deployments.filter(({ status }) => status === 'pending');
        if (running.length > 0) {
          world.now++;
          const status = step.failed ? 'failure' : 'success';
          world.replace({ ...running[step.which % running.length], status, finishedAt: this.unused(world.now) });
        }
        return;
      }
      case 'delete': {
        // What a refresh looks at again; older ones are taken to stay.
        const young = world.deployments.filter(({ createdAt }) => world.now - createdAt < overlap / 2);
        if (young.length > 0) {
          const gone = young[step.which % young.length];
          world.deployments = world.deployments.filter((one) => one !== gone);
        }
        return;
      }
      case 'merge':
        world.now++;
        world.merge(changeOf({ id: String(world.now), repository: scopes[step.scope], mergedAt: world.now }));
        return;
      case 'edit':
        if (world.changes.length > 0) {
          world.edit(world.changes[step.which % world.changes.length].change.id, `Title ${world.updates}`);
        }
        return;
      case 'ask':
        await this.ask(this.pages[step.tab], step.reach, step.ago, step.stopAfter);
        return;
      case 'askTogether':
        await Promise.all(this.pages.map((page) => this.ask(page, step.reach, 0, 1_000)));
        return;
      case 'fail':
        this.failRate = step.rate;
        return;
      case 'reload': {
        const page = this.pages[step.tab];
        if (step.writes === 0) {
          page.tab.kill();
        } else {
          page.tab.killAfter(step.writes);
          await this.ask(page, 3_000, 0, 1_000);
          page.tab.kill();
        }
        Object.assign(page, this.open());
        return;
      }
      case 'lose': {
        const keys = [...this.browser.entries.keys()];
        if (keys.length > 0) {
          this.browser.entries.delete(keys[step.which % keys.length]);
        }
        return;
      }
      case 'fill':
        this.pages[step.tab].tab.isFull = step.isFull;
        return;
      case 'break':
        this.pages[step.tab].tab.isBroken = step.isBroken;
        return;
      case 'clear':
        await this.pages[step.tab].store.clear();
    }
  }

  /** Everything works again: what do two pages that were there, and one that opens, know in the end? */
  async end(): Promise<void> {
    this.failRate = 0;
    this.world.now += freshFor + 1;
    for (const { tab } of this.pages) {
      tab.isFull = false;
      tab.isBroken = false;
    }
    await this.check(this.pages[0]);
    await Promise.all(this.pages.map((page) => this.check(page)));
    this.world.now += freshFor + 1;
    await this.check(this.open());
  }

  private async check(page: Page): Promise<void> {
    const needs = this.needs(this.wanted, 0);
    await this.finish(page, needs, 1_000);
    for (const need of needs) {
      expect(page.store.problemsOf([need])).toEqual([]);
      expect(page.store.isKnown(need)).toBe(true);
    }
    const inside = (at: number) => contains(needs[0].interval, at);
    const { world } = this;
    const { deployments, changes, commits } = everything(page.store);
    const sorted = <Event extends { id: string }>(list: readonly Event[]) =>
      [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(sorted(deployments.filter((one) => inside(finishedAt(one))))).toEqual(
      sorted(world.deployments.filter((one) => inside(finishedAt(one))))
    );
    const merged = world.changes.map(({ change }) => change).filter(({ mergedAt }) => inside(mergedAt));
    expect(sorted(changes.filter(({ mergedAt }) => inside(mergedAt)))).toEqual(sorted(merged));
    const shas = new Set(commits.map(({ sha }) => sha));
    expect(merged.map(commitOf).filter(({ sha }) => !shas.has(sha))).toEqual([]);
  }

  private open(): Page {
    const tab = this.browser.open({ ...this.options, turn: () => this.turn() });
    const source = sourceOf(this.world, this.habits, async () => {
      await this.turn();
      return this.random() < this.failRate;
    });
    const store = new EventStore({
      sources: [source],
      now: () => this.world.now,
      freshFor,
      overlap,
      vault: tab,
      saveAfter: 1,
      pause: () => this.turn(),
      random: this.random,
    });
    return { tab, store };
  }

  private async ask(page: Page, reach: number, ago: number, stopAfter: number): Promise<void> {
    await this.finish(page, this.needs(reach, ago), stopAfter);
  }

  private needs(reach: number, ago: number): readonly IntervalNeed[] {
    this.wanted = Math.max(this.wanted, reach + ago);
    const interval = { from: this.world.now - ago - reach, to: this.world.now - ago + 1 };
    return scopes.flatMap((name): IntervalNeed[] => [
      { source: 'github', kind: 'deployments', scope: name, interval },
      { source: 'github', kind: 'changes', scope: name, interval },
    ]);
  }

  private async finish({ store }: Page, needs: readonly IntervalNeed[], stopAfter: number): Promise<void> {
    const controller = new AbortController();
    let left = stopAfter;
    for await (const standing of store.ensure(needs, controller.signal)) {
      expect(standing.done).toBeLessThanOrEqual(standing.total);
      if (--left <= 0) {
        controller.abort();
      }
    }
  }

  private async turn(): Promise<void> {
    for (let turns = Math.floor(this.random() * 4); turns > 0; turns--) {
      await Promise.resolve();
    }
    if (this.random() < 0.1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private unused(at: number): number {
    const taken = new Set(this.world.deployments.flatMap((one) => [one.createdAt, finishedAt(one)]));
    let free = at;
    while (taken.has(free)) {
      free--;
    }
    return free;
  }
}

const habits = fc.record({
  bookmarks: fc.boolean(),
  pageSize: fc.constantFrom(1, 2, 5, 100),
  progressive: fc.boolean(),
});

describe.each([
  { tabs: 'tabs that keep out of each other’s way', options: {} },
  { tabs: 'tabs without locks', options: { locks: false } },
  { tabs: 'tabs that hear nothing of each other', options: { channel: false } },
  {
    tabs: 'a vault that can be torn in the middle of a save',
    options: { locks: false, channel: false, atomic: false },
  },
])('with $tabs', ({ options }) => {
  it('a store ends up with what the upstream has', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        habits,
        fc.array(step, { minLength: 5, maxLength: 40 }),
        async (seed, usual, steps) => {
          const play = new Play(seed, usual, options);
          for (const one of steps) {
            await play.perform(one);
          }
          await play.end();
        }
      ),
      // What hangs is named by its seed, and not lost in the time limit of the test.
      { numRuns: 80, timeout: 8_000, endOnFailure: true }
    );
  });
});
