import { Instant } from '../src/events';
import { zoneOf } from '../src/metrics/time/zone';
import { instantOf, parseIso } from '../src/query';

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
  return iso === null ? null : instantOf(iso, timeZone);
}

function shift(now: Instant, amount: number, unit: string, timeZone: string): Instant {
  if (unit in fixed) {
    return now + amount * fixed[unit];
  }
  const zone = zoneOf(timeZone);
  const wall = new Date(now + zone.offsetAt(now));
  if (unit === 'd' || unit === 'w') {
    wall.setUTCDate(wall.getUTCDate() + amount * (unit === 'w' ? 7 : 1));
    return zone.instantOf(wall.getTime());
  }
  const day = wall.getUTCDate();
  const months = amount * (unit === 'y' ? 12 : unit === 'Q' ? 3 : 1);
  wall.setUTCDate(1);
  wall.setUTCMonth(wall.getUTCMonth() + months);
  // A month before 31 March is the last day of February.
  const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  wall.setUTCDate(Math.min(day, lastDay));
  return zone.instantOf(wall.getTime());
}
