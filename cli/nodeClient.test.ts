import { createServer, IncomingMessage, Server } from 'node:http';
import { decodeSettings } from '../src/query';
import { HttpRequest, NetworkError } from '../src/sources';
import { createNodeClient } from './nodeClient';

const tokens = { github: 'g-token', pagerduty: 'p-token', feed: 'f-token' };
const settings = (jsonData: object) => decodeSettings(jsonData).settings;

/** What a fetch was asked for, answered by a small JSON. */
function listening(jsonData: object) {
  const asked: Array<{ url: string; headers: Headers; init: RequestInit }> = [];
  const client = createNodeClient(settings(jsonData), tokens, async (input, init = {}) => {
    asked.push({ url: String(input), headers: new Headers(init.headers), init });
    return new Response('{"ok":true}', { headers: { ETag: '"1"' } });
  });
  return { asked, client };
}

describe('addresses and headers', () => {
  const rest: HttpRequest = { upstream: 'github/rest', method: 'GET', path: 'user' };
  const graphql: HttpRequest = { upstream: 'github/graphql', method: 'POST', path: '', body: { query: '{a}' } };
  const pagerduty: HttpRequest = { upstream: 'pagerduty', method: 'GET', path: 'services' };
  const feed: HttpRequest = { upstream: 'feed', method: 'GET', path: '' };
  const ownServer = { githubUrl: 'https://git.example.com' };
  const residency = { githubApiUrl: 'https://api.octo.ghe.com' };

  it.each<[object, HttpRequest, string, string]>([
    [{}, rest, 'https://api.github.com/user', 'Bearer g-token'],
    [{}, graphql, 'https://api.github.com/graphql', 'Bearer g-token'],
    [ownServer, rest, 'https://git.example.com/api/v3/user', 'Bearer g-token'],
    [ownServer, graphql, 'https://git.example.com/api/graphql', 'Bearer g-token'],
    [residency, rest, 'https://api.octo.ghe.com/user', 'Bearer g-token'],
    [residency, graphql, 'https://api.octo.ghe.com/graphql', 'Bearer g-token'],
    [{}, pagerduty, 'https://api.pagerduty.com/services', 'Token token=p-token'],
    [{ pagerdutyRegion: 'eu' }, pagerduty, 'https://api.eu.pagerduty.com/services', 'Token token=p-token'],
    [{ pagerdutyUrl: 'http://127.0.0.1:9' }, pagerduty, 'http://127.0.0.1:9/services', 'Token token=p-token'],
    [{ feedUrl: 'https://x.example.com/f.json?a=1' }, feed, 'https://x.example.com/f.json?a=1', 'Bearer f-token'],
  ])('%j: %j', async (jsonData, request, url, authorization) => {
    const { asked, client } = listening(jsonData);
    await expect(client(request)).resolves.toEqual({
      status: 200,
      headers: expect.objectContaining({ etag: '"1"' }),
      body: { ok: true },
    });
    expect(asked.map((one) => one.url)).toEqual([url]);
    expect(asked[0]?.headers.get('authorization')).toBe(authorization);
  });

  it('repeats keys of lists, leaves out undefined and encodes the rest', async () => {
    const { asked, client } = listening({});
    const params = { 'service_ids[]': ['P1', 'P2'], until: '2025-01-01T00:00:00+01:00', limit: 100, after: undefined };
    await client({ ...pagerduty, params });
    expect(asked[0]?.url).toBe(
      'https://api.pagerduty.com/services?service_ids%5B%5D=P1&service_ids%5B%5D=P2' +
        '&until=2025-01-01T00%3A00%3A00%2B01%3A00&limit=100'
    );
  });

  it('sends a body as JSON', async () => {
    const { asked, client } = listening({});
    await client(graphql);
    expect(asked[0]?.init.body).toBe('{"query":"{a}"}');
    expect(asked[0]?.headers.get('content-type')).toBe('application/json');
  });
});

describe('against a server', () => {
  let server: Server;
  let other: Server;
  const seenByOther: IncomingMessage[] = [];
  const portOf = (one: Server) => {
    const address = one.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const listen = (one: Server) => new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));

  beforeAll(async () => {
    other = createServer((request, response) => {
      seenByOther.push(request);
      response.end('{}');
    });
    server = createServer((request, response) => {
      const paths: Record<string, () => void> = {
        '/moved': () => response.writeHead(301, { location: '/here' }).end('{"message":"Moved Permanently"}'),
        '/away': () => response.writeHead(302, { location: `http://127.0.0.1:${portOf(other)}/x` }).end(),
        '/loop': () => response.writeHead(302, { location: '/loop' }).end(),
        '/here': () => response.end(JSON.stringify({ token: request.headers.authorization })),
        '/html': () => response.writeHead(502).end('<html>Bad gateway</html>'),
        '/silence': () => {},
      };
      (paths[request.url ?? ''] ?? (() => response.writeHead(404).end()))();
    });
    await Promise.all([listen(server), listen(other)]);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    other.close();
  });

  const ask = (path: string, signal?: AbortSignal) => {
    const client = createNodeClient(settings({ pagerdutyUrl: `http://127.0.0.1:${portOf(server)}` }), tokens);
    return client({ upstream: 'pagerduty', method: 'GET', path }, signal);
  };

  it('follows a redirect on the same origin with the token', async () => {
    await expect(ask('moved')).resolves.toMatchObject({ status: 200, body: { token: 'Token token=p-token' } });
  });

  it('never takes the token to another origin', async () => {
    await expect(ask('away')).resolves.toMatchObject({ status: 302 });
    expect(seenByOther).toEqual([]);
  });

  it('gives up on a loop', async () => {
    await expect(ask('loop')).resolves.toMatchObject({ status: 302 });
  });

  it('hands over text that is not JSON, whatever the status', async () => {
    await expect(ask('html')).resolves.toMatchObject({ status: 502, body: '<html>Bad gateway</html>' });
  });

  it('rejects with an AbortError when cancelled', async () => {
    const controller = new AbortController();
    const answer = ask('silence', controller.signal);
    setTimeout(() => controller.abort(), 20);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says which host did not answer and why', async () => {
    const closed = createServer();
    await listen(closed);
    const port = portOf(closed);
    await new Promise((resolve) => closed.close(resolve));
    const client = createNodeClient(settings({ pagerdutyUrl: `http://127.0.0.1:${port}` }), tokens);
    const answer = client({ upstream: 'pagerduty', method: 'GET', path: 'services' });
    await expect(answer).rejects.toBeInstanceOf(NetworkError);
    await expect(answer).rejects.toThrow(new RegExp(`^127\\.0\\.0\\.1:${port} cannot be reached: .*ECONNREFUSED`));
  });
});
