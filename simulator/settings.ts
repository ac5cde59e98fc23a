import { defaultRules, Rules } from '../src/metrics';
import { defaultSettings, defaultTeam, DoraSettings, TeamSettings } from '../src/query';
import { DeployedBy, fullName, Organization, organizationName, teamProfiles } from './organization';

const overrides: Readonly<Record<DeployedBy, Partial<Rules>>> = {
  deployments: {},
  workflow: { deploymentSource: 'workflow', workflowPattern: '^Deploy to production$', branchPattern: '^main$' },
  releases: { deploymentSource: 'releases' },
  merges: { deploymentSource: 'merges' },
};

/**
 * Settings of a data source in front of the simulators: for the made-up organisation its five teams, each with the rule
 * for where its deployments are read from; for a feed one team that has everything.
 */
export function settingsFor(organization: Organization, githubUrl: string, pagerdutyUrl: string): DoraSettings {
  const isFeed = organization.truth.deliveries.length === 0;
  return {
    ...defaultSettings,
    githubUrl,
    pagerdutyUrl,
    organizations: organization.owners,
    rules: defaultRules,
    pagerdutyEnabled: organization.pagerduty.services.length > 0,
    teams: isFeed ? [everything(organization)] : generatedTeams(),
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
  return teamProfiles.map((team) => {
    const owned = (service: string) =>
      team.repositories.filter((one) => one.service === service).map(({ name }) => `${organizationName}/${name}`);
    return {
      ...defaultTeam,
      name: team.name,
      repositories: team.repositories.map(({ name }) => `${organizationName}/${name}`),
      services: team.services.map(({ name }) => name),
      serviceRepositories: Object.fromEntries(team.services.map(({ name }) => [name, owned(name)])),
      rules: overrides[team.repositories[0].deployedBy],
    };
  });
}
