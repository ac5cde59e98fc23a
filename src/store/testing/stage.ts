import { Interval } from '../../events';
import { IntervalNeed } from '../../sources';
import { EventStore } from '../index';
import { everything } from './everything';
import { Script } from './script';
import { day } from './units';

/** The deployments of a repository. */
export function deployments(interval: Interval, scope = 'acme/pay'): IntervalNeed {
  return { source: 'github', kind: 'deployments', scope, interval };
}

/** A store over a source that says what the test says. */
export class Stage {
  now = 1_000 * day;
  readonly source = new Script();
  readonly store = new EventStore({ sources: [this.source], now: () => this.now });

  /** The last so many days, up to now. */
  last(days: number, scope?: string): IntervalNeed {
    return deployments({ from: this.now - days * day, to: this.now }, scope);
  }

  ids(): readonly string[] {
    return everything(this.store)
      .deployments.map(({ id }) => id)
      .sort();
  }

  /** The interval asked for by the last fetch, in days before now. */
  asked(): readonly [number, number] {
    const [need] = this.source.fetches[this.source.fetches.length - 1].needs;
    return need.kind === 'comparisons'
      ? [0, 0]
      : [(this.now - need.interval.from) / day, (this.now - need.interval.to) / day];
  }
}
