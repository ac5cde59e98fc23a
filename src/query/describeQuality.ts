import { say, sayList } from '../words';
import { QualityCheck } from './qualityChecks';
import { QualityQuery } from './types';

/** What a query about data quality asks, as it stands inside a sentence. */
export function qualitySubject({ detail, checks }: QualityQuery): string {
  const which = checks.length === 0 ? null : sayList(checks.map(qualityCheckTitle));
  if (detail === 'findings') {
    return which === null
      ? say('query.quality.findings', 'what the checks of data quality found')
      : say('query.quality.findingsOf', 'what the checks of data quality found ({{which}})', { which });
  }
  return which === null
    ? say('query.quality.summary', 'data quality, a row per check')
    : say('query.quality.summaryOf', 'data quality ({{which}})', { which });
}

/** The name of a check, as it stands inside a sentence. */
export function qualityCheckTitle(check: QualityCheck): string {
  switch (check) {
    case 'deploymentsWithChanges':
      return say('query.check.deploymentsWithChanges', 'deployments with changes');
    case 'changesDeployed':
      return say('query.check.changesDeployed', 'changes with a deployment');
    case 'leadTimesApproximate':
      return say('query.check.leadTimesApproximate', 'approximate lead times');
    case 'leadTimesUnknown':
      return say('query.check.leadTimesUnknown', 'lead times that cannot be known');
    case 'incidentsMapped':
      return say('query.check.incidentsMapped', 'incidents with an owner');
    case 'incidentsLinked':
      return say('query.check.incidentsLinked', 'incidents linked to a deployment');
    case 'linksCertain':
      return say('query.check.linksCertain', 'certain links');
    case 'linksHigh':
      return say('query.check.linksHigh', 'links of high confidence');
    case 'linksLow':
      return say('query.check.linksLow', 'links by proximity in time alone');
    case 'repositoriesWithoutDeployments':
      return say('query.check.repositoriesWithoutDeployments', 'repositories without a production deployment');
    case 'repositoriesUnowned':
      return say('query.check.repositoriesUnowned', 'repositories nobody owns');
    case 'servicesUnowned':
      return say('query.check.servicesUnowned', 'services nobody owns');
    case 'teamsIncomplete':
      return say('query.check.teamsIncomplete', 'teams without repositories or services');
    case 'overridesUnknown':
      return say('query.check.overridesUnknown', 'rulings that name something unknown');
    case 'deploymentsPending':
      return say('query.check.deploymentsPending', 'deployments that never finished');
    case 'deploymentsBroken':
      return say('query.check.deploymentsBroken', 'deployments whose pipeline failed');
    case 'incidentsUnacknowledged':
      return say('query.check.incidentsUnacknowledged', 'incidents never acknowledged');
    case 'incidentsOpen':
      return say('query.check.incidentsOpen', 'incidents open for long');
    case 'permissions':
      return say('query.check.permissions', 'missing permissions');
    case 'reading':
      return say('query.check.reading', 'troubles in reading');
    case 'freshness':
      return say('query.check.freshness', 'age of the oldest look');
    case 'calls':
      return say('query.check.calls', 'calls of this page');
    case 'budget':
      return say('query.check.budget', 'what is left of the rate limit');
  }
}
