import { grouped, Instant } from '../../events';
import { QualityCheck } from '../../query';
import { FindingRow, QualityRow } from '../answers';
import { chooseWiderRange, nothingToCheck } from './advice';

/** A thing that a check found, before it has an id and advice. */
export type Found = Pick<FindingRow, 'kind' | 'thing' | 'team' | 'count' | 'since' | 'found' | 'url'>;

/** What a check saw. */
export interface Seen extends Pick<QualityRow, 'check' | 'subject' | 'value' | 'unit' | 'k' | 'n'> {
  /** What the value says, in whole sentences. */
  readonly meaning: string;
  /** What to do, where it is not what the check usually advises. */
  readonly advice?: string;
  readonly found: readonly Found[];
}

/** A share: `k` of `n`; null over nothing. */
export function shareSeen(
  check: QualityCheck,
  k: number,
  n: number,
  meaning: string,
  found: readonly Found[] = []
): Seen {
  const shared = { check, subject: null, unit: 'ratio', k, n, found } as const;
  return n === 0
    ? { ...shared, value: null, meaning: nothingToCheck(), advice: chooseWiderRange() }
    : { ...shared, value: k / n, meaning };
}

/** A number of things out of `n` that were looked at. */
export function countSeen(check: QualityCheck, n: number, meaning: string, found: readonly Found[]): Seen {
  return { check, subject: null, value: found.length, unit: 'count', k: null, n, meaning, found };
}

/** Several things of one kind in one place, as a finding of the place. */
export interface Gathered<Item> {
  readonly place: string;
  readonly items: readonly Item[];
  readonly since: Instant;
  /** The item that is newest. */
  readonly newest: Item;
}

/** Items by place, most first. O(n log n). */
export function gathered<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => string,
  at: (item: Item) => Instant
): ReadonlyArray<Gathered<Item>> {
  return [...grouped(items, placeOf)]
    .map(([place, own]) => ({
      place,
      items: own,
      since: own.reduce((earliest, item) => Math.min(earliest, at(item)), Number.POSITIVE_INFINITY),
      newest: own.reduce((newest, item) => (at(item) > at(newest) ? item : newest)),
    }))
    .sort((a, b) => b.items.length - a.items.length || (a.place < b.place ? -1 : 1));
}

/** Names as one cell; none is null. */
export function teamText(teams: readonly string[]): string | null {
  return teams.length === 0 ? null : teams.join(', ');
}
