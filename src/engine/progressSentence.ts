import { Instant } from '../events';
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
  const counted = `Reading: ${countOf(reading)}`;
  if (waitingUntil !== null && waitingUntil > now) {
    const end = readyAt !== null && readyAt > waitingUntil ? ` All is expected to be here at ${time(readyAt)}.` : '';
    return (
      `${counted}. A rate limit of GitHub or PagerDuty holds back the rest until ${time(waitingUntil)}; ` +
      `reading then goes on by itself.${end}`
    );
  }
  return readyAt !== null && readyAt > now ? `${counted}, ${remaining(readyAt - now)} left.` : `${counted}.`;
}

function countOf({ done, total }: Reading): string {
  if (total === 0) {
    return 'what there is to read is being looked up';
  }
  if (total === 1) {
    return done === 1
      ? 'the only repository or service is complete'
      : 'the only repository or service is not complete yet';
  }
  return `${done} of ${total} repositories and services ${done === 1 ? 'is' : 'are'} complete`;
}

const minute = 60_000;
const hour = 60 * minute;

/** Rounded to what an estimate is worth: minutes below an hour and a half, then hours. */
function remaining(milliseconds: number): string {
  if (milliseconds < 45_000) {
    return 'less than a minute';
  }
  return milliseconds < 1.5 * hour
    ? `about ${counted(Math.round(milliseconds / minute), 'minute')}`
    : `about ${counted(Math.round(milliseconds / hour), 'hour')}`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
