import 'fake-indexeddb/auto';
import { setImmediate as turn } from 'node:timers/promises';
import Table from 'cli-table3';
import { EventKind, Events, Instant } from '../src/events';
import { IntervalNeed, Need, Report, Source } from '../src/sources';
import { createBrowserVault, EventStore, noVault, Vault } from '../src/store';
import { fullSize, generate } from './generate';
import { everything } from '../src/store/testing/everything';

/**
 * `npm run bench:store`: what it costs to know 500 repositories with 30,000 deployments, 60,000 changes and their commits:
 * to take reports, to hand out snapshots, to take the same reports again, to save all of it and to load it. The longest
 * stretch is the longest time in which nothing else had its turn. All is processor time, collection of garbage included:
 * the clock on the wall would measure what else the machine does.
 */

const size = { ...fullSize, deployments: 30_000, changes: 60_000, incidents: 0, repositories: 500 };
const pageSize = 100;
const kinds = ['deployments', 'changes', 'commits'] as const;

const { events: generated, directory, from, to } = generate(size);
const events = { ...generated, commits: generated.commits.slice(0, 60_000) };
const count = kinds.reduce((sum, kind) => sum + events[kind].length, 0);
const needs = directory.repositories.flatMap(({ name }) =>
  kinds.map((kind): IntervalNeed => ({ source: 'github', kind, scope: name, interval: { from, to } }))
);
const pages = pagesOf(events);

void measure().then((rows) => {
  const table = new Table({ head: ['', 'whole', 'each', 'longest stretch'], style: { head: [], border: [] } });
  table.push(...rows);
  const reports = [...pages.values()].reduce((sum, list) => sum + list.length, 0);
  process.stdout.write(
    `${count.toLocaleString('en')} events of ${size.repositories} repositories in ${needs.length} streams, ` +
      `${reports.toLocaleString('en')} reports\n${table.toString()}\n`
  );
});

async function measure(): Promise<string[][]> {
  // Once to warm up; each measurement then has the heap to itself.
  await ensure(storeOver(undefined));
  const shelf = new Shelf();
  return [
    ...(await measureTaking()),
    ...(await measureSnapshots()),
    await measureSaving(shelf),
    ...(await measureLoading(shelf)),
    ['in the vault, by estimate', '', `${((await shelf.stored()) / count).toFixed(0)} bytes per event`, ''],
  ];
}

async function measureTaking(): Promise<string[][]> {
  const empty = liveHeap();
  const stage = storeOver(undefined);
  const first = await watched(() => ensure(stage));
  const live = liveHeap() - empty;
  stage.advance();
  const before = stage.store.snapshot();
  const again = await watched(() => ensure(stage));
  if (stage.store.snapshot() !== before) {
    throw new Error('What was told again has changed something.');
  }
  return [
    row('take reports', first, count, 'event'),
    ['in memory, with the events', '', `${((live * 1_048_576) / count).toFixed(0)} bytes per event`, ''],
    row('take the same again', again, count, 'event'),
  ];
}

async function measureSnapshots(): Promise<string[][]> {
  const stage = storeOver(undefined);
  let snapshot = stage.store.snapshot();
  const taking = await watched(() => ensure(stage, () => (snapshot = stage.store.snapshot())));
  if (everything({ snapshot: () => snapshot }).changes.length !== events.changes.length) {
    throw new Error('Not everything is in the snapshot.');
  }
  return [row('take reports, a snapshot after each', taking, stage.reports(), 'report')];
}

async function measureSaving(shelf: Shelf): Promise<string[]> {
  const stage = storeOver(shelf);
  const saving = await watched(async () => {
    await ensure(stage);
    await shelf.settled();
  });
  return row('take reports and save', saving, count, 'event');
}

async function measureLoading(shelf: Shelf): Promise<string[][]> {
  const empty = liveHeap();
  const stage = storeOver(shelf);
  const loading = await watched(() => ensure(stage));
  const live = liveHeap() - empty;
  if (everything(stage.store).changes.length !== events.changes.length || stage.reports() > 0) {
    throw new Error('Not everything came back.');
  }
  return [
    row('load', loading, count, 'event'),
    ['in memory, loaded', '', `${((live * 1_048_576) / count).toFixed(0)} bytes per event`, ''],
  ];
}

function row(name: string, { whole, longest }: Stretch, each: number, per: string): string[] {
  return [name, ms(whole), `${((whole * 1_000) / each).toFixed(1)} µs per ${per}`, ms(longest)];
}

interface Stage {
  readonly store: EventStore;
  readonly advance: () => void;
  readonly reports: () => number;
}

function storeOver(vault: Vault | undefined): Stage {
  let now: Instant = to;
  let reports = 0;
  const source: Source = {
    id: 'github',
    discover: async () => ({ directory, problems: [] }),
    test: async () => ({ source: 'github', ok: true, message: '', details: [] }),
    async *fetch(asked: readonly Need[]) {
      for (const need of asked) {
        const list = pages.get(`${need.kind} ${need.scope}`) ?? [{}];
        for (const [index, page] of list.entries()) {
          await turn();
          reports++;
          yield reportOf(need, page, index === list.length - 1);
        }
      }
    },
  };
  return {
    store: new EventStore({ sources: [source], now: () => now, vault, saveAfter: 100, pause: turnAfter }),
    advance: () => {
      now += 3_600_000;
    },
    reports: () => reports,
  };
}

async function turnAfter(milliseconds: number): Promise<void> {
  await (milliseconds === 0 ? turn() : new Promise((resolve) => setTimeout(resolve, milliseconds)));
}

function reportOf(need: Need, page: Partial<Events>, isLast: boolean): Report {
  const covered = isLast && need.kind !== 'comparisons' ? need.interval : null;
  // As decoding an answer would, so that nothing is told again by being the same object.
  return { need, events: structuredClone(page), covered, baselineKnown: false, problem: null, bookmark: 'all' };
}

async function ensure({ store }: Stage, after: () => unknown = () => undefined): Promise<void> {
  for await (const standing of store.ensure(needs, new AbortController().signal)) {
    after();
    if (standing.complete) {
      return;
    }
  }
}

/** Storage as the browser's is: each entry is copied, and comes in a turn of its own. */
class Shelf implements Vault {
  readonly hold = noVault.hold;
  readonly want = noVault.want;
  readonly watch = noVault.watch;
  readonly clear = noVault.clear;
  private readonly entries = new Map<string, unknown>();
  private saving = 0;

  async load(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const found = new Map<string, unknown>();
    for (const key of keys) {
      await turn();
      if (this.entries.has(key)) {
        found.set(key, structuredClone(this.entries.get(key)));
      }
    }
    return found;
  }

  async save(entries: ReadonlyMap<string, unknown>): Promise<void> {
    this.saving++;
    entries.forEach((entry, key) => this.entries.set(key, structuredClone(entry)));
    await turn();
    this.saving--;
  }

  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await turnAfter(150);
      quiet = this.saving > 0 ? 0 : quiet;
    }
  }

  /** Bytes, as the vault in the browser counts them. */
  async stored(): Promise<number> {
    const vault = createBrowserVault({ pluginId: 'bench', uid: '', user: '', meaning: '', now: () => to });
    await vault.save(this.entries);
    const { bytes } = await vault.usage();
    vault.close();
    return bytes;
  }
}

interface Stretch {
  readonly whole: number;
  readonly longest: number;
}

/** Milliseconds of processor time, on the whole and at most between two turns. */
async function watched(work: () => Promise<void>): Promise<Stretch> {
  liveHeap();
  const started = cpuTime();
  let isOver = false;
  let longest = 0;
  const beat = async () => {
    let last = cpuTime();
    while (!isOver) {
      await turn();
      longest = Math.max(longest, cpuTime() - last);
      last = cpuTime();
    }
  };
  const beating = beat();
  await work();
  const whole = cpuTime() - started;
  isOver = true;
  await beating;
  return { whole, longest };
}

function pagesOf(all: Events): ReadonlyMap<string, ReadonlyArray<Partial<Events>>> {
  const lists = new Map<string, Array<Partial<Events>>>();
  const add = <Kind extends EventKind>(kind: Kind, ofRepository: Map<string, Array<Events[Kind][number]>>) => {
    for (const [repository, list] of ofRepository) {
      const found: Array<Partial<Events>> = [];
      for (let at = 0; at < list.length; at += pageSize) {
        found.push({ [kind]: list.slice(at, at + pageSize) });
      }
      lists.set(`${kind} ${repository}`, found);
    }
  };
  add('deployments', byRepository(all.deployments));
  add('changes', byRepository(all.changes));
  add('commits', byRepository(all.commits));
  return lists;
}

function byRepository<Event extends { readonly repository: string }>(all: readonly Event[]): Map<string, Event[]> {
  const groups = new Map<string, Event[]>();
  for (const event of all) {
    const known = groups.get(event.repository) ?? [];
    known.push(event);
    groups.set(event.repository, known);
  }
  return groups;
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function liveHeap(): number {
  if (globalThis.gc === undefined) {
    throw new Error('Run with --expose-gc: without a collection the heap says nothing.');
  }
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
