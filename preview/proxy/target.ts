import { Route } from './routes';
import { renderTemplate, TemplateError, TemplateFields } from './template';

export interface Target {
  readonly url: URL;
  /** In the route's order; a name may be blanked by an empty content. */
  readonly headers: ReadonlyArray<readonly [name: string, content: string]>;
}

/**
 * Where a request goes. Of the route's URL only scheme, host and path count: Grafana drops its query string. What the
 * browser asked for is re-encoded and sorted by name, with the route's own parameters added.
 * Throws TemplateError when a template fails or no absolute http(s) address comes out.
 */
export function targetOf(route: Route, proxyPath: string, query: string, fields: TemplateFields): Target {
  const base = webAddress(renderTemplate(route.url, fields));
  const rest = proxyPath.startsWith(route.path) ? proxyPath.slice(route.path.length) : proxyPath;
  const parameters = [...new URLSearchParams(query)];
  for (const { name, content } of route.urlParams) {
    parameters.push([renderTemplate(name, fields), renderTemplate(content, fields)]);
  }
  const path = joinPath(base.pathname, rest);
  const url = new URL(`${base.origin}${path}${encodeQuery(parameters)}`);
  return { url, headers: route.headers.map(({ name, content }) => [name, renderTemplate(content, fields)]) };
}

function webAddress(text: string): URL {
  if (!URL.canParse(text) || !/^https?:/i.test(text)) {
    throw new TemplateError('The route gives no http or https address with these settings.');
  }
  return new URL(text);
}

function joinPath(base: string, rest: string): string {
  if (rest === '') {
    return base;
  }
  return `${base.replace(/\/$/, '')}/${rest.replace(/^\//, '')}`;
}

/** As Go's url.Values.Encode: sorted by name, values of one name in their order. */
function encodeQuery(parameters: ReadonlyArray<readonly [string, string]>): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = sorted.map(([name, value]) => `${escapeQuery(name)}=${escapeQuery(value)}`).join('&');
  return text === '' ? '' : `?${text}`;
}

function escapeQuery(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}
