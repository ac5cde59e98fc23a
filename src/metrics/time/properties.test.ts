import * as fc from 'fast-check';
import { Interval } from '../../events';
import { buckets, rollingPeriods } from './buckets';
import { CalendarUnit, addDays, startOf } from './calendar';
import { zoneOf } from './zone';

const timeZones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/St_Johns',
];
const timeZone = fc.constantFrom(...timeZones);
const unit = fc.constantFrom<CalendarUnit>('day', 'week', 'month', 'quarter');
const instant = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2036, 0, 1) });
const interval = fc
  .tuple(instant, fc.integer({ min: 1, max: 400 * 86_400_000 }))
  .map(([from, length]): Interval => ({ from, to: from + length }));

/** What `Intl` says the local clock shows, field by field: not by way of the code under test. */
function clock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
}

it('buckets tile the interval exactly', () => {
  fc.assert(
    fc.property(interval, unit, timeZone, (whole, size, zone) => {
      const tiles = buckets(whole, size, zone);
      expect(tiles[0].from).toBe(whole.from);
      expect(tiles[tiles.length - 1].to).toBe(whole.to);
      tiles.forEach((tile, i) => {
        expect(tile.from).toBeLessThan(tile.to);
        expect(i === 0 || tiles[i - 1].to === tile.from).toBe(true);
        expect(!tile.clipped || i === 0 || i === tiles.length - 1).toBe(true);
      });
    }),
    { numRuns: 200 }
  );
});

it('every bucket but a clipped first begins at local midnight, or when the clock jumps over it', () => {
  fc.assert(
    fc.property(interval, unit, timeZone, (whole, size, zone) => {
      for (const { from } of buckets(whole, size, zone).slice(1)) {
        const skipped = clock(from - 1000, zone).slice(0, 10) < clock(from, zone).slice(0, 10);
        expect(clock(from, zone).endsWith('00:00:00') || skipped).toBe(true);
      }
    }),
    { numRuns: 60 }
  );
});

it('a whole bucket does not depend on the interval it is cut from', () => {
  fc.assert(
    fc.property(interval, unit, timeZone, (whole, size, zone) => {
      for (const tile of buckets(whole, size, zone).filter(({ clipped }) => !clipped)) {
        expect(startOf(size, tile.to - 1, zone)).toBe(tile.from);
      }
    }),
    { numRuns: 100 }
  );
});

it('offsets are those of Intl at any instant', () => {
  fc.assert(
    fc.property(instant, timeZone, (at, zone) => {
      const second = Math.floor(at / 1000) * 1000;
      const shown = new Date(second + zoneOf(zone).offsetAt(second)).toISOString().slice(0, 19).replace('T', ' ');
      expect(shown).toBe(clock(second, zone));
    }),
    { numRuns: 2000 }
  );
});

it('days added and taken away meet again where the clock was not moved', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 400 }), fc.constantFrom('UTC', 'Asia/Kolkata'), (at, days, zone) => {
      expect(addDays(addDays(at, days, zone), -days, zone)).toBe(at);
    })
  );
});

it('rolling windows ascend at both ends', () => {
  fc.assert(
    fc.property(interval, unit, fc.integer({ min: 1, max: 365 }), timeZone, (whole, step, days, zone) => {
      const windows = rollingPeriods(whole, step, days, zone);
      windows.slice(1).forEach((window, i) => {
        expect(window.from).toBeGreaterThanOrEqual(windows[i].from);
        expect(window.to).toBeGreaterThan(windows[i].to);
      });
    }),
    { numRuns: 100 }
  );
});
