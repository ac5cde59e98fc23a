import { Interval } from '../../events';
import { buckets, rollingPeriods } from './buckets';
import { CalendarUnit, addDays, localDay, startOf, startOfNext } from './calendar';
import { daysOf, previousPeriod, previousYear } from './compare';
import { isTimeZone, zoneOf } from './zone';

const at = (text: string): number => Date.parse(text);
const span = (from: string, to: string): Interval => ({ from: at(from), to: at(to) });
const iso = (instant: number): string => new Date(instant).toISOString().replace(':00.000Z', 'Z');
const hour = 3_600_000;

/** Offsets by the tz database: what a wall clock there shows. */
describe('local days of every length', () => {
  test.each([
    // zone, an instant within the local day, its start, its hours
    ['Europe/Berlin', '2026-03-29T12:00Z', '2026-03-28T23:00Z', 23],
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00Z', 25],
    ['Europe/Berlin', '2026-07-01T12:00Z', '2026-06-30T22:00Z', 24],
    ['America/New_York', '2026-03-08T12:00Z', '2026-03-08T05:00Z', 23],
    ['America/New_York', '2026-11-01T12:00Z', '2026-11-01T04:00Z', 25],
    ['Asia/Kolkata', '2026-03-29T12:00Z', '2026-03-28T18:30Z', 24],
    // Lord Howe moves its clocks by half an hour.
    ['Australia/Lord_Howe', '2026-04-04T20:00Z', '2026-04-04T13:00Z', 24.5],
    ['Australia/Lord_Howe', '2026-10-03T20:00Z', '2026-10-03T13:30Z', 23.5],
    // São Paulo until 2019 skipped midnight itself (the day began at 01:00) and went back to 23:00 at midnight.
    ['America/Sao_Paulo', '2018-11-04T12:00Z', '2018-11-04T03:00Z', 23],
    ['America/Sao_Paulo', '2019-02-16T12:00Z', '2019-02-16T02:00Z', 25],
    ['America/Sao_Paulo', '2026-11-01T12:00Z', '2026-11-01T03:00Z', 24],
    // Havana shows midnight twice: at 01:00 it is 00:00 again.
    ['America/Havana', '2025-11-02T12:00Z', '2025-11-02T04:00Z', 25],
    ['Asia/Kathmandu', '2026-01-01T00:00Z', '2025-12-31T18:15Z', 24],
    ['UTC', '2024-02-29T23:59:59.999Z', '2024-02-29T00:00Z', 24],
  ])('%s %s', (timeZone, within, start, hours) => {
    const begins = startOf('day', at(within), timeZone);
    expect(iso(begins)).toBe(start);
    expect((startOfNext('day', at(within), timeZone) - begins) / hour).toBe(hours);
  });

  it('Samoa had no 30 December 2011', () => {
    const days = buckets(span('2011-12-29T10:00Z', '2011-12-31T10:00Z'), 'day', 'Pacific/Apia');
    expect(days.map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ['2011-12-29T10:00Z', '2011-12-30T10:00Z'],
      ['2011-12-30T10:00Z', '2011-12-31T10:00Z'],
    ]);
    expect(localDay(at('2011-12-30T10:00Z'), 'Pacific/Apia') - localDay(at('2011-12-30T09:59Z'), 'Pacific/Apia')).toBe(
      2
    );
  });
});

describe('ISO weeks, months and quarters', () => {
  test.each<[CalendarUnit, string, string, string]>([
    // 2026-W01 begins on Monday 29 December 2025; 2021-01-03 is a Sunday of 2020-W53.
    ['week', '2026-01-01T12:00Z', '2025-12-29T00:00Z', '2026-01-05T00:00Z'],
    ['week', '2021-01-03T23:59Z', '2020-12-28T00:00Z', '2021-01-04T00:00Z'],
    ['week', '2024-12-30T00:00Z', '2024-12-30T00:00Z', '2025-01-06T00:00Z'],
    ['week', '1969-12-31T12:00Z', '1969-12-29T00:00Z', '1970-01-05T00:00Z'],
    ['month', '2024-02-29T12:00Z', '2024-02-01T00:00Z', '2024-03-01T00:00Z'],
    ['month', '2023-12-31T23:59Z', '2023-12-01T00:00Z', '2024-01-01T00:00Z'],
    ['quarter', '2026-11-24T00:00Z', '2026-10-01T00:00Z', '2027-01-01T00:00Z'],
    ['quarter', '2026-03-31T23:00Z', '2026-01-01T00:00Z', '2026-04-01T00:00Z'],
  ])('%s of %s', (unit, within, start, next) => {
    expect(iso(startOf(unit, at(within), 'UTC'))).toBe(start);
    expect(iso(startOfNext(unit, at(within), 'UTC'))).toBe(next);
  });

  it('the week in which Berlin puts its clocks forward has 167 hours', () => {
    const [week] = buckets(span('2026-03-22T23:00Z', '2026-03-29T22:00Z'), 'week', 'Europe/Berlin');
    expect(week).toEqual({ from: at('2026-03-22T23:00Z'), to: at('2026-03-29T22:00Z'), clipped: false });
    expect(daysOf(week) * 24).toBeCloseTo(167, 9);
  });
});

describe('buckets', () => {
  it('clips the first and the last to the interval, and says so', () => {
    expect(buckets(span('2026-01-15T06:00Z', '2026-03-10T00:00Z'), 'month', 'UTC')).toEqual([
      { ...span('2026-01-15T06:00Z', '2026-02-01T00:00Z'), clipped: true },
      { ...span('2026-02-01T00:00Z', '2026-03-01T00:00Z'), clipped: false },
      { ...span('2026-03-01T00:00Z', '2026-03-10T00:00Z'), clipped: true },
    ]);
  });

  it('has none for an empty interval', () => {
    expect(buckets(span('2026-01-15T06:00Z', '2026-01-15T06:00Z'), 'day', 'UTC')).toEqual([]);
  });

  it('refuses an endless interval and an unknown zone in words', () => {
    expect(() => buckets({ from: 0, to: Infinity }, 'day', 'UTC')).toThrow('without an end');
    expect(() => buckets({ from: 0, to: 1 }, 'day', 'Europe/Atlantis')).toThrow('"Europe/Atlantis" is not known');
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Europe/Atlantis')]).toEqual([true, false]);
  });

  it('cuts ten years into days: 3,653 of them, three of which are 29 February', () => {
    const days = buckets(span('2015-12-31T23:00Z', '2025-12-31T23:00Z'), 'day', 'Europe/Berlin');
    expect(days).toHaveLength(10 * 365 + 3);
    // Ten springs of 23 hours, ten autumns of 25.
    const hours = days.map((day) => Math.round(daysOf(day) * 24));
    expect([23, 24, 25].map((length) => hours.filter((found) => found === length).length)).toEqual([10, 3633, 10]);
  });
});

describe('rolling periods', () => {
  it('end where the buckets end and reach back calendar days', () => {
    // 7 days before 30 March 00:00 in Berlin (22:00Z, summer) is 23 March 00:00 (23:00Z, winter).
    expect(rollingPeriods(span('2026-03-27T23:00Z', '2026-03-30T10:00Z'), 'day', 7, 'Europe/Berlin')).toEqual([
      span('2026-03-21T23:00Z', '2026-03-28T23:00Z'),
      span('2026-03-22T23:00Z', '2026-03-29T22:00Z'),
      // The last ends with the interval, at 12:00 summer time, and begins at 12:00 winter time.
      span('2026-03-23T11:00Z', '2026-03-30T10:00Z'),
    ]);
  });

  it('a skipped time of day becomes the moment the clock jumps', () => {
    // 02:30 on 29 March does not exist in Berlin; the clock jumps at 01:00Z.
    expect(iso(addDays(at('2026-03-30T00:30Z'), -1, 'Europe/Berlin'))).toBe('2026-03-29T01:00Z');
  });
});

describe('comparison', () => {
  it('the previous period is as long and ends where this one begins', () => {
    expect(previousPeriod(span('2026-03-01T00:00Z', '2026-03-31T00:00Z'))).toEqual(
      span('2026-01-30T00:00Z', '2026-03-01T00:00Z')
    );
  });

  test.each([
    // The clocks changed on 30 March 2025 and on 29 March 2026.
    ['Europe/Berlin', '2026-03-29T22:00Z', '2026-04-05T22:00Z', '2025-03-29T23:00Z', '2025-04-05T22:00Z'],
    ['UTC', '2024-02-01T00:00Z', '2024-03-01T00:00Z', '2023-02-01T00:00Z', '2023-03-01T00:00Z'],
    // 28 February of a leap year, whole: a whole day the year before.
    ['UTC', '2024-02-28T00:00Z', '2024-02-29T00:00Z', '2023-02-28T00:00Z', '2023-03-01T00:00Z'],
    ['UTC', '2024-02-29T00:00Z', '2024-03-01T00:00Z', '2023-02-28T00:00Z', '2023-03-01T00:00Z'],
    ['UTC', '2024-02-20T08:00Z', '2024-02-29T08:00Z', '2023-02-20T08:00Z', '2023-03-01T00:00Z'],
    ['UTC', '2025-02-28T00:00Z', '2025-03-01T00:00Z', '2024-02-28T00:00Z', '2024-03-01T00:00Z'],
  ])('a year before in %s: %s to %s', (timeZone, from, to, earlierFrom, earlierTo) => {
    expect(previousYear(span(from, to), timeZone)).toEqual(span(earlierFrom, earlierTo));
  });
});

it('offsets of long ago and far ahead', () => {
  expect(zoneOf('America/New_York').offsetAt(at('1990-07-01T00:00Z')) / hour).toBe(-4);
  expect(zoneOf('Asia/Kolkata').offsetAt(at('2040-01-01T00:00Z')) / hour).toBe(5.5);
});
