import { Dice } from './dice';
import { IncidentBook } from './incidentBook';
import { Organization, SimIncident, SimRepository, SimService } from './model';
import { RepositoryProfile, teamProfiles } from './profiles';
import { simulateRepository } from './repositorySimulation';
import { day, minute } from './workingTime';

/** What is not as it should be in the organisation, so that a data source has something to find. */
export interface LooseEnds {
  /** Belongs to a team, but is deployed to no environment whose name says production. Without an owner. */
  readonly undeployed: { readonly team: string; readonly repository: string };
  /** In scope, and no team's. */
  readonly unowned: string;
  readonly unownedService: string;
  /** A ruling names this deployment, which there is not. */
  readonly unknownDeployment: string;
}

export const looseEnds: LooseEnds = {
  undeployed: { team: 'Checkout', repository: 'checkout-reports' },
  unowned: 'old-intranet',
  unownedService: 'status-page',
  unknownDeployment: 'DE_no_such_deployment',
};

/**
 * The organisation with loose ends: a repository that never reaches production, a repository and a service nobody owns, a
 * deployment that never ends and an incident that nobody has seen. Nothing else of it changes. Its oracle (`truth`) knows
 * nothing of them.
 */
export function withLooseEnds(organization: Organization, seed: number): Organization {
  const { repositories, teams, pagerduty } = organization;
  const { undeployed, unowned } = looseEnds;
  const owner = organization.owners[0];
  const added = simulated(organization, seed);
  const quiet: SimRepository = {
    ...added,
    id: added.id + 1,
    name: unowned,
    head: null,
    commits: new Map(),
    pullRequests: [],
    deployments: [],
    runs: [],
    issues: [],
    releases: [],
    tags: [],
  };
  const [first, ...others] = repositories;
  return {
    ...organization,
    repositories: [withStuckDeployment(first, organization.now), ...others, added, quiet],
    teams: teams.map((team) =>
      team.name === undeployed.team
        ? { ...team, repositories: [...team.repositories, `${owner}/${undeployed.repository}`] }
        : team
    ),
    pagerduty: {
      ...pagerduty,
      services: [...pagerduty.services, serviceOf(seed, organization)],
      incidents: withForgottenIncident(pagerduty.incidents, organization.now),
    },
  };
}

/** Works as its team does, but what it ships goes to an environment called `qa`, and nothing of it breaks. */
function simulated(organization: Organization, seed: number): SimRepository {
  const { now, pagerduty } = organization;
  const index = teamProfiles.findIndex(({ name }) => name === looseEnds.undeployed.team);
  const team = teamProfiles[index];
  const profile: RepositoryProfile = {
    ...team.repositories[0],
    name: looseEnds.undeployed.repository,
    weight: 0.4,
    production: ['qa'],
    reviewBot: null,
    formerNames: [],
  };
  const { users, priorities } = pagerduty;
  return simulateRepository({
    seed,
    from: now - 400 * day,
    now,
    owner: organization.owners[0],
    base: (index + 1) * 10 + team.repositories.length,
    profile,
    crew: { people: organization.people.slice(0, team.people).map(({ login }) => login), reviewBot: null },
    habits: (daysAgo) => ({ ...team.habits(daysAgo), failureRate: 0 }),
    book: new IncidentBook(new Dice(seed, 'loose ends'), users, priorities, now),
    service: pagerduty.services[0].id,
    teams: [pagerduty.teams[index].id],
    user: users[0].id,
  }).repository;
}

/** Begun five days ago, and never heard of since. */
function withStuckDeployment(repository: SimRepository, now: number): SimRepository {
  const { deployments } = repository;
  const last = deployments.filter(({ environment }) => environment.startsWith('production')).at(-1);
  if (last === undefined) {
    return repository;
  }
  const createdAt = now - 5 * day;
  const stuck = {
    ...last,
    id: last.id + 900_000,
    nodeId: `${last.nodeId}stuck`,
    createdAt,
    statuses: [{ state: 'QUEUED' as const, createdAt: createdAt + minute, logUrl: '' }],
  };
  return {
    ...repository,
    deployments: [...deployments, stuck].sort((a, b) => a.createdAt - b.createdAt),
  };
}

function serviceOf(seed: number, { now }: Organization): SimService {
  const name = looseEnds.unownedService;
  const id = `P${new Dice(seed, `P/${name}`).digits(6, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')}`;
  return { id, name, description: 'Once somebody knew whose this is', teams: [], createdAt: now - 900 * day };
}

/** Twelve days old, and neither acknowledged nor resolved. */
function withForgottenIncident(incidents: readonly SimIncident[], now: number): readonly SimIncident[] {
  const [model] = incidents;
  const forgotten: SimIncident = {
    ...model,
    id: `${model.id}X`,
    title: 'Certificate expires soon',
    urgency: 'low',
    priority: null,
    createdAt: now - 12 * day,
    acknowledgements: [],
    resolvedAt: null,
    resolvedBy: null,
    mergedInto: null,
    notes: [],
    changeEvents: [],
  };
  return [...incidents, forgotten]
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .map((incident, index) => ({ ...incident, number: index + 1 }));
}
