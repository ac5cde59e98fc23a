import { leastCalls, rows } from './bound';
import type { Figures, Step } from './measure';

export type Stage = 'load' | 'refresh';

/** The most that each stage may take of the least that is possible. */
const most: Readonly<Record<Stage, number>> = { load: 1.3, refresh: 1.5 };
/**
 * Answers of GitHub before a cold dashboard shows a number, where one lists all repositories: who has more needs more answers
 * to know which there are.
 */
const mostBeforeNumber = 3;

/** What is read behind the first answer belongs to the load. */
const stages: Readonly<Record<Stage, readonly string[]>> = {
  load: ['first load', 'read behind it'],
  refresh: ['refresh after an hour'],
};
const refreshing: readonly string[] = [...stages.load, ...stages.refresh, 'refresh at once', 'the next day'];

export function stepsOf({ steps }: Pick<Figures, 'steps'>, stage: Stage): readonly Step[] {
  return steps.filter(({ name }) => stages[stage].includes(name));
}

/** What a stage took, and the least that any right answer needs. */
export function callsIn(figures: Figures, stage: Stage): { readonly calls: number; readonly least: number } {
  const calls = stepsOf(figures, stage).reduce((sum, step) => sum + callsOf(step), 0);
  return { calls, least: leastCalls(figures[stage]) };
}

/**
 * Sentences, one for each bound that does not hold: more calls than a multiple of the least, a request that a limit refused,
 * a call of a second panel, a second dashboard or a reload, a first number that takes too long.
 */
export function failuresOf(figures: Figures): readonly string[] {
  const failures: string[] = [];
  for (const stage of ['load', 'refresh'] as const) {
    const { calls, least } = callsIn(figures, stage);
    if (calls > most[stage] * least) {
      failures.push(`${stage}: ${calls} calls, more than ${most[stage]} × ${least}`);
    }
  }
  for (const step of figures.steps) {
    if (step.refusals > 0) {
      failures.push(`${step.name}: ${step.refusals} requests refused by a limit`);
    }
    if (!refreshing.includes(step.name) && callsOf(step) > 0) {
      failures.push(`${step.name}: ${callsOf(step)} calls instead of none${purposesOf(step)}`);
    }
  }
  const answers = figures.firstNumber?.answers;
  const before = answers && answers['github/graphql'] + answers['github/rest'];
  const mostBefore = mostBeforeNumber - 1 + Math.ceil(figures.repositories / rows.repositories);
  if (before === undefined || before > mostBefore) {
    failures.push(`first number: after ${before ?? 'all'} answers of GitHub, more than ${mostBefore}`);
  }
  return failures.map((text) => `${figures.repositories} repositories, ${text}.`);
}

/** The first few, in brackets. */
function purposesOf({ byPurpose }: Step): string {
  const told = byPurpose.slice(0, 5).map(([purpose, calls]) => `${calls} × ${purpose}`);
  return told.length === 0 ? '' : ` (${told.join('; ')})`;
}

function callsOf({ calls }: Step): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}
