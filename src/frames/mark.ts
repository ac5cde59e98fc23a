import { Instant } from '../events';

/** An event on the time axis; `timeEnd` makes it a region. Texts are HTML, which Grafana sanitises. */
export interface Mark {
  readonly time: Instant;
  readonly timeEnd: Instant | null;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  /** Null: the annotation's own colour. */
  readonly meaning: MarkMeaning | null;
  /** Grafana keeps only one mark of each id. */
  readonly id: string;
}

/** What a mark's colour says: what became of a deployment, or that the stretch is no evidence. */
export type MarkMeaning = 'failed' | 'rework' | 'fine' | 'washout';

/** Text from outside as a part of a mark's HTML. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
