import { Deployment } from '../../events';
import { IntervalNeed } from '../../sources';
import { EventStore } from '../index';
import { open, Script, settle } from './script';
import { Browser, Tab, TabOptions } from './tabs';
import { day, minute, second } from './units';
import { deploymentOf } from './world';
import { everything } from './everything';

export interface Page {
  readonly tab: Tab;
  readonly source: Script;
  readonly store: EventStore;
}

/** Pages of one browser, all looking at the last ten days. */
export class Desk {
  now = 1_000 * day;
  readonly browser = new Browser();
  private sleepers: Array<() => void> = [];

  page(options: TabOptions = {}, tab = this.browser.open(options)): Page {
    const source = new Script();
    // Who sleeps for seconds sleeps until `pass`.
    const pause = (milliseconds: number) =>
      new Promise<void>((resolve) => {
        if (milliseconds < second) {
          setImmediate(resolve);
        } else {
          this.sleepers.push(resolve);
        }
      });
    const store = new EventStore({ sources: [source], now: () => this.now, vault: tab, saveAfter: 0, pause });
    return { tab, source, store };
  }

  /** Some time goes by: whoever sleeps wakes up. Milliseconds. */
  async pass(time = 5 * second): Promise<void> {
    this.now += time;
    this.sleepers.splice(0).forEach((wake) => wake());
    await settle();
  }

  need(scope = 'acme/pay', days = 10): IntervalNeed {
    return { source: 'github', kind: 'deployments', scope, interval: { from: this.now - days * day, to: this.now } };
  }

  /** So many deployments, the newest first, a minute apart. */
  deployments(count: number, scope = 'acme/pay', skip = 0): readonly Deployment[] {
    return Array.from({ length: count }, (_, index) => {
      const createdAt = this.now - (skip + index + 1) * minute;
      return deploymentOf({ id: `d${createdAt}`, repository: scope, createdAt });
    });
  }

  /** A page that has read everything of `scope` and saved it. */
  async read(scope = 'acme/pay', count = 3): Promise<Page> {
    const page = this.page();
    const panel = await open(page.store, [this.need(scope)]);
    await page.source.fetches[0].report({
      events: { deployments: this.deployments(count, scope) },
      covered: this.need(scope).interval,
      bookmark: 'all',
    });
    await panel.done;
    await settle();
    return page;
  }
}

/** The deployments that a page knows. */
export const ids = ({ store }: Page) => everything(store).deployments.map(({ id }) => id);
