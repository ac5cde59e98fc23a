import { Page } from 'playwright-core';
import { OpenOptions, Stage } from '../browser/harness';

/** Something worth a picture, in one state. */
export interface Scene {
  /** The part of the collection it stands in: `Dashboards`. */
  readonly group: string;
  /** Of its files, and how it is chosen by `--only`: `dashboard-dora-overview-full`. */
  readonly name: string;
  readonly path: string;
  readonly watch?: OpenOptions['watch'];
  /** Before the page is opened: what the upstreams are to do wrong. */
  readonly before?: (stage: Stage) => Promise<void>;
  /** Until there is something to see: waits, opens what is folded. */
  readonly ready: (page: Page) => Promise<void>;
  /** Of the window to begin with, CSS pixels; what fills the window whatever it is needs a usual one. */
  readonly height: number;
  /** Until what a taller window shows more of is drawn. */
  readonly settled: (page: Page) => Promise<void>;
}

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The whole screen of a laptop, and half of it. CSS pixels. */
export const widths = [1440, 800] as const;

export interface Picture {
  readonly scene: Scene;
  readonly theme: Theme;
  readonly width: number;
  /** Relative to the folder of the collection. */
  readonly file: string;
}
