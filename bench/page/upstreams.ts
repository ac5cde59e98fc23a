import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Organization, SimulatedClock, simulateInProcess } from '../../simulator';
import { HttpRequest } from '../../src/sources';

export interface PageServer {
  readonly url: string;
  close(): void;
}

/**
 * The page, and behind it the simulators: whatever the made-up organisation takes of memory is not the page's. They know
 * no limits, and their clock is the page's.
 */
export async function servePage(organization: Organization, start: number): Promise<PageServer> {
  const script = await bundle();
  const clock = new SimulatedClock(start);
  const { client } = simulateInProcess({
    organization,
    clock,
    hourlyLimit: 1_000_000_000,
    minuteLimit: 1_000_000_000,
    secondaryLimits: null,
    latency: () => 0,
  });
  const server = createServer((incoming, outgoing) => {
    const send = (status: number, type: string, body: string) => {
      outgoing.writeHead(status, { 'content-type': type, connection: 'keep-alive' });
      outgoing.end(body);
    };
    const answer = async () => {
      const request: HttpRequest = JSON.parse(await textOf(incoming));
      await clock.sleep(Number(incoming.headers['x-now']) - clock.now());
      send(200, 'application/json', JSON.stringify(await client(request)));
    };
    if (incoming.url === '/ask') {
      answer().catch((error: unknown) => send(502, 'text/plain', String(error)));
    } else if (incoming.url === '/page.js') {
      send(200, 'text/javascript', script);
    } else {
      send(
        200,
        'text/html',
        '<!doctype html><meta charset="utf-8"><title>bench</title><script src="/page.js"></script>'
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    keepNames: true,
    logLevel: 'error',
    tsconfigRaw: { compilerOptions: { target: 'es2022' } },
  });
  return outputFiles[0].text;
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') {
    throw new Error('The server has no port.');
  }
  return address.port;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) {
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString('utf8');
}
