import { Instant } from '../src/events';
import { Unit } from '../src/metrics';

/** How numbers and times read in tables for people; JSON and CSV keep them exact. */

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Seconds as the two largest units: `13 d 0 h`, `2 h 5 min`, `45 s`. Empty for null. */
export function duration(seconds: number | null): string {
  if (seconds === null) {
    return '';
  }
  const whole = Math.round(seconds);
  if (whole < minute) {
    return `${whole} s`;
  }
  if (whole < hour) {
    return `${Math.floor(whole / minute)} min ${whole % minute} s`;
  }
  if (whole < day) {
    return `${Math.floor(whole / hour)} h ${Math.floor((whole % hour) / minute)} min`;
  }
  return `${Math.floor(whole / day)} d ${Math.floor((whole % day) / hour)} h`;
}

/** A metric's value in its unit; `–` where nothing is known, which is not zero. */
export function metricValue(value: number | null, unit: Unit): string {
  if (value === null) {
    return '–';
  }
  switch (unit) {
    case 's':
      return duration(value);
    case 'perDay':
      return `${significant(value)}/day`;
    case 'daysPerWeek':
      return `${significant(value)} days/week`;
    case 'ratio':
      return `${(value * 100).toFixed(1)} %`;
  }
}

/** Three significant digits, never in scientific notation. */
function significant(value: number): string {
  return value !== 0 && Math.abs(value) < 1000 ? String(Number(value.toPrecision(3))) : value.toFixed(0);
}

export function count(value: number): string {
  return String(value);
}

/** `2025-03-31 14:05` in the time zone; empty for null. */
export function moment(at: Instant | null, timeZone: string): string {
  return at === null
    ? ''
    : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}

/** One line of at most 60 characters. */
export function short(text: string | null): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
