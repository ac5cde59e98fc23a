import { readdir, readFile } from 'node:fs/promises';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { createProxy, ProxiedDataSource, readRoutes } from './proxy';
import { PreviewDataSource } from './serving/dataSource';
import { sendFile, within } from './serving/files';
import { refusal } from './serving/guard';
import { bootScript, contentSecurityPolicy, instanceSettings, page } from './serving/page';

export interface PreviewOptions {
  /** The project's folder, with `dist/` (the built plugin), `preview/dist/` (the bundled host) and `node_modules/`. */
  readonly root: string;
  readonly dataSource: ProxiedDataSource;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly name?: string;
}

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

const largestBody = 4_000_000;

/** Icons that Grafana's components ask for are missing in their package: this one is drawn, the others stay blank. */
const emptyPicture = '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"></svg>';
const doubleLeft =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">' +
  '<path d="M11 7l-5 5 5 5M18 7l-5 5 5 5"/></svg>';

/**
 * Serves the built plugin inside the host page, the settings of one data source and Grafana's data proxy in front of its
 * upstreams, on loopback only. Rejects when the plugin is not built, its routes cannot be applied or the port is taken.
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const dist = join(options.root, 'dist');
  const pluginJson: unknown = JSON.parse(await readFile(join(dist, 'plugin.json'), 'utf8'));
  const plugin = pluginNamed(pluginJson);
  const dataSource = new PreviewDataSource(plugin, options.dataSource, options.name ?? 'DORA');
  const proxy = createProxy({ routes: readRoutes(pluginJson), dataSource: () => dataSource.withSecrets() });
  const proxyPrefix = `/api/datasources/proxy/uid/${dataSource.uid}/`;
  const packages = join(options.root, 'node_modules');
  const inter = (cut: string) => join(packages, `@fontsource/inter/files/inter-latin-${cut}.woff2`);
  const mounts: ReadonlyArray<readonly [prefix: string, folder: string]> = [
    [`/public/plugins/${plugin.id}/`, dist],
    ['/public/build/img/', join(packages, '@grafana/ui/dist/public/img')],
    ['/public/img/', join(packages, '@grafana/ui/dist/public/img')],
    ['/public/fonts/inter/Inter-Regular.woff2', inter('400-normal')],
    ['/public/fonts/inter/Inter-Italic.woff2', inter('400-italic')],
    ['/public/fonts/inter/Inter-Medium.woff2', inter('500-normal')],
    ['/public/fonts/inter/Inter-MediumItalic.woff2', inter('500-italic')],
    // The only other font that Grafana's styles name there is Roboto Mono, by a file name of its own.
    ['/public/fonts/roboto/', join(packages, '@fontsource/roboto-mono/files/roboto-mono-latin-400-normal.woff2')],
    ['/host/', join(options.root, 'preview/dist')],
    ['/vendor/amd.js', join(packages, 'systemjs/dist/extras/amd.js')],
    ['/vendor/system.js', join(packages, 'systemjs/dist/system.js')],
  ];

  const api = async (incoming: IncomingMessage, outgoing: ServerResponse, path: string): Promise<boolean> => {
    const own = `/api/datasources/uid/${dataSource.uid}`;
    if (path === own && incoming.method === 'PUT') {
      try {
        dataSource.save(JSON.parse(await bodyOf(incoming)));
      } catch (error) {
        sendJson(outgoing, { message: error instanceof Error ? error.message : 'Not saved.' }, 400);
        return true;
      }
      sendJson(outgoing, {
        message: 'Datasource updated',
        datasource: dataSource.settings(),
        instanceSettings: instanceSettings(dataSource.settings(), pluginJson),
      });
    } else if (path === own && incoming.method === 'GET') {
      sendJson(outgoing, dataSource.settings());
    } else if (path === '/api/search' && incoming.method === 'GET') {
      sendJson(outgoing, await dashboardList(dist));
    } else if (path.startsWith('/api/dashboards/uid/') && incoming.method === 'GET') {
      const dashboard = await dashboardOf(dist, decodeURIComponent(path.slice('/api/dashboards/uid/'.length)));
      sendJson(outgoing, dashboard ?? { message: 'Dashboard not found' }, dashboard === null ? 404 : 200);
    } else {
      return false;
    }
    return true;
  };

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const refused = refusal(incoming);
    if (refused !== null) {
      send(outgoing, 403, 'text/plain', refused);
      return;
    }
    const [rawPath, query = ''] = splitOnce(incoming.url ?? '/', '?');
    if (rawPath.startsWith(proxyPrefix)) {
      proxy(incoming, outgoing, rawPath.slice(proxyPrefix.length), query);
      return;
    }
    if (rawPath.startsWith('/api/')) {
      if (!(await api(incoming, outgoing, rawPath))) {
        sendJson(outgoing, { message: 'The preview has no such address.' }, 404);
      }
      return;
    }
    if (rawPath === '/boot.js') {
      send(outgoing, 200, 'text/javascript', bootScript(dataSource.settings(), pluginJson));
      return;
    }
    const path = decodeURIComponent(rawPath);
    for (const [prefix, folder] of mounts) {
      const file = path.startsWith(prefix) ? mounted(folder, prefix, path) : null;
      if (file !== null && (await sendFile(outgoing, file))) {
        return;
      }
    }
    const isAsset = ['/public/', '/host/', '/vendor/'].some((prefix) => path.startsWith(prefix));
    if (path.endsWith('.svg')) {
      send(outgoing, 200, 'image/svg+xml', path.endsWith('/angle-double-left.svg') ? doubleLeft : emptyPicture);
    } else if (isAsset) {
      send(outgoing, 404, 'text/plain', 'Not found');
    } else {
      outgoing.setHeader('content-security-policy', contentSecurityPolicy);
      send(outgoing, 200, 'text/html', page);
    }
  };

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      const message = error instanceof URIError ? 'Not an address.' : 'The preview failed to answer.';
      if (outgoing.headersSent) {
        outgoing.destroy();
      } else {
        send(outgoing, error instanceof URIError ? 400 : 500, 'text/plain', message);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A mount is a folder, or one file under a name of its own. */
function mounted(target: string, prefix: string, path: string): string | null {
  return extname(target) === '' ? within(target, path.slice(prefix.length)) : target;
}

async function dashboardList(dist: string): Promise<unknown[]> {
  const dashboards = await allDashboards(dist);
  return dashboards.map(({ uid, title, tags }) => ({
    uid,
    title,
    tags: Array.isArray(tags) ? tags : [],
    type: 'dash-db',
    url: `/d/${String(uid)}`,
  }));
}

async function dashboardOf(dist: string, uid: string): Promise<unknown> {
  const dashboard = (await allDashboards(dist)).find((one) => one.uid === uid);
  return dashboard === undefined ? null : { dashboard, meta: { canEdit: false, slug: uid } };
}

async function allDashboards(dist: string): Promise<ReadonlyArray<Record<string, unknown>>> {
  const folder = join(dist, 'dashboards');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

function pluginNamed(pluginJson: unknown): { readonly id: string; readonly name: string } {
  if (typeof pluginJson === 'object' && pluginJson !== null && 'id' in pluginJson && 'name' in pluginJson) {
    return { id: String(pluginJson.id), name: String(pluginJson.name) };
  }
  throw new Error('dist/plugin.json has no id and name.');
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > largestBody) {
      throw new Error('The settings are larger than 4 MB.');
    }
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function send(outgoing: ServerResponse, status: number, type: string, text: string): void {
  outgoing.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
  outgoing.end(text);
}

function sendJson(outgoing: ServerResponse, value: unknown, status = 200): void {
  send(outgoing, status, 'application/json', JSON.stringify(value));
}
