import { Instant } from '../events';
import { startOfDate } from '../metrics';

/** A calendar day (midnight in whoever's time zone reads it) or one instant. `month` is 1 to 12. */
export type IsoTime =
  | { readonly kind: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | { readonly kind: 'instant'; readonly at: Instant };

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2}))?$/i;

/**
 * ISO 8601 as people write it: `2025-03-31`, or an instant with its offset. Null for anything else, for a day or hour
 * that does not exist, and for a time without an offset (it would be another instant for each reader).
 */
export function parseIso(text: string): IsoTime | null {
  const match = pattern.exec(text.trim());
  if (match === null) {
    return null;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) {
    return null;
  }
  const offset = match[8];
  if (offset === undefined) {
    return { kind: 'date', year, month, day };
  }
  const offsetMinutes = minutesOf(offset);
  if (hour > 23 || minute > 59 || second > 59 || offsetMinutes === null) {
    return null;
  }
  const milliseconds = Number(`${match[7] ?? ''}000`.slice(0, 3));
  const at = midnight.getTime() + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + milliseconds;
  return { kind: 'instant', at };
}

/** The instant that is meant: of a calendar day the one at which it begins in the time zone. */
export function instantOf(time: IsoTime, timeZone: string): Instant {
  return time.kind === 'instant' ? time.at : startOfDate(time.year, time.month, time.day, timeZone);
}

function minutesOf(offset: string): number | null {
  if (offset.toUpperCase() === 'Z') {
    return 0;
  }
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  return hours > 23 || minutes > 59 ? null : (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
