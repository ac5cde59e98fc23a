import { DecodeError, UpstreamError } from '../transport';
import { reasonsOf, Refusal } from '../refusals';
import { Problem, ProblemKind } from '../types';
import { say, sayCount, sayInstant } from '../../words';

function problem(kind: ProblemKind, scope: string | null, message: string, retryAt: number | null = null): Problem {
  return { source: 'pagerduty', kind, scope, message, retryAt };
}

function sentence(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}

export const wrongKey = () =>
  say(
    'pagerduty.problem.wrongKey',
    'PagerDuty refused the API key: it is wrong, revoked, or belongs to the other service region. Check that the region in the data source settings (US or EU) is the one of your PagerDuty address, then enter a new key.'
  );

/**
 * What stands in the way, with advice. `what` begins a sentence ("The incidents of pay-api"); `permission` is the
 * OAuth scope that reading it takes.
 */
export function problemOf(error: unknown, what: string, scope: string | null, permission: string): Problem {
  if (!(error instanceof UpstreamError)) {
    const reason = sentence(error instanceof Error ? error.message : String(error));
    const kind = error instanceof DecodeError ? 'badRecord' : 'badAnswer';
    return problem(
      kind,
      scope,
      say(
        'pagerduty.problem.badRecord',
        "{{what}} could not be read: PagerDuty's answer was not understood ({{reason}}).",
        { what, reason }
      )
    );
  }
  const { kind, reason, retryAt, status } = error.failure;
  const said = sentence(reason);
  switch (kind) {
    case 'unauthorized':
      return problem(
        kind,
        null,
        [wrongKey(), say('pagerduty.problem.untilThen', 'Until then nothing can be read from PagerDuty.')].join(' ')
      );
    case 'forbidden':
      return problem(
        kind,
        scope,
        say('pagerduty.problem.forbidden', '{{what}} cannot be read: {{said}}. {{advice}}', {
          what,
          said,
          advice: permissionAdvice(status, permission),
        })
      );
    case 'notFound':
      return problem(
        kind,
        scope,
        say(
          'pagerduty.problem.notFound',
          "{{what}} cannot be read: PagerDuty finds no such thing ({{said}}). Check the service names and ids in the settings; a user's key only sees what that user sees.",
          { what, said }
        )
      );
    case 'rateLimited':
      return problem(
        kind,
        scope,
        retryAt === null
          ? say(
              'pagerduty.problem.rateLimited',
              "{{what}} could not be read completely: PagerDuty's rate limit of this key (960 requests a minute) is used up. Refresh in a few minutes.",
              { what }
            )
          : say(
              'pagerduty.problem.rateLimitedUntil',
              "{{what}} could not be read completely: PagerDuty's rate limit of this key (960 requests a minute) is used up. Refresh after {{when}}.",
              { what, when: sayInstant(retryAt) }
            ),
        retryAt
      );
    case 'unavailable':
      return problem(
        kind,
        scope,
        say(
          'pagerduty.problem.unavailable',
          '{{what}} could not be read: PagerDuty did not answer after several tries ({{said}}). Refresh to try again.',
          { what, said }
        )
      );
    case 'truncated':
      return problem(
        kind,
        scope,
        say('pagerduty.problem.truncated', '{{what}} could not be read completely: {{said}}. Refresh to try again.', {
          what,
          said,
        })
      );
    default:
      return problem(
        kind,
        scope,
        say(
          'pagerduty.problem.badAnswer',
          "{{what}} could not be read: PagerDuty's answer was not understood ({{said}}). Check the PagerDuty region or address in the data source settings.",
          { what, said }
        )
      );
  }
}

/** Does it concern this question only, so that another way to the answer may still be open? */
export function concernsOnlyThis(error: unknown): boolean {
  return (
    error instanceof DecodeError ||
    (error instanceof UpstreamError && !['unauthorized', 'rateLimited'].includes(error.failure.kind))
  );
}

export function permissionAdvice(status: number | null, permission: string): string {
  return status === 402
    ? say('pagerduty.problem.plan', "The account's plan does not include it.")
    : say(
        'pagerduty.problem.permission',
        'Use a read-only API key of the account, or give the app the scope "{{permission}}".',
        { permission }
      );
}

/** Records that had to be left out, for a notice; null when there were none. */
export function problemOfRefused(
  refused: ReadonlyArray<Pick<Refusal, 'message'>>,
  what: string,
  scope: string | null
): Problem | null {
  if (refused.length === 0) {
    return null;
  }
  const reasons = reasonsOf(refused);
  return problem(
    'badRecord',
    scope,
    sayCount(
      'pagerduty.problem.refused',
      {
        one: "{{what}}: 1 record is missing because PagerDuty's answer was not understood ({{reasons}}). Everything else is shown.",
        other:
          "{{what}}: {{count}} records are missing because PagerDuty's answer was not understood ({{reasons}}). Everything else is shown.",
      },
      refused.length,
      { what, reasons }
    )
  );
}

export function evidenceProblem(kind: ProblemKind, message: string): Problem {
  return problem(kind, null, message);
}
