import { DoraQuery, MetricsQuery, plainQuery, QueryContext } from '../../query';
import { Answer, MetricRow, Progress } from '../answers';
import { createEngine, Engine, EngineOptions } from '../engine';
import { now, paymentsDirectory, paymentsEvents, paymentsSettings, range } from './payments';
import { RecordedSource, RecordedSourceOptions } from './recordedSource';

/** An engine over the small organisation, its source, and the questions tests ask. */
export function paymentsEngine(
  recorded: Partial<RecordedSourceOptions> = {},
  options: Partial<EngineOptions> = {}
): { readonly engine: Engine; readonly source: RecordedSource } {
  const source = new RecordedSource({ events: paymentsEvents, directory: paymentsDirectory, ...recorded });
  const engine = createEngine({ sources: [source], settings: paymentsSettings, clock: { now: () => now }, ...options });
  return { engine, source };
}

export async function everyProgress(
  engine: Engine,
  query: DoraQuery,
  context: QueryContext = range,
  signal: AbortSignal = new AbortController().signal
): Promise<readonly Progress[]> {
  const seen: Progress[] = [];
  for await (const progress of engine.run(query, context, signal)) {
    seen.push(progress);
  }
  return seen;
}

export async function lastProgress(engine: Engine, query: DoraQuery, context: QueryContext = range): Promise<Progress> {
  const seen = await everyProgress(engine, query, context);
  return seen[seen.length - 1];
}

export async function metricRows(
  engine: Engine,
  query: Partial<MetricsQuery>,
  context: QueryContext = range
): Promise<readonly MetricRow[]> {
  return rowsIn((await lastProgress(engine, { ...plainQuery('metrics'), ...query }, context)).answer);
}

export function rowsIn(answer: Answer): readonly MetricRow[] {
  if (answer.type !== 'metrics') {
    throw new Error(`Expected metrics, found ${answer.type}.`);
  }
  return answer.rows;
}

/** Longer than any test may take: a loop that outlived its test would keep the process alive. Milliseconds. */
const longest = 60_000;

/** Waits until something is so, however busy the machine is. Rejects when it never is. */
export async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + longest; !isSo();) {
    if (Date.now() > end) {
      throw new Error('What was waited for never came.');
    }
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
  }
}
