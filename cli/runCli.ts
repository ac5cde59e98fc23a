import { Engine, Progress, progressSentence } from '../src/engine';
import { Instant } from '../src/events';
import { DoraSettings } from '../src/query';
import { isCommanderEnd, parseArguments, Request, Writers } from './arguments';
import { BadInput } from './badInput';
import { sheetOf } from './columns';
import { explain } from './explain';
import { formatSheet } from './format';
import { moment } from './humanText';
import { readFeeds, readSettings, Surroundings } from './inputs';
import { isIncomplete, runQuery } from './runQuery';

/** Everything outside the process. */
export interface Host extends Surroundings, Writers {
  readonly now: () => number;
  /** Called while events are fetched, with a sentence on how far that is; a terminal shows it. */
  readonly onProgress: (sentence: string) => void;
  readonly makeEngine: MakeEngine;
}

export interface EngineParts {
  readonly settings: DoraSettings;
  readonly feeds: ReadonlyArray<{ readonly name: string; readonly document: unknown }>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the answer rests on events; without, no upstream is asked and no token is needed. */
  readonly needsEvents: boolean;
  /** A remark for the person at the keyboard. */
  readonly remark: (text: string) => void;
}

/** Throws `BadInput` when an upstream that is needed has no token. */
export type MakeEngine = (parts: EngineParts) => Engine;

export const exitStatus = { fine: 0, failed: 1, badInput: 2, incomplete: 3 } as const;

/** The whole command (METRICS.md §10). Rows go to `out` and nothing else does; resolves to the exit status. */
export async function runCli(argv: readonly string[], host: Host): Promise<number> {
  try {
    const request = parseArguments(argv, host.now(), host);
    const progress = await answer(request, host);
    host.out(formatSheet(sheetOf(progress.answer, groupsOf(request), request.context.timeZone), request.format));
    reportOn(progress, host);
    if (request.explain) {
      host.err(explain(progress.calls));
    }
    return isIncomplete(progress) ? exitStatus.incomplete : exitStatus.fine;
  } catch (error) {
    if (isCommanderEnd(error)) {
      return error.exitCode === 0 ? exitStatus.fine : exitStatus.badInput;
    }
    if (error instanceof BadInput) {
      host.err(`${error.message}\n`);
      return exitStatus.badInput;
    }
    throw error;
  }
}

async function answer(request: Request, host: Host): Promise<Progress> {
  if (request.feeds.length === 0 && request.config === null) {
    throw new BadInput('Say where events come from: --feed FILE, --config FILE, or both.');
  }
  const remark = (text: string) => host.err(`note: ${text}\n`);
  request.remarks.forEach(remark);
  const settings = await readSettings(request.config, host);
  const feeds = await readFeeds(request.feeds, host);
  const needsEvents = request.query.queryType !== 'experiments';
  const engine = host.makeEngine({ settings, feeds, env: host.env, needsEvents, remark });
  const { timeZone } = request.context;
  const time = (at: Instant) => `${moment(at, timeZone)} ${timeZone}`;
  return runQuery(engine, request.query, request.context, new AbortController().signal, (progress) => {
    const sentence = progressSentence(progress, { now: host.now(), time });
    if (sentence !== null) {
      host.onProgress(sentence);
    }
  });
}

function groupsOf({ query }: Request) {
  return query.queryType === 'metrics' || query.queryType === 'sensitivity' ? query.groupBy : [];
}

/** What a person should know, each sentence once: notices of the answer, then what is missing. */
function reportOn({ answer: { notices }, problems }: Progress, host: Host): void {
  const lines = [
    ...notices.map(({ severity, text }) => `${severity === 'info' ? 'note' : severity}: ${text}\n`),
    ...problems.map(({ message }) => `incomplete: ${message}\n`),
  ];
  new Set(lines).forEach((line) => host.err(line));
}
