import { defaultRules, Rules } from '../src/metrics';
import { defaultSettings, defaultTeam, DoraSettings, TeamSettings } from '../src/query';
import {
  DeployedBy,
  fullName,
  looseEnds,
  Organization,
  organizationName,
  PlannedTeam,
  teamProfiles,
} from './organization';

const overrides: Readonly<Record<DeployedBy, Partial<Rules>>> = {
  deployments: {},
  workflow: { deploymentSource: 'workflow', workflowPattern: '^Deploy to production$', branchPattern: '^main$' },
  releases: { deploymentSource: 'releases' },
  merges: { deploymentSource: 'merges' },
};

/**
 * Settings of a data source in front of the simulators: for a made-up organisation its teams, each with the rule
 * for where its deployments are read from; for a feed one team that has everything.
 */
export function settingsFor(organization: Organization, githubUrl: string, pagerdutyUrl: string): DoraSettings {
  const { plannedTeams } = organization;
  const isFeed = organization.truth.deliveries.length === 0;
  return {
    ...defaultSettings,
    githubUrl,
    pagerdutyUrl,
    organizations: organization.owners,
    rules: defaultRules,
    pagerdutyEnabled: organization.pagerduty.services.length > 0,
    teams:
      plannedTeams !== undefined
        ? plannedTeams.map((team) => teamSettings(team, organization.owners[0]))
        : isFeed
          ? [everything(organization)]
          : generatedTeams(),
  };
}

/** With the repository that never reaches production, and a ruling that names a deployment there is not. */
export function looseSettings(settings: DoraSettings, organization: Organization): DoraSettings {
  const { undeployed, unknownDeployment } = looseEnds;
  const ruled = organization.pagerduty.incidents.at(-1);
  const override = { deployment: unknownDeployment, author: 'ann', reason: 'Looked like it' };
  return {
    ...settings,
    teams: settings.teams.map((team) =>
      team.name === undeployed.team
        ? { ...team, repositories: [...team.repositories, `${organizationName}/${undeployed.repository}`] }
        : team
    ),
    rules: {
      ...settings.rules,
      overrides: ruled === undefined ? [] : [{ ...override, incident: ruled.id }],
    },
  };
}

function everything(organization: Organization): TeamSettings {
  return {
    ...defaultTeam,
    name: 'Everything',
    repositories: organization.repositories.map(fullName),
    services: organization.pagerduty.services.map(({ id }) => id),
  };
}

function generatedTeams(): readonly TeamSettings[] {
  return teamProfiles.map(({ name, repositories, services }) => {
    const team = {
      name,
      deployedBy: repositories[0].deployedBy,
      repositories: repositories.map((one) => one.name),
      services: services.map((service) => ({
        name: service.name,
        repositories: repositories.filter((one) => one.service === service.name).map((one) => one.name),
      })),
    };
    return teamSettings(team, organizationName);
  });
}

function teamSettings(team: PlannedTeam, owner: string): TeamSettings {
  const full = (names: readonly string[]) => names.map((name) => `${owner}/${name}`);
  return {
    ...defaultTeam,
    name: team.name,
    repositories: full(team.repositories),
    services: team.services.map(({ name }) => name),
    serviceRepositories: Object.fromEntries(team.services.map(({ name, repositories }) => [name, full(repositories)])),
    rules: overrides[team.deployedBy],
  };
}
