import { Fault, FaultKind } from '../../simulator';
import { ProblemKind } from '../../src/sources';

/** One way in which things go wrong, at a rate and by a seed. */
export interface Trouble {
  readonly name: string;
  readonly github: readonly Fault[];
  readonly pagerduty: readonly Fault[];
  /**
   * What has to happen for a run to prove anything: an answer changed by a fault of this kind; the tab killed before it was
   * done; both tabs saving what they read; a list asked for over more than PagerDuty gives at once.
   */
  readonly proof: FaultKind | 'killed' | 'bothSaved' | 'longRange';
  /** What may be told of it; any other kind of problem would mislead. */
  readonly tells: readonly ProblemKind[];
  /** The host shows the headers of errors, as the command line's does; Grafana does not. */
  readonly headersOnErrors?: boolean;
  /** What else happens: the tab is closed midway, or two of them do the same at once. */
  readonly tabs?: 'killed' | 'two';
  /** The trouble ends, and minutes later the same is asked again: of what is not read again some is still missing. */
  readonly looksAgain?: boolean;
  /** How many days are asked about; default: two weeks. */
  readonly days?: number;
}

/** `repositories`: names of those that are read. */
type Make = (rate: number, seed: number, repositories: readonly string[]) => Omit<Trouble, 'name'>;

type What = Omit<Fault, 'rate' | 'seed'>;

/** The same at both upstreams, each by its own dice. */
function both(fault: What, tells: readonly ProblemKind[], more: Partial<Trouble> = {}): Make {
  return (rate, seed) => ({
    github: [{ ...fault, rate, seed }],
    pagerduty: [{ ...fault, rate, seed: seed + 100_000 }],
    proof: fault.kind,
    tells,
    ...more,
  });
}

function atGithub(fault: What, tells: readonly ProblemKind[]): Make {
  return (rate, seed) => ({ github: [{ ...fault, rate, seed }], pagerduty: [], proof: fault.kind, tells });
}

function atPagerduty(fault: What, tells: readonly ProblemKind[]): Make {
  return (rate, seed) => ({ github: [], pagerduty: [{ ...fault, rate, seed }], proof: fault.kind, tells });
}

const minute = 60_000;

/** Records of an answer are null: they are missing, whatever the reason. */
const records = ['badRecord', 'truncated'] as const;

/** Notes and the like of a few incidents: whatever the reason, all that is said of them is that they are missing. */
const evidence = 'unavailable';

/** Everything the issue on collection lists. */
const troubles: Readonly<Record<string, Make>> = {
  'refused token (401)': both({ kind: 'status', status: 401 }, ['unauthorized']),
  // What is left of it behind Grafana's proxy: 400 with this text, which `datasource/backendClient` reads as 401.
  'refused token (the 400 of the proxy)': both(
    { kind: 'status', status: 401, body: 'Authentication to data source failed', bare: true },
    ['unauthorized']
  ),
  'missing permission (403)': both({ kind: 'status', status: 403 }, ['forbidden']),
  'missing scope (403, or a GraphQL error)': both({ kind: 'partial', error: 'INSUFFICIENT_SCOPES' }, [
    'forbidden',
    ...records,
  ]),
  'not found (404)': both({ kind: 'status', status: 404 }, ['notFound', evidence]),
  'too many requests (429) with headers': both({ kind: 'secondaryLimit', status: 429 }, ['rateLimited'], {
    headersOnErrors: true,
  }),
  'too many requests (429) without headers': both({ kind: 'secondaryLimit', status: 429, bare: true }, ['rateLimited']),
  'secondary limit (403) with headers': both({ kind: 'secondaryLimit' }, ['rateLimited'], { headersOnErrors: true }),
  'secondary limit (403) without headers': both({ kind: 'secondaryLimit', bare: true }, ['rateLimited']),
  'primary limit': both({ kind: 'primaryLimit' }, ['rateLimited']),
  'bad gateway (502)': both({ kind: 'status', status: 502 }, ['unavailable']),
  'gateway timeout (504)': both({ kind: 'status', status: 504 }, ['unavailable']),
  'HTML page with 502': both({ kind: 'html' }, ['unavailable']),
  'HTML page with 200': both({ kind: 'html', status: 200 }, ['badAnswer', evidence]),
  'truncated JSON': both({ kind: 'truncated' }, ['badAnswer', evidence]),
  'partial answer: FORBIDDEN': both({ kind: 'partial', error: 'FORBIDDEN' }, ['forbidden', ...records]),
  'partial answer: NOT_FOUND': both({ kind: 'partial', error: 'NOT_FOUND' }, ['notFound', evidence, ...records]),
  'partial answer: something went wrong': both({ kind: 'partial', error: 'SERVICE' }, ['unavailable', ...records]),
  'partial answer: lists in records': atGithub({ kind: 'emptied', error: 'FORBIDDEN' }, records),
  'resource limits': atGithub({ kind: 'resourceLimits' }, ['unavailable', ...records]),
  // The more, the smaller what still succeeds; at the lowest rate the largest questions of the tiny organisation fail.
  'resource limits of large queries': (rate) => ({
    github: [{ kind: 'resourceLimits', above: Math.round(20 / rate) }],
    pagerduty: [],
    proof: 'resourceLimits',
    tells: ['unavailable', ...records],
  }),
  // The more, the smaller what still comes. Every second time it is the client that gives up, after a minute.
  'pages that are too heavy': (rate, seed) => {
    const heavy: Fault = {
      kind: 'heavyPages',
      above: Math.round(60 - 100 * rate),
      delay: seed % 2 === 0 ? 10_000 : 70_000,
    };
    return { github: [heavy], pagerduty: [heavy], proof: 'heavyPages', tells: [] };
  },
  'slow answers': both({ kind: 'slow', delay: 25_000 }, ['unavailable']),
  // The client has given up after a minute.
  'answers that come too late': both({ kind: 'slow', delay: 70_000 }, ['unavailable']),
  'connection resets': both({ kind: 'reset' }, ['unavailable']),
  'redirects of a renamed repository': atGithub({ kind: 'redirect', path: '/repos/' }, ['unavailable']),
  'items that move while somebody pages': atGithub({ kind: 'touched' }, []),
  'duplicate items': both({ kind: 'repeated' }, []),
  'items out of order': both({ kind: 'outOfOrder' }, []),
  'items far from their place': both({ kind: 'strayed' }, []),
  // At the highest rate ten minutes, ahead or behind.
  'clock skew': (rate, seed) => {
    const delay = (seed % 2 === 0 ? 1 : -1) * Math.round(rate * 20 * minute);
    return {
      github: [{ kind: 'skewed', delay }],
      pagerduty: [{ kind: 'skewed', delay: -delay }],
      proof: 'skewed',
      tells: [],
    };
  },
  'deleted authors': atGithub({ kind: 'ghost' }, []),
  'null commits': atGithub({ kind: 'lostCommits' }, records),
  "PagerDuty's offset cap": atPagerduty({ kind: 'offsetCap', above: 100 }, []),
  "PagerDuty's default and longest ranges": (rate, seed) => ({
    github: [],
    pagerduty: [{ kind: 'reset', rate, seed }],
    proof: 'longRange',
    tells: ['unavailable'],
    days: 240,
  }),
  // What is missing is older than what is read when somebody looks again.
  'records that are not understood': both({ kind: 'garbled' }, ['badRecord', evidence, ...records], {
    looksAgain: true,
  }),
  // Deleted, or the token may not see it any more; some connections break beside.
  'one repository is gone': (rate, seed, repositories) => ({
    github: [
      { kind: 'hidden', text: repositories[seed % repositories.length] },
      { kind: 'reset', rate: rate / 4, seed },
    ],
    pagerduty: [],
    proof: 'hidden',
    tells: ['notFound', 'unavailable'],
  }),
  'tab killed midway': both({ kind: 'reset' }, ['unavailable'], { tabs: 'killed', proof: 'killed' }),
  'two tabs at once': both({ kind: 'reset' }, ['unavailable'], { tabs: 'two', proof: 'bothSaved' }),
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
