import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Table from 'cli-table3';
import { kinds } from './kinds';
import type { Figures, Step } from './measure';

/**
 * `npm run bench:collection [-- repositories … [--days n]]`: what collecting takes of GitHub and PagerDuty, beside a
 * program that asks for one thing at a time and beside the least that any right answer needs, for 10, 100 and 500
 * repositories over 90 days, within the real limits and in simulated time. Ends with status 1 where something must be
 * nothing and is not: requests refused by a limit, calls of a second panel, a second dashboard or a reload.
 */

const given = process.argv.slice(2);
const daysAt = given.indexOf('--days');
const days = daysAt < 0 ? 90 : Number(given[daysAt + 1]);
const sizes = (daysAt < 0 ? given : given.slice(0, daysAt)).map(Number);

const measured = (sizes.length === 0 ? [10, 100, 500] : sizes).map((repositories) => {
  process.stderr.write(`Collecting ${repositories} repositories × ${days} days …\n`);
  const options = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'];
  const printed = execFileSync(
    process.execPath,
    [...options, join(__dirname, 'measure.ts'), String(repositories), String(days)],
    { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] }
  );
  const figures: Figures = JSON.parse(printed);
  return figures;
});

const failures: string[] = [];
for (const figures of measured) {
  process.stdout.write(
    [
      '',
      `${figures.repositories} repositories × ${figures.days} days; asked for back to ${figures.reachDays.toFixed(0)} days ago`,
      stepsTable(figures),
      figures.firstNumber === null
        ? 'No number before the end.'
        : `First number of a cold dashboard after ${figures.firstNumber.github} calls to GitHub and ${figures.firstNumber.pagerduty} to PagerDuty, ${timeOf(figures.firstNumber.seconds)}.`,
      `First load: ${ratioLine(figures, 'load')}. One thing at a time: ${figures.naive.toLocaleString('en')} calls for the ${days} days alone.`,
      kindsTable(figures, 'load'),
      `Refresh: ${ratioLine(figures, 'refresh')}.`,
      kindsTable(figures, 'refresh'),
      `Kept: ${figures.engineHeap.toFixed(0)} MB of live heap by the engine, ${figures.vaultSize.toFixed(0)} MB in the vault.`,
      ...[...new Set(figures.steps.flatMap(({ problems }) => problems))].slice(0, 5).map((text) => `Problem: ${text}`),
      '',
    ].join('\n')
  );
  for (const step of figures.steps) {
    if (step.refusals > 0) {
      failures.push(
        `${figures.repositories} repositories, ${step.name}: ${step.refusals} requests refused by a limit.`
      );
    }
    if (
      !['first load', 'read behind it', 'refresh at once', 'refresh after an hour'].includes(step.name) &&
      callsOf(step) > 0
    ) {
      failures.push(`${figures.repositories} repositories, ${step.name}: ${callsOf(step)} calls instead of none.`);
    }
  }
}
if (failures.length > 0) {
  process.stdout.write(`\n${failures.join('\n')}\n`);
  process.exitCode = 1;
}

function callsOf({ calls }: Step): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

function stepNamed({ steps }: Figures, name: 'load' | 'refresh'): Step | undefined {
  return steps.find((step) => step.name === (name === 'load' ? 'first load' : 'refresh after an hour'));
}

function stepsTable({ steps }: Figures): string {
  const table = new Table({
    head: ['', 'GraphQL', 'points', 'REST', 'PagerDuty', 'refused', 'at once', 'simulated time'],
    style: { head: [], border: [] },
  });
  for (const step of steps) {
    const { name, calls, points, refusals, mostAtOnce, seconds } = step;
    table.push([
      name,
      calls['github/graphql'],
      points['github/graphql'],
      calls['github/rest'],
      calls.pagerduty,
      refusals,
      mostAtOnce,
      timeOf(seconds),
    ]);
  }
  return table.toString();
}

function kindsTable(figures: Figures, name: 'load' | 'refresh'): string {
  const table = new Table({ head: ['', 'items', 'bound', 'calls', 'ratio'], style: { head: [], border: [] } });
  const bounds = new Map(figures[name]);
  const step = stepNamed(figures, name);
  for (const kind of kinds) {
    const { items, calls: least } = bounds.get(kind) ?? { items: 0, calls: 0 };
    const calls = step?.byKind[kind] ?? 0;
    if (least > 0 || calls > 0) {
      table.push([kind, items.toLocaleString('en'), least, Number(calls.toFixed(1)), ratio(calls, least)]);
    }
  }
  return table.toString();
}

function ratioLine(figures: Figures, name: 'load' | 'refresh'): string {
  const least = figures[name].reduce((sum, [, { calls }]) => sum + calls, 0);
  const step = stepNamed(figures, name);
  const calls = step === undefined ? 0 : callsOf(step);
  return `${calls.toLocaleString('en')} calls, bound ${least.toLocaleString('en')}, ratio ${ratio(calls, least)}`;
}

function ratio(calls: number, least: number): string {
  return least === 0 ? (calls === 0 ? '–' : '∞') : `${(calls / least).toFixed(2)} ×`;
}

function timeOf(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 120
    ? `${whole} s`
    : whole < 7_200
      ? `${Math.round(whole / 60)} min`
      : `${(whole / 3_600).toFixed(1)} h`;
}
