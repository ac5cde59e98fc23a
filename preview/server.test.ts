import { request } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Preview, startPreview } from './server';

let root: string;
let preview: Preview;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preview-'));
  await mkdir(join(root, 'dist/dashboards'), { recursive: true });
  await writeFile(join(root, 'secret.txt'), 'outside');
  await writeFile(join(root, 'dist/module.js'), 'define([])');
  await writeFile(
    join(root, 'dist/plugin.json'),
    JSON.stringify({ id: 'a-b-datasource', name: 'A </script>', routes: [] })
  );
  await writeFile(join(root, 'dist/dashboards/one.json'), JSON.stringify({ uid: 'one', title: 'One', tags: ['t'] }));
  preview = await startPreview({
    root,
    dataSource: { jsonData: { githubUrl: 'https://x' }, secureJsonData: { githubToken: 's3cret', feedToken: '' } },
  });
});
afterAll(async () => {
  await preview.close();
  await rm(root, { recursive: true });
});

const settings = '/api/datasources/uid/preview';
const json = async (path: string, init?: RequestInit) => (await fetch(preview.url + path, init)).json();

/** fetch sets Host and Origin itself. */
function statusWith(headers: Record<string, string>, path = '/'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${preview.url}${path}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the preview server', () => {
  it('tells which secrets are set and never what they are', async () => {
    expect(await json(settings)).toMatchObject({
      jsonData: { githubUrl: 'https://x' },
      secureJsonFields: { githubToken: true, feedToken: false },
    });
    for (const path of [settings, '/boot.js', '/', '/api/search', '/public/plugins/a-b-datasource/plugin.json']) {
      expect(await (await fetch(preview.url + path)).text()).not.toContain('s3cret');
    }
  });

  it('saves settings and the secrets that are named, and keeps the others', async () => {
    const body = JSON.stringify({ jsonData: { githubUrl: 'https://y' }, secureJsonData: { feedToken: 'new' } });
    const answer = await json(settings, { method: 'PUT', body });
    expect(answer).toMatchObject({
      datasource: { jsonData: { githubUrl: 'https://y' }, secureJsonFields: { githubToken: true, feedToken: true } },
      instanceSettings: {
        uid: 'preview',
        url: '/api/datasources/proxy/uid/preview',
        jsonData: { githubUrl: 'https://y' },
      },
    });
    expect(JSON.stringify(answer)).not.toMatch(/s3cret|"new"/);
    const removed = JSON.stringify({ jsonData: {}, secureJsonData: { feedToken: '' } });
    expect(await json(settings, { method: 'PUT', body: removed })).toMatchObject({
      datasource: { secureJsonFields: { githubToken: true, feedToken: false } },
    });
  });

  it.each(['', 'nonsense', '{}', '{"jsonData":{},"secureJsonData":{"githubToken":1}}'])('refuses %j', async (body) => {
    const answer = await fetch(preview.url + settings, { method: 'PUT', body });
    expect(answer.status).toBe(400);
  });

  it('lists and gives the dashboards of the build', async () => {
    expect(await json('/api/search')).toEqual([
      { uid: 'one', title: 'One', tags: ['t'], type: 'dash-db', url: '/d/one' },
    ]);
    expect(await json('/api/dashboards/uid/one')).toMatchObject({ dashboard: { title: 'One' } });
    expect((await fetch(`${preview.url}/api/dashboards/uid/none`)).status).toBe(404);
  });

  it('serves the build and nothing beside it', async () => {
    expect(await (await fetch(`${preview.url}/public/plugins/a-b-datasource/module.js`)).text()).toBe('define([])');
    for (const path of ['..%2fsecret.txt', '%2e%2e/%2e%2e/secret.txt', 'none.js']) {
      expect(await statusWith({}, `/public/plugins/a-b-datasource/${path}`)).toBe(404);
    }
    expect(await statusWith({}, '/%')).toBe(400);
  });

  it('puts no setting into the page as markup', async () => {
    expect(await (await fetch(`${preview.url}/boot.js`)).text()).not.toContain('</script>');
  });

  it('answers its own pages on this machine only', async () => {
    expect(await statusWith({ host: 'evil.example' })).toBe(403);
    expect(await statusWith({ origin: 'https://evil.example' }, settings)).toBe(403);
    expect(await statusWith({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, settings)).toBe(403);
    expect(await statusWith({ origin: preview.url }, settings)).toBe(200);
  });

  it('lets the page load from nowhere else', async () => {
    expect((await fetch(preview.url)).headers.get('content-security-policy')).toContain("connect-src 'self'");
  });
});
