import { Instant } from '../src/events';
import { parseIso } from '../src/query';

const hour = 3_600_000;
const fixed: Record<string, number> = { s: 1000, m: 60_000, h: hour };

/**
 * `2025-03-31` (midnight in the time zone), `2025-03-31T12:00:00Z`, `now`, `now-90d`, `now-6M`: as in Grafana's time
 * picker, units s, m, h, d, w, M, Q and y. Days and longer are calendar steps in the time zone. Null: not understood.
 */
export function parseTime(text: string, now: Instant, timeZone: string): Instant | null {
  const relative = /^now(?:([+-])(\d{1,5})([smhdwMQy]))?$/.exec(text.trim());
  if (relative !== null) {
    const [, sign, amount, unit] = relative;
    return unit === undefined ? now : shift(now, (sign === '-' ? -1 : 1) * Number(amount), unit, timeZone);
  }
  const iso = parseIso(text);
  if (iso === null) {
    return null;
  }
  return iso.kind === 'instant' ? iso.at : fromWall(Date.UTC(iso.year, iso.month - 1, iso.day), timeZone);
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function shift(now: Instant, amount: number, unit: string, timeZone: string): Instant {
  if (unit in fixed) {
    return now + amount * fixed[unit];
  }
  const wall = new Date(toWall(now, timeZone));
  if (unit === 'd' || unit === 'w') {
    wall.setUTCDate(wall.getUTCDate() + amount * (unit === 'w' ? 7 : 1));
    return fromWall(wall.getTime(), timeZone);
  }
  const day = wall.getUTCDate();
  const months = amount * (unit === 'y' ? 12 : unit === 'Q' ? 3 : 1);
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + months);
  // A month before 31 March is the last day of February.
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(day, lastDay));
  return fromWall(wall.getTime(), timeZone);
}

/** The clock on the wall, written as if it were UTC. */
function toWall(at: Instant, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const seconds = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return seconds + (((at % 1000) + 1000) % 1000);
}

/** The instant at which the wall clock shows this; the second try is for guesses on the other side of a time change. */
function fromWall(wall: number, timeZone: string): Instant {
  const guess = wall - (toWall(wall, timeZone) - wall);
  return guess + (wall - toWall(guess, timeZone));
}
