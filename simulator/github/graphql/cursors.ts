import { GithubProblem } from './problem';

/** How the items of one list are pointed at. */
export interface Cursors<Item> {
  write(item: Item, index: number): string;
  /** Index of the first item after the one a cursor points at, which need not be there any more. Throws GithubProblem. */
  after(cursor: string): number;
  /** Index of the first item that is not before it. */
  before(cursor: string): number;
}

type Position = readonly [value: number | string, tie: number | string];

function invalid(cursor: string): GithubProblem {
  return new GithubProblem('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}

function encode(position: ReadonlyArray<number | string>): string {
  return Buffer.from(`cursor:v2:${JSON.stringify(position)}`).toString('base64');
}

function decode(cursor: string, length: number): ReadonlyArray<number | string> {
  const match = /^cursor:v2:(\[.*\])$/s.exec(Buffer.from(cursor, 'base64').toString());
  let parts: unknown;
  try {
    parts = JSON.parse(match?.[1] ?? '');
  } catch {
    throw invalid(cursor);
  }
  if (!Array.isArray(parts) || parts.length !== length) {
    throw invalid(cursor);
  }
  return parts.map((part: unknown) => {
    if (typeof part !== 'number' && typeof part !== 'string') {
      throw invalid(cursor);
    }
    return part;
  });
}

/** By place in the list: for lists that only grow at their end, and for search, which counts its results. */
export function byIndex<Item>(): Cursors<Item> {
  const indexOf = (cursor: string) => {
    const index = decode(cursor, 1)[0];
    if (typeof index !== 'number') {
      throw invalid(cursor);
    }
    return index;
  };
  return {
    write: (_, index) => encode([index]),
    after: (cursor) => indexOf(cursor) + 1,
    before: indexOf,
  };
}

/**
 * By what the list is sorted by and by id, as GitHub's cursors do: what comes in or moves in front of the cursor shifts
 * nothing behind it, and what moves in front of it is not met again.
 */
export function byPosition<Item>(
  items: readonly Item[],
  positionOf: (item: Item) => Position,
  direction: 1 | -1
): Cursors<Item> {
  const find = (cursor: string, isBehind: (order: number) => boolean) => {
    const given = decode(cursor, 2);
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBehind(direction * compare(positionOf(items[middle]), given))) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  };
  return {
    write: (item) => encode(positionOf(item)),
    after: (cursor) => find(cursor, (order) => order > 0),
    before: (cursor) => find(cursor, (order) => order >= 0),
  };
}

export function compare([a, tieA]: ReadonlyArray<number | string>, [b, tieB]: ReadonlyArray<number | string>): number {
  return a < b ? -1 : a > b ? 1 : tieA < tieB ? -1 : tieA > tieB ? 1 : 0;
}

const historyCursor = /^([0-9a-f]{40}) (\d+)$/;

/** The commit a history was read from, as GitHub writes it into the cursor: a later push does not shift its pages. */
export function startOfHistory(cursor: string | null | undefined): string | null {
  return cursor === null || cursor === undefined ? null : (historyCursor.exec(cursor)?.[1] ?? null);
}

export function byHistory<Item>(start: string): Cursors<Item> {
  const indexOf = (cursor: string) => {
    const match = historyCursor.exec(cursor);
    if (match === null) {
      throw invalid(cursor);
    }
    return Number(match[2]);
  };
  return { write: (_, index) => `${start} ${index}`, after: (cursor) => indexOf(cursor) + 1, before: indexOf };
}
