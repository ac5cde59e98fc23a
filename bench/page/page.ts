import { createEngine, Engine } from '../../src/engine';
import { framing } from '../../src/frames';
import { defaultSettings, DoraQuery, DoraSettings, githubScope, githubWebUrl } from '../../src/query';
import { Clock, createSlots, HttpClient, HttpResponse, NetworkError, systemClock } from '../../src/sources';
import { createGithubSource } from '../../src/sources/github';
import { createPagerdutySource } from '../../src/sources/pagerduty';
import { createBrowserVault, whenLeft } from '../../src/store';

/**
 * What runs in the browser: the engine as the data source makes it and the frames of its answers, over upstreams that answer
 * in another process.
 */

export interface PageOptions {
  readonly settings: DoraSettings;
  /** What the page takes for now, epoch milliseconds. */
  readonly now: number;
  /** How many seconds pass in one. */
  readonly speed: number;
  readonly days: number;
}

export interface Stay {
  /** Milliseconds of the page's clock. */
  readonly took: number;
  /** Milliseconds, of the clock on the wall, until each panel showed something: its first numbers, partial ones included. */
  readonly first: number;
  readonly problems: readonly string[];
}

export interface PageBench {
  open(options: PageOptions): void;
  /** A dashboard with these panels, until each is complete. */
  look(queries: readonly DoraQuery[]): Promise<Stay>;
  /** Until nothing has been asked for a while. */
  untilQuiet(): Promise<void>;
  /** Moves the page's clock on by so many milliseconds. */
  advance(milliseconds: number): void;
  now(): number;
  /** Calls since the last time it was asked. */
  calls(): number;
}

declare global {
  interface Window {
    readonly bench: PageBench;
  }
}

/** Time that passes faster, so that waiting for the upstreams' limits takes less of it. */
class FastClock implements Clock {
  private readonly began = Date.now();
  private ahead = 0;

  constructor(
    private readonly start: number,
    private readonly speed: number
  ) {}

  readonly now = (): number => this.start + this.ahead + (Date.now() - this.began) * this.speed;
  readonly random = (): number => Math.random();
  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    systemClock.sleep(milliseconds / this.speed, signal);
  readonly alarm = (milliseconds: number, ring: () => void): (() => void) =>
    systemClock.alarm(milliseconds / this.speed, ring);

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

const day = 86_400_000;
/** Whom links lead to. */
const source = { uid: 'bench', name: 'bench' };
/** Of the page's clock, in which nothing is asked, until nothing more is expected: longer than a limit per minute makes wait. */
const quiet = 150_000;

class Page implements PageBench {
  private clock = new FastClock(Date.now(), 1);
  private engine: Engine | null = null;
  private days = 0;
  private benchmarkYear = defaultSettings.benchmarkYear;
  private asked = 0;
  private underWay = 0;
  private lastAsked = 0;

  open({ settings, now, speed, days }: PageOptions): void {
    const clock = new FastClock(now, speed);
    const { client } = this;
    const slots = createSlots(4);
    const github = createGithubSource({
      client,
      clock,
      slots,
      ...githubScope(settings),
      webUrl: githubWebUrl(settings),
    });
    const vault = createBrowserVault({
      pluginId: 'bench',
      uid: 'bench',
      user: '1.1',
      meaning: '',
      now: () => Date.now(),
      mostBytes: settings.storageMegabytes * 1_000_000,
    });
    const sources = [github, createPagerdutySource({ client, clock, slots })];
    this.engine = createEngine({ sources, settings, clock, sharedReach: true, vault });
    whenLeft(() => {
      this.engine?.retire();
      this.engine = null;
      vault.close();
    });
    this.clock = clock;
    this.days = days;
    this.benchmarkYear = settings.benchmarkYear;
  }

  async look(queries: readonly DoraQuery[]): Promise<Stay> {
    const began = this.clock.now();
    const stays = await Promise.all(queries.map((query) => this.panel(query)));
    return {
      took: this.clock.now() - began,
      first: Math.max(...stays.map(({ first }) => first)),
      problems: [...new Set(stays.flatMap(({ problems }) => problems))],
    };
  }

  async untilQuiet(): Promise<void> {
    while (this.underWay > 0 || this.clock.now() - this.lastAsked < quiet) {
      await systemClock.sleep(250);
    }
  }

  advance(milliseconds: number): void {
    this.clock.advance(milliseconds);
  }

  now(): number {
    return this.clock.now();
  }

  calls(): number {
    const { asked } = this;
    this.asked = 0;
    return asked;
  }

  private async panel(query: DoraQuery): Promise<Omit<Stay, 'took'>> {
    const now = this.clock.now();
    const context = { from: now - this.days * day, to: now, timeZone: 'UTC', now };
    const began = performance.now();
    const { benchmarkYear, engine } = this;
    const { signal } = new AbortController();
    if (engine === null) {
      throw new Error('The page was not opened.');
    }
    let first = Number.NaN;
    let problems: readonly string[] = [];
    for await (const progress of engine.run(query, context, signal)) {
      const framed = framing({ refId: 'A', query, progress, context, benchmarkYear, source });
      const frames = await engine.work(framed, signal);
      first = Number.isNaN(first) && frames.some(({ length }) => length > 0) ? performance.now() - began : first;
      problems = progress.problems.map(({ message }) => message);
    }
    return { first, problems };
  }

  private readonly client: HttpClient = async (request, signal) => {
    this.asked++;
    this.underWay++;
    try {
      const response = await fetch('/ask', {
        method: 'POST',
        headers: { 'x-now': String(this.clock.now()) },
        body: JSON.stringify(request),
        signal,
      });
      if (!response.ok) {
        throw new NetworkError(await response.text());
      }
      const answer: HttpResponse = await response.json();
      return answer;
    } finally {
      this.underWay--;
      this.lastAsked = this.clock.now();
    }
  };
}

Object.assign(window, { bench: new Page() });
