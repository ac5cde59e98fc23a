import { DataFrame } from '@grafana/data';

/** A stretch of time that a data source or an annotation query has marked. Epoch milliseconds. */
export interface Region {
  readonly from: number;
  readonly to: number;
  readonly color: string;
  readonly text: string;
}

/** How much of its colour a region has over the plot: what is below must stay readable. */
export const regionOpacity = 0.1;

/** The regions among a panel's annotations, as Grafana recognises them: `isRegion` is set and there is an end. */
export function regionsOf(
  annotations: readonly DataFrame[] | undefined,
  colorOf: (name: string) => string
): readonly Region[] {
  return (annotations ?? []).flatMap((frame) => {
    const read = (name: string, index: number): unknown =>
      frame.fields.find((field) => field.name === name)?.values[index];
    return Array.from({ length: frame.length }, (_, index) => index).flatMap((index) => {
      const [from, to] = [read('time', index), read('timeEnd', index)];
      if (typeof from !== 'number' || typeof to !== 'number' || read('isRegion', index) !== true) {
        return [];
      }
      const color = colorOf(String(read('color', index) ?? 'gray'));
      return [{ from, to, color, text: String(read('text', index) ?? '') }];
    });
  });
}
