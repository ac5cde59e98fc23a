import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { encodeSettings } from '../src/query';
import { encodeFeed } from '../src/sources/feed';
import { fullSize, generate, Size } from './generate';
import type { Figures } from './measure';

/**
 * `npm run bench`: the five metrics of 50 teams, week by week over a year, each point over the 90 days before, at a
 * quarter, a half and the whole of 100,000 deployments, 300,000 changes and 20,000 incidents. Each size is measured
 * beside the cost of reading the same feed, which nobody can avoid; and each doubling beside n log n.
 */

const year = 365 * 86_400_000;
const scale = Number(process.argv[2] ?? 1);
const parts = [scale / 4, scale / 2, scale];

const measured = parts.map((part) => {
  const size = sized(part);
  process.stderr.write(`Measuring ${size.deployments} deployments, ${size.changes} changes …\n`);
  return { size, figures: measureAt(size) };
});

const costs = new Table({
  head: ['deployments', 'read feed', 'engine', 'engine ÷ read', 'refresh', 'analyse', 'summarise', 'values'],
  style: { head: [], border: [] },
});
for (const { size, figures } of measured) {
  costs.push([
    size.deployments.toLocaleString('en'),
    ms(figures.read),
    ms(figures.engine),
    `${(figures.engine / figures.read).toFixed(2)} ×`,
    ms(figures.again),
    ms(figures.analyse),
    ms(figures.summarise),
    figures.rows,
  ]);
}

const memory = new Table({
  head: ['deployments', 'peak reading', 'peak in the end', 'live: events', 'live: kept by the engine'],
  style: { head: [], border: [] },
});
for (const { size, figures } of measured) {
  memory.push([
    size.deployments.toLocaleString('en'),
    mb(figures.readPeak),
    mb(figures.enginePeak),
    mb(figures.eventsHeap),
    mb(figures.engineHeap),
  ]);
}

const growth = new Table({
  head: ['doubling to', 'n log n', 'read', 'engine', 'refresh', 'analyse', 'summarise'],
  style: { head: [], border: [] },
});
for (const [index, { size, figures }] of measured.entries()) {
  const before = measured[index - 1];
  if (before !== undefined) {
    const n = eventsIn(size);
    const half = eventsIn(before.size);
    const ratio = (name: 'read' | 'engine' | 'again' | 'analyse' | 'summarise') =>
      `${(figures[name] / before.figures[name]).toFixed(2)} ×`;
    growth.push([
      size.deployments.toLocaleString('en'),
      `${((n * Math.log(n)) / (half * Math.log(half))).toFixed(2)} ×`,
      ...(['read', 'engine', 'again', 'analyse', 'summarise'] as const).map(ratio),
    ]);
  }
}

process.stdout.write(
  [
    'Processor time (best of three)',
    costs.toString(),
    'Memory',
    memory.toString(),
    'Growth per doubling',
    growth.toString(),
    ...(measured[measured.length - 1]?.figures.notices ?? []),
    '',
  ].join('\n')
);

/** The same number of repositories and teams at every size: what is quadratic within a repository shows. */
function sized(part: number): Size {
  return {
    ...fullSize,
    deployments: Math.round(fullSize.deployments * part),
    changes: Math.round(fullSize.changes * part),
    incidents: Math.round(fullSize.incidents * part),
  };
}

function eventsIn({ deployments, changes, incidents }: Size): number {
  return deployments + changes + incidents;
}

function measureAt(size: Size): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'dora-bench-'));
  try {
    const { events, directory, settings, to } = generate(size);
    const feed = join(folder, 'feed.json');
    const settingsFile = join(folder, 'settings.json');
    writeFileSync(feed, JSON.stringify(encodeFeed(events, directory)));
    writeFileSync(settingsFile, JSON.stringify(encodeSettings(settings)));
    const options = ['--import', 'tsx', '--expose-gc', '--max-old-space-size=8192'];
    const script = join(__dirname, 'measure.ts');
    const printed = execFileSync(
      process.execPath,
      [...options, script, feed, settingsFile, String(to - year), String(to)],
      { encoding: 'utf8', maxBuffer: 1 << 24, stdio: ['ignore', 'pipe', 'inherit'] }
    );
    return JSON.parse(printed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}

function mb(value: number): string {
  return `${value.toFixed(0)} MB`;
}
