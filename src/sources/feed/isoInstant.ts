import { Instant } from '../../events';

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2})(?::?(\d{2}))?)$/i;

/**
 * ISO-8601 date and time with `Z` or an offset, to epoch milliseconds; anything finer is cut off. Null for everything
 * else: `Date.parse` would roll 30 February over into March and read a time without an offset in the reader's zone.
 */
export function parseInstant(text: string): Instant | null {
  const match = pattern.exec(text.trim());
  if (match === null) {
    return null;
  }
  const [year, month, day] = [numberIn(match, 1), numberIn(match, 2), numberIn(match, 3)];
  const [hour, minute, second] = [numberIn(match, 4), numberIn(match, 5), numberIn(match, 6)];
  const [offsetHours, offsetMinutes] = [numberIn(match, 10), numberIn(match, 11)];
  const milliseconds = Number(`${match[7] ?? ''}000`.slice(0, 3));
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const dateExists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  if (!dateExists || hour > 23 || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59) {
    return null;
  }
  const ahead = (match[9] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  return at.getTime() + ((hour * 60 + minute - ahead) * 60 + second) * 1000 + milliseconds;
}

/** A group that is not there is 0. */
function numberIn(match: RegExpExecArray, group: number): number {
  return Number(match[group] ?? 0);
}

/** Was only the zone forgotten? Worth another advice than nonsense. */
export function lacksOffset(text: string): boolean {
  return parseInstant(`${text.trim()}Z`) !== null;
}

/** The one form written: `2026-01-05T10:00:00.000Z`. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
