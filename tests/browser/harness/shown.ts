import assert from 'node:assert/strict';

/** What a unit that Grafana writes is worth in the engine's: seconds, ratio, deployments per day. */
const worth: Readonly<Record<string, number>> = {
  '': 1,
  ms: 0.001,
  s: 1,
  min: 60,
  mins: 60,
  hour: 3_600,
  hours: 3_600,
  day: 86_400,
  days: 86_400,
  week: 604_800,
  weeks: 604_800,
  year: 31_536_000,
  years: 31_536_000,
  '%': 0.01,
  'per day': 1,
};

/**
 * Asserts that a shown text is the engine's value, as exactly as its decimals can say. A missing value must be shown
 * as none, never as a number.
 */
export function assertShown(text: string, value: number | null, what: string): void {
  if (value === null) {
    assert.doesNotMatch(text, /\d/, `${what}: "${text}" is shown, but there is no value`);
    return;
  }
  const parts = /^(-?[\d,]*\.?\d+)\s*(.*)$/.exec(text);
  const unit = parts?.[2].trim() ?? '';
  const factor = worth[unit];
  assert.ok(parts !== null && factor !== undefined, `${what}: "${text}" is not a number with a known unit`);
  const shown = Number(parts[1].replace(/,/g, '')) * factor;
  const decimals = parts[1].split('.')[1]?.length ?? 0;
  const tolerance = 0.5 * 10 ** -decimals * factor * 1.001 + 1e-9;
  assert.ok(Math.abs(shown - value) <= tolerance, `${what}: "${text}" is shown, the engine says ${value}`);
}

/** `2026-05-28 13:13:59`, or nothing for an instant that is not known. */
export function shownInstant(instant: number | null): string {
  return instant === null ? '' : new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}
