import { Instant } from '../events';

/** An event on the time axis; `timeEnd` makes it a region. Texts are HTML, which Grafana sanitises. */
export interface Mark {
  readonly time: Instant;
  readonly timeEnd: Instant | null;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly outcome: Outcome | null;
  readonly id: string;
}

/** What became of a deployment. */
export type Outcome = 'failed' | 'rework' | 'fine';

/** Text from outside as a part of a mark's HTML. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
