import { BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { NetworkError } from '../sources';
import { Backend, createBackendClient } from './backendClient';

function clientOver(answer: Observable<FetchResponse<unknown>>, feedUrl = '') {
  const asked: BackendSrvRequest[] = [];
  const backend: Backend = {
    fetch: (request) => {
      asked.push(request);
      return answer;
    },
  };
  const client = createBackendClient({ proxyUrl: '/api/datasources/proxy/uid/x', feedUrl, backend: () => backend });
  return { client, asked };
}

const answered = (data: unknown, headers: Record<string, string> = {}) =>
  of<FetchResponse<unknown>>({
    type: 'basic',
    config: { url: '' },
    status: 200,
    statusText: 'OK',
    ok: true,
    data,
    headers: new Headers(headers),
    url: '',
    redirected: false,
  });

const refused = (status: number, data: unknown, cancelled = false) =>
  throwError(() => ({ status, data, statusText: '', config: { url: '' }, cancelled }) satisfies FetchError);

const repos = { upstream: 'github/rest', method: 'GET', path: 'repos' } as const;

describe('createBackendClient', () => {
  it('asks the route for it, without a request id that would cancel another, and without an alert', async () => {
    const { client, asked } = clientOver(answered('{}'));
    const params = { 'ids[]': ['a', 'b'], page: 2, none: undefined };
    await client({ upstream: 'pagerduty', method: 'GET', path: 'incidents', params });
    await client({ upstream: 'github/graphql', method: 'POST', path: '', body: { query: 'q' } });
    expect(asked[0]).toEqual({
      url: '/api/datasources/proxy/uid/x/pagerduty/incidents?ids%5B%5D=a&ids%5B%5D=b&page=2',
      method: 'GET',
      data: undefined,
      showErrorAlert: false,
      responseType: 'text',
    });
    expect(asked[1]).toMatchObject({
      url: '/api/datasources/proxy/uid/x/github/graphql',
      method: 'POST',
      data: { query: 'q' },
    });
  });

  it("sends a feed's own query string along, which the proxy leaves out", async () => {
    const { client, asked } = clientOver(answered('{}'), 'https://example.com/feed.json?key=a%20b');
    await client({ upstream: 'feed', method: 'GET', path: '' });
    expect(asked[0].url).toBe('/api/datasources/proxy/uid/x/feed?key=a%20b');
  });

  it.each<[string, unknown, unknown]>([
    ['JSON', '{"a":1}', { a: 1 }],
    ['a page that is no JSON', '<html>', '<html>'],
    ['nothing', '', ''],
  ])('reads %s', async (_, text, body) => {
    const { client } = clientOver(answered(text, { 'X-RateLimit-Remaining': '7' }));
    expect(await client(repos)).toEqual({ status: 200, headers: { 'x-ratelimit-remaining': '7' }, body });
  });

  it.each<[string, number, unknown, number, unknown]>([
    [
      "the proxy's word for 401",
      400,
      'Authentication to data source failed',
      401,
      'Authentication to data source failed',
    ],
    [
      'the same, wrapped',
      400,
      { message: 'Authentication to data source failed', error: '', response: 'Authentication to data source failed' },
      401,
      'Authentication to data source failed',
    ],
    ['another 400', 400, '{"message":"Bad"}', 400, { message: 'Bad' }],
    [
      'a rate limit, wrapped',
      403,
      { message: '…', response: '{"message":"API rate limit"}' },
      403,
      { message: 'API rate limit' },
    ],
    ['a body that is parsed already', 404, { message: 'Not Found' }, 404, { message: 'Not Found' }],
  ])('resolves for %s', async (_, status, data, expectedStatus, body) => {
    const { client } = clientOver(refused(status, data));
    expect(await client(repos)).toEqual({ status: expectedStatus, headers: {}, body });
  });

  it.each<[string, Observable<FetchResponse<unknown>>]>([
    ['no status', refused(0, undefined)],
    ['a failed fetch', throwError(() => new TypeError('Failed to fetch'))],
    ['an end without an answer', of()],
  ])('rejects with a NetworkError for %s', async (_, answer) => {
    await expect(clientOver(answer).client(repos)).rejects.toBeInstanceOf(NetworkError);
  });

  it('takes the request back when it is cancelled', async () => {
    let isTakenBack = false;
    const never = new Observable<FetchResponse<unknown>>(() => () => {
      isTakenBack = true;
    });
    const controller = new AbortController();
    const request = clientOver(never).client(repos, controller.signal);
    controller.abort();
    await expect(request).rejects.toMatchObject({ name: 'AbortError' });
    expect(isTakenBack).toBe(true);
  });

  it('does not even ask when it is cancelled before', async () => {
    const { client, asked } = clientOver(NEVER);
    await expect(client(repos, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked).toEqual([]);
  });

  it('tells a request that Grafana cancelled as cancelled', async () => {
    await expect(clientOver(refused(-1, undefined, true)).client(repos)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
