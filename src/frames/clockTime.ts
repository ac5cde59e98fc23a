import { dateTimeFormat, systemDateFormats } from '@grafana/data';
import { Instant } from '../events';

/** A moment near now as Grafana writes it in the time zone: `14:05`, with its date where that is not today. */
export function clockTime(at: Instant, now: Instant, timeZone: string): string {
  const day = (instant: Instant) => dateTimeFormat(instant, { timeZone, format: 'YYYY-MM-DD' });
  const { minute, hour } = systemDateFormats.interval;
  return dateTimeFormat(at, { timeZone, format: day(at) === day(now) ? minute : hour });
}
