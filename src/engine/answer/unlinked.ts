import { Attribution, IncidentFact, IncidentOverride, NotLinked } from '../../metrics';
import { say } from '../../words';

const hour = 3_600_000;

/**
 * Why an incident is laid to no deployment, in one sentence with the nearest one that could have been; null: it is laid to
 * one under this attribution.
 */
export function sayUnlinked({ link, unlinked }: IncidentFact, attribution: Attribution): string | null {
  if (unlinked !== null) {
    return sayNotLinked(unlinked);
  }
  return link !== null && attribution === 'strict' && link.rule === 'proximity'
    ? say('incidents.strict', 'Strict attribution leaves out proximity: {{evidence}}.', { evidence: link.evidence })
    : null;
}

export function sayNotLinked(reason: NotLinked): string {
  switch (reason.code) {
    case 'ruled':
      return sayRuled(reason.override);
    case 'unknownDeployment':
      return sayRuledUnknown(reason.override);
    case 'noRepository':
      return reason.service === null
        ? say(
            'incidents.noService',
            'It names no deployment and is on no service, so there is nothing to look for a cause in.'
          )
        : say(
            'incidents.noRepository',
            'It names no deployment, and no repository is known to belong to its service “{{service}}”. Map the service to repositories in the settings.',
            { service: reason.service }
          );
    case 'noDeployment':
      return say(
        'incidents.noDeployment',
        'It names no deployment, and no production deployment of {{repositories}} is known before it.',
        { repositories: reason.repositories.join(', ') }
      );
    case 'outsideWindow': {
      const { deployment, elapsed, windowHours } = reason;
      return say(
        'incidents.outsideWindow',
        'No deployment of {{repository}} within {{window}} h before it: the nearest, {{deployment}}, had finished {{elapsed}} h earlier, and nothing names one.',
        {
          repository: deployment.repository,
          window: windowHours,
          deployment: deployment.id,
          elapsed: Math.round((elapsed / hour) * 10) / 10,
        }
      );
    }
  }
}

/** Author, reason and moment are each said where they are known. */
function sayRuled({ author, reason, at = '' }: IncidentOverride): string {
  if (author === '' || reason === '') {
    return author === ''
      ? say('incidents.ruled.plain', 'Ruled not change-related in the settings, without a name or a reason.')
      : say('incidents.ruled.author', 'Ruled not change-related by {{author}}, without a reason.', { author });
  }
  return at === ''
    ? say('incidents.ruled.anyhow', 'Ruled not change-related by {{author}}: {{reason}}.', {
        author,
        reason: open(reason),
      })
    : say('incidents.ruled.at', 'Ruled not change-related by {{author}} on {{at}}: {{reason}}.', {
        author,
        at,
        reason: open(reason),
      });
}

function sayRuledUnknown({ author, deployment }: IncidentOverride): string {
  return author === ''
    ? say(
        'incidents.ruled.unknown',
        'The settings say that {{deployment}} caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
        { deployment: deployment ?? '' }
      )
    : say(
        'incidents.ruled.unknownBy',
        '{{author}} ruled that {{deployment}} caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
        { author, deployment: deployment ?? '' }
      );
}

/** The sentence around it has the full stop. */
function open(reason: string): string {
  return reason.replace(/\.$/, '');
}
