import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { decodeFaults, Fault, FaultSwitch } from './faults';
import { answerUnder } from './answering';
import { Answer, Asked, Upstream } from './upstream';

export interface ServerOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: a free one. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  /** Milliseconds before every answer; default 2. */
  readonly latency?: number;
}

export interface RunningServer {
  readonly url: string;
  readonly faults: FaultSwitch;
  stats(): Stats;
  close(): Promise<void>;
}

export interface Stats {
  readonly requests: number;
  /** By `METHOD path`, ids and names included. */
  readonly byPath: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
}

const largestBody = 5_000_000;

/**
 * A server with a switch for faults (`POST` and `DELETE /__sim/faults`) and a counter (`GET /__sim/stats`). Rejects when
 * the port is taken.
 */
export async function startServer(
  options: ServerOptions,
  upstream: Upstream,
  faults = new FaultSwitch(options.faults)
): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, latency = 2 } = options;
  const counts = { requests: 0, byPath: new Map<string, number>(), byStatus: new Map<string, number>() };
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  const stats = (): Stats => ({
    requests: counts.requests,
    byPath: Object.fromEntries(counts.byPath),
    byStatus: Object.fromEntries(counts.byStatus),
  });

  function control(asked: Asked): Answer {
    if (asked.path === '/__sim/stats' && asked.method === 'GET') {
      return { status: 200, body: stats() };
    }
    if (asked.path === '/__sim/faults' && asked.method === 'DELETE') {
      faults.clear();
      return { status: 204 };
    }
    if (asked.path === '/__sim/faults' && asked.method === 'POST') {
      try {
        decodeFaults(JSON.parse(asked.body)).forEach((fault) => faults.add(fault));
        return { status: 204 };
      } catch (error) {
        return { status: 400, body: { message: error instanceof Error ? error.message : 'Not understood.' } };
      }
    }
    return { status: 404, body: { message: 'The simulator has no such switch.' } };
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const asked = await read(incoming);
    if (asked.path.startsWith('/__sim/')) {
      send(outgoing, control(asked), asked);
      return;
    }
    counts.requests++;
    count(counts.byPath, `${asked.method} ${asked.path}`);
    const answer = await answerUnder(upstream, faults, asked, pause);
    if (answer === null) {
      count(counts.byStatus, 'reset');
      incoming.socket.destroy();
      return;
    }
    await pause(latency);
    count(counts.byStatus, String(answer.status));
    send(outgoing, answer, asked);
  }

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => {
      // A mistake of the simulator itself must not look like one of the API.
      const message = error instanceof Error ? error.stack : String(error);
      send(outgoing, { status: 599, body: { simulator: message } }, null);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${bound}`,
    faults,
    stats,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(incoming: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) {
      throw new Error('The request is too large.');
    }
    chunks.push(bytes);
  }
  const [path, query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    origin: `http://${incoming.headers.host ?? '127.0.0.1'}`,
  };
}

function send(outgoing: ServerResponse, answer: Answer, asked: Asked | null): void {
  const isText = typeof answer.body === 'string';
  const body = answer.body === undefined ? '' : isText ? String(answer.body) : JSON.stringify(answer.body);
  outgoing.writeHead(answer.status, {
    ...(body === '' ? {} : { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8' }),
    ...answer.headers,
  });
  outgoing.end(asked?.method === 'HEAD' ? '' : body);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
