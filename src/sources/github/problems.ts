import { Problem, ProblemKind } from '../types';
import { DecodeError, UpstreamError } from '../transport';
import { say, sayCount, sayInstant } from '../../words';
import { reasonsOf, Refusal } from '../refusals';

/** What was asked for, in words, and what reading it takes. */
export interface Subject {
  /** `The deployments of acme/pay`. */
  readonly what: string;
  readonly scope: string | null;
  /** Fine-grained permission, as GitHub's token page names it. */
  readonly permission: string;
}

function problem(kind: ProblemKind, scope: string | null, message: string, retryAt: number | null = null): Problem {
  return { source: 'github', kind, scope, message, retryAt };
}

function sentence(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}

/** What stands in the way, in a sentence with advice. Anything unforeseen is a bad answer, never silence. */
export function problemOf(error: unknown, subject: Subject): Problem {
  const { what, scope, permission } = subject;
  if (!(error instanceof UpstreamError)) {
    const reason = error instanceof Error ? error.message : String(error);
    const kind = error instanceof DecodeError ? 'badRecord' : 'badAnswer';
    return problem(
      kind,
      scope,
      say('github.problem.badRecord', "{{what}} could not be read: GitHub's answer was not understood ({{reason}}).", {
        what,
        reason: sentence(reason),
      })
    );
  }
  const { kind, reason, retryAt } = error.failure;
  const said = sentence(reason);
  switch (kind) {
    case 'unauthorized':
      return problem(
        kind,
        null,
        say(
          'github.problem.unauthorized',
          'GitHub refused the token: it is wrong, expired or revoked. Nothing can be read from GitHub until a new token is entered in the data source settings.'
        )
      );
    case 'forbidden':
      return problem(
        kind,
        scope,
        say('github.problem.forbidden', '{{what}} cannot be read: {{said}}. {{advice}}', {
          what,
          said,
          advice: permissionAdvice(reason, permission),
        })
      );
    case 'notFound':
      return problem(
        kind,
        scope,
        say(
          'github.problem.notFound',
          '{{what}} cannot be read: GitHub finds no such thing ({{said}}). Check the spelling; if it is private, the token needs access to it and "{{permission}}".',
          { what, said, permission }
        )
      );
    case 'rateLimited':
      return problem(
        kind,
        scope,
        retryAt === null
          ? say(
              'github.problem.rateLimited',
              "{{what}} could not be read completely: GitHub's rate limit of this token is used up. Refresh in a few minutes.",
              { what }
            )
          : say(
              'github.problem.rateLimitedUntil',
              "{{what}} could not be read completely: GitHub's rate limit of this token is used up. Refresh after {{when}}.",
              { what, when: sayInstant(retryAt) }
            ),
        retryAt
      );
    case 'unavailable':
      return problem(
        kind,
        scope,
        say(
          'github.problem.unavailable',
          '{{what}} could not be read: GitHub did not answer after several tries ({{said}}). Refresh to try again.',
          { what, said }
        )
      );
    default:
      return problem(
        kind,
        scope,
        say(
          'github.problem.badAnswer',
          "{{what}} could not be read: GitHub's answer was not understood ({{said}}). Check the GitHub address in the data source settings.",
          { what, said }
        )
      );
  }
}

function permissionAdvice(reason: string, permission: string): string {
  if (/SAML|single sign-on/i.test(reason)) {
    return say(
      'github.problem.singleSignOn',
      'The organization requires single sign-on: authorize the token for it under "Configure SSO" on GitHub\'s token page.'
    );
  }
  return say(
    'github.problem.permission',
    'Give a fine-grained token or GitHub App "{{permission}}" for this repository, a classic token the scope "repo".',
    { permission }
  );
}

/** Records that had to be left out, for a notice; null when there were none. */
export function problemOfRefused(refused: readonly Refusal[], subject: Subject): Problem | null {
  if (refused.length === 0) {
    return null;
  }
  const reasons = reasonsOf(refused);
  return problem(
    refused.some(({ isBadRecord }) => isBadRecord) ? 'badRecord' : 'truncated',
    subject.scope,
    sayCount(
      'github.problem.refused',
      {
        one: "{{what}}: 1 record is missing because GitHub's answer was not understood ({{reasons}}). Everything else is shown.",
        other:
          "{{what}}: {{count}} records are missing because GitHub's answer was not understood ({{reasons}}). Everything else is shown.",
      },
      refused.length,
      { what: subject.what, reasons }
    )
  );
}

export function configurationProblem(scope: string | null, message: string): Problem {
  return problem('configuration', scope, message);
}

export function notFoundProblem(scope: string | null, message: string): Problem {
  return problem('notFound', scope, message);
}
