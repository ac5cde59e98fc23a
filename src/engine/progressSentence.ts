import { Instant } from '../events';
import { say, sayCount, sayDuration } from '../words';
import { Progress } from './answers';

/** What the sentence is told with: the clock's now, and how its reader writes a time of day. */
export interface Telling {
  readonly now: Instant;
  time(at: Instant): string;
}

type Reading = Pick<Progress, 'complete' | 'done' | 'total' | 'waitingUntil' | 'readyAt'>;

/**
 * How far an answer is, for people: `Reading: 312 of 500 repositories and services are complete, about 4 minutes left.`
 * While a limit holds the rest back, until when, and that nothing has to be done. Null for a complete answer.
 */
export function progressSentence(reading: Reading, { now, time }: Telling): string | null {
  const { complete, waitingUntil, readyAt } = reading;
  if (complete) {
    return null;
  }
  const counted = countOf(reading);
  if (waitingUntil !== null && waitingUntil > now) {
    return readyAt !== null && readyAt > waitingUntil
      ? say(
          'engine.progress.waitingAndReady',
          'Reading: {{counted}}. A rate limit of GitHub or PagerDuty holds back the rest until {{until}}; reading then goes on by itself. All is expected to be here at {{ready}}.',
          { counted, until: time(waitingUntil), ready: time(readyAt) }
        )
      : say(
          'engine.progress.waiting',
          'Reading: {{counted}}. A rate limit of GitHub or PagerDuty holds back the rest until {{until}}; reading then goes on by itself.',
          { counted, until: time(waitingUntil) }
        );
  }
  return readyAt !== null && readyAt > now
    ? remaining(counted, readyAt - now)
    : say('engine.progress.reading', 'Reading: {{counted}}.', { counted });
}

function countOf({ done, total }: Reading): string {
  if (total === 0) {
    return say('engine.progress.lookingUp', 'what there is to read is being looked up');
  }
  if (total === 1) {
    return done === 1
      ? say('engine.progress.onlyComplete', 'the only repository or service is complete')
      : say('engine.progress.onlyIncomplete', 'the only repository or service is not complete yet');
  }
  return sayCount(
    'engine.progress.complete',
    {
      one: '{{count}} of {{total}} repositories and services is complete',
      other: '{{count}} of {{total}} repositories and services are complete',
    },
    done,
    { total }
  );
}

const minute = 60_000;
const hour = 60 * minute;

/** Rounded to what an estimate is worth: minutes below an hour and a half, then hours. */
function remaining(counted: string, milliseconds: number): string {
  if (milliseconds < 45_000) {
    return say('engine.progress.soon', 'Reading: {{counted}}, less than a minute left.', { counted });
  }
  const left =
    milliseconds < 1.5 * hour
      ? sayDuration(Math.round(milliseconds / minute), 'minute')
      : sayDuration(Math.round(milliseconds / hour), 'hour');
  return say('engine.progress.left', 'Reading: {{counted}}, about {{left}} left.', { counted, left });
}
