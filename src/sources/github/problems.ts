import { Problem, ProblemKind } from '../types';
import { DecodeError, UpstreamError } from '../transport';
import { Refusal } from './refusals';

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
    return problem(kind, scope, `${what} could not be read: GitHub's answer was not understood (${sentence(reason)}).`);
  }
  const { kind, reason, retryAt } = error.failure;
  const said = sentence(reason);
  switch (kind) {
    case 'unauthorized':
      return problem(
        kind,
        null,
        'GitHub refused the token: it is wrong, expired or revoked. Nothing can be read from GitHub until a new token is entered in the data source settings.'
      );
    case 'forbidden':
      return problem(kind, scope, `${what} cannot be read: ${said}. ${permissionAdvice(reason, permission)}`);
    case 'notFound':
      return problem(
        kind,
        scope,
        `${what} cannot be read: GitHub finds no such thing (${said}). Check the spelling; if it is private, the token needs access to it and "${permission}".`
      );
    case 'rateLimited': {
      const when = retryAt === null ? 'in a few minutes' : `after ${new Date(retryAt).toISOString().slice(0, 16)}Z`;
      return problem(
        kind,
        scope,
        `${what} could not be read completely: GitHub's rate limit of this token is used up. Refresh ${when}.`,
        retryAt
      );
    }
    case 'unavailable':
      return problem(
        kind,
        scope,
        `${what} could not be read: GitHub did not answer after several tries (${said}). Refresh to try again.`
      );
    default:
      return problem(
        kind,
        scope,
        `${what} could not be read: GitHub's answer was not understood (${said}). Check the GitHub address in the data source settings.`
      );
  }
}

function permissionAdvice(reason: string, permission: string): string {
  if (/SAML|single sign-on/i.test(reason)) {
    return 'The organization requires single sign-on: authorize the token for it under "Configure SSO" on GitHub\'s token page.';
  }
  return `Give a fine-grained token or GitHub App "${permission}" for this repository, a classic token the scope "repo".`;
}

/** Records that had to be left out, for a notice; null when there were none. */
export function problemOfRefused(refused: readonly Refusal[], subject: Subject): Problem | null {
  if (refused.length === 0) {
    return null;
  }
  const records = refused.length === 1 ? '1 record is' : `${refused.length} records are`;
  const first = refused.slice(0, 3).map(({ message }) => message);
  return problem(
    refused.some(({ isBadRecord }) => isBadRecord) ? 'badRecord' : 'truncated',
    subject.scope,
    `${subject.what}: ${records} missing because GitHub's answer was not understood (${first.join('; ')}${refused.length > 3 ? '; …' : ''}). Everything else is shown.`
  );
}

export function configurationProblem(scope: string | null, message: string): Problem {
  return problem('configuration', scope, message);
}

export function notFoundProblem(scope: string | null, message: string): Problem {
  return problem('notFound', scope, message);
}
