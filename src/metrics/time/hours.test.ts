import { countPerHour } from '.';

/** Weekday (Monday 0) and hour of all that is counted. */
function counted(instants: readonly string[], timeZone: string): ReadonlyArray<[number, number, number]> {
  const counts = countPerHour(
    instants.map((instant) => Date.parse(instant)),
    timeZone
  );
  expect(counts.map((hours) => hours.length)).toEqual(Array.from({ length: 7 }, () => 24));
  return counts.flatMap((hours, day) =>
    hours.flatMap((count, hour): Array<[number, number, number]> => (count === 0 ? [] : [[day, hour, count]]))
  );
}

describe('countPerHour', () => {
  // 5 January 2026 is a Monday; TZ=… date -d @… '+%u %H' says the rest.
  it.each<[string, readonly string[], string, ReadonlyArray<[number, number, number]>]>([
    [
      'the first and the last hour of a day',
      ['2026-01-05T00:00:00Z', '2026-01-05T23:59:59Z'],
      'UTC',
      [
        [0, 0, 1],
        [0, 23, 1],
      ],
    ],
    ['two in one hour, weeks apart', ['2026-01-04T09:10:00Z', '2026-01-11T09:50:00Z'], 'UTC', [[6, 9, 2]]],
    ['the hour of the time zone, on its next day', ['2026-01-05T23:30:00Z'], 'Asia/Kolkata', [[1, 5, 1]]],
    ['the hour of the time zone, on the day before', ['2026-01-05T02:30:00Z'], 'America/New_York', [[6, 21, 1]]],
    [
      'both hours of one name when the clock is set back',
      ['2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z'],
      'Europe/Berlin',
      [[6, 2, 2]],
    ],
    ['time before 1970', ['1969-12-31T23:00:00Z'], 'UTC', [[2, 23, 1]]],
    ['nothing', [], 'UTC', []],
  ])('counts %s', (_, instants, timeZone, expected) => {
    expect(counted(instants, timeZone)).toEqual(expected);
  });
});
