/** One entry of plugin.json's `routes`. https://grafana.com/developers/plugin-tools/reference/plugin-json#routes */
export interface Route {
  readonly path: string;
  /** `''` and `*` stand for any. */
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly content: string }>;
  readonly urlParams: ReadonlyArray<{ readonly name: string; readonly content: string }>;
}

/**
 * The routes of a parsed plugin.json. Throws, naming the route, when one uses what this proxy does not apply: silently
 * leaving out an authentication would look like a fault of the plugin.
 */
export function readRoutes(pluginJson: unknown): readonly Route[] {
  const routes = isObject(pluginJson) ? pluginJson.routes : undefined;
  if (routes === undefined) {
    return [];
  }
  if (!Array.isArray(routes)) {
    throw new Error('plugin.json: routes must be a list.');
  }
  return routes.map((route: unknown, index) => {
    const where = `plugin.json: routes[${index}]`;
    if (!isObject(route) || typeof route.path !== 'string') {
      throw new Error(`${where} has no path.`);
    }
    for (const unsupported of ['tokenAuth', 'jwtTokenAuth', 'body', 'reqRole', 'reqAction']) {
      if (route[unsupported] !== undefined && route[unsupported] !== '') {
        throw new Error(`${where} (${route.path}) uses ${unsupported}, which the preview's proxy does not apply.`);
      }
    }
    return {
      path: route.path,
      method: text(route.method),
      url: text(route.url),
      headers: pairs(route.headers),
      urlParams: pairs(route.urlParams),
    };
  });
}

/** The first route in the file's order whose method is exactly this one and whose path is a plain prefix. */
export function matchRoute(routes: readonly Route[], method: string, proxyPath: string): Route | undefined {
  const path = cleanPath(proxyPath);
  return routes.find((route) => ['', '*', method].includes(route.method) && path.startsWith(cleanPath(route.path)));
}

/** No leading slash, no empty, `.` or `..` segment left. */
function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      kept.pop();
    } else if (segment !== '' && segment !== '.') {
      kept.push(segment);
    }
  }
  return kept.join('/');
}

function pairs(list: unknown): Route['headers'] {
  return Array.isArray(list)
    ? list.flatMap((entry: unknown) =>
        isObject(entry) ? [{ name: text(entry.name), content: text(entry.content) }] : []
      )
    : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
