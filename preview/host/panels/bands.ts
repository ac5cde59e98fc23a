import { DisplayValue, Field } from '@grafana/data';

/** A stretch of time in which a field keeps one shown value. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly value: DisplayValue;
}

/**
 * The bands of one field over its time field: neighbours of one text are one band, nulls are gaps, the last band lasts to
 * `end` (epoch milliseconds).
 */
export function bandsOf(times: readonly number[], field: Field, end: number): readonly Band[] {
  const bands: Band[] = [];
  times.forEach((from, index) => {
    const raw: unknown = field.values[index];
    const display = field.display;
    if (raw === null || raw === undefined || display === undefined) {
      return;
    }
    const to = times[index + 1] ?? end;
    const value = display(raw);
    const last = bands[bands.length - 1];
    if (last !== undefined && last.to === from && last.value.text === value.text) {
      bands[bands.length - 1] = { ...last, to };
    } else {
      bands.push({ from, to, value });
    }
  });
  return bands;
}
