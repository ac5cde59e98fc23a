import {
  DeployedBy,
  fullName,
  generateLargeOrganization,
  nodeId,
  Organization,
  PlannedTeam,
  SimDeployment,
  SimIncident,
  SimPullRequest,
  SimRelease,
  SimRepository,
  SimService,
} from '../../simulator';

/** When everybody looks. */
export const present = Date.parse('2026-11-23T12:00:00Z');

const hour = 3_600_000;
const day = 24 * hour;
const historyDays = 32;

/**
 * Five repositories and what they need, each read in another way: squashed and merged ones deployed by GitHub's
 * deployments, one deployed by a workflow, one by its releases, one by merging; a service with incidents for most. It
 * holds a deployment from a branch that was never merged (only a comparison tells what it contains), and incidents that
 * are tied to deployments by a note, by a change event and by time, one that was merged into another, and one of half a
 * year ago; one has a past that nothing needs. Its history is over: when something is read makes no difference.
 */
export function tinyOrganization(): Organization {
  const whole = generateLargeOrganization({ seed: 11, now: present, days: historyDays, repositories: 35 });
  const closest = (wanted: number, accepts: (repository: SimRepository) => boolean) =>
    whole.repositories
      .filter((one) => accepts(one))
      .sort((a, b) => Math.abs(a.pullRequests.length - wanted) - Math.abs(b.pullRequests.length - wanted))[0];
  const isDeployed = ({ deployedBy, deployments }: SimRepository) =>
    deployedBy === 'deployments' && deployments.length > 8;
  const repositories = [
    // About as many pull requests as take two pages, and runs for one.
    withPast(closest(35, (one) => isDeployed(one) && one.mergeStyle === 'squash')),
    withSideBranch(closest(35, (one) => isDeployed(one) && one.mergeStyle === 'merge')),
    closest(18, (one) => one.deployedBy === 'workflow'),
    withReleases(closest(20, ({ deployedBy, mergeStyle }) => deployedBy === 'deployments' && mergeStyle === 'squash')),
    {
      ...closest(12, ({ deployedBy }) => deployedBy === 'deployments'),
      deployedBy: 'merges' as const,
      deployments: [],
    },
  ];
  const deployedBy = new Map(repositories.map((one) => [one.name, one.deployedBy]));
  const plannedTeams = (whole.plannedTeams ?? []).flatMap((team) =>
    byDeployment(team, deployedBy).filter((one) => one.repositories.length > 0)
  );
  const serviceNames = new Set(plannedTeams.flatMap(({ services }) => services.map(({ name }) => name)));
  const services = whole.pagerduty.services.filter(({ name }) => serviceNames.has(name));
  const ids = new Set(services.map(({ id }) => id));
  const [first] = services;
  const own = services.find(({ name }) => plannedTeams.some((team) => isFor(team, name, repositories[0]))) ?? first;
  return {
    ...whole,
    until: undefined,
    repositories,
    plannedTeams,
    teams: [],
    pagerduty: {
      ...whole.pagerduty,
      services,
      incidents: [
        ...whole.pagerduty.incidents.filter(({ service }) => ids.has(service)),
        ...noise(whole, first),
        ...told(whole, own, repositories[0]),
      ].sort((a, b) => a.createdAt - b.createdAt),
    },
  };
}

function isFor({ services }: PlannedTeam, service: string, repository: SimRepository): boolean {
  return services.some((one) => one.name === service && one.repositories.includes(repository.name));
}

/** A team for each way in which its repositories are deployed: a team has one rule. */
function byDeployment(team: PlannedTeam, deployedBy: ReadonlyMap<string, DeployedBy>): readonly PlannedTeam[] {
  const ways = [...new Set(team.repositories.flatMap((name) => deployedBy.get(name) ?? []))];
  return ways.map((way) => {
    const isOwn = (name: string) => deployedBy.get(name) === way;
    return {
      ...team,
      name: `${team.name} (${way})`,
      deployedBy: way,
      repositories: team.repositories.filter(isOwn),
      services: team.services
        .map((service) => ({ ...service, repositories: service.repositories.filter(isOwn) }))
        .filter((service) => service.repositories.length > 0),
    };
  });
}

/** The last deployment but two is one of a branch that is never merged. */
function withSideBranch(repository: SimRepository): SimRepository {
  const production = repository.deployments.filter(({ environment }) => /prod|live/i.test(environment));
  const replaced = production[production.length - 3];
  const deployed = repository.commits.get(replaced.sha);
  if (deployed === undefined) {
    throw new Error(`${replaced.sha} is no commit of ${fullName(repository)}.`);
  }
  const sha = `51de${deployed.sha.slice(4)}`;
  const commits = new Map(repository.commits);
  commits.set(sha, { ...deployed, sha, parents: [deployed.sha], message: 'Raise the timeout' });
  const deployments = repository.deployments.map((one): SimDeployment =>
    one === replaced ? { ...one, sha, ref: 'raise-the-timeout' } : one
  );
  return { ...repository, commits, deployments };
}

/**
 * Long ago there were deployments to an environment that does not count, and merges into a branch that is not the default
 * one. Nothing needs them: the lists are read from their heads, and not to their ends.
 */
function withPast(repository: SimRepository): SimRepository {
  const ago = (at: number) => at - 120 * day;
  const deployments = repository.deployments.map((one, index): SimDeployment => {
    const statuses = one.statuses.map((status) => ({ ...status, createdAt: ago(status.createdAt) }));
    const id = 800_000 + index;
    const own = { id, nodeId: nodeId('DE', repository.id, id), environment: 'demonstration' };
    return { ...one, ...own, createdAt: ago(one.createdAt), statuses };
  });
  const pullRequests = repository.pullRequests
    .filter(({ mergedAt }) => mergedAt !== null)
    .map((one, index): SimPullRequest => {
      const at = ago(one.mergedAt ?? 0);
      const times = { createdAt: at - hour, updatedAt: at, closedAt: at, mergedAt: at };
      const nothing = { reviews: [], comments: [], events: [], commits: [], mergeSha: null };
      return { ...one, ...times, ...nothing, number: 80_000 + index, baseBranch: 'first-edition' };
    });
  return {
    ...repository,
    deployments: [...deployments, ...repository.deployments],
    pullRequests: [...pullRequests, ...repository.pullRequests],
  };
}

/** Every second merge is released. */
function withReleases(repository: SimRepository): SimRepository {
  const merged = repository.pullRequests
    .filter(({ mergedAt }) => mergedAt !== null)
    .sort((a, b) => (a.mergedAt ?? 0) - (b.mergedAt ?? 0));
  const releases = merged
    .filter((_, index) => index % 2 === 1)
    .map(({ mergedAt, mergeSha, author }, index): SimRelease => {
      const at = (mergedAt ?? 0) + hour;
      return {
        id: 700_000 + index,
        nodeId: nodeId('RE', repository.id, index),
        tag: `v1.${index}.0`,
        name: `1.${index}`,
        isDraft: false,
        isPrerelease: false,
        createdAt: at - 60_000,
        publishedAt: at,
        author: author ?? '',
        sha: mergeSha ?? '',
      };
    })
    .filter(({ publishedAt }) => publishedAt !== null && publishedAt < present);
  const tags = releases.map(({ tag, sha }) => ({ name: tag, sha, annotation: null }));
  return { ...repository, deployedBy: 'releases', deployments: [], releases, tags };
}

function incident(like: SimIncident, service: SimService, number: number, createdAt: number): SimIncident {
  return {
    ...like,
    id: `QTINY${number}`,
    number,
    body: '',
    service: service.id,
    teams: service.teams,
    urgency: 'high',
    priority: null,
    createdAt,
    acknowledgements: [{ at: createdAt + 60_000, user: 'UNOBODY' }],
    resolvedAt: createdAt + hour,
    resolvedBy: null,
    mergedInto: null,
    notes: [],
    changeEvents: [],
  };
}

/** What incidents themselves do not say: whom a note and a change event blame, long after proximity would; one that is merged. */
function told({ pagerduty }: Organization, service: SimService, repository: SimRepository): readonly SimIncident[] {
  const [like] = pagerduty.incidents;
  const finished = repository.deployments.flatMap(({ environment, sha, statuses }) => {
    const at = statuses.find(({ state }) => state === 'SUCCESS')?.createdAt;
    return /prod|live/i.test(environment) && at !== undefined && at > present - 12 * day ? [{ sha, at }] : [];
  });
  const [noted, related] = finished;
  const one = incident(like, service, 20_000, noted.at + 2 * hour);
  const other = incident(like, service, 20_001, related.at + 3 * hour);
  return [
    { ...one, title: 'Orders fail', notes: [{ at: one.createdAt + 600_000, user: 'UNOBODY', content: noted.sha }] },
    {
      ...other,
      title: 'Checkout is slow',
      changeEvents: [
        {
          id: 'CTINY1',
          summary: `Deployed ${related.sha}`,
          at: related.at,
          source: 'ci',
          links: [],
          details: { sha: related.sha },
        },
      ],
    },
    { ...incident(like, service, 20_002, other.createdAt + 60_000), title: 'Checkout is slow', mergedInto: other.id },
    { ...incident(like, service, 20_003, present - 200 * day), title: 'Orders fail' },
  ];
}

/** Incidents of two days that many acknowledge: the account's log of these days has a second page. */
function noise({ pagerduty }: Organization, service: SimService): readonly SimIncident[] {
  const [like] = pagerduty.incidents;
  return Array.from({ length: 7 }, (_, index) => {
    const createdAt = present - (index + 1) * 6 * hour;
    return {
      ...incident(like, service, 10_000 + index, createdAt),
      title: `${service.name}: probe timed out once`,
      urgency: 'low' as const,
      acknowledgements: Array.from({ length: 16 }, (__, turn) => ({ at: createdAt + turn * 10_000, user: 'UNOBODY' })),
      resolvedAt: createdAt + 90_000,
    };
  });
}
