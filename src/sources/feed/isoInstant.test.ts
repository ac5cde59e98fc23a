import { lacksOffset, parseInstant } from './isoInstant';

describe('parseInstant', () => {
  test.each<[string, number]>([
    ['2026-01-05T10:00:00Z', Date.UTC(2026, 0, 5, 10)],
    ['2026-01-05T10:00Z', Date.UTC(2026, 0, 5, 10)],
    ['2026-01-05T10:00:00.5Z', Date.UTC(2026, 0, 5, 10, 0, 0, 500)],
    ['2022-11-03T06:23:06.000000Z', Date.UTC(2022, 10, 3, 6, 23, 6)],
    ['2026-01-05T10:00:00+02:00', Date.UTC(2026, 0, 5, 8)],
    ['2026-01-05T10:00:00-0530', Date.UTC(2026, 0, 5, 15, 30)],
    ['2026-01-05T00:30:00+01', Date.UTC(2026, 0, 4, 23, 30)],
    ['2024-02-29T00:00:00z', Date.UTC(2024, 1, 29)],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    'yesterday',
    '',
    '2026-01-05',
    '2026-01-05T10:00:00',
    '2026-02-30T10:00:00Z',
    '2025-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-01-05T24:00:00Z',
    '2026-01-05T10:60:00Z',
    '2026-01-05T10:00:00+24:00',
    '05/01/2026 10:00',
    '1767607200000',
  ])('refuses %s', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('tells a forgotten offset from nonsense', () => {
    expect(lacksOffset('2026-01-05T10:00:00')).toBe(true);
    expect(lacksOffset('2026-01-05')).toBe(false);
    expect(lacksOffset('yesterday')).toBe(false);
  });
});
