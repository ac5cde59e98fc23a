import { ItemsPeriod, QueryContext } from '../query';
import { periodOfItems } from './periods';

/** Sunday, 29 March 2026: clocks in Berlin go from 02:00 to 03:00, so that day has 23 hours. */
const context: QueryContext = {
  from: Date.parse('2026-03-10T08:00:00Z'),
  to: Date.parse('2026-04-02T10:00:00Z'),
  timeZone: 'Europe/Berlin',
  now: Date.parse('2026-04-02T10:00:00Z'),
};

const period = (more: Partial<ItemsPeriod>): ItemsPeriod => ({
  at: '',
  interval: 'week',
  windowDays: 0,
  timeZone: '',
  ...more,
});

describe('the period of a point', () => {
  it.each<[string, ItemsPeriod | null, string, string]>([
    ['none: the range', null, '2026-03-10T08:00:00Z', '2026-04-02T10:00:00Z'],
    // Monday the 23rd, 00:00 in Berlin, to Monday the 30th: 167 hours.
    ['a week', period({ at: '2026-03-22T23:00:00Z' }), '2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z'],
    [
      'a week of another zone',
      period({ at: '2026-03-23T00:00:00Z', timeZone: 'UTC' }),
      '2026-03-23T00:00:00Z',
      '2026-03-30T00:00:00Z',
    ],
    [
      'the first week, cut by the range',
      period({ at: String(context.from) }),
      '2026-03-10T08:00:00Z',
      '2026-03-15T23:00:00Z',
    ],
    [
      'the last week, cut by the range',
      period({ at: '2026-03-29T22:00:00Z' }),
      '2026-03-29T22:00:00Z',
      '2026-04-02T10:00:00Z',
    ],
    ['the last week, unnamed', period({}), '2026-03-29T22:00:00Z', '2026-04-02T10:00:00Z'],
    // Ten calendar days at the same time of day, an hour of which is missing.
    [
      'a window',
      period({ at: '2026-04-01T22:00:00Z', windowDays: 10 }),
      '2026-03-22T23:00:00Z',
      '2026-04-01T22:00:00Z',
    ],
    ['the last window', period({ windowDays: 1, interval: 'day' }), '2026-04-01T10:00:00Z', '2026-04-02T10:00:00Z'],
    ['a week after the range', period({ at: '2026-04-05T22:00:00Z' }), '2026-04-05T22:00:00Z', '2026-04-12T22:00:00Z'],
    [
      // The range is 23 days and 2 hours long; 22 March, 23:00 UTC, without them.
      'the week that one is compared with, as long before it as the range lasts',
      period({ at: '2026-03-22T23:00:00Z', comparison: 'previousPeriod' }),
      '2026-02-27T21:00:00Z',
      '2026-03-06T20:00:00Z',
    ],
    [
      // Midnights of Berlin a year earlier: 23 March 2025 in winter time, 30 March 2025 too, for clocks changed at 02:00.
      'the same dates a year earlier',
      period({ at: '2026-03-22T23:00:00Z', comparison: 'previousYear' }),
      '2025-03-22T23:00:00Z',
      '2025-03-29T23:00:00Z',
    ],
    [
      'the last window a year earlier',
      period({ windowDays: 1, interval: 'day', comparison: 'previousYear' }),
      '2025-04-01T10:00:00Z',
      '2025-04-02T10:00:00Z',
    ],
    [
      'what a link has not filled in: the last',
      period({ at: '${__value.time}' }),
      '2026-03-29T22:00:00Z',
      '2026-04-02T10:00:00Z',
    ],
  ])('is %s', (_, asked, from, to) => {
    const found = periodOfItems({ period: asked }, context);
    expect([new Date(found.from).toISOString(), new Date(found.to).toISOString()]).toEqual(
      [from, to].map((text) => text.replace('Z', '.000Z'))
    );
  });
});
