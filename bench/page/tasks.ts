import type { CDPSession } from 'playwright-core';

/** One task of the page's main thread, during which nothing else could happen there. */
export interface Task {
  /**
   * Milliseconds, never less than the page stands still: on the wall, or of the processor where that is less. The clock on
   * the wall also measures what else the machine does.
   */
  readonly length: number;
  /** Of that collecting garbage. */
  readonly collecting: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur: number;
  readonly tdur: number;
  readonly threadName: string;
}

/** Tracing is read out this often: what it keeps is limited. Milliseconds. */
const portion = 10_000;
/** Milliseconds; shorter tasks are nobody's concern. */
const least = 25;
/**
 * What Chromium calls collecting garbage: all of it, what has just been made, and what V8 does besides, e.g. marking for a
 * moment each time that something is made (`V8.GCIncrementalMarking`). One may lie in another.
 */
const collecting = /^(Major|Minor|V8\.)GC/;
/** What Chromium calls the main thread of a page: in a process of its own, and where all is one process. */
const mainThreads: ReadonlySet<string> = new Set(['CrRendererMain', 'Chrome_InProcRendererThread']);

/** Watches the tasks of a page through Chromium's own tracing. */
export class TaskWatch {
  private events: TraceEvent[] = [];
  private isWatching = false;
  private watching: Promise<void> = Promise.resolve();
  private hurry: () => void = () => undefined;

  constructor(private readonly devtools: CDPSession) {
    devtools.on('Tracing.dataCollected', ({ value }) => {
      for (const event of value.map(read)) {
        if (event.ph === 'M' ? mainThreads.has(event.threadName) : isOfInterest(event)) {
          this.events.push(event);
        }
      }
    });
  }

  start(): void {
    this.isWatching = true;
    this.watching = this.watch();
    // Who waits for the end is told.
    this.watching.catch(() => undefined);
  }

  /** The tasks since the start, the longest first. Rejects where the main thread was not to be told from the others. */
  async stop(): Promise<readonly Task[]> {
    this.isWatching = false;
    this.hurry();
    await this.watching;
    const threads = new Set(this.events.filter(({ ph }) => ph === 'M').map(({ pid, tid }) => `${pid} ${tid}`));
    if (threads.size === 0) {
      throw new Error(`The trace names no main thread of a page (${[...mainThreads].join(', ')}).`);
    }
    const ofPage = this.events.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
    this.events = [];
    const collections = outermost(ofPage.filter(({ name }) => collecting.test(name)));
    return ofPage
      .filter(({ name }) => name === 'RunTask')
      .map((task) => ({
        length: lengthOf(task),
        collecting: collections
          .filter(
            ({ pid, tid, ts }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < task.ts + task.dur
          )
          .reduce((sum, one) => sum + lengthOf(one), 0),
      }))
      .sort((a, b) => b.length - a.length);
  }

  private async watch(): Promise<void> {
    while (this.isWatching) {
      await this.devtools.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'v8'] },
      });
      await new Promise<void>((resolve) => {
        this.hurry = resolve;
        setTimeout(resolve, portion).unref();
        if (!this.isWatching) {
          resolve();
        }
      });
      const over = new Promise<void>((resolve) => this.devtools.once('Tracing.tracingComplete', () => resolve()));
      await this.devtools.send('Tracing.end');
      await over;
    }
  }
}

function isOfInterest(event: TraceEvent): boolean {
  return event.ph === 'X' && ((event.name === 'RunTask' && lengthOf(event) >= least) || collecting.test(event.name));
}

/** Without those that lie in another of the same thread. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const ends = new Map<string, number>();
  return [...events]
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter(({ pid, tid, ts, dur }) => {
      const thread = `${pid} ${tid}`;
      const isOutside = ts >= (ends.get(thread) ?? 0);
      ends.set(thread, Math.max(ends.get(thread) ?? 0, ts + dur));
      return isOutside;
    });
}

function lengthOf({ dur, tdur }: TraceEvent): number {
  return Math.min(dur, tdur) / 1_000;
}

function read(event: object): TraceEvent {
  const fields: Readonly<Record<string, unknown>> = { ...event };
  const number = (name: string) => (typeof fields[name] === 'number' ? fields[name] : Number.POSITIVE_INFINITY);
  const { args } = fields;
  const threadName = typeof args === 'object' && args !== null && 'name' in args ? String(args.name) : '';
  return {
    name: String(fields.name),
    ph: String(fields.ph),
    pid: number('pid'),
    tid: number('tid'),
    ts: number('ts'),
    dur: number('dur'),
    tdur: number('tdur'),
    threadName,
  };
}
