import { UpstreamError } from '../transport';
import { Problem, ProblemKind } from '../types';

export function feedProblem(kind: ProblemKind, message: string): Problem {
  return { source: 'feed', kind, scope: null, message, retryAt: null };
}

const shownPerDocument = 20;

/** The first problems one by one and the number of the others: a person reads twenty lines, not twenty thousand. */
export function condense(problems: readonly Problem[]): readonly Problem[] {
  const rest = problems.length - shownPerDocument;
  return rest <= 1
    ? problems
    : [
        ...problems.slice(0, shownPerDocument),
        feedProblem('badRecord', `${rest} more records of the feed have problems like these.`),
      ];
}

export function inDocument(name: string, problem: Problem): Problem {
  return { ...problem, message: `${name}: ${problem.message}` };
}

/** Why the document did not come, what that affects and what to do. */
export function troubleOf(error: unknown): Problem {
  const affected = 'Its events are missing everywhere';
  if (!(error instanceof UpstreamError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return feedProblem('badAnswer', `The feed could not be read (${reason}). ${affected}; refresh to try again.`);
  }
  const { reason, retryAt, status } = error.failure;
  const kind = plainKindOf(status) ?? error.failure.kind;
  const said = reason.replace(/[.\s]+$/, '');
  const advice: Partial<Record<Problem['kind'], string>> = {
    unauthorized: 'refused the token: enter a valid feed token in the data source settings',
    forbidden: `refused access (${said}): check that the feed token may read this address`,
    notFound: 'was not found at its address: check the feed URL in the data source settings',
    rateLimited: 'is asked for too often: refresh later',
    unavailable: `did not come after several tries (${said}): check that its server is up, then refresh`,
  };
  const sentence =
    advice[kind] ?? `did not come as JSON (${said}): check that the feed URL leads to the document, not to a web page`;
  return { ...feedProblem(kind, `The feed ${sentence}. ${affected}.`), retryAt };
}

/** Where documents lie, a page in HTML is the usual way to refuse, and its status can be believed. */
function plainKindOf(status: number | null): ProblemKind | null {
  return status === 403 ? 'forbidden' : status === 404 || status === 410 ? 'notFound' : null;
}
