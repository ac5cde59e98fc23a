import Table from 'cli-table3';
import { Breath, createEngine, Engine, Progress, systemBreath } from '../src/engine';
import { Commit, Events } from '../src/events';
import { fiveMetrics, MetricsQuery, plainQuery, QueryContext } from '../src/query';
import { Discovery, Need, Report, Source } from '../src/sources';
import { generate, Size, Workload } from './generate';

/**
 * `npm run bench:responsive`: how long answering keeps the page from doing anything else, and what it costs altogether, for
 * 10, 100 and 500 repositories: the first answer, the next one after a single repository has changed, and a second
 * panel over the same range. Each beside the same work without pauses. Milliseconds between any two
 * turns of the page; what the source takes to hand over its events is not counted.
 */

const perRepository = { deployments: 140, changes: 280, incidents: 10 };
const sizes = (process.argv[2] ?? '10,100,500').split(',').map(Number);
const day = 86_400_000;

const teamsByWeek: MetricsQuery = {
  ...plainQuery('metrics'),
  metrics: fiveMetrics,
  groupBy: ['team'],
  interval: 'week',
  windowDays: 90,
  showIntervals: true,
};
const repositoriesByWeek: MetricsQuery = { ...teamsByWeek, groupBy: ['repository'], showIntervals: false };

interface Measured {
  /** Milliseconds in which nothing else could happen, as far as the engine's own pauses tell. */
  readonly longest: number;
  /** Milliseconds. */
  readonly total: number;
}

/** Hands over whatever is asked for, whole and at once; one deployment may be added later. */
class GivenSource implements Source {
  readonly id = 'github' as const;
  private readonly shelves = new Map<string, Partial<Events>>();
  private readonly merges: ReadonlyMap<string, readonly Commit[]>;

  constructor(
    private readonly workload: Workload,
    private readonly meter: Meter
  ) {
    const { events } = workload;
    for (const kind of ['deployments', 'changes', 'commits'] as const) {
      for (const [name, list] of grouped<Events[typeof kind][number]>(events[kind], ({ repository }) => repository)) {
        this.shelves.set(`${kind} ${name}`, { [kind]: list });
      }
    }
    for (const [id, list] of grouped(events.incidents, ({ serviceId }) => serviceId ?? '')) {
      this.shelves.set(`incidents ${id}`, { incidents: list });
    }
    const merged = new Set(events.changes.map(({ repository, mergeSha }) => `${repository} ${mergeSha}`));
    const merges = events.commits.filter(({ repository, sha }) => merged.has(`${repository} ${sha}`));
    this.merges = grouped(merges, ({ repository }) => repository);
  }

  /** The repository's newest deployment finishes a minute later than was said. */
  change(repository: string): void {
    const { deployments = [] } = this.shelves.get(`deployments ${repository}`) ?? {};
    const changed = deployments.map((one, index) =>
      index < deployments.length - 1 ? one : { ...one, finishedAt: (one.finishedAt ?? one.createdAt) + 60_000 }
    );
    this.shelves.set(`deployments ${repository}`, { deployments: changed });
  }

  async discover(): Promise<Discovery> {
    return { directory: this.workload.directory, problems: [] };
  }

  async test() {
    return { source: this.id, ok: true, message: '', details: [] };
  }

  async *fetch(needs: readonly Need[]): AsyncGenerator<Report> {
    this.meter.stop();
    for (const need of needs) {
      const events = this.shelves.get(`${need.kind} ${need.scope}`) ?? {};
      const more = need.kind === 'changes' ? { commits: this.merges.get(need.scope) ?? [] } : {};
      const covered = need.kind === 'comparisons' ? null : need.interval;
      yield { need, events: { ...events, ...more }, covered, baselineKnown: true, problem: null };
    }
    this.meter.start();
  }
}

function grouped<Event>(events: readonly Event[], nameOf: (event: Event) => string): ReadonlyMap<string, Event[]> {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const known = groups.get(nameOf(event));
    if (known === undefined) {
      groups.set(nameOf(event), [event]);
    } else {
      known.push(event);
    }
  }
  return groups;
}

/** Adds up the time between its start and stop, and the longest part of it without a pause. */
class Meter implements Breath {
  private began: Moment | null = null;
  private stretchBegan = moment();
  private measured: Measured = { longest: 0, total: 0 };

  constructor(private readonly breath: Breath) {}

  now(): number {
    return this.breath.now();
  }

  async breathe(): Promise<void> {
    this.endStretch();
    await this.breath.breathe();
    this.stretchBegan = moment();
  }

  start(): void {
    this.began ??= moment();
    this.stretchBegan = moment();
  }

  stop(): void {
    if (this.began !== null) {
      this.endStretch();
      const { longest, total } = this.measured;
      this.measured = { longest, total: total + since(this.began) };
    }
    this.began = null;
  }

  /** What was measured since the last time it was asked. */
  read(): Measured {
    this.stop();
    const { measured } = this;
    this.measured = { longest: 0, total: 0 };
    return measured;
  }

  private endStretch(): void {
    const { longest, total } = this.measured;
    this.measured = { longest: Math.max(longest, this.began === null ? 0 : since(this.stretchBegan)), total };
  }
}

interface Moment {
  readonly usage: NodeJS.CpuUsage;
  readonly at: number;
}

function moment(): Moment {
  return { usage: process.cpuUsage(), at: performance.now() };
}

/**
 * Milliseconds, never less than the page stands still: on the wall, or of the processor where that is less. The clock on
 * the wall also measures what else the machine does; the processor's time also what is done beside (collecting garbage).
 */
function since({ usage, at }: Moment): number {
  const { user, system } = process.cpuUsage(usage);
  return Math.min((user + system) / 1000, performance.now() - at);
}

interface Figures {
  readonly first: Measured;
  readonly changed: Measured;
  readonly second: Measured;
}

async function measure(workload: Workload, breath: Breath): Promise<Figures> {
  const meter = new Meter(breath);
  const source = new GivenSource(workload, meter);
  const { settings, to } = workload;
  let time = to;
  const engine = createEngine({
    sources: [source],
    settings: { ...settings, githubEnabled: true },
    clock: { now: () => time },
    patience: Number.POSITIVE_INFINITY,
    breath: meter,
  });
  const figures = async (query: MetricsQuery): Promise<Measured> => {
    globalThis.gc?.();
    meter.read();
    meter.start();
    const rows = await rowsOf(engine, query, { from: to - 90 * day, to, now: to, timeZone: 'Europe/Berlin' });
    const measured = meter.read();
    if (rows.filter(({ value }) => value !== null).length === 0) {
      throw new Error('Nothing was measured: no row has a value.');
    }
    return measured;
  };
  const first = await figures(teamsByWeek);
  source.change('acme/service-1');
  time += 120_000;
  const changed = await figures(teamsByWeek);
  return { first, changed, second: await figures(repositoriesByWeek) };
}

async function rowsOf(engine: Engine, query: MetricsQuery, context: QueryContext) {
  let last: Progress | null = null;
  for await (const progress of engine.run(query, context, new AbortController().signal)) {
    last = progress;
  }
  if (last === null || last.answer.type !== 'metrics') {
    throw new Error('The engine gave no answer.');
  }
  return last.answer.rows;
}

/** Never takes a rest. */
const breathless: Breath = { now: () => 0, breathe: async () => {} };

async function main(): Promise<void> {
  const table = new Table({
    head: ['repositories', 'what', 'longest stretch', 'all together', 'without pauses'],
    style: { head: [], border: [] },
  });
  for (const repositories of sizes) {
    const size: Size = {
      repositories,
      deployments: perRepository.deployments * repositories,
      changes: perRepository.changes * repositories,
      incidents: perRepository.incidents * repositories,
      teams: Math.max(2, repositories / 10),
    };
    process.stderr.write(`Measuring ${repositories} repositories, ${size.deployments} deployments …\n`);
    const workload = generate(size);
    const atOnce = await measure(workload, breathless);
    const sliced = await measure(workload, systemBreath);
    for (const [name, words] of scenes) {
      const [paced, whole] = [sliced[name], atOnce[name]];
      table.push([repositories, words, ms(paced.longest), ms(paced.total), ms(whole.longest)]);
    }
  }
  process.stdout.write(`${table.toString()}\n`);
}

const scenes = [
  ['first', 'first answer'],
  ['changed', 'one repository changed'],
  ['second', 'second panel'],
] as const;

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
