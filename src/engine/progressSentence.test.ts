import { Progress } from './answers';
import { progressSentence } from './progressSentence';

const now = Date.parse('2026-11-25T12:00:00Z');
const minute = 60_000;
const time = (at: number) => new Date(at).toISOString().slice(11, 16);

type Reading = Pick<Progress, 'complete' | 'done' | 'total' | 'waitingUntil' | 'readyAt'>;

function said(given: Partial<Reading>): string | null {
  const reading = { complete: false, done: 312, total: 500, waitingUntil: null, readyAt: null, ...given };
  return progressSentence(reading, { now, time });
}

describe('progressSentence', () => {
  it('has nothing to say of a complete answer', () => {
    expect(said({ complete: true, done: 500, readyAt: now + minute })).toBeNull();
  });

  it.each<[string, Partial<Reading>, string]>([
    ['many', {}, '312 of 500 repositories and services are complete.'],
    ['one of many', { done: 1 }, '1 of 500 repositories and services is complete.'],
    ['none of many', { done: 0 }, '0 of 500 repositories and services are complete.'],
    ['none of one', { done: 0, total: 1 }, 'the only repository or service is not complete yet.'],
    ['one of one', { done: 1, total: 1 }, 'the only repository or service is complete.'],
    ['nothing counted yet', { done: 0, total: 0 }, 'what there is to read is being looked up.'],
  ])('counts %s', (_, given, text) => {
    expect(said(given)).toBe(`Reading: ${text}`);
  });

  it.each<[number, string]>([
    [1, 'less than a minute'],
    [44_999, 'less than a minute'],
    [45_000, 'about 1 minute'],
    [1.4 * minute, 'about 1 minute'],
    [4 * minute, 'about 4 minutes'],
    [89 * minute, 'about 89 minutes'],
    [90 * minute, 'about 2 hours'],
    [150 * minute, 'about 3 hours'],
  ])('says how long %d ms are', (left, words) => {
    expect(said({ readyAt: now + left })).toBe(
      `Reading: 312 of 500 repositories and services are complete, ${words} left.`
    );
  });

  it('promises no time that has passed already', () => {
    expect(said({ readyAt: now })).toBe('Reading: 312 of 500 repositories and services are complete.');
  });

  it('says until when a limit holds back the rest, that it goes on by itself, and when all is expected', () => {
    const waiting =
      'Reading: 312 of 500 repositories and services are complete. A rate limit of GitHub or PagerDuty holds back the ' +
      'rest until 12:20; reading then goes on by itself.';
    expect(said({ waitingUntil: now + 20 * minute })).toBe(waiting);
    expect(said({ waitingUntil: now + 20 * minute, readyAt: now + 31 * minute })).toBe(
      `${waiting} All is expected to be here at 12:31.`
    );
    // An estimate that ends within the silence is none.
    expect(said({ waitingUntil: now + 20 * minute, readyAt: now + 5 * minute })).toBe(waiting);
  });

  it('forgets a silence that is over', () => {
    expect(said({ waitingUntil: now, readyAt: now + 2 * minute })).toBe(
      'Reading: 312 of 500 repositories and services are complete, about 2 minutes left.'
    );
  });
});
