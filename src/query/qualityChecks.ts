/** What is checked of the data that numbers rest on, in the order in which it is shown. Saved queries name them. */
export const qualityChecks = [
  'deploymentsWithChanges',
  'changesDeployed',
  'leadTimesApproximate',
  'leadTimesUnknown',
  'incidentsMapped',
  'incidentsLinked',
  'linksCertain',
  'linksHigh',
  'linksLow',
  'repositoriesWithoutDeployments',
  'repositoriesUnowned',
  'servicesUnowned',
  'teamsIncomplete',
  'overridesUnknown',
  'deploymentsPending',
  'deploymentsBroken',
  'incidentsUnacknowledged',
  'incidentsOpen',
  'permissions',
  'reading',
  'freshness',
  'calls',
  'budget',
] as const;
export type QualityCheck = (typeof qualityChecks)[number];

/** `summary`: a row per check; `findings`: a row per thing that a check found. */
export const qualityDetails = ['summary', 'findings'] as const;
export type QualityDetail = (typeof qualityDetails)[number];
