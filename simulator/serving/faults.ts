import { Dice } from '../organization/dice';

/**
 * A wrong answer, or none: `status` with a body of the API's own kind, `html` (a page of a proxy in between), `reset`
 * (the connection breaks), `slow` (the right answer, late), `primaryLimit` and `secondaryLimit` (the API's own refusals).
 */
export type FaultKind = 'status' | 'html' | 'reset' | 'slow' | 'primaryLimit' | 'secondaryLimit';

export interface Fault {
  readonly kind: FaultKind;
  /** Of `status` and `html`; default 500 and 502. */
  readonly status?: number;
  /** Of `status`: instead of the API's usual body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of `slow`. Milliseconds. */
  readonly delay?: number;
  /** Only requests whose path contains this. */
  readonly path?: string;
  /** The next so many requests; without it, all until cleared. */
  readonly count?: number;
  /** Of the matching requests, this share (0 to 1), chosen by `seed`. */
  readonly rate?: number;
  readonly seed?: number;
}

const kinds: readonly FaultKind[] = ['status', 'html', 'reset', 'slow', 'primaryLimit', 'secondaryLimit'];

/** Which requests are to be answered wrongly. */
export class FaultSwitch {
  private entries: Array<{ readonly fault: Fault; left: number; readonly dice: Dice }> = [];

  constructor(faults: readonly Fault[] = []) {
    faults.forEach((fault) => this.add(fault));
  }

  add(fault: Fault): void {
    this.entries.push({ fault, left: fault.count ?? Infinity, dice: new Dice(fault.seed ?? 1, fault.path ?? '') });
  }

  clear(): void {
    this.entries = [];
  }

  /** The fault for a request, used up by asking; null: answer it rightly. */
  next(path: string): Fault | null {
    for (const entry of this.entries) {
      const { fault, dice } = entry;
      if (entry.left > 0 && path.includes(fault.path ?? '') && (fault.rate === undefined || dice.chance(fault.rate))) {
        entry.left--;
        return fault;
      }
    }
    return null;
  }
}

/** One fault or a list of them, as posted to `/__sim/faults`. Throws a sentence that says what is wrong. */
export function decodeFaults(value: unknown): readonly Fault[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    const field = (name: string): unknown =>
      typeof item === 'object' && item !== null ? Object.entries(item).find(([key]) => key === name)?.[1] : undefined;
    const kind = kinds.find((each) => each === field('kind'));
    if (kind === undefined) {
      throw new Error(`A fault needs "kind", one of ${kinds.join(', ')}.`);
    }
    const number = (name: string): number | undefined => {
      const found = field(name);
      if (found !== undefined && (typeof found !== 'number' || !Number.isFinite(found) || found < 0)) {
        throw new Error(`"${name}" of a fault is a number that is not negative.`);
      }
      return found;
    };
    const path = field('path');
    const headers = field('headers');
    return {
      kind,
      status: number('status'),
      body: field('body'),
      headers:
        typeof headers === 'object' && headers !== null
          ? Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)]))
          : undefined,
      delay: number('delay'),
      path: typeof path === 'string' ? path : undefined,
      count: number('count'),
      rate: number('rate'),
      seed: number('seed'),
    };
  });
}
