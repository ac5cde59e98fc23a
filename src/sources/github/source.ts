import { allTime, Events, Interval } from '../../events';
import { ComparisonNeed, IntervalNeed, Need, Problem, Report, Source } from '../types';
import { Clock, createTransport, HttpClient, inParallel, isAbortError, TransportLimits } from '../transport';
import { Ask, Github, Reader } from './ask';
import { readCommits } from './commits';
import { readComparison } from './comparisons';
import { testConnection } from './connection';
import { readDeployments } from './deployments';
import { discover } from './discovery';
import { createGraphql } from './graphql';
import { readIncidents } from './incidents';
import { configurationProblem, problemOf, problemOfRefused, Subject } from './problems';
import { readPullRequests } from './pullRequests';
import { readReleases } from './releases';
import { createRest } from './rest';
import { readRuns } from './runs';

export interface GithubOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Organisations or users whose repositories are looked at. */
  readonly organizations: readonly string[];
  /** `owner/name`, globs allowed; an owner without any is taken whole. */
  readonly repositories: readonly string[];
  /** `org/team-slug` of the GitHub teams whose repositories are wanted. */
  readonly teams?: readonly string[];
  /** Where people look at it: `https://github.com`, without a trailing slash. */
  readonly webUrl: string;
}

/** How to read each kind, what it is called, and the fine-grained permission it takes. */
const kinds: Record<IntervalNeed['kind'], { read: Reader; name: string; permission: string }> = {
  deployments: { read: readDeployments, name: 'deployments', permission: 'Deployments: Read-only' },
  changes: { read: readPullRequests, name: 'pull requests', permission: 'Pull requests: Read-only' },
  commits: { read: readCommits, name: 'commits', permission: 'Contents: Read-only' },
  releases: { read: readReleases, name: 'releases and tags', permission: 'Contents: Read-only' },
  incidents: { read: readIncidents, name: 'issues', permission: 'Issues: Read-only' },
  runs: { read: readRuns, name: 'workflow runs', permission: 'Actions: Read-only' },
};

/** Needs worked on at once; requests are limited further by the transport. */
const needsAtOnce = 6;

/**
 * GitHub behind the contract of `Source`. Scopes are `owner/name`. The instant that counts: deployments finished (else
 * created), changes merged, releases published, issues opened, runs started; commits come with the margin their graph
 * needs.
 */
export function createGithubSource(options: GithubOptions): Source {
  const { client, clock, organizations, repositories, teams = [], slots, longestWait, longestAnswer } = options;
  const transport = createTransport({ client, clock, slots, longestWait, longestAnswer });
  const github: Github = {
    graphql: createGraphql(transport, clock),
    rest: createRest(transport),
    clock,
    webUrl: options.webUrl.replace(/\/+$/, ''),
    names: new Map(),
  };
  const scope = { organizations, repositories, teams };

  return {
    id: 'github',
    discover: (signal) => discover(github, scope, signal),
    test: (signal) => testConnection(github, scope, signal),
    fetch(needs, signal) {
      // A refused token is refused for everything: the first need finds out, the others are told.
      let refusedToken: Problem | null = null;
      return inParallel<Need, Report>(
        needs,
        needsAtOnce,
        async (need, hand, inner) => {
          const fail = (problem: Problem) => hand({ need, events: {}, covered: null, baselineKnown: false, problem });
          if (refusedToken !== null) {
            fail(refusedToken);
            return;
          }
          try {
            await readNeed(github, need, hand, inner);
          } catch (error) {
            if (isAbortError(error)) {
              throw error;
            }
            const problem = problemOf(error, subjectOf(need));
            refusedToken = problem.kind === 'unauthorized' ? problem : refusedToken;
            fail(problem);
          }
        },
        signal
      );
    },
  };
}

function subjectOf(need: Need): Subject {
  const { scope } = need;
  return need.kind === 'comparisons'
    ? { what: `The comparison of ${need.base} and ${need.head} in ${scope}`, scope, permission: 'Contents: Read-only' }
    : { what: `The ${kinds[need.kind].name} of ${scope}`, scope, permission: kinds[need.kind].permission };
}

async function readNeed(github: Github, need: Need, hand: (report: Report) => void, signal: AbortSignal) {
  if (!/^[^/\s]+\/[^/\s]+$/.test(need.scope)) {
    const problem = configurationProblem(need.scope, `"${need.scope}" is no repository: write it as owner/name.`);
    hand({ need, events: {}, covered: null, baselineKnown: false, problem });
    return;
  }
  await (need.kind === 'comparisons' ? compare(github, need, hand, signal) : readInterval(github, need, hand, signal));
}

async function compare(github: Github, need: ComparisonNeed, hand: (report: Report) => void, signal: AbortSignal) {
  const comparisons = [await readComparison(github, need, signal)];
  hand({ need, events: { comparisons }, covered: allTime, baselineKnown: true, problem: null });
}

/**
 * Parts as they come, and a last report that covers the whole interval. Records that could not be understood are named
 * in its problem: they are missing, everything else is there.
 */
async function readInterval(github: Github, need: IntervalNeed, hand: (report: Report) => void, signal: AbortSignal) {
  const refused = new Map<string, Error>();
  const ask: Ask = {
    need,
    signal,
    emit: (events: Partial<Events>, covered: Interval | null) => {
      const isEmpty = Object.values(events).every((list) => list.length === 0);
      if (covered !== null || !isEmpty) {
        hand({ need, events, covered, baselineKnown: false, problem: null });
      }
    },
    refuse: (error) => refused.set(error.message, error),
  };
  await kinds[need.kind].read(github, ask);
  const problem = problemOfRefused([...refused.values()], subjectOf(need));
  hand({ need, events: {}, covered: need.interval, baselineKnown: true, problem });
}
