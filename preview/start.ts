import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { makeEngine } from '../cli/makeEngine';
import { printTeamTable } from '../cli/teamTable';
import { parseStartArguments, usage } from './arguments';
import { bundleHost } from './bundle';
import { startPreview } from './server';
import { realUpstreams, simulatedUpstreams, Upstreams } from './upstreams';

/** `npm start` once everything is installed and built. */

const day = 86_400_000;
const root = join(__dirname, '..');
const write = (text: string) => process.stdout.write(text);

async function start(argv: readonly string[]): Promise<void> {
  const wanted = parseStartArguments(argv);
  if (wanted.help) {
    write(usage);
    return;
  }
  const now = Date.now();
  const bundled = bundleHost(root);
  const upstreams = await (wanted.settings === null
    ? simulatedUpstreams(wanted.seed, now, true)
    : realUpstreams(wanted.settings, process.env));
  await bundled;
  const preview = await startPreview({ root, dataSource: upstreams.dataSource, port: wanted.port });
  const stopped = new AbortController();
  const stop = () => {
    stopped.abort();
    // Twice is impatience: then nothing is waited for.
    process.once('SIGINT', () => process.exit(130));
    void Promise.all([preview.close(), upstreams.close()]).then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  write(`${upstreams.description}\n\n`);
  await teamTable(upstreams, now, stopped.signal);
  write(`\nDashboards: ${preview.url}/d/dora-overview\nStop with Ctrl+C.\n`);
  if (wanted.open && process.env.CI === undefined) {
    openBrowser(`${preview.url}/d/dora-overview`);
  }
}

/** A table that cannot be made is said, and the dashboards are there nevertheless. */
async function teamTable({ settings, env }: Upstreams, now: number, signal: AbortSignal): Promise<void> {
  try {
    const engine = makeEngine({ settings, feeds: [], env, needsEvents: true, remark: (text) => write(`${text}\n`) });
    const context = { from: now - 90 * day, to: now, timeZone: 'UTC', now };
    await printTeamTable({ engine, context, write, signal });
  } catch (error) {
    if (!signal.aborted) {
      write(`The table of the five metrics could not be made: ${messageOf(error)}\n`);
    }
  }
}

/** Where there is nothing to open it with, the printed address does. */
function openBrowser(url: string): void {
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  const opener = { darwin: 'open', win32: 'explorer' }[String(process.platform)] ?? 'xdg-open';
  if (hasDisplay) {
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is in use. Choose another with --port, or --port 0 for any free one.';
  }
  return error instanceof Error ? error.message : String(error);
}

start(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
});
