import fc from 'fast-check';
import { Change, Commit, Deployment, Directory, Events, Incident, Instant, noEvents } from '../../src/events';
import { DeploymentSource } from '../../src/metrics';
import { defaultSettings, defaultTeam, DoraSettings } from '../../src/query';

/**
 * Small organisations that could be: each repository has a line of commits with side branches, changes that are
 * squashed or merged, deployments of the newest commit, of an older one or of a branch, failed and unfinished ones, and
 * incidents that name something or only happen. A plan is a list of steps on a clock, so it shrinks to a short story.
 */

export const hour = 3_600_000;
export const day = 24 * hour;

/** End of all histories. */
export const present: Instant = Date.UTC(2026, 5, 1, 12);

/** Length of all histories; nothing happens before. */
export const historyDays = 200;

export interface World {
  readonly events: Events;
  readonly directory: Directory;
  readonly settings: DoraSettings;
}

const stepKinds = ['squash', 'merge', 'deploy', 'deploy', 'deploy', 'rollback', 'branch', 'failed', 'pending'] as const;

interface Step {
  readonly kind: (typeof stepKinds)[number];
  /** Hours since the step before. */
  readonly after: number;
  readonly environment: 'production' | 'prod-eu' | 'staging';
  readonly sign: 'none' | 'hotfix' | 'revert';
  readonly incident: 'none' | 'near' | 'named' | 'other' | 'open';
}

const hours = fc.integer({ min: 1, max: 160 });

const stepsAfter = (after: fc.Arbitrary<number>): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constantFrom(...stepKinds),
    after,
    environment: fc.constantFrom('production', 'production', 'production', 'prod-eu', 'staging'),
    sign: fc.constantFrom('none', 'none', 'none', 'hotfix', 'revert'),
    incident: fc.constantFrom('none', 'none', 'none', 'near', 'named', 'other', 'open'),
  });

/**
 * Two teams that share nothing: `pay` has two repositories and a service, `shop` has one of each, and may deploy
 * whatever it merges.
 */
const worldsOf = (steps: fc.Arbitrary<Step>): fc.Arbitrary<World> =>
  fc
    .tuple(
      fc.array(steps, { minLength: 4, maxLength: 26 }),
      fc.array(steps, { maxLength: 12 }),
      fc.array(steps, { maxLength: 20 }),
      fc.constantFrom('deployments' as const, 'merges' as const)
    )
    .map(([pay, ledger, shop, source]) => {
      const plans = [pay, ledger, shop];
      const asText = () => `${plans.map(told).join(' | ')} (shop: ${source})`;
      return Object.assign(worldOf(plans, source), { [fc.toStringMethod]: asText });
    });

/** Something happens every few days. */
export const steadyWorlds = worldsOf(stepsAfter(hours));

/** Now and then a month passes in which nothing happens. */
export const worlds = worldsOf(
  stepsAfter(fc.oneof({ weight: 9, arbitrary: hours }, fc.integer({ min: 300, max: 1000 })))
);

/** A counterexample one can read: hours, what happened, and the marks that are not the usual ones. */
function told(plan: readonly Step[]): string {
  return plan
    .map(({ after, kind, environment, sign, incident }) => {
      const marks = [environment, sign, incident].filter((mark) => mark !== 'production' && mark !== 'none');
      return [`+${after}h ${kind}`, ...marks].join(' ');
    })
    .join(', ');
}

const repositories = ['acme/pay', 'acme/ledger', 'acme/shop'];
const services = [
  { id: 'PPAY', name: 'Payments', teams: [], url: null },
  { id: 'PSHOP', name: 'Shop', teams: [], url: null },
];
const serviceOf: Record<string, (typeof services)[number]> = {
  'acme/pay': services[0],
  'acme/ledger': services[0],
  'acme/shop': services[1],
};

function worldOf(plans: ReadonlyArray<readonly Step[]>, deploymentSource: DeploymentSource): World {
  const stories = repositories.map((repository, index) => new Story(repository, plans[index] ?? []));
  return {
    events: {
      ...noEvents(),
      deployments: stories.flatMap(({ deployments }) => deployments),
      changes: stories.flatMap(({ changes }) => changes),
      commits: stories.flatMap(({ commits }) => commits),
      incidents: stories.flatMap(({ incidents }) => incidents),
    },
    directory: {
      repositories: repositories.map((name) => ({
        name,
        defaultBranch: 'main',
        archived: false,
        topics: [],
        url: null,
      })),
      services,
      teamRepositories: {},
    },
    settings: {
      ...defaultSettings,
      organizations: ['acme'],
      teams: [
        { ...defaultTeam, name: 'Pay', repositories: ['acme/pay', 'acme/ledger'], services: ['Payments'] },
        {
          ...defaultTeam,
          name: 'Shop',
          repositories: ['acme/shop'],
          services: ['Shop'],
          rules: { deploymentSource },
        },
      ],
    },
  };
}

/** One repository's history, told step by step. */
class Story {
  readonly commits: Commit[] = [];
  readonly changes: Change[] = [];
  readonly deployments: Deployment[] = [];
  readonly incidents: Incident[] = [];
  private clock: Instant;
  private head: string;

  constructor(
    private readonly repository: string,
    plan: readonly Step[]
  ) {
    const hours = plan.reduce((sum, { after }) => sum + after, 0);
    this.clock = Math.max(present - historyDays * day, present - (hours + 12) * hour);
    this.head = this.commit([], this.clock, 'first');
    for (const step of plan) {
      this.clock += step.after * hour;
      if (this.clock >= present - hour) {
        break;
      }
      this.tell(step);
    }
  }

  private tell(step: Step): void {
    switch (step.kind) {
      case 'squash':
      case 'merge':
        return this.merge(step);
      case 'deploy':
        return this.deploy(this.head, step);
      case 'rollback':
        return this.deploy(this.deployments[Math.max(0, this.deployments.length - 3)]?.sha ?? this.head, step);
      case 'branch':
        return this.deploy(this.commit([this.head], this.clock, 'on a branch', true), step);
      case 'failed':
        return this.deploy(this.head, step, 'failure');
      case 'pending':
        return this.deploy(this.head, step, 'pending');
    }
  }

  private merge({ kind, sign }: Step): void {
    const number = this.changes.length + 1;
    const started = this.clock - Math.min(number * 7, 100) * hour;
    const title = sign === 'revert' && number > 1 ? `Revert "Change ${number - 1}"` : `Change ${number}`;
    if (kind === 'squash') {
      this.head = this.commit([this.head], this.clock, title);
    } else {
      const work = this.commit([this.head], this.clock - hour, title);
      this.head = this.commit([this.head, work], this.clock, `Merge ${number}`);
    }
    this.changes.push({
      id: String(number),
      repository: this.repository,
      number,
      title,
      url: null,
      author: 'ann',
      authorIsBot: false,
      labels: sign === 'hotfix' ? ['hotfix'] : [],
      branch: `topic-${number}`,
      baseBranch: 'main',
      body: null,
      firstCommitAt: started,
      firstCommittedAt: started,
      createdAt: started,
      readyAt: started,
      firstReviewAt: null,
      approvedAt: null,
      mergedAt: this.clock,
      mergeSha: this.head,
      headSha: null,
      additions: 1,
      deletions: 0,
      origin: 'pullRequest',
    });
  }

  private deploy(sha: string, { environment, incident }: Step, status: Deployment['status'] = 'success'): void {
    const id = `${this.repository}/d${this.deployments.length + 1}`;
    const finishedAt = status === 'pending' ? null : this.clock + hour / 2;
    this.deployments.push({
      id,
      repository: this.repository,
      environment,
      sha,
      status,
      createdAt: this.clock,
      startedAt: this.clock,
      finishedAt,
      url: null,
      service: null,
      ref: 'main',
      origin: 'deployment',
    });
    if (incident !== 'none') {
      this.interrupt(id, incident);
    }
  }

  private interrupt(deployment: string, kind: Exclude<Step['incident'], 'none'>): void {
    const { id, name } = serviceOf[this.repository];
    const after = kind === 'near' || kind === 'open' ? 3 * hour : 40 * hour;
    const createdAt = Math.min(this.clock + after, present - hour / 4);
    this.incidents.push({
      id: `${this.repository}/P${this.incidents.length + 1}`,
      number: null,
      service: name,
      serviceId: id,
      teams: [],
      repository: null,
      title: kind === 'named' ? `Broken since ${deployment}` : 'Slow',
      url: null,
      urgency: 'high',
      priority: null,
      createdAt,
      acknowledgedAt: null,
      resolvedAt: kind === 'open' ? null : Math.min(createdAt + 5 * hour, present - hour / 8),
      deployment: kind === 'named' ? deployment : null,
      texts: [],
      relatedChanges: [],
      mergedInto: null,
      origin: 'pagerduty',
    });
  }

  private commit(parents: readonly string[], at: Instant, message: string, aside = false): string {
    const sha = shaOf(`${this.repository} ${this.commits.length}`);
    this.commits.push({
      repository: this.repository,
      sha,
      parents,
      authoredAt: at,
      committedAt: at,
      message,
      author: aside ? asideAuthor : 'ann',
    });
    return sha;
  }
}

/** Author of the commits that lie on no default branch: a host that is asked for its history leaves them out. */
export const asideAuthor = 'aside';

/** Forty hexadecimal digits that depend on nothing but the text. */
function shaOf(text: string): string {
  let hash = 2166136261;
  let sha = '';
  for (let round = 0; sha.length < 40; round++) {
    for (const character of `${round}${text}`) {
      hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
    }
    sha += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return sha;
}
