import { GithubProblem } from './problem';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export type Fields = Readonly<Record<string, unknown>>;

function cursorOf(index: number): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}

function indexOf(cursor: string): number {
  const match = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match === null) {
    throw new GithubProblem('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  }
  return Number(match[1]);
}

/** A page of a list. `node` is called for what is on the page only; `total` where not everything can be reached. */
export function connection<Item>(
  items: readonly Item[],
  page: PageArguments,
  node: (item: Item) => unknown,
  more: Fields = {}
): Fields {
  const after = page.after === null || page.after === undefined ? 0 : indexOf(page.after) + 1;
  const before = page.before === null || page.before === undefined ? items.length : indexOf(page.before);
  const end = Math.min(items.length, before);
  const backwards = (page.first === null || page.first === undefined) && typeof page.last === 'number';
  const from = backwards ? Math.max(after, end - (page.last ?? 0)) : Math.min(after, end);
  const to = backwards ? end : Math.min(end, from + (page.first ?? 0));
  const nodes = items.slice(from, to).map(node);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: nodes.length === 0 ? null : cursorOf(from),
      endCursor: nodes.length === 0 ? null : cursorOf(to - 1),
    },
    nodes,
    edges: nodes.map((each, index) => ({ cursor: cursorOf(from + index), node: each })),
    ...more,
  };
}

interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Sorted copies by order, made once per list. */
export class Sorted<Item> {
  private readonly copies = new Map<string, readonly Item[]>();

  constructor(
    private readonly items: readonly Item[],
    private readonly keys: Readonly<Record<string, (item: Item) => number | string>>
  ) {}

  by(order: Order | null | undefined, fallback: Order): readonly Item[] {
    const { field, direction } = order ?? fallback;
    const name = `${field} ${direction}`;
    const known = this.copies.get(name);
    if (known !== undefined) {
      return known;
    }
    const key = this.keys[field];
    if (key === undefined) {
      throw new Error(`The simulator cannot order by ${field}.`);
    }
    const sign = direction === 'ASC' ? 1 : -1;
    const sorted = this.items
      .map((item, index) => ({ item, index, at: key(item) }))
      .sort((a, b) => (a.at < b.at ? -sign : a.at > b.at ? sign : sign * (a.index - b.index)))
      .map(({ item }) => item);
    this.copies.set(name, sorted);
    return sorted;
  }
}

/** ISO-8601, whole seconds, as GitHub writes instants. */
export function iso(instant: number): string;
export function iso(instant: number | null): string | null;
export function iso(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
