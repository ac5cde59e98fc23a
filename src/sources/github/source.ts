import { allTime, gaps, Instant } from '../../events';
import { Bookmark, ComparisonNeed, IntervalNeed, Need, Problem, Report, Source } from '../types';
import { Call, Clock, Errand, inParallel, isAbortError, throwIfAborted, Urgency } from '../transport';
import { say } from '../../words';
import { Ask, Reader } from './ask';
import { createGithub, Github, GithubAccess } from './github';
import { readCommits } from './commits';
import { readComparison } from './comparisons';
import { testConnection } from './connection';
import { readDeployments } from './deployments';
import { discover } from './discovery';
import { identityOf, ofIdentity } from './identity';
import { readIncidents } from './incidents';
import { configurationProblem, problemOf, problemOfRefused, Subject } from './problems';
import { readPullRequests } from './pullRequests';
import { readReleases } from './releases';
import { Refusals } from '../refusals';
import { readRuns } from './runs';

export interface GithubOptions extends GithubAccess {
  /** Organisations or users whose repositories are looked at. */
  readonly organizations: readonly string[];
  /** `owner/name`, globs allowed; an owner without any is taken whole. */
  readonly repositories: readonly string[];
  /** `org/team-slug` of the GitHub teams whose repositories are wanted. */
  readonly teams?: readonly string[];
}

/** How to read each kind, what it is called, and the fine-grained permission it takes. */
const kinds: Record<
  IntervalNeed['kind'],
  { read: Reader; name: string; what: (scope: string) => string; permission: string }
> = {
  deployments: {
    read: readDeployments,
    name: 'deployments',
    what: (scope) => say('github.subject.deployments', 'The deployments of {{scope}}', { scope }),
    permission: 'Deployments: Read-only',
  },
  changes: {
    read: readPullRequests,
    name: 'pull requests',
    what: (scope) => say('github.subject.pullRequests', 'The pull requests of {{scope}}', { scope }),
    permission: 'Pull requests: Read-only',
  },
  commits: {
    read: readCommits,
    name: 'commits',
    what: (scope) => say('github.subject.commits', 'The commits of {{scope}}', { scope }),
    permission: 'Contents: Read-only',
  },
  releases: {
    read: readReleases,
    name: 'releases and tags',
    what: (scope) => say('github.subject.releases', 'The releases and tags of {{scope}}', { scope }),
    permission: 'Contents: Read-only',
  },
  incidents: {
    read: readIncidents,
    name: 'issues',
    what: (scope) => say('github.subject.issues', 'The issues of {{scope}}', { scope }),
    permission: 'Issues: Read-only',
  },
  runs: {
    read: readRuns,
    name: 'workflow runs',
    what: (scope) => say('github.subject.runs', 'The workflow runs of {{scope}}', { scope }),
    permission: 'Actions: Read-only',
  },
};

const day = 86_400_000;
/** History is read newest first, a quarter at a time over all repositories, and within it one need after the other. */
const stratum = 90 * day;
const mostNeeds = 1_000_000;

/**
 * GitHub behind the contract of `Source`. Scopes are `owner/name`. The instant that counts: deployments finished (else
 * created), changes merged, releases published, issues opened, runs started; commits come with the margin their graph
 * needs.
 */
export function createGithubSource(options: GithubOptions): Source {
  const { organizations, repositories, teams = [] } = options;
  const github = createGithub(options);
  const scope = { organizations, repositories, teams };

  return {
    id: 'github',
    discover: (signal) => github.heads.listed(discover(github, scope, { signal })),
    test: (signal) => testConnection(github, scope, { signal }),
    identityOf: (name) => github.heads.last(name)?.id ?? null,
    fetch(needs, signal, urgency) {
      // A refused token is refused for everything: the first need finds out, the others are told.
      let refusedToken: Problem | null = null;
      const ranks = new Map(needs.map((need, index) => [need, index]));
      return inParallel<Need, Report>(
        needs,
        // All at once: the more questions wait, the fuller are the calls.
        needs.length,
        async (need, hand, inner) => {
          await github.turns.next(urgency);
          throwIfAborted(inner);
          const errands = new Errands(need, ranks.get(need) ?? 0, github.clock, hand, inner, urgency);
          const fail = (problem: Problem) =>
            hand({ need, events: {}, covered: null, baselineKnown: false, problem, calls: errands.take() });
          if (refusedToken !== null) {
            fail(refusedToken);
            return;
          }
          try {
            await readNeed(github, need, hand, errands);
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

/** The errands of one need: how they are ranked, and what they have cost since its last report. */
class Errands {
  private calls: Call[] = [];

  constructor(
    private readonly need: Need,
    private readonly rank: number,
    private readonly clock: Clock,
    private readonly hand: (report: Report) => void,
    private readonly signal: AbortSignal,
    private readonly urgency: (() => Urgency) | undefined
  ) {}

  take(): readonly Call[] {
    return this.calls.splice(0);
  }

  errand(at: Instant = this.clock.now()): Errand {
    return {
      signal: this.signal,
      urgency: this.urgency,
      rank: Math.max(0, Math.floor((this.clock.now() - at) / stratum)) * mostNeeds + this.rank,
      purpose: `${this.need.kind === 'comparisons' ? 'comparisons' : kinds[this.need.kind].name} of ${this.need.scope}`,
      spent: this.spend,
      waits: this.wait,
    };
  }

  // One function for all errands of the need: a call that serves several of them is told once.
  private readonly spend = (call: Call) => {
    this.calls.push(call);
  };

  private readonly wait = (waitingUntil: Instant | null) =>
    this.hand({ need: this.need, events: {}, covered: null, baselineKnown: false, problem: null, waitingUntil });
}

function subjectOf(need: Need): Subject {
  const { scope } = need;
  return need.kind === 'comparisons'
    ? {
        what: say('github.subject.comparison', 'The comparison of {{base}} and {{head}} in {{scope}}', {
          base: need.base,
          head: need.head,
          scope,
        }),
        scope,
        permission: 'Contents: Read-only',
      }
    : { what: kinds[need.kind].what(scope), scope, permission: kinds[need.kind].permission };
}

async function readNeed(github: Github, need: Need, hand: (report: Report) => void, errands: Errands) {
  if (!/^[^/\s]+\/[^/\s]+$/.test(need.scope)) {
    const problem = configurationProblem(
      need.scope,
      say('github.problem.noRepository', '"{{scope}}" is no repository: write it as owner/name.', { scope: need.scope })
    );
    hand({ need, events: {}, covered: null, baselineKnown: false, problem });
    return;
  }
  await (need.kind === 'comparisons'
    ? compare(github, need, hand, errands)
    : readInterval(github, need, hand, errands));
}

async function compare(github: Github, need: ComparisonNeed, hand: (report: Report) => void, errands: Errands) {
  const comparisons = [await readComparison(github, need, errands.errand())];
  const calls = errands.take();
  hand({ need, events: { comparisons }, covered: allTime, baselineKnown: true, problem: null, calls });
}

/**
 * Parts as they come, and a last report that covers the whole interval. Records that could not be understood are named
 * in its problem: they are missing, everything else is there.
 */
async function readInterval(github: Github, asked: IntervalNeed, hand: (report: Report) => void, errands: Errands) {
  const identity = await identityOf(github, asked, errands.errand());
  const need = ofIdentity(asked, identity);
  const told = identity === null ? {} : { identity };
  const refusals = new Refusals(need, () => github.clock.now());
  const missing = () => problemOfRefused(refusals.all(), subjectOf(need));
  const wanted = { ...need.interval, from: refusals.from };
  let own: Bookmark | undefined;
  const kept = () => (own === undefined ? {} : { bookmark: refusals.wrap(own) });
  const ask: Ask = {
    need: { ...need, bookmark: refusals.bookmark, interval: wanted },
    errand: (at) => errands.errand(at),
    emit: (events, read, { bookmark, exhaustive } = {}) => {
      const problem = missing();
      // Once everything is covered nobody waits for another report.
      const isLast = need.baseline === undefined && read !== null && gaps(wanted, [read]).length === 0;
      if (isLast) {
        refusals.finish();
      }
      // What lacks a record is not covered before it can be said, and what it lacks is not gone.
      const isHeld = problem !== null || refusals.isStartingOver;
      const covered = isHeld && !isLast ? null : read;
      own = bookmark ?? own;
      const isEmpty = Object.values(events).every((list) => list.length === 0);
      if (covered !== null || bookmark !== undefined || !isEmpty) {
        const whole = exhaustive === true && problem === null ? { exhaustive } : {};
        const ending = isLast ? problem : null;
        const calls = errands.take();
        const noted = bookmark === undefined && !isLast ? {} : kept();
        hand({ need, events, covered, baselineKnown: false, problem: ending, calls, ...told, ...noted, ...whole });
      }
    },
    refuse: (error) => refusals.add(error),
  };
  await kinds[need.kind].read(github, ask);
  const hasOwed = refusals.isStartingOver;
  refusals.finish();
  const calls = errands.take();
  const ending = { need, events: {}, covered: need.interval, baselineKnown: true, problem: missing(), calls };
  hand({ ...ending, ...told, ...(hasOwed ? kept() : {}) });
}
