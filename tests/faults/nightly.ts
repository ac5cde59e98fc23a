import Table from 'cli-table3';
import { Command } from 'commander';
import { troubleNames } from './faults';
import { Run, runMatrix } from './matrix';

/** `npm run test:faults`: the whole matrix. Ends with status 1 when a wrong number came without a notice. */

const command = new Command('test:faults')
  .description('Every fault at every rate with every seed; numbers must be right, or marked and explained.')
  .option('--faults <text>', 'only those whose name contains this', '')
  .option('--rates <shares>', 'of requests', '0.01,0.1,0.5')
  .option('--seeds <number>', 'how many', '200')
  .option('--first-seed <number>', 'where they begin', '1');

interface Options {
  readonly faults: string;
  readonly rates: string;
  readonly seeds: string;
  readonly firstSeed: string;
}

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  const first = Number(options.firstSeed);
  const table = new Table({
    head: ['fault', 'rate', 'runs', 'whole', 'marked', 'wrong', 'requests'],
    style: { head: [], border: [] },
  });
  const wrong: Run[] = [];
  for (const fault of troubleNames.filter((name) => name.includes(options.faults))) {
    for (const rate of options.rates.split(',').map(Number)) {
      const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => first + index);
      const runs = await runMatrix({ faults: [fault], rates: [rate], seeds });
      const failed = runs.filter(({ mistakes }) => mistakes.length > 0);
      const whole = runs.filter(({ isWhole, mistakes }) => isWhole && mistakes.length === 0).length;
      const requests = Math.round(runs.reduce((sum, run) => sum + run.requests, 0) / runs.length);
      wrong.push(...failed);
      table.push([
        fault,
        `${rate * 100} %`,
        runs.length,
        whole,
        runs.length - whole - failed.length,
        failed.length,
        requests,
      ]);
      process.stderr.write(`${fault} at ${rate * 100} %: ${failed.length} of ${runs.length} wrong\n`);
    }
  }
  process.stdout.write(`${table.toString()}\n`);
  for (const { fault, rate, seed, mistakes } of wrong) {
    process.stdout.write(`${fault}, ${rate * 100} %, seed ${seed}: ${mistakes.slice(0, 3).join('; ')}\n`);
  }
  process.exitCode = wrong.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
