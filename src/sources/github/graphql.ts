import {
  asObject,
  Clock,
  DecodeError,
  Errand,
  flag,
  Json,
  list,
  object,
  optionalText,
  PageSizes,
  SendOptions,
  Transport,
} from '../transport';
import { errorsIn, GraphqlError, graphqlFailure, reach } from './answers';

/** `data` may have holes; `errors` say why. */
export interface GraphqlAnswer {
  readonly data: Json;
  readonly errors: readonly GraphqlError[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface ConnectionPage {
  readonly nodes: readonly unknown[];
  readonly hasNextPage: boolean;
}

export interface ConnectionQuery {
  readonly document: string;
  readonly variables: Json;
  /** Where in `data` the connection is. */
  readonly path: readonly string[];
  readonly pageSize: number;
}

export interface Graphql {
  /** Rejects with `UpstreamError` when nothing usable came; partial answers are given back with their errors. */
  query(document: string, variables: Json, errand: Errand, options?: SendOptions): Promise<GraphqlAnswer>;
  /** All pages of a connection, in its order. Ends without a page where the connection's parent is legitimately null. */
  pages(query: ConnectionQuery, errand: Errand): AsyncGenerator<ConnectionPage>;
}

/** Down to this (API measurements: 25 is safe). */
const smallestPage = 3;

export function createGraphql(transport: Transport, clock: Clock): Graphql {
  const sizes = new PageSizes(smallestPage);

  async function query(document: string, variables: Json, errand: Errand, options: SendOptions = {}) {
    const response = await transport.send(
      { upstream: 'github/graphql', method: 'POST', path: '', body: { query: document, variables } },
      errand,
      { ...options, inspect: (seen) => graphqlFailure(seen, clock.now()) }
    );
    const body = asObject(response.body, 'GraphQL answer');
    return { data: asObject(body['data'], 'GraphQL answer'), errors: errorsIn(body), headers: response.headers };
  }

  async function* pages({ document, variables, path, pageSize }: ConnectionQuery, errand: Errand) {
    const place = `${document}\n${String(variables['owner'])}/${String(variables['name'])}`;
    const paging = { list: place, most: pageSize, clock, signal: errand.signal };
    let after: string | null = null;
    for (;;) {
      const cursor: string | null = after;
      const answer = await sizes.page(paging, (rows, options) =>
        query(document, { ...variables, pageSize: rows, after: cursor }, errand, options)
      );
      const connection = reach(answer, path);
      if (connection === null) {
        return;
      }
      const pageInfo = object(connection, 'pageInfo', path.join('.'));
      const hasNextPage = flag(pageInfo, 'hasNextPage', path.join('.'));
      yield { nodes: list(connection, 'nodes', path.join('.')), hasNextPage };
      if (!hasNextPage) {
        return;
      }
      const next = optionalText(pageInfo, 'endCursor', path.join('.'));
      if (next === null || next === after) {
        throw new DecodeError(path.join('.'), 'pageInfo.endCursor', 'a new cursor', next);
      }
      after = next;
    }
  }

  return { query, pages };
}
