import { DataFrame } from '@grafana/data';

/** What a data source or an annotation query has marked: a stretch of time, or a moment where `to` is null. Epoch milliseconds. */
export interface AnnotationMark {
  readonly from: number;
  readonly to: number | null;
  readonly color: string;
  /** HTML, like `text`: what shows it must sanitise it. */
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
}

/** How much of its colour a region has over the plot: what is below must stay readable. */
export const regionOpacity = 0.1;

/** A panel's annotations, as Grafana recognises them: a region where `isRegion` is set and there is an end, else a line. */
export function annotationMarksOf(
  annotations: readonly DataFrame[] | undefined,
  colorOf: (name: string) => string
): readonly AnnotationMark[] {
  return (annotations ?? []).flatMap((frame) => {
    const read = (name: string, index: number): unknown =>
      frame.fields.find((field) => field.name === name)?.values[index];
    return Array.from({ length: frame.length }, (_, index) => index).flatMap((index) => {
      const [from, end, tags] = [read('time', index), read('timeEnd', index), read('tags', index)];
      if (typeof from !== 'number') {
        return [];
      }
      return [
        {
          from,
          to: read('isRegion', index) === true && typeof end === 'number' ? end : null,
          color: colorOf(String(read('color', index) ?? 'gray')),
          title: String(read('title', index) ?? ''),
          text: String(read('text', index) ?? ''),
          tags: Array.isArray(tags) ? tags.map(String) : [],
        },
      ];
    });
  });
}

/** Title and text of a mark in lines, without their HTML. */
export function plainTextOf({ title, text }: AnnotationMark): string {
  return [title, ...text.split(/<br\s*\/?>/i)]
    .map((html) => new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '')
    .filter((line) => line !== '')
    .join('\n');
}
