import { UpstreamError } from '../transport';
import { Problem, ProblemKind } from '../types';
import { say } from '../../words';

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
        feedProblem(
          'badRecord',
          say('feed.problem.moreRecordsOfTheFeed', '{{rest}} more records of the feed have problems like these.', {
            rest,
          })
        ),
      ];
}

export function inDocument(name: string, problem: Problem): Problem {
  return { ...problem, message: `${name}: ${problem.message}` };
}

/** Why the document did not come, what that affects and what to do. */
export function troubleOf(error: unknown): Problem {
  if (!(error instanceof UpstreamError)) {
    const reason = error instanceof Error ? error.message : String(error);
    return feedProblem(
      'badAnswer',
      say(
        'feed.problem.unread',
        'The feed could not be read ({{reason}}). Its events are missing everywhere; refresh to try again.',
        { reason }
      )
    );
  }
  const { reason, retryAt, status } = error.failure;
  const kind = plainKindOf(status) ?? error.failure.kind;
  return { ...feedProblem(kind, sentenceOf(kind, reason.replace(/[.\s]+$/, ''))), retryAt };
}

function sentenceOf(kind: ProblemKind, said: string): string {
  switch (kind) {
    case 'unauthorized':
      return say(
        'feed.problem.unauthorized',
        'The feed refused the token: enter a valid feed token in the data source settings. Its events are missing everywhere.'
      );
    case 'forbidden':
      return say(
        'feed.problem.forbidden',
        'The feed refused access ({{said}}): check that the feed token may read this address. Its events are missing everywhere.',
        { said }
      );
    case 'notFound':
      return say(
        'feed.problem.notFound',
        'The feed was not found at its address: check the feed URL in the data source settings. Its events are missing everywhere.'
      );
    case 'rateLimited':
      return say(
        'feed.problem.rateLimited',
        'The feed is asked for too often: refresh later. Its events are missing everywhere.'
      );
    case 'unavailable':
      return say(
        'feed.problem.unavailable',
        'The feed did not come after several tries ({{said}}): check that its server is up, then refresh. Its events are missing everywhere.',
        { said }
      );
    default:
      return say(
        'feed.problem.badAnswer',
        'The feed did not come as JSON ({{said}}): check that the feed URL leads to the document, not to a web page. Its events are missing everywhere.',
        { said }
      );
  }
}

/** Where documents lie, a page in HTML is the usual way to refuse, and its status can be believed. */
function plainKindOf(status: number | null): ProblemKind | null {
  return status === 403 ? 'forbidden' : status === 404 || status === 410 ? 'notFound' : null;
}
