import { generateLargeOrganization, Organization, SimIncident, SimRepository, SimService } from '../../simulator';

/** When everybody looks. */
export const present = Date.parse('2026-11-23T12:00:00Z');

const hour = 3_600_000;
const historyDays = 32;

/**
 * Three repositories and what they need: squashed and merged ones deployed by GitHub's deployments, one deployed by a
 * workflow; a service with incidents for each. Its history is over: when something is read makes no difference.
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
    closest(35, (one) => isDeployed(one) && one.mergeStyle === 'squash'),
    closest(35, (one) => isDeployed(one) && one.mergeStyle === 'merge'),
    closest(18, (one) => one.deployedBy === 'workflow'),
  ];
  const names = new Set(repositories.map(({ name }) => name));
  const plannedTeams = (whole.plannedTeams ?? []).flatMap((team) => {
    const services = team.services
      .map((service) => ({ ...service, repositories: service.repositories.filter((name) => names.has(name)) }))
      .filter((service) => service.repositories.length > 0);
    const own = team.repositories.filter((name) => names.has(name));
    return own.length === 0 ? [] : [{ ...team, repositories: own, services }];
  });
  const serviceNames = new Set(plannedTeams.flatMap(({ services }) => services.map(({ name }) => name)));
  const services = whole.pagerduty.services.filter(({ name }) => serviceNames.has(name));
  const ids = new Set(services.map(({ id }) => id));
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
        ...noise(whole, services[0]),
      ].sort((a, b) => a.createdAt - b.createdAt),
    },
  };
}

/** Incidents of two days that many acknowledge: the account's log of these days has a second page. */
function noise({ pagerduty }: Organization, service: SimService): readonly SimIncident[] {
  const [like] = pagerduty.incidents;
  return Array.from({ length: 16 }, (_, index) => {
    const createdAt = present - (index + 1) * 3 * hour;
    return {
      ...like,
      id: `QNOISE${index}`,
      number: 10_000 + index,
      title: `${service.name}: probe timed out once`,
      body: '',
      service: service.id,
      teams: service.teams,
      urgency: 'low' as const,
      priority: null,
      createdAt,
      acknowledgements: Array.from({ length: 7 }, (__, turn) => ({ at: createdAt + turn * 10_000, user: 'UNOBODY' })),
      resolvedAt: createdAt + 90_000,
      resolvedBy: null,
      mergedInto: null,
      notes: [],
      changeEvents: [],
    };
  });
}
