import { Answer, createEngine, Engine, ItemRow, MetricRow, Progress } from '../../src/engine';
import { RecordedSource, RecordedSourceOptions } from '../../src/engine/testing/recordedSource';
import { DoraQuery, ItemsQuery, MetricsQuery, QueryContext } from '../../src/query';
import { asideAuthor, present, World } from '../arbitraries/organizations';

/** An engine before an upstream that holds a world and hands out no more of it than it is asked for. */
export function engineOver(world: World, options: Partial<RecordedSourceOptions> = {}): Engine {
  const source = new RecordedSource({
    events: world.events,
    directory: world.directory,
    isInHistory: ({ author }) => author !== asideAuthor,
    ...options,
  });
  return createEngine({ sources: [source], settings: world.settings, clock: { now: () => present } });
}

export function contextOf(from: number, to: number = present): QueryContext {
  return { from, to, timeZone: 'UTC', now: present };
}

/** The last thing an engine says to a query. Throws when it is not complete. */
export async function lastProgress(engine: Engine, query: DoraQuery, context: QueryContext): Promise<Progress> {
  let last: Progress | null = null;
  for await (const progress of engine.run(query, context, new AbortController().signal)) {
    last = progress;
  }
  if (last === null || !last.complete) {
    throw new Error('The engine gave no complete answer.');
  }
  return last;
}

export async function itemsOf(engine: Engine, query: ItemsQuery, context: QueryContext): Promise<readonly ItemRow[]> {
  const { answer } = await lastProgress(engine, query, context);
  return answer.type === 'items' ? answer.rows : mistaken(query, answer);
}

export async function metricsOf(
  engine: Engine,
  query: MetricsQuery,
  context: QueryContext
): Promise<readonly MetricRow[]> {
  const { answer } = await lastProgress(engine, query, context);
  return answer.type === 'metrics' ? answer.rows : mistaken(query, answer);
}

function mistaken(query: DoraQuery, answer: Answer): never {
  throw new Error(`Asked for ${query.queryType}, answered ${answer.type}.`);
}
