import { Engine, Progress } from '../src/engine';
import { DoraQuery, QueryContext } from '../src/query';
import { BadInput } from './badInput';

/** The complete answer to a query; `onProgress` sees how far it is. Rejects with `BadInput` for names nothing goes by. */
export async function runQuery(
  engine: Engine,
  query: DoraQuery,
  context: QueryContext,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void = () => {}
): Promise<Progress> {
  if (query.queryType !== 'experiments') {
    await refuseUnanswerable(engine, query, signal);
  }
  let last: Progress | null = null;
  for await (const progress of engine.run(query, context, signal)) {
    last = progress;
    onProgress(progress);
  }
  if (last === null) {
    throw new Error('The engine gave no answer at all.');
  }
  return last;
}

/** A file that is no feed at all, and names nothing goes by, are slips of the keyboard rather than missing events. */
async function refuseUnanswerable(engine: Engine, query: DoraQuery, signal: AbortSignal): Promise<void> {
  const { directory, problems, territoryOf } = await engine.directory(signal);
  const misread = problems.filter(({ source, kind }) => source === 'feed' && kind === 'configuration');
  if (misread.length > 0 && directory.repositories.length + directory.services.length === 0) {
    throw new BadInput(misread.map(({ message }) => message).join('\n'));
  }
  // Where not everything could be listed, the name may well exist.
  const { unknown } = territoryOf(query.filters).scope;
  if (problems.length === 0 && unknown.length > 0) {
    throw new BadInput(unknown.map(({ message }) => message).join('\n'));
  }
}

/** Is something missing from the answer? Its rows still stand. */
export function isIncomplete({ answer, complete, problems }: Progress): boolean {
  return (
    !complete ||
    problems.length > 0 ||
    answer.notices.some(({ severity }) => severity === 'error') ||
    ((answer.type === 'metrics' || answer.type === 'sensitivity' || answer.type === 'quality') &&
      answer.rows.some(({ incomplete }) => incomplete))
  );
}
