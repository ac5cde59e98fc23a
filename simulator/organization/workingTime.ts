import { Instant } from '../../src/events';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The office keeps Central European time: its hours move by one in UTC when the clocks change. */
const opens = 9 * hour;
const closes = 18 * hour;

/** Last Sunday of a month, 01:00 UTC: when European clocks change. */
function lastSunday(year: number, month: number): Instant {
  const last = Date.UTC(year, month + 1, 0, 1);
  return last - new Date(last).getUTCDay() * day;
}

interface Year {
  readonly begins: Instant;
  readonly ends: Instant;
  readonly summer: { readonly from: Instant; readonly to: Instant };
}

function yearOf(instant: Instant): Year {
  const year = new Date(instant).getUTCFullYear();
  const summer = { from: lastSunday(year, 2), to: lastSunday(year, 9) };
  return { begins: Date.UTC(year, 0), ends: Date.UTC(year + 1, 0), summer };
}

/** The one that was asked for last: every step of every change of an organisation asks, and most are in the same one. */
let latest = yearOf(0);

export function officeOffset(instant: Instant): number {
  if (instant < latest.begins || instant >= latest.ends) {
    latest = yearOf(instant);
  }
  return instant >= latest.summer.from && instant < latest.summer.to ? 2 * hour : hour;
}

/** Midnight of the office's day, as local time counted from the epoch. */
function localDay(instant: Instant): number {
  const local = instant + officeOffset(instant);
  return local - (((local % day) + day) % day);
}

export function isWeekend(instant: Instant): boolean {
  return [0, 6].includes(weekday(instant));
}

/** 0 is Sunday; the epoch began on a Thursday. */
export function weekday(instant: Instant): number {
  return (((localDay(instant) / day + 4) % 7) + 7) % 7;
}

/** An hour of the office's clock, on the day of an instant. */
export function atHour(instant: Instant, clock: number): Instant {
  const local = localDay(instant) + clock * hour;
  return local - officeOffset(local - hour);
}

/** The instant itself in office hours, else the next opening. */
export function officeTime(instant: Instant): Instant {
  let at = instant;
  for (;;) {
    const local = at + officeOffset(at);
    const time = local - localDay(at);
    if (!isWeekend(at) && time >= opens && time < closes) {
      return at;
    }
    at = !isWeekend(at) && time < opens ? atHour(at, opens / hour) : atHour(at + day, opens / hour);
  }
}

/** An hour of the office's clock on the next working day. */
export function nextWorkingDayAt(instant: Instant, clock: number): Instant {
  return atHour(officeTime(atHour(instant + day, opens / hour)), clock);
}

/** So many office hours later. */
export function addOfficeHours(instant: Instant, hours: number): Instant {
  let at = officeTime(instant);
  let left = hours * hour;
  for (;;) {
    const end = atHour(at, closes / hour);
    if (at + left < end) {
      return wholeSecond(at + left);
    }
    left -= end - at;
    at = officeTime(end);
  }
}

export function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / second) * second;
}
