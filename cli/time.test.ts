import { parseTime } from './time';

const utc = (text: string) => Date.parse(text);
const now = utc('2025-03-31T12:00:00Z');

describe('parseTime', () => {
  it.each([
    ['now', 'UTC', '2025-03-31T12:00:00Z'],
    ['now-90d', 'UTC', '2024-12-31T12:00:00Z'],
    ['now-6h', 'UTC', '2025-03-31T06:00:00Z'],
    ['now-30m', 'UTC', '2025-03-31T11:30:00Z'],
    ['now+1w', 'UTC', '2025-04-07T12:00:00Z'],
    ['now-1M', 'UTC', '2025-02-28T12:00:00Z'],
    ['now-2Q', 'UTC', '2024-09-30T12:00:00Z'],
    ['now-1y', 'UTC', '2024-03-31T12:00:00Z'],
    // Berlin went from +01:00 to +02:00 on 30 March 2025: the same time of day two days before is an hour later in UTC.
    ['now-2d', 'Europe/Berlin', '2025-03-29T13:00:00Z'],
    ['2025-03-31T14:00:00+02:00', 'Asia/Tokyo', '2025-03-31T12:00:00Z'],
    ['2025-03-31', 'UTC', '2025-03-31T00:00:00Z'],
    ['2025-03-30', 'Europe/Berlin', '2025-03-29T23:00:00Z'],
    ['2025-03-31', 'Europe/Berlin', '2025-03-30T22:00:00Z'],
    ['2025-03-31', 'Asia/Kolkata', '2025-03-30T18:30:00Z'],
    // In Cairo the clock jumped from 00:00 to 01:00 on 25 April 2025: the day begins at 01:00 (+03:00).
    ['2025-04-25', 'Africa/Cairo', '2025-04-24T22:00:00Z'],
  ])('%s in %s', (text, timeZone, expected) => {
    expect(parseTime(text, now, timeZone)).toBe(utc(expected));
  });

  it.each(['yesterday', 'now-', 'now-5', 'now-5x', '2025-02-30', '2025-03-31T12:00:00', '', '1743422400'])(
    'does not guess what "%s" means',
    (text) => {
      expect(parseTime(text, now, 'UTC')).toBeNull();
    }
  );
});
