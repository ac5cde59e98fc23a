import { Engine, Progress } from '../src/engine';
import { DoraQuery, QueryContext } from '../src/query';
import { BadInput } from './badInput';

/** The complete answer to a query; `onProgress` sees how far it is. Rejects with `BadInput` for names nothing goes by. */
export async function runQuery(
  engine: Engine,
  query: DoraQuery,
  context: QueryContext,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void = () => {}
): Promise<Progress> {
  await refuseUnknownNames(engine, query, signal);
  let last: Progress | null = null;
  for await (const progress of engine.run(query, context, signal)) {
    last = progress;
    onProgress(progress.done, progress.total);
  }
  if (last === null) {
    throw new Error('The engine gave no answer at all.');
  }
  return last;
}

/** Only when everything could be listed: otherwise the name may well exist where nobody could look. */
async function refuseUnknownNames(engine: Engine, query: DoraQuery, signal: AbortSignal): Promise<void> {
  const atlas = await engine.directory(signal);
  const { unknown } = atlas.territoryOf(query.filters).scope;
  if (atlas.problems.length === 0 && unknown.length > 0) {
    throw new BadInput(unknown.map(({ message }) => message).join('\n'));
  }
}

/** Is something missing from the answer? Its rows still stand. */
export function isIncomplete({ answer, complete, problems }: Progress): boolean {
  return (
    !complete ||
    problems.length > 0 ||
    answer.notices.some(({ severity }) => severity === 'error') ||
    (answer.type === 'metrics' && answer.rows.some(({ incomplete }) => incomplete))
  );
}
