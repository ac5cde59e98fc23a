import { constants, setPriority } from 'node:os';
import Table from 'cli-table3';
import { Command } from 'commander';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { settingsFor, simulatedOrigin } from '../../simulator';
import { DoraQuery, plainQuery } from '../../src/query';
import { benchStart, simulatedOrganization } from '../simulatedOrganization';
import { launchBrowser } from '../../tests/browser/harness/browser';
import type { PageOptions, Stay } from './page';
import { Task, TaskWatch } from './tasks';
import { servePage } from './upstreams';

/**
 * `npm run bench:page [-- repositories … --days n --heap megabytes --slower times]`: what an organisation costs the page that
 * shows it, in a real Chromium: memory after a collection, the most in between, and the longest task, which is how long nothing else could
 * happen (`Task`). The page's heap is bounded: what needs more than that ends the run. The engine is bundled as the data
 * source makes it, with the browser's own storage; the upstreams answer from this process, without limits, and time passes
 * eight times as fast. Ends with status 1 where a task took longer than a person notices.
 */

const hour = 3_600_000;
const speed = 8;
/** Milliseconds of a task: as long as the page may stand still. */
const noticeable = 100;

const weekly: DoraQuery = { ...plainQuery('metrics'), interval: 'week', groupBy: ['repository'] };
const dashboard: readonly DoraQuery[] = [
  { ...plainQuery('metrics'), groupBy: ['team'] },
  { ...plainQuery('metrics'), interval: 'week', groupBy: ['team'] },
  plainQuery('deployments'),
  plainQuery('incidents'),
];
const secondDashboard: readonly DoraQuery[] = [
  plainQuery('changes'),
  { ...plainQuery('metrics'), metrics: ['timeToRestore'] },
  { ...plainQuery('metrics'), groupBy: ['repository'] },
];

interface Measured {
  readonly name: string;
  readonly calls: number;
  readonly took: number | null;
  /** As in `Stay`. */
  readonly first: number | null;
  /** MB of the page's JavaScript heap: after a collection, and the most that was seen in between, garbage included. */
  readonly heap: number;
  readonly most: number;
  /** The longest first. */
  readonly tasks: readonly Task[];
}

/** Takes the measure of what the page does, step by step. */
function stepsOf(page: Page, devtools: CDPSession) {
  const measured: Measured[] = [];
  const watch = new TaskWatch(devtools);
  const step = async (name: string, work: () => Promise<Stay | null>) => {
    let most = 0;
    const watching = setInterval(() => {
      // What ends the browser also ends the step, which says so.
      usedHeap(devtools).then(
        (used) => (most = Math.max(most, used)),
        () => undefined
      );
    }, 1_000);
    watch.start();
    const stay = await work();
    const tasks = await watch.stop();
    clearInterval(watching);
    const calls = await page.evaluate(() => window.bench.calls());
    await devtools.send('HeapProfiler.collectGarbage');
    const heap = await usedHeap(devtools);
    const { took = null, first = null } = stay ?? {};
    measured.push({ name, calls, took, first, heap, most: Math.max(most, heap), tasks });
    const worst = tasks.slice(0, 3).map(taskText).join(', ');
    const memory = `${heap.toFixed(0)} MB`;
    process.stderr.write(`  ${name}: ${calls} calls, ${memory}, longest tasks ${worst}; own ${ownText(tasks)}\n`);
    stay?.problems.slice(0, 3).forEach((problem) => process.stderr.write(`    ${problem}\n`));
  };
  return { measured, step };
}

/** The longest without what the browser spends on garbage. */
function ownText(tasks: readonly Task[]): string {
  const own = tasks.reduce((longest, { length, collecting }) => Math.max(longest, length - collecting), 0);
  return own === 0 ? '' : `${own.toFixed(0)} ms`;
}

function taskText({ length, collecting }: Task): string {
  return `${length.toFixed(0)} ms${collecting >= 1 ? ` (garbage ${collecting.toFixed(0)})` : ''}`;
}

async function usedHeap(devtools: CDPSession): Promise<number> {
  return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6;
}

interface Bounds {
  readonly days: number;
  /** Megabytes of the page's heap: of what has outlived a collection or two. */
  readonly heap: number;
  /** How many times slower than this machine the page's main thread is. */
  readonly slower: number;
}

async function run(
  browser: Browser,
  repositories: number,
  { days, heap, slower }: Bounds
): Promise<readonly Measured[]> {
  process.stderr.write(`Making up ${repositories} repositories …\n`);
  const organization = simulatedOrganization(repositories, days);
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const server = await servePage(organization, benchStart);
  const page = await browser.newPage();
  try {
    page.on('pageerror', (error) => process.stderr.write(`${error.stack ?? error.message}\n`));
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const { measured, step } = stepsOf(page, devtools);
    const open = async (now: number) => {
      await page.goto(server.url);
      const options: PageOptions = { settings, now, speed, days };
      await page.evaluate((given) => window.bench.open(given), options);
    };
    const look = (queries: readonly DoraQuery[]) => () => page.evaluate((asked) => window.bench.look(asked), queries);
    const quiet = async () => {
      await page.evaluate(() => window.bench.untilQuiet());
      return null;
    };
    await open(benchStart);
    await step('first load', look(dashboard));
    const loaded = await page.evaluate(() => window.bench.now());
    await step('read behind it', quiet);
    const minutes = ((await page.evaluate(() => window.bench.now())) - loaded) / 60_000;
    await step(`refresh ${minutes.toFixed(0)} min later`, look(dashboard));
    await step('second panel', look([weekly]));
    await step('second dashboard', look(secondDashboard));
    await page.evaluate((milliseconds) => window.bench.advance(milliseconds), hour);
    await step('refresh after an hour', look(dashboard));
    await quiet();
    await open(await page.evaluate(() => window.bench.now()));
    await step('reload', look(dashboard));
    await step('second dashboard after it', look(secondDashboard));
    return measured;
  } catch (error) {
    const ended = `The browser ended: the page wanted more than ${heap} MB, or something else went wrong.`;
    throw browser.isConnected() ? error : new Error(ended, { cause: error });
  } finally {
    await page.close();
    server.close();
  }
}

function noticed(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ length }) => length > noticeable);
}

function failureOf({ name, tasks }: Measured): readonly string[] {
  const { length } = noticed(tasks);
  return length === 0
    ? []
    : [`${name}: ${length} tasks took longer than ${noticeable} ms, at most ${taskText(tasks[0])}.`];
}

function tableOf(measured: readonly Measured[]): string {
  const table = new Table({
    head: [
      '',
      'calls',
      'first numbers',
      'simulated time',
      'heap',
      'most',
      'longest task',
      'without garbage',
      `tasks over ${noticeable} ms`,
    ],
    style: { head: [], border: [] },
  });
  for (const { name, calls, took, first, heap, most, tasks } of measured) {
    table.push([
      name,
      calls,
      first === null ? '' : `${(first / 1_000).toFixed(1)} s`,
      took === null ? '' : `${(took / 1_000).toFixed(0)} s`,
      `${heap.toFixed(0)} MB`,
      `${most.toFixed(0)} MB`,
      tasks.length === 0 ? '' : taskText(tasks[0]),
      ownText(tasks),
      noticed(tasks).length,
    ]);
  }
  return table.toString();
}

new Command('bench:page')
  .argument('[repositories...]', 'how many, once for each number', ['100', '500'])
  .option('--days <number>', 'of the time range', '90')
  .option('--heap <megabytes>', 'the most the page may take', '500')
  .option('--slower <times>', 'than this machine, the main thread of the page', '1')
  .action(async (sizes: readonly string[], options: Readonly<Record<keyof Bounds, string>>) => {
    const { days, heap, slower } = options;
    const bounds: Bounds = { days: Number(days), heap: Number(heap), slower: Number(slower) };
    const browser = await launchBrowser([`--js-flags=--max-old-space-size=${bounds.heap}`]);
    // The upstreams are other machines: what they work takes no processor from the pages, whose browser has begun before.
    setPriority(constants.priority.PRIORITY_LOW);
    try {
      for (const repositories of sizes.map(Number)) {
        const measured = await run(browser, repositories, bounds);
        const pace = bounds.slower === 1 ? '' : `, ${slower} times slower`;
        const title = `${repositories} repositories × ${bounds.days} days, at most ${bounds.heap} MB${pace}`;
        const failures = measured.flatMap(failureOf);
        process.stdout.write(`\n${[title, tableOf(measured), ...failures].join('\n')}\n`);
        process.exitCode = failures.length > 0 ? 1 : process.exitCode;
      }
    } finally {
      await browser.close();
    }
  })
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
