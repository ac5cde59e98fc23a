import { QualityCheck } from '../../query';
import { say } from '../../words';

/** What to do about what a check found, in whole sentences. */
export function adviceOf(check: QualityCheck): string {
  switch (check) {
    case 'deploymentsWithChanges':
      return say(
        'engine.quality.deploymentsWithChanges.advice',
        'Look whether these deploy the same commit again, or commits that reach the default branch without a pull request; for these choose "commit" as the unit of change.'
      );
    case 'changesDeployed':
      return say(
        'engine.quality.changesDeployed.advice',
        'Look whether these repositories are deployed at all, whether their deployments match the rules in the settings, and whether changes go to a branch that is never deployed.'
      );
    case 'leadTimesApproximate':
      return say(
        'engine.quality.leadTimesApproximate.advice',
        'Look whether deployments name commits that are on no branch; the token needs "Contents: read" to compare commits.'
      );
    case 'leadTimesUnknown':
      return say(
        'engine.quality.leadTimesUnknown.advice',
        'Nothing is wrong: from the second deployment on lead times are known. A new environment, or a changed rule, begins anew.'
      );
    case 'incidentsMapped':
      return say(
        'engine.quality.incidentsMapped.advice',
        'Give the services to a team in the settings, and where a team has several repositories say which of them each service belongs to.'
      );
    case 'linksCertain':
    case 'linksHigh':
      return nothingToDo();
    case 'incidentsLinked':
      return say(
        'engine.quality.links.advice',
        'Name the deployment, commit or pull request in the incident, or send PagerDuty a change event with every deployment: both make links that do not depend on time.'
      );
    case 'linksLow':
      return say(
        'engine.quality.linksLow.advice',
        'Compare with strict attribution to see what hangs on proximity; name the cause in incidents, send PagerDuty change events, map services to repositories, or shorten the attribution window.'
      );
    case 'repositoriesWithoutDeployments':
      return say(
        'engine.quality.repositoriesWithoutDeployments.advice',
        'Change the pattern for production or the source of deployments in the rules, leave the repository out with "!" in the settings, or choose a wider time range.'
      );
    case 'repositoriesUnowned':
      return say(
        'engine.quality.repositoriesUnowned.advice',
        'Give the repository to a team in the settings ("Look for teams" suggests one), or leave it out with "!".'
      );
    case 'servicesUnowned':
      return say(
        'engine.quality.servicesUnowned.advice',
        'Give the service, or its PagerDuty team, to a team in the settings.'
      );
    case 'teamsIncomplete':
      return say(
        'engine.quality.teamsIncomplete.advice',
        'Complete the team in the settings, or check what the tokens may see.'
      );
    case 'overridesUnknown':
      return say(
        'engine.quality.overridesUnknown.advice',
        'Correct the id in the settings under "Rulings on incidents", or remove the ruling.'
      );
    case 'deploymentsPending':
      return say(
        'engine.quality.deploymentsPending.advice',
        'Let the pipeline report success or failure also when it is cancelled; what never ends counts in no number.'
      );
    case 'deploymentsBroken':
      return say(
        'engine.quality.deploymentsBroken.advice',
        'A failed pipeline is no change failure, because production was not reached; the rule "count failed pipelines" makes it one. Look at why they fail.'
      );
    case 'incidentsUnacknowledged':
      return say(
        'engine.quality.incidentsUnacknowledged.advice',
        'Look whether these alerts resolve themselves: then they are noise and lengthen no recovery, and urgency or priority in the rules can leave them out.'
      );
    case 'incidentsOpen':
      return say(
        'engine.quality.incidentsOpen.advice',
        'Resolve what is over: an open incident has no time to restore, and the deployment it is linked to never recovers.'
      );
    case 'permissions':
      return say(
        'engine.quality.permissions.advice',
        'Give the token the permission that is named, authorise it for single sign-on, or leave the repository out with "!".'
      );
    case 'reading':
      return say(
        'engine.quality.reading.advice',
        'Refresh. What comes back each time is in a record of the upstream that is not understood, or in a limit that others use up.'
      );
    case 'freshness':
      return say(
        'engine.quality.freshness.advice',
        'Refresh the dashboard; if it stays old, look at the troubles in reading.'
      );
    case 'calls':
      return say(
        'engine.quality.calls.advice',
        'The query inspector of each panel says what it has cost and for what; fewer repositories and a shorter time range cost less.'
      );
    case 'budget':
      return say(
        'engine.quality.budget.advice',
        'Wait until the limit is whole again, find out what else uses the token, or give this data source a token of its own.'
      );
  }
}

export function nothingToDo(): string {
  return say('engine.quality.nothingToDo', 'Nothing to do.');
}

export function chooseWiderRange(): string {
  return say('engine.quality.chooseWiderRange', 'If there should be something, choose a wider time range.');
}

export function nothingToCheck(): string {
  return say('engine.quality.nothingToCheck', 'There was nothing to check in this time range.');
}
