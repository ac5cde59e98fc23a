import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import Table from 'cli-table3';
import { kinds } from './kinds';
import type { Figures, FirstNumber } from './measure';
import { callsIn, failuresOf, Stage, stepsOf } from './verdict';

/**
 * `npm run bench:collection [-- repositories … [--days n]]`: what collecting takes of GitHub and PagerDuty, beside a
 * program that asks for one thing at a time and beside the least that any right answer needs, for 10, 100 and 500
 * repositories over 90 days, within the real limits and in simulated time. Ends with status 1 where it takes more than it
 * may (`failuresOf`).
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

function firstLine({ answers, seconds }: FirstNumber): string {
  const beside = `${answers['github/rest']} of its REST API and ${answers.pagerduty} of PagerDuty beside them`;
  return `First number of a cold dashboard after ${answers['github/graphql']} answers of GraphQL (${beside}), ${timeOf(seconds)}.`;
}

for (const figures of measured) {
  process.stdout.write(
    [
      '',
      `${figures.repositories} repositories × ${figures.days} days; asked for back to ${figures.reachDays.toFixed(0)} days ago`,
      stepsTable(figures),
      figures.firstNumber === null ? 'No number before the end.' : firstLine(figures.firstNumber),
      `First load: ${ratioLine(figures, 'load')}. One thing at a time: ${figures.naive.toLocaleString('en')} calls for the ${days} days alone.`,
      kindsTable(figures, 'load'),
      `Refresh: ${ratioLine(figures, 'refresh')}.`,
      kindsTable(figures, 'refresh'),
      `Kept: ${figures.engineHeap.toFixed(0)} MB of live heap by the engine, ${figures.vaultSize.toFixed(0)} MB in the vault.`,
      ...[...new Set(figures.steps.flatMap(({ problems }) => problems))].slice(0, 5).map((text) => `Problem: ${text}`),
      '',
    ].join('\n')
  );
}
const failures = measured.flatMap(failuresOf);
if (failures.length > 0) {
  process.stdout.write(`\n${failures.join('\n')}\n`);
  process.exitCode = 1;
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

function kindsTable(figures: Figures, name: Stage): string {
  const table = new Table({ head: ['', 'items', 'bound', 'calls', 'ratio'], style: { head: [], border: [] } });
  const bounds = new Map(figures[name]);
  const steps = stepsOf(figures, name);
  for (const kind of kinds) {
    const { items, calls: least } = bounds.get(kind) ?? { items: 0, calls: 0 };
    const calls = steps.reduce((sum, { byKind }) => sum + (byKind[kind] ?? 0), 0);
    if (least > 0 || calls > 0) {
      table.push([
        kind,
        items.toLocaleString('en'),
        Number(least.toFixed(1)),
        Number(calls.toFixed(1)),
        ratio(calls, least),
      ]);
    }
  }
  return table.toString();
}

function ratioLine(figures: Figures, name: Stage): string {
  const { calls, least } = callsIn(figures, name);
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
