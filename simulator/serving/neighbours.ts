import { Asked, Upstream } from './upstream';

/** Records of the pages beside the one that is asked for, as they come up where a list moves while somebody pages. */

export type Side = 'before' | 'behind';

/**
 * The record of another page that a page of a list can show; undefined: there is none. `before`: the last one of the page
 * before. `behind`: one that stands far behind, of GraphQL at most a hundred rows from the head.
 */
export type Neighbour = (items: readonly unknown[], path: ReadonlyArray<string | number>) => unknown;

const mostRows = 100;

/** Asks the upstream itself: what comes is as it would come on its own page. */
export async function neighboursOf(upstream: Upstream, asked: Asked, side: Side): Promise<Neighbour> {
  const isGraphql = asked.path.endsWith('graphql');
  const other = isGraphql ? fromTheHead(asked) : pageBeside(asked, side);
  const answer = other === null ? null : await upstream.respond(other);
  const body: unknown = answer?.status === 200 ? JSON.parse(JSON.stringify(answer.body)) : null;
  return (items, path) => {
    const others = path.every((step) => typeof step === 'string') ? listAt(body, path) : [];
    const candidates = !isGraphql ? others : side === 'before' ? before(items, others) : behind(items, others);
    return candidates[candidates.length - 1];
  };
}

function before(items: readonly unknown[], all: readonly unknown[]): readonly unknown[] {
  return all.slice(
    0,
    Math.max(
      0,
      all.findIndex((one) => isSame(one, items[0]))
    )
  );
}

function behind(items: readonly unknown[], all: readonly unknown[]): readonly unknown[] {
  const last = all.findIndex((one) => isSame(one, items[items.length - 1]));
  return last < 0 ? [] : all.slice(last + 1);
}

function isSame(a: unknown, b: unknown): boolean {
  const id = fieldOf(a, 'id');
  return id === undefined ? JSON.stringify(a) === JSON.stringify(b) : id === fieldOf(b, 'id');
}

/** The same query with as many rows as there can be, from the head of each list that has an order. */
function fromTheHead(asked: Asked): Asked {
  const { query, variables } = Object(JSON.parse(asked.body));
  const wider = Object.entries(Object(variables)).map(([name, value]): [string, unknown] => {
    const [own] = name.split('_');
    return [name, own === 'after' ? null : own === 'first' ? mostRows : value];
  });
  const text = String(query).replace(/first: \d+(?=[^)]*orderBy)/g, `first: ${mostRows}`);
  return { ...asked, body: JSON.stringify({ query: text, variables: Object.fromEntries(wider) }) };
}

/** Null where there is none: the list has no pages, or this is the first one. */
function pageBeside(asked: Asked, side: Side): Asked | null {
  const { query } = asked;
  const step = side === 'before' ? -1 : 1;
  const [name, first, size] = query.has('offset')
    ? (['offset', 0, Number(query.get('limit') ?? 25)] as const)
    : (['page', 1, 1] as const);
  if (!query.has(name) && !query.has('per_page')) {
    return null;
  }
  const place = Number(query.get(name) ?? first) + step * size;
  if (place < first) {
    return null;
  }
  const other = new URLSearchParams(query);
  other.set(name, String(place));
  return { ...asked, query: other };
}

function fieldOf(value: unknown, field: string | number): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === String(field))?.[1]
    : undefined;
}

function listAt(body: unknown, path: ReadonlyArray<string | number>): readonly unknown[] {
  const found = path.reduce(fieldOf, body);
  return Array.isArray(found) ? found : [];
}
