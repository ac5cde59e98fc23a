import { Change, Commit, Deployment, Directory, Events, Incident, Instant, noEvents } from '../src/events';
import { mulberry32, Random } from '../src/metrics';
import { defaultSettings, defaultTeam, DoraSettings } from '../src/query';

/**
 * An organisation of any size with everything in it that the metrics have to work for: squash and merge commits, several
 * production environments, failed pipelines, rollbacks, reverts, hotfixes, incidents that name their cause, that only
 * follow a deployment, and that have nothing to do with one. Seeded: the same size and seed, the same events.
 */

export interface Size {
  /** All deployments, of every status. */
  readonly deployments: number;
  readonly changes: number;
  readonly incidents: number;
  readonly repositories: number;
  readonly teams: number;
}

/** The size the project is measured at. */
export const fullSize: Size = {
  deployments: 100_000,
  changes: 300_000,
  incidents: 20_000,
  repositories: 200,
  teams: 50,
};

export interface Workload {
  readonly events: Events;
  readonly directory: Directory;
  readonly settings: DoraSettings;
  /** The history is [from, to). */
  readonly from: Instant;
  readonly to: Instant;
}

const hour = 3_600_000;
const day = 24 * hour;
const historyDays = 480;
const end = Date.UTC(2026, 6, 1);

export function generate(size: Size, seed = 1): Workload {
  const random = mulberry32(seed);
  const from = end - historyDays * day;
  const names = Array.from({ length: size.repositories }, (_, index) => `acme/service-${index + 1}`);
  // Some repositories see ten times the traffic of others, as they do.
  const weights = names.map((_, index) => 1 / (1 + index * 0.05));
  const shares = {
    deployments: portions(size.deployments, weights),
    changes: portions(size.changes, weights),
    incidents: portions(size.incidents, weights),
  };
  const parts = names.map((name, index) =>
    historyOf(name, {
      random,
      from,
      deployments: shares.deployments[index],
      changes: shares.changes[index],
      incidents: shares.incidents[index],
      environments: index % 10 === 0 ? ['production-eu', 'production-us'] : ['production'],
    })
  );
  return {
    events: {
      ...noEvents(),
      deployments: parts.flatMap((part) => part.deployments),
      changes: parts.flatMap((part) => part.changes),
      commits: parts.flatMap((part) => part.commits),
      incidents: parts.flatMap((part) => part.incidents),
    },
    directory: {
      repositories: names.map((name) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null })),
      services: names.map((name) => ({ id: serviceId(name), name: serviceName(name), teams: [], url: null })),
      teamRepositories: {},
    },
    settings: settingsFor(names, size.teams),
    from,
    to: end,
  };
}

function settingsFor(names: readonly string[], teams: number): DoraSettings {
  return {
    ...defaultSettings,
    githubEnabled: false,
    pagerdutyEnabled: false,
    teams: Array.from({ length: teams }, (_, team) => {
      const repositories = names.filter((_name, index) => index % teams === team);
      return {
        ...defaultTeam,
        name: `Team ${team + 1}`,
        repositories,
        services: repositories.map(serviceName),
        serviceRepositories: Object.fromEntries(repositories.map((name) => [serviceName(name), [name]])),
      };
    }),
  };
}

const serviceName = (repository: string) => repository.replace('acme/', '');
const serviceId = (repository: string) => `P${repository.replace('acme/service-', '').padStart(6, '0')}`;

interface Plan {
  readonly random: Random;
  readonly from: Instant;
  readonly deployments: number;
  readonly changes: number;
  readonly incidents: number;
  readonly environments: readonly string[];
}

function historyOf(repository: string, plan: Plan): Pick<Events, 'deployments' | 'changes' | 'commits' | 'incidents'> {
  const { random, from } = plan;
  const commits: Commit[] = [];
  const changes: Change[] = [];
  const deployments: Deployment[] = [];
  const shas = new ShaSource(random);
  let tip = shas.next();
  commits.push(commitOf(repository, tip, [], from, 'Begin'));

  const span = end - from;
  const mergeTimes = Array.from({ length: plan.changes }, () => from + day + random() * (span - day)).sort(ascending);
  const deployTimes = Array.from({ length: plan.deployments }, () => from + day + random() * (span - day)).sort(
    ascending
  );

  let merged = 0;
  for (const [index, at] of deployTimes.entries()) {
    while (merged < mergeTimes.length && mergeTimes[merged] < at) {
      tip = merge(repository, merged + 1, mergeTimes[merged], tip, { random, shas, commits, changes });
      merged++;
    }
    deployments.push(deploy(repository, index, at, tip, deployments, plan));
  }
  while (merged < mergeTimes.length) {
    tip = merge(repository, merged + 1, mergeTimes[merged], tip, { random, shas, commits, changes });
    merged++;
  }
  return { deployments, changes, commits, incidents: incidentsOf(repository, deployments, plan) };
}

interface Merging {
  readonly random: Random;
  readonly shas: ShaSource;
  readonly commits: Commit[];
  readonly changes: Change[];
}

/** One pull request onto the default branch; returns the new tip. */
function merge(repository: string, number: number, at: Instant, tip: string, merging: Merging): string {
  const { random, shas, commits, changes } = merging;
  const lead = (1 + random() ** 3 * 200) * hour;
  const kind = random();
  const original = kind < 0.02 && changes.length > 3 ? changes[changes.length - 1 - Math.floor(random() * 3)] : null;
  const hotfix = original === null && kind < 0.05;
  const title =
    original !== null ? `Revert "${original.title}"` : hotfix ? `Fix login ${number}` : `Improve part ${number}`;
  const sha = shas.next();
  const parents = [tip];
  let headSha = sha;
  if (random() < 0.4) {
    // A merge commit: one to three commits of the branch come in with it.
    let branchTip = tip;
    for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
      headSha = shas.next();
      commits.push(commitOf(repository, headSha, [branchTip], at - (lead * left) / 4, `Work on ${number}`));
      branchTip = headSha;
    }
    parents.push(headSha);
  }
  commits.push(commitOf(repository, sha, parents, at, `${title} (#${number})`));
  changes.push({
    id: String(number),
    repository,
    number,
    title,
    url: `https://github.com/${repository}/pull/${number}`,
    author: `dev-${Math.floor(random() * 40)}`,
    authorIsBot: false,
    labels: hotfix ? ['hotfix'] : [],
    branch: original !== null ? `revert-${original.number}-part` : `feature-${number}`,
    baseBranch: 'main',
    body: original !== null ? `Reverts #${original.number}` : 'What it does and why, in a few words.',
    firstCommitAt: Math.round(at - lead),
    firstCommittedAt: Math.round(at - lead),
    createdAt: Math.round(at - lead * 0.6),
    readyAt: Math.round(at - lead * 0.6),
    firstReviewAt: Math.round(at - lead * 0.3),
    approvedAt: Math.round(at - lead * 0.1),
    mergedAt: Math.round(at),
    mergeSha: sha,
    headSha,
    additions: Math.floor(random() * 400),
    deletions: Math.floor(random() * 150),
    origin: 'feed',
  });
  return sha;
}

function deploy(
  repository: string,
  index: number,
  at: Instant,
  tip: string,
  before: readonly Deployment[],
  { random, environments }: Plan
): Deployment {
  const rollback = before.length > 5 && random() < 0.02;
  return {
    id: `${repository}#${index + 1}`,
    repository,
    environment: environments[index % environments.length],
    sha: rollback ? before[before.length - 2 - Math.floor(random() * 3)].sha : tip,
    status: random() < 0.04 ? 'failure' : 'success',
    createdAt: Math.round(at),
    startedAt: Math.round(at + 20_000),
    finishedAt: Math.round(at + 60_000 + random() * 600_000),
    url: `https://github.com/${repository}/deployments/${index + 1}`,
    service: serviceName(repository),
    ref: 'main',
    origin: 'feed',
  };
}

function incidentsOf(repository: string, deployments: readonly Deployment[], plan: Plan): Incident[] {
  const { random } = plan;
  return Array.from({ length: plan.incidents }, (_, index): Incident => {
    const cause = random() < 0.6 ? (deployments[Math.floor(random() * deployments.length)] ?? null) : null;
    const isNamed = cause !== null && random() < 0.3;
    const at =
      cause === null
        ? plan.from + random() * (end - plan.from)
        : Math.min((cause.finishedAt ?? cause.createdAt) + random() ** 2 * 20 * hour, end - 1);
    const createdAt = Math.round(at);
    return {
      id: `${serviceId(repository)}-${index + 1}`,
      number: index + 1,
      service: serviceName(repository),
      serviceId: serviceId(repository),
      teams: [],
      repository: null,
      title: `Errors above the limit (${index + 1})`,
      url: `https://acme.pagerduty.com/incidents/${serviceId(repository)}-${index + 1}`,
      urgency: random() < 0.7 ? 'high' : 'low',
      priority: null,
      createdAt,
      acknowledgedAt: createdAt + Math.round(random() * 15 * 60_000),
      resolvedAt: random() < 0.01 ? null : createdAt + Math.round((0.1 + random() ** 2 * 12) * hour),
      deployment: null,
      texts: isNamed ? [`Started with ${cause.sha.slice(0, 12)}, rolled forward.`] : ['Looked at the dashboards.'],
      relatedChanges: [],
      mergedInto: null,
      origin: 'feed',
    };
  });
}

function commitOf(repository: string, sha: string, parents: readonly string[], at: Instant, message: string): Commit {
  const instant = Math.round(at);
  return { repository, sha, parents, authoredAt: instant, committedAt: instant, message, author: 'dev' };
}

/** Forty hexadecimal digits; no two alike within a repository of any thinkable size. */
class ShaSource {
  constructor(private readonly random: Random) {}

  next(): string {
    let sha = '';
    for (let word = 0; word < 5; word++) {
      sha += Math.floor(this.random() * 4_294_967_296)
        .toString(16)
        .padStart(8, '0');
    }
    return sha;
  }
}

/** Whole numbers in proportion to the weights that add up to the total. */
function portions(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  let reached = 0;
  let given = 0;
  return weights.map((weight) => {
    reached += weight;
    const upTo = Math.round((total * reached) / sum);
    const portion = upTo - given;
    given = upTo;
    return portion;
  });
}

function ascending(one: number, other: number): number {
  return one - other;
}
