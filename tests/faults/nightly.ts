import Table from 'cli-table3';
import { Command } from 'commander';
import { troubleNames } from './faults';
import { Run, runMatrix } from './matrix';

/**
 * `npm run test:faults`: the whole matrix. Ends with status 1 when a wrong number came without a notice, and where a fault
 * has never struck, which proves nothing.
 */

const command = new Command('test:faults')
  .description('Every fault at every rate with every seed; numbers must be right, or marked and explained.')
  .option('--faults <text>', 'only those whose name contains this', '')
  .option('--rates <shares>', 'of requests', '0.01,0.1,0.5')
  .option('--seeds <number>', 'how many', '200')
  .option('--first-seed <number>', 'where they begin', '1')
  .option('--part <i/n>', 'only every n-th fault, beginning with the i-th', '1/1')
  .option('--after <fault>', 'go on behind this fault, where an earlier run was ended', '');

interface Options {
  readonly faults: string;
  readonly rates: string;
  readonly seeds: string;
  readonly firstSeed: string;
  readonly part: string;
  readonly after: string;
}

const head = ['fault', 'rate', 'runs', 'whole', 'marked', 'wrong', 'struck', 'strikes', 'requests', 's'];

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  const seeds = Array.from({ length: Number(options.seeds) }, (_, index) => Number(options.firstSeed) + index);
  const [part, parts] = options.part.split('/').map(Number);
  const table = new Table({
    head,
    style: { head: [], border: [] },
    chars: { mid: '', 'mid-mid': '', 'left-mid': '', 'right-mid': '' },
  });
  const failures: string[] = [];
  const done = troubleNames.indexOf(options.after) + 1;
  const faults = troubleNames.filter(
    (name, index) => index >= done && name.includes(options.faults) && index % parts === part - 1
  );
  for (const fault of faults) {
    for (const rate of options.rates.split(',').map(Number)) {
      const began = performance.now();
      const runs = await runMatrix({ faults: [fault], rates: [rate], seeds });
      const found = failuresOf(fault, rate, runs);
      const line = lineOf(fault, rate, runs, performance.now() - began);
      table.push(line);
      failures.push(...found);
      process.stderr.write(`${line.join(' | ')}\n${found.map((text) => `  ${text}\n`).join('')}`);
    }
  }
  process.stdout.write(`${table.toString()}\n${failures.map((text) => `${text}\n`).join('')}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

function lineOf(fault: string, rate: number, runs: readonly Run[], took: number): Array<string | number> {
  const wrong = runs.filter(({ mistakes }) => mistakes.length > 0).length;
  const whole = runs.filter(({ isWhole, mistakes }) => isWhole && mistakes.length === 0).length;
  const struck = runs.filter(({ strikes }) => strikes > 0).length;
  const requests = Math.round(sumOf(runs, 'requests') / runs.length);
  const counts = [runs.length, whole, runs.length - whole - wrong, wrong, struck, sumOf(runs, 'strikes'), requests];
  return [fault, `${rate * 100} %`, ...counts, (took / 1_000).toFixed(1)];
}

function failuresOf(fault: string, rate: number, runs: readonly Run[]): readonly string[] {
  const wrong = runs
    .filter(({ mistakes }) => mistakes.length > 0)
    .map(({ seed, mistakes }) => `${fault}, ${rate * 100} %, seed ${seed}: ${mistakes.slice(0, 3).join('; ')}`);
  return sumOf(runs, 'strikes') > 0 ? wrong : [...wrong, `${fault}, ${rate * 100} %: it has never struck`];
}

function sumOf(runs: readonly Run[], field: 'requests' | 'strikes'): number {
  return runs.reduce((sum, run) => sum + run[field], 0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
