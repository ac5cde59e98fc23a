import { batchesOf, halvesOf } from './batches';
import { needOf, now } from './fakePagerduty';
import { IntervalNeed } from '../types';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function needs(count: number, from = now - 90 * day, to = now, first = 0) {
  return Array.from({ length: count }, (_, index) => needOf(`S${first + index}`, iso(from), iso(to)));
}

function directory(count: number): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: count }, (_, index) => [`S${index}`, `service ${index}`]));
}

const reachOf = ({ interval }: IntervalNeed) => interval;

/** Services per call; null: all of the account. */
const sizes = (batches: ReturnType<typeof batchesOf>) => batches.map(({ services }) => services?.length ?? null);

describe('needs are read together', () => {
  test.each<[string, ReturnType<typeof needs>, number, ReadonlyArray<number | null>]>([
    ['fifty services a call', needs(120), 1_000, [50, 50, 20]],
    ['all of the account at once, where nearly all are asked for', needs(120), 150, [null]],
    ['by id where one call does', needs(50), 50, [50]],
    ['those that PagerDuty may not know apart', [...needs(60), ...needs(1, undefined, undefined, 500)], 60, [null, 1]],
    ['though their clocks differ by a minute', [...needs(2), ...needs(2, now - 90 * day, now + minute, 2)], 9, [4]],
    ['but not what lies apart', [...needs(2), ...needs(2, now - 180 * day, now - 90 * day)], 9, [2, 2]],
  ])('%s', (_, asked, known, expected) => {
    expect(sizes(batchesOf(asked, directory(known), reachOf, now))).toEqual(expected);
  });

  it('the newest first, up to a little after now', () => {
    const [first, second] = batchesOf(
      [...needs(1, now - 180 * day, now - 90 * day), ...needs(1)],
      new Map(),
      reachOf,
      now
    );
    expect(first.span).toEqual({ from: now - 90 * day, to: now + 10 * minute });
    expect(second.span).toEqual({ from: now - 180 * day, to: now - 90 * day });
  });

  it('and halved, where one of several spoils the call for all', () => {
    const [batch] = batchesOf(needs(3), new Map(), reachOf, now);
    const halves = halvesOf(batch, reachOf, now) ?? [];
    expect(halves.map(({ services }) => services)).toEqual([['S0', 'S1'], ['S2']]);
    expect(halvesOf(halves[1], reachOf, now)).toBeNull();
  });
});
