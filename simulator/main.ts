import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { fullName, startSimulators } from '.';

/** `tsx simulator/main.ts`: the simulators until they are stopped. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('It is a whole number.');
  }
  return value;
}

function instant(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value)) {
    throw new InvalidArgumentError('It is an instant, for example 2026-11-01T12:00:00Z.');
  }
  return value;
}

const command = new Command('simulator')
  .description('A GitHub, a PagerDuty and a feed over one made-up organisation.')
  .option('--seed <number>', 'of the organisation', wholeNumber, 7)
  .option('--now <instant>', 'end of its history (default: now)', instant)
  .option('--days <number>', 'length of its history', wholeNumber, 400)
  .option('--host <address>', 'where to listen', '127.0.0.1')
  .option('--port-github <port>', 'default: a free one', wholeNumber)
  .option('--port-pagerduty <port>', 'default: a free one', wholeNumber)
  .option('--port-feed <port>', 'default: a free one', wholeNumber)
  .option('--feed <file>', 'serve this feed document instead')
  .option('--latency <milliseconds>', 'before each answer', wholeNumber, 2);

interface Options {
  readonly seed: number;
  readonly now?: number;
  readonly days: number;
  readonly host: string;
  readonly portGithub?: number;
  readonly portPagerduty?: number;
  readonly portFeed?: number;
  readonly feed?: string;
  readonly latency: number;
}

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  const feed: unknown = options.feed === undefined ? undefined : JSON.parse(await readFile(options.feed, 'utf8'));
  const { seed, days, host, latency } = options;
  const simulators = await startSimulators({
    seed,
    now: options.now ?? Date.now(),
    days,
    host,
    latency,
    feed,
    ports: { github: options.portGithub, pagerduty: options.portPagerduty, feed: options.portFeed },
  });
  const { githubUrl, pagerdutyUrl, feedUrl, tokens, organization } = simulators;
  process.stdout.write(
    `GitHub     ${githubUrl}  token ${tokens.github}\n` +
      `PagerDuty  ${pagerdutyUrl}  token ${tokens.pagerduty}\n` +
      `Feed       ${feedUrl}\n` +
      `${organization.repositories.length} repositories (${organization.repositories.slice(0, 3).map(fullName).join(', ')}, …), ` +
      `${organization.pagerduty.services.length} services, history up to ${new Date(organization.now).toISOString()}\n`
  );
  const stop = () => void simulators.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
