import {
  ClientRequest,
  IncomingHttpHeaders,
  IncomingMessage,
  OutgoingHttpHeaders,
  request,
  ServerResponse,
} from 'node:http';
import { request as requestSecurely } from 'node:https';
import { matchRoute, Route } from './routes';
import { Target, targetOf } from './target';
import { TemplateError, TemplateFields } from './template';

/** The data source as the proxy sees it at the moment of a request. */
export interface ProxiedDataSource {
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonData: Readonly<Record<string, string>>;
}

export interface ProxyOptions {
  readonly routes: readonly Route[];
  readonly dataSource: () => ProxiedDataSource;
  /** Milliseconds to the response's headers; `jsonData.timeout` (seconds) goes before it. Grafana: 30 s. */
  readonly timeout?: number;
}

const defaultTimeout = 30_000;

/** Removed from what the browser sends. Connection-level headers never pass a proxy (RFC 9110 §7.6.1). */
const requestHeadersDropped = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'host', 'cookie', 'authorization', 'x-grafana-device-id', 'origin', 'referer'],
  ...['user-agent', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'],
]);

const responseHeadersDropped = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'alt-svc', 'close', 'server', 'set-cookie'],
  'strict-transport-security',
]);

/**
 * Grafana's data source proxy over plugin.json's routes: first matching route, templates over the settings, headers set
 * and stripped, a 401 turned into a 400 without headers, redirects passed on. What no route takes is a 502, because the
 * data source has no URL of its own. `proxyPath` is what follows `/api/datasources/proxy/uid/<uid>/`, still escaped.
 */
export function createProxy(
  options: ProxyOptions
): (incoming: IncomingMessage, outgoing: ServerResponse, proxyPath: string, query: string) => void {
  return (incoming, outgoing, proxyPath, query) => {
    const method = incoming.method ?? 'GET';
    const route = matchRoute(options.routes, method, proxyPath);
    if (route === undefined) {
      refuse(outgoing, 502, 'Bad Gateway');
      return;
    }
    const { jsonData, secureJsonData } = options.dataSource();
    const fields: TemplateFields = { URL: '', JsonData: jsonData, SecureJsonData: secureJsonData };
    const target = locate(route, proxyPath, query, fields);
    if (target === null) {
      refuse(outgoing, 502, 'Bad Gateway');
      return;
    }
    const seconds = Number(jsonData.timeout);
    forward(incoming, outgoing, target, seconds > 0 ? seconds * 1000 : (options.timeout ?? defaultTimeout));
  };
}

/** Grafana logs a template's fault and goes on to the data source's own URL, of which there is none. */
function locate(route: Route, proxyPath: string, query: string, fields: TemplateFields): Target | null {
  try {
    return targetOf(route, proxyPath, query, fields);
  } catch (error) {
    if (error instanceof TemplateError) {
      return null;
    }
    throw error;
  }
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, target: Target, timeout: number): void {
  const send = target.url.protocol === 'https:' ? requestSecurely : request;
  let upstream: ClientRequest;
  try {
    upstream = send(target.url, { method: incoming.method, headers: requestHeaders(incoming, target) });
  } catch {
    // A header that cannot be sent, such as a token with a line break in it.
    refuse(outgoing, 502, 'Bad Gateway');
    return;
  }
  const timer = setTimeout(() => {
    refuse(outgoing, 504, 'Gateway Timeout');
    upstream.destroy();
  }, timeout);
  upstream.on('response', (answer) => {
    clearTimeout(timer);
    passOn(answer, outgoing);
  });
  upstream.on('error', () => {
    clearTimeout(timer);
    refuse(outgoing, 502, 'Bad Gateway');
  });
  outgoing.on('close', () => {
    clearTimeout(timer);
    if (!outgoing.writableFinished) {
      upstream.destroy();
    }
  });
  incoming.pipe(upstream);
}

function passOn(answer: IncomingMessage, outgoing: ServerResponse): void {
  if (answer.statusCode === 401) {
    answer.resume();
    refuse(outgoing, 400, 'Authentication to data source failed');
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, responseHeaders(answer.headers));
  answer.on('error', () => outgoing.destroy());
  answer.pipe(outgoing);
}

function requestHeaders(incoming: IncomingMessage, { headers: ofRoute }: Target): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (!requestHeadersDropped.has(name)) {
      headers[name] = value;
    }
  }
  const { referer } = incoming.headers;
  headers['user-agent'] = 'Grafana/13.2.2';
  headers['x-forwarded-for'] = incoming.socket.remoteAddress ?? '';
  for (const [name, content] of ofRoute) {
    headers[name.toLowerCase()] = content;
  }
  // Grafana keeps the page's address in a header of its own, unless the route blanks Referer.
  const kept = ofRoute.find(([name]) => name.toLowerCase() === 'referer')?.[1] ?? referer;
  if (kept !== undefined && kept !== '') {
    headers['x-grafana-referer'] = kept;
  }
  delete headers.referer;
  return headers;
}

function responseHeaders(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!responseHeadersDropped.has(name)) {
      kept[name] = value;
    }
  }
  return { ...kept, via: '1.1 grafana', 'content-security-policy': 'sandbox' };
}

function refuse(outgoing: ServerResponse, status: number, text: string): void {
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': 'sandbox' });
  outgoing.end(text);
}
