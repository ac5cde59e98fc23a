import { Dice } from '../organization/dice';
import { Asked } from './upstream';

/** What can go wrong, in words; the order is that of the reference in `decodeFaults`. */
export const faultKinds = [
  'status',
  'html',
  'reset',
  'slow',
  'truncated',
  'primaryLimit',
  'secondaryLimit',
  'redirect',
  'partial',
  'emptied',
  'resourceLimits',
  'heavyPages',
  'touched',
  'repeated',
  'outOfOrder',
  'strayed',
  'ghost',
  'lostCommits',
  'garbled',
  'offsetCap',
  'skewed',
  'hidden',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** Of `partial` and `emptied`: the `type` GitHub puts beside the message; `SERVICE` has none. */
export const partialErrors = ['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND', 'SERVICE'] as const;
export type PartialError = (typeof partialErrors)[number];

/** See `decodeFaults` for what each does. */
export interface Fault {
  readonly kind: FaultKind;
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bare?: boolean;
  readonly delay?: number;
  readonly error?: PartialError;
  readonly above?: number;
  readonly path?: string;
  readonly text?: string;
  readonly count?: number;
  readonly rate?: number;
  readonly seed?: number;
}

/** A fault that has been chosen for a request, with the dice for what it leaves to chance. */
export interface Strike {
  readonly fault: Fault;
  readonly dice: Dice;
}

/** Not of requests, but of the upstream for as long as they are set. */
const standing: readonly FaultKind[] = ['skewed', 'hidden'];

/** Which requests are to be answered wrongly. */
export class FaultSwitch {
  /** How many answers each kind has really changed. */
  readonly strikes = new Map<FaultKind, number>();
  private entries: Array<{ readonly fault: Fault; left: number; readonly dice: Dice; readonly effect: Dice }> = [];

  constructor(faults: readonly Fault[] = []) {
    faults.forEach((fault) => this.add(fault));
  }

  add(fault: Fault): void {
    const seed = fault.seed ?? 1;
    const [dice, effect] = [new Dice(seed, fault.path ?? ''), new Dice(seed, `${fault.kind}/effect`)];
    this.entries.push({ fault, left: fault.count ?? Infinity, dice, effect });
  }

  clear(): void {
    this.entries = [];
  }

  struck(kind: FaultKind): void {
    this.strikes.set(kind, (this.strikes.get(kind) ?? 0) + 1);
  }

  /** How far the upstream's clock is ahead. Milliseconds. */
  get skew(): number {
    return this.entries.reduce((sum, { fault }) => sum + (fault.kind === 'skewed' ? (fault.delay ?? 0) : 0), 0);
  }

  /** Is a repository (`owner/name`) not there for the time being? */
  hides(name: string): boolean {
    return this.entries.some(({ fault: { kind, text = '' } }) => kind === 'hidden' && name.includes(text));
  }

  /** The fault for a request, used up by asking; null: answer it rightly. */
  next({ path, body }: Pick<Asked, 'path' | 'body'>): Strike | null {
    for (const entry of this.entries) {
      const { fault, dice, effect } = entry;
      if (standing.includes(fault.kind)) {
        if (fault.kind === 'skewed' || isAbout(fault, path, body)) {
          this.struck(fault.kind);
        }
        continue;
      }
      if (
        entry.left > 0 &&
        path.includes(fault.path ?? '') &&
        body.includes(fault.text ?? '') &&
        (fault.rate === undefined || dice.chance(fault.rate))
      ) {
        entry.left--;
        return { fault, dice: effect };
      }
    }
    return null;
  }
}

/** Does a request name the repository that is hidden? */
function isAbout({ text = '' }: Fault, path: string, body: string): boolean {
  const name = text.slice(text.indexOf('/') + 1);
  return path.includes(text) || body.includes(`"${name}"`) || body.includes(`\\"${name}\\"`);
}

/**
 * One fault or a list of them, as posted to `/__sim/faults`. Throws a sentence that says what is wrong.
 *
 * Which requests: `path` (only those whose path contains it), `text` (only those whose body does: a query's name), `count`
 * (the next so many; else all until cleared), `rate` (of the matching ones this share, 0 to 1, chosen by `seed`).
 *
 * `kind`, and what it does:
 * - `status`: refused with `status` (default 500) in the API's own words, or with `body`.
 * - `html`: a page of a proxy in between, `status` 502 by default.
 * - `reset`: the connection breaks. `slow`: the right answer, `delay` milliseconds late (default 1,000).
 * - `truncated`: the right answer, cut midway, with its status.
 * - `primaryLimit`, `secondaryLimit`: the API's own refusals; `status` for 429 instead of 403.
 * - `redirect`: 301 to the repository's address by id, of REST requests.
 * - `partial`: parts of a GraphQL answer are null, with errors of the type in `error` (default `FORBIDDEN`); REST and
 *   PagerDuty refuse with the status that means the same.
 * - `emptied`: in records of a GraphQL answer some lists are null (`nodes`), or an item of them, each with such an error.
 * - `resourceLimits`: as `partial`, with `RESOURCE_LIMITS_EXCEEDED`, of queries that ask for more than `above` nodes (default 0).
 * - `heavyPages`: pages of REST and PagerDuty for which more than `above` rows are asked (`per_page` with `page`, `limit`
 *   with `offset`; default 0) time out: after `delay` milliseconds (default 10,000) with `status` 504, unless the client has gone by then.
 * - `touched`: a pull request of a repository that is asked about is updated just before the answer.
 * - `repeated`: the page begins with the last item of the page before; the first page shows one twice.
 * - `outOfOrder`: the page's items are shuffled. `strayed`: among them stands one of a page further down.
 * - `ghost`: some people are deleted (`author` null). `lostCommits`: some commits are (`mergeCommit`, `commit`, `head_commit`
 *   and branches null).
 * - `garbled`: of some records the time is none.
 * - `offsetCap`: PagerDuty refuses offsets with which `offset + limit` exceeds `above` (default 100), as it does above 10,000.
 * - `skewed`: the upstream's clock is ahead by `delay` milliseconds, for as long as the fault is set; negative: behind.
 * - `hidden`: repositories whose `owner/name` contains `text` are listed, but not found when asked about.
 *
 * `headers` are added to a refusal; `bare` takes all headers away.
 */
export function decodeFaults(value: unknown): readonly Fault[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    const field = (name: string): unknown =>
      typeof item === 'object' && item !== null ? Object.entries(item).find(([key]) => key === name)?.[1] : undefined;
    const kind = faultKinds.find((each) => each === field('kind'));
    if (kind === undefined) {
      throw new Error(`A fault needs "kind", one of ${faultKinds.join(', ')}.`);
    }
    const number = (name: string): number | undefined => {
      const found = field(name);
      if (found !== undefined && (typeof found !== 'number' || !Number.isFinite(found))) {
        throw new Error(`"${name}" of a fault is a number.`);
      }
      if (found !== undefined && found < 0 && kind !== 'skewed') {
        throw new Error(`"${name}" of a fault is a number that is not negative.`);
      }
      return found;
    };
    const text = (name: string): string | undefined => {
      const found = field(name);
      return typeof found === 'string' ? found : undefined;
    };
    const error = partialErrors.find((each) => each === field('error'));
    if (error === undefined && field('error') !== undefined) {
      throw new Error(`"error" of a fault is one of ${partialErrors.join(', ')}.`);
    }
    const headers = field('headers');
    return {
      kind,
      status: number('status'),
      body: field('body'),
      headers:
        typeof headers === 'object' && headers !== null
          ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
          : undefined,
      bare: field('bare') === true,
      delay: number('delay'),
      error,
      above: number('above'),
      path: text('path'),
      text: text('text'),
      count: number('count'),
      rate: number('rate'),
      seed: number('seed'),
    };
  });
}
