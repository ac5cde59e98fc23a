import { byIndex, byPosition, compare, Cursors } from './cursors';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export type Fields = Readonly<Record<string, unknown>>;

interface Ways<Item> {
  /** Beside the usual fields; `totalCount` where not everything can be reached. */
  readonly more?: Fields;
  readonly cursors?: Cursors<Item>;
  /** What an edge has beside its cursor and node. */
  readonly edge?: Fields;
}

/** Which items are on the page: [from, to). */
export function pageOf<Item>(
  items: readonly Item[],
  page: PageArguments,
  cursors: Cursors<Item>
): { readonly from: number; readonly to: number } {
  const given = (cursor: string | null | undefined): cursor is string => cursor !== null && cursor !== undefined;
  const after = given(page.after) ? cursors.after(page.after) : 0;
  const end = Math.min(items.length, given(page.before) ? cursors.before(page.before) : items.length);
  const isBackwards = (page.first === null || page.first === undefined) && typeof page.last === 'number';
  return isBackwards
    ? { from: Math.max(after, end - (page.last ?? 0)), to: Math.max(after, end) }
    : { from: Math.min(after, end), to: Math.min(end, Math.min(after, end) + (page.first ?? 0)) };
}

/** A page of a list. `node` is called for what is on the page only, once it is looked at. */
export function connection<Item>(
  items: readonly Item[] | Row<Item>,
  page: PageArguments,
  node: (item: Item) => unknown,
  ways: Ways<Item> = {}
): Fields {
  const list = items instanceof Row ? items.items : items;
  const cursors = ways.cursors ?? (items instanceof Row ? items.cursors() : byIndex<Item>());
  const { from, to } = pageOf(list, page, cursors);
  let made: readonly unknown[] | null = null;
  const nodes = () => (made ??= list.slice(from, to).map(node));
  const cursorAt = (index: number) => cursors.write(list[index], index);
  return {
    totalCount: list.length,
    pageInfo: () => ({
      hasNextPage: to < list.length,
      hasPreviousPage: from > 0,
      startCursor: from >= to ? null : cursorAt(from),
      endCursor: from >= to ? null : cursorAt(to - 1),
    }),
    nodes,
    edges: () => nodes().map((each, index) => ({ ...ways.edge, cursor: cursorAt(from + index), node: each })),
    ...ways.more,
  };
}

/** A sorted list, or what a filter left of it, whose cursors are positions in it. */
export class Row<Item> {
  constructor(
    readonly items: readonly Item[],
    private readonly positionOf: (item: Item) => readonly [number | string, number | string],
    private readonly direction: 1 | -1
  ) {}

  filter(test: (item: Item) => boolean): Row<Item> {
    return new Row(this.items.filter(test), this.positionOf, this.direction);
  }

  cursors(): Cursors<Item> {
    return byPosition(this.items, this.positionOf, this.direction);
  }
}

interface Order {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

/** Sorted copies by order, made once per list; `tie` decides between equals and never changes. */
export class Sorted<Item> {
  private readonly rows = new Map<string, Row<Item>>();

  constructor(
    private readonly items: readonly Item[],
    private readonly tie: (item: Item) => number | string,
    private readonly keys: Readonly<Record<string, (item: Item) => number | string>>
  ) {}

  by(order: Order | null | undefined, fallback: Order): Row<Item> {
    const { field, direction } = order ?? fallback;
    const name = `${field} ${direction}`;
    const known = this.rows.get(name);
    if (known !== undefined) {
      return known;
    }
    const key = this.keys[field];
    if (key === undefined) {
      throw new Error(`The simulator cannot order by ${field}.`);
    }
    const sign = direction === 'ASC' ? 1 : -1;
    const positionOf = (item: Item) => [key(item), this.tie(item)] as const;
    const sorted = this.items
      .map((item) => ({ item, position: positionOf(item) }))
      .sort((a, b) => sign * compare(a.position, b.position))
      .map(({ item }) => item);
    const row = new Row(sorted, positionOf, sign);
    this.rows.set(name, row);
    return row;
  }
}

/** ISO-8601, whole seconds, as GitHub writes instants. */
export function iso(instant: number): string;
export function iso(instant: number | null): string | null;
export function iso(instant: number | null): string | null {
  return instant === null ? null : `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
