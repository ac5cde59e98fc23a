import { IncomingMessage } from 'node:http';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why a request is refused, or null. The preview holds tokens and answers whoever asks, so only pages it served itself may
 * ask: the name must be this machine's (DNS rebinding), and a page's origin, where the browser states one, ours.
 */
export function refusal(request: IncomingMessage): string | null {
  const host = request.headers.host ?? '';
  if (!loopback.has(host.replace(/:\d+$/, ''))) {
    return 'The preview answers to 127.0.0.1 and localhost only.';
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    return 'The preview answers its own pages only.';
  }
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' && request.headers['sec-fetch-mode'] !== 'navigate') {
    return 'The preview answers its own pages only.';
  }
  return null;
}
