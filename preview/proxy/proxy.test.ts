import { createServer, IncomingMessage, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createProxy, ProxiedDataSource, readRoutes } from '.';

const servers: Server[] = [];

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${portOf(server)}`;
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('not listening');
  }
  return address.port;
}

const routes = readRoutes({
  routes: [
    {
      path: 'github/rest',
      method: 'GET',
      url: '{{ if .JsonData.githubUrl }}{{ .JsonData.githubUrl }}/api/v3{{ else }}https://github.invalid{{ end }}',
      headers: [
        { name: 'Authorization', content: 'Bearer {{ .SecureJsonData.githubToken }}' },
        { name: 'Accept', content: 'application/vnd.github+json' },
        { name: 'Referer', content: '' },
      ],
    },
    { path: 'github/graphql', method: 'POST', url: '{{ .JsonData.githubUrl }}/api/graphql' },
    { path: 'feed', method: 'GET', url: '{{ .JsonData.feedUrl | orEmpty }}' },
  ],
});

async function proxyTo(listener: RequestListener, settings: Partial<ProxiedDataSource> = {}, timeout?: number) {
  const upstream = await listen(listener);
  const dataSource = {
    jsonData: { githubUrl: upstream, ...settings.jsonData },
    secureJsonData: { githubToken: 's3cret' },
  };
  const proxy = createProxy({ routes, dataSource: () => dataSource, timeout });
  return listen((incoming, outgoing) => {
    const [path, query = ''] = (incoming.url ?? '').slice(1).split('?');
    proxy(incoming, outgoing, path, query);
  });
}

async function seenBy(path: string, init: RequestInit = {}): Promise<IncomingMessage & { readonly body: string }> {
  let seen: (IncomingMessage & { body: string }) | undefined;
  const base = await proxyTo((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (piece) => (body += String(piece)));
    incoming.on('end', () => {
      seen = Object.assign(incoming, { body });
      outgoing.end('{}');
    });
  });
  await (await fetch(`${base}/${path}`, init)).text();
  if (seen === undefined) {
    throw new Error('the upstream saw no request');
  }
  return seen;
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    })
  );
});

describe('the proxy towards the upstream', () => {
  it('joins the path still escaped, and sorts and re-encodes the query', async () => {
    const seen = await seenBy("github/rest/repos/a/b/branches/x%2Fy?q=it's+on&b=2&a=1%202&b=1");
    expect(seen.url).toBe('/api/v3/repos/a/b/branches/x%2Fy?a=1+2&b=2&b=1&q=it%27s+on');
  });

  it("sets the route's headers over the browser's and drops what identifies the viewer", async () => {
    const { headers } = await seenBy('github/rest/user', {
      headers: {
        accept: 'text/html',
        authorization: 'Basic viewer',
        cookie: 'grafana_session=1',
        origin: 'http://localhost',
        referer: 'http://localhost/d/secret-dashboard',
        'if-none-match': '"etag"',
        'x-grafana-org-id': '1',
        'x-grafana-device-id': 'abc',
      },
    });
    expect(headers).toMatchObject({
      accept: 'application/vnd.github+json',
      authorization: 'Bearer s3cret',
      'if-none-match': '"etag"',
      'x-grafana-org-id': '1',
    });
    for (const dropped of ['cookie', 'origin', 'referer', 'x-grafana-referer', 'x-grafana-device-id']) {
      expect(headers).not.toHaveProperty(dropped);
    }
  });

  it('passes a POST body on', async () => {
    const seen = await seenBy('github/graphql', { method: 'POST', body: '{"query":"{viewer{login}}"}' });
    expect([seen.method, seen.url, seen.body]).toEqual(['POST', '/api/graphql', '{"query":"{viewer{login}}"}']);
  });

  it.each([
    ['POST', 'github/rest/repos'],
    ['GET', 'github/graphql'],
    ['GET', 'elsewhere'],
    ['DELETE', 'feed'],
  ])('refuses %s %s: no route takes it', async (method, path) => {
    const base = await proxyTo(() => {
      throw new Error('must not be called');
    });
    const answer = await fetch(`${base}/${path}`, { method });
    expect([answer.status, await answer.text()]).toEqual([502, 'Bad Gateway']);
  });

  it('refuses a route whose address is empty or no web address', async () => {
    for (const feedUrl of [undefined, 'file:///etc/passwd', 'nonsense']) {
      const base = await proxyTo(() => undefined, { jsonData: { feedUrl } });
      expect((await fetch(`${base}/feed`)).status).toBe(502);
    }
  });
});

describe('the proxy towards the browser', () => {
  it('turns a 401 into a 400 without headers', async () => {
    const base = await proxyTo((_, outgoing) => {
      outgoing.writeHead(401, { 'x-ratelimit-remaining': '0', 'www-authenticate': 'Bearer' });
      outgoing.end('{"message":"Bad credentials"}');
    });
    const answer = await fetch(`${base}/github/rest/user`);
    expect([answer.status, await answer.text()]).toEqual([400, 'Authentication to data source failed']);
    expect(answer.headers.get('x-ratelimit-remaining')).toBeNull();
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it.each([403, 404, 429, 500])('passes a %d on with body and headers', async (status) => {
    const base = await proxyTo((_, outgoing) => {
      outgoing.writeHead(status, { 'retry-after': '7', server: 'GitHub.com', 'set-cookie': 'a=b' });
      outgoing.end('{"message":"no"}');
    });
    const answer = await fetch(`${base}/github/rest/user`);
    expect([answer.status, await answer.text(), answer.headers.get('retry-after')]).toEqual([
      status,
      '{"message":"no"}',
      '7',
    ]);
    expect([answer.headers.get('server'), answer.headers.get('set-cookie')]).toEqual([null, null]);
  });

  it('passes a redirect on and does not follow it', async () => {
    const base = await proxyTo((_, outgoing) => {
      outgoing.writeHead(301, { location: 'https://api.github.invalid/repositories/1' });
      outgoing.end();
    });
    const answer = await fetch(`${base}/github/rest/repos/a/old`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, 'https://api.github.invalid/repositories/1']);
  });

  it('answers 504 when the headers do not come in time', async () => {
    const base = await proxyTo(() => undefined, {}, 50);
    expect((await fetch(`${base}/github/rest/user`)).status).toBe(504);
  });

  it('answers 502 when nobody listens', async () => {
    const base = await proxyTo(() => undefined, { jsonData: { githubUrl: 'http://127.0.0.1:1' } });
    expect((await fetch(`${base}/github/rest/user`)).status).toBe(502);
  });

  it('lets go of the upstream when the browser cancels', async () => {
    let reached: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (reached = resolve));
    let letGo: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (letGo = resolve));
    const base = await proxyTo((incoming) => {
      incoming.socket.on('close', letGo);
      reached();
    });
    const cancel = new AbortController();
    const answer = fetch(`${base}/github/rest/user`, { signal: cancel.signal });
    await asked;
    cancel.abort();
    await expect(answer).rejects.toThrow();
    await closed;
  });

  it('never shows the token', async () => {
    const base = await proxyTo((_, outgoing) => outgoing.end('{}'));
    for (const path of ['github/rest/user', 'github/graphql', 'feed', 'x']) {
      const answer = await fetch(`${base}/${path}`);
      expect(JSON.stringify([await answer.text(), ...answer.headers])).not.toContain('s3cret');
    }
  });
});

describe('readRoutes', () => {
  it('refuses what the preview does not apply', () => {
    expect(() => readRoutes({ routes: [{ path: 'a', tokenAuth: { url: 'x' } }] })).toThrow(
      /routes\[0\] \(a\) uses tokenAuth/
    );
  });

  it('takes the first match by plain prefix, in the order of the file', async () => {
    const seen: string[] = [];
    const upstream = await listen((incoming, outgoing) => {
      seen.push(incoming.url ?? '');
      outgoing.end();
    });
    const ordered = readRoutes({
      routes: [
        { path: 'a', method: 'GET', url: `${upstream}/first` },
        { path: 'ab', method: 'GET', url: `${upstream}/second` },
      ],
    });
    const proxy = createProxy({ routes: ordered, dataSource: () => ({ jsonData: {}, secureJsonData: {} }) });
    const base = await listen((incoming, outgoing) => proxy(incoming, outgoing, (incoming.url ?? '').slice(1), ''));
    await fetch(`${base}/ab`);
    expect(seen).toEqual(['/first/b']);
  });
});
