import { Instant } from '../../events';

export const msPerDay = 86_400_000;

/**
 * The clock of one IANA time zone. `Intl` answers in microseconds each, too slow for every day of ten years in every
 * panel; but offsets change a few times a year, so they are asked for once per stretch of four days and remembered. No
 * zone has changed its clock and changed it back within four days (the shortest in the tz database since 1995 is seven,
 * in Brazil in 2000).
 */
export interface Zone {
  /** Local time − UTC at an instant, in milliseconds. */
  offsetAt(instant: Instant): number;
  /** The first instant at which the local clock shows `local` (epoch ms of that reading as if it were UTC) or later. */
  instantOf(local: number): Instant;
}

const stretch = 4 * msPerDay;
const zones = new Map<string, Zone>();

/** Errors: a RangeError that names the zone if the runtime does not know it. */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) {
    return known;
  }
  const zone = createZone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    zoneOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

function createZone(timeZone: string): Zone {
  const ask = askOffset(timeZone);
  const atStretch = new Map<number, number>();
  const changes = new Map<number, Instant>();

  const offsetOfStretch = (index: number): number => {
    const known = atStretch.get(index);
    if (known !== undefined) {
      return known;
    }
    const offset = ask(index * stretch);
    atStretch.set(index, offset);
    return offset;
  };

  /** First instant of the new offset, in a stretch that begins and ends with different ones. To the second. */
  const changeIn = (index: number): Instant => {
    const known = changes.get(index);
    if (known !== undefined) {
      return known;
    }
    const before = offsetOfStretch(index);
    let low = (index * stretch) / 1000;
    let high = ((index + 1) * stretch) / 1000;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (ask(middle * 1000) === before) {
        low = middle;
      } else {
        high = middle;
      }
    }
    changes.set(index, high * 1000);
    return high * 1000;
  };

  const offsetAt = (instant: Instant): number => {
    const index = Math.floor(instant / stretch);
    const before = offsetOfStretch(index);
    const after = offsetOfStretch(index + 1);
    return before === after || instant < changeIn(index) ? before : after;
  };

  const instantOf = (local: number): Instant => {
    // Offsets lie within a day of UTC, so these two see the clock from before and from after.
    const before = offsetAt(local - msPerDay);
    const after = offsetAt(local + msPerDay);
    if (before === after) {
      return local - before;
    }
    const first = Math.floor((local - msPerDay) / stretch);
    const change = changeIn(offsetOfStretch(first) === offsetOfStretch(first + 1) ? first + 1 : first);
    if (local - before < change) {
      return local - before;
    }
    // Skipped by the clock (spring forward): the moment it jumps.
    return Math.max(change, local - after);
  };

  return { offsetAt, instantOf };
}

function askOffset(timeZone: string): (instant: Instant) => number {
  const format = formatOf(timeZone);
  return (instant) => {
    const [month, day, year, hour, minute, second] = (format.format(instant).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new RangeError(
      `The time zone "${timeZone}" is not known here. Use an IANA name such as "Europe/Berlin" or "UTC".`
    );
  }
}
