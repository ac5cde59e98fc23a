import { Errand, HttpResponse, nextPage, QueryValue, Transport } from '../transport';

export type Params = Readonly<Record<string, QueryValue>>;

export interface Rest {
  get(path: string, params: Params, errand: Errand): Promise<HttpResponse>;
  /**
   * All pages. `count` says how many items a body holds: where the host hides `Link`, a full page means there may be
   * another one.
   */
  pages(path: string, params: Params, count: (body: unknown) => number, errand: Errand): AsyncGenerator<unknown, void>;
}

export const perPage = 100;

export function createRest(transport: Transport): Rest {
  const get: Rest['get'] = (path, params, errand) =>
    transport.send({ upstream: 'github/rest', method: 'GET', path, params }, errand);

  async function* pages(path: string, params: Params, count: (body: unknown) => number, errand: Errand) {
    let query: Params = { ...params, per_page: perPage, page: 1 };
    for (let page = 1; ; page++) {
      const { body, headers } = await get(path, query, errand);
      yield body;
      const next = nextPage(headers['link']);
      if (headers['link'] === undefined ? count(body) < perPage : next === null) {
        return;
      }
      query = next === null ? { ...params, per_page: perPage, page: page + 1 } : { ...params, ...next };
    }
  }

  return { get, pages };
}

/** `repos/OWNER/NAME`, encoded. */
export function repositoryPath(nameWithOwner: string): string {
  return `repos/${nameWithOwner.split('/').map(encodeURIComponent).join('/')}`;
}
