import { fullName, Organization } from '../../simulator';
import { Progress } from '../../src/engine';
import { Trouble, troubleOf } from './faults';
import { isWhole, mistakesIn } from './judge';
import { approximate, misleadingIn } from './naming';
import { tinyOrganization } from './organization';
import { numbersOver, otherQuestion, Question } from './questions';
import { play, Played, Told } from './run';

/**
 * The fault matrix: an organisation is read while something goes wrong, and the answers are compared with those of a run
 * in which nothing did. Each must be equal, or marked, and what is missing must be named: never a wrong number without a
 * notice. Then the trouble ends, and the same is asked again of what was kept: now everything must be there.
 */

export interface MatrixOptions {
  /** Names of `troubleNames`. */
  readonly faults: readonly string[];
  /** Shares of requests, 0 to 1. */
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
}

export interface Run {
  readonly fault: string;
  readonly rate: number;
  readonly seed: number;
  /** Empty: as it should be. */
  readonly mistakes: readonly string[];
  /** All answers equal those of the run without trouble; not so: some are marked. */
  readonly isWhole: boolean;
  readonly requests: number;
  /** How many answers the fault has really changed; 0: the run proves nothing. */
  readonly strikes: number;
}

/** The range of the second of two tabs. */
const widerDays = 28;

/** Runs every fault at every rate with every seed. */
export async function runMatrix({ faults, rates, seeds }: MatrixOptions): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const fault of faults) {
    for (const rate of rates) {
      for (const seed of seeds) {
        runs.push(await runOne(troubleOf(fault, rate, seed, organization().repositories.map(fullName)), rate, seed));
      }
    }
  }
  return runs;
}

async function runOne(trouble: Trouble, rate: number, seed: number): Promise<Run> {
  const run = { fault: trouble.name, rate, seed };
  try {
    const { during, afterwards, requests, strikes } = await playWith(trouble, seed);
    const mistakes: string[] = [];
    let isAllWhole = true;
    for (const told of during) {
      const right = await rightAnswerTo(told.question);
      mistakes.push(...mistakesOf(told, right), ...misleadingIn(told.last, organization(), trouble.tells));
      isAllWhole &&= isWhole(told.last, right);
    }
    for (const told of afterwards) {
      const right = await rightAnswerTo(told.question);
      mistakes.push(...[...mistakesOf(told, right), ...leftovers(told, right)].map((text) => `afterwards ${text}`));
    }
    return { ...run, mistakes, isWhole: isAllWhole, requests, strikes };
  } catch (error) {
    const mistakes = [error instanceof Error ? error.message : String(error)];
    return { ...run, mistakes, isWhole: false, requests: 0, strikes: 0 };
  }
}

function mistakesOf({ partial, last }: Told, right: Progress): readonly string[] {
  return [...partial, last].flatMap((progress) => mistakesIn(progress, right, organization()));
}

/**
 * A day after the trouble nothing is missing any more, and nobody says so. What GitHub has once told of a merge is not asked
 * for again while nothing happens to it: where it did not name the commit, time goes on deciding.
 */
function leftovers({ last }: Told, right: Progress): readonly string[] {
  const texts = [...last.problems.map(({ message }) => message), ...last.answer.notices.map(({ text }) => text)];
  const rightTexts = right.answer.notices.map(({ text }) => text);
  const more = texts.filter((text) => !rightTexts.includes(text));
  const left = more.filter((text) => !approximate.test(text));
  return [
    ...(isWhole(last, right) || left.length < more.length ? [] : ['not everything is there']),
    ...left.map((text) => `it still says "${text}"`),
  ];
}

let made: Organization | null = null;

/** The one that everything is about. */
export function organization(): Organization {
  made ??= tinyOrganization();
  return made;
}

const rights = new Map<string, Promise<Progress>>();

/** What is answered where nothing goes wrong, by pages of their own. Throws where even that says that something is missing. */
export function rightAnswerTo(question: Question): Promise<Progress> {
  const key = JSON.stringify(question);
  const known = rights.get(key) ?? answerWithoutTrouble(question);
  rights.set(key, known);
  return known;
}

async function answerWithoutTrouble(question: Question): Promise<Progress> {
  const trouble: Trouble = { name: 'none', github: [], pagerduty: [], proof: 'status', tells: [] };
  const scene = { organization: organization(), trouble, seed: 1, wider: question };
  const { during } = await play({ ...scene, numbers: question, other: question });
  const { last } = during[0];
  const isMarked = last.answer.type === 'metrics' && last.answer.rows.some(({ incomplete }) => incomplete);
  if (last.problems.length > 0 || isMarked) {
    throw new Error('Something is missing though nothing goes wrong.');
  }
  return last;
}

function playWith(trouble: Trouble, seed: number): Promise<Played> {
  return play({
    organization: organization(),
    trouble,
    seed,
    numbers: numbersOver(trouble.days),
    other: otherQuestion(seed, trouble.days),
    wider: numbersOver(widerDays),
  });
}
