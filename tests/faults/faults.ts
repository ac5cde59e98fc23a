import { Fault } from '../../simulator';

/** One way in which things go wrong, at a rate and by a seed. */
export interface Trouble {
  readonly name: string;
  readonly github: readonly Fault[];
  readonly pagerduty: readonly Fault[];
  /** The host shows the headers of errors, as the command line's does; Grafana does not. */
  readonly headersOnErrors?: boolean;
  /** What else happens: the tab is closed midway, or two of them do the same at once. */
  readonly tabs?: 'killed' | 'two';
}

/** `repositories`: names of those that are read. */
type Make = (rate: number, seed: number, repositories: readonly string[]) => Omit<Trouble, 'name'>;

/** The same at both upstreams, each by its own dice. */
function both(fault: Omit<Fault, 'rate' | 'seed'>, more: Partial<Trouble> = {}): Make {
  return (rate, seed) => ({
    github: [{ ...fault, rate, seed }],
    pagerduty: [{ ...fault, rate, seed: seed + 100_000 }],
    ...more,
  });
}

const minute = 60_000;

/** Everything the issue on collection lists. */
const troubles: Readonly<Record<string, Make>> = {
  'refused token (401)': both({ kind: 'status', status: 401 }),
  'missing permission (403)': both({ kind: 'status', status: 403 }),
  'missing scope (403, or a GraphQL error)': both({ kind: 'partial', error: 'INSUFFICIENT_SCOPES' }),
  'not found (404)': both({ kind: 'status', status: 404 }),
  'too many requests (429) with headers': both({ kind: 'secondaryLimit', status: 429 }, { headersOnErrors: true }),
  'too many requests (429) without headers': both({ kind: 'secondaryLimit', status: 429, bare: true }),
  'secondary limit (403) with headers': both({ kind: 'secondaryLimit' }, { headersOnErrors: true }),
  'secondary limit (403) without headers': both({ kind: 'secondaryLimit', bare: true }),
  'primary limit': both({ kind: 'primaryLimit' }),
  'bad gateway (502)': both({ kind: 'status', status: 502 }),
  'gateway timeout (504)': both({ kind: 'status', status: 504 }),
  'HTML page with 502': both({ kind: 'html' }),
  'HTML page with 200': both({ kind: 'html', status: 200 }),
  'truncated JSON': both({ kind: 'truncated' }),
  'partial answer: FORBIDDEN': both({ kind: 'partial', error: 'FORBIDDEN' }),
  'partial answer: NOT_FOUND': both({ kind: 'partial', error: 'NOT_FOUND' }),
  'partial answer: something went wrong': both({ kind: 'partial', error: 'SERVICE' }),
  'resource limits': both({ kind: 'resourceLimits' }),
  // The more, the smaller what still succeeds.
  'resource limits of large queries': (rate) => ({
    github: [{ kind: 'resourceLimits', above: Math.round(40 / rate) }],
    pagerduty: [],
  }),
  'slow answers': both({ kind: 'slow', delay: 25_000 }),
  'connection resets': both({ kind: 'reset' }),
  'redirects of a renamed repository': both({ kind: 'redirect' }),
  'items that move while somebody pages': both({ kind: 'touched' }),
  'duplicate items': both({ kind: 'repeated' }),
  'items out of order': both({ kind: 'outOfOrder' }),
  // At the highest rate ten minutes, ahead or behind.
  'clock skew': (rate, seed) => {
    const delay = (seed % 2 === 0 ? 1 : -1) * Math.round(rate * 20 * minute);
    return { github: [{ kind: 'skewed', delay }], pagerduty: [{ kind: 'skewed', delay: -delay }] };
  },
  'deleted authors': both({ kind: 'ghost' }),
  'null commits': both({ kind: 'lostCommits' }),
  "PagerDuty's offset cap": (rate, seed) => ({
    github: [],
    pagerduty: [{ kind: 'offsetCap', above: 100, rate, seed }],
  }),
  // Deleted, or the token may not see it any more; some connections break beside.
  'one repository is gone': (rate, seed, repositories) => ({
    github: [
      { kind: 'hidden', text: repositories[seed % repositories.length] },
      { kind: 'reset', rate: rate / 4, seed },
    ],
    pagerduty: [],
  }),
  'tab killed midway': both({ kind: 'reset' }, { tabs: 'killed' }),
  'two tabs at once': both({ kind: 'reset' }, { tabs: 'two' }),
};

export const troubleNames: readonly string[] = Object.keys(troubles);

/** Throws for a name that is none. */
export function troubleOf(name: string, rate: number, seed: number, repositories: readonly string[]): Trouble {
  const make = troubles[name];
  if (make === undefined) {
    throw new Error(`There is no fault "${name}". There are: ${troubleNames.join(', ')}.`);
  }
  return { name, ...make(rate, seed, repositories) };
}
