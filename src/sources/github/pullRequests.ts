import { Change, Commit, Instant, tellingLines } from '../../events';
import {
  asObject,
  instant,
  Json,
  number,
  object,
  optionalInstant,
  optionalNumber,
  optionalObject,
  optionalText,
  text,
} from '../transport';
import { Ask, decoded, overflows, wholeLists } from './ask';
import { Github } from './github';
import { decodeCommit } from './commits';
import { Position } from './listWalk';
import { readNewestFirst } from './newestFirst';
import { decodeActor, isAnotherPerson, nodesOf, Person } from './people';
import { decodeTrail, openBookmark, Trail } from './trail';

/** Of the bookmark; another form is not read. */
const form = 1;

/** Lists of a pull request that were read whole because they did not fit into their record. */
export interface WholeLists {
  readonly reviews?: readonly Json[];
  readonly comments?: readonly Json[];
  readonly labels?: readonly Json[];
}

/**
 * Pull requests merged inside the interval, each with its merge commit. The list is ordered by `updatedAt`, which is never
 * before `mergedAt`. A pull request that is touched while the list is read moves to its head, past the cursor: the head is
 * looked at again, and only then is anything called covered.
 */
export async function readPullRequests(github: Github, ask: Ask): Promise<void> {
  const { scope } = ask.need;
  const note = openBookmark(ask.need.bookmark, form);
  const changes: Change[] = [];
  const commits: Commit[] = [];
  const bookmarkOf = (trail: Trail) => JSON.stringify({ form, trail });
  const unsent = () => ({ changes: changes.splice(0), commits: commits.splice(0) });
  const { trail, isWhole, covered } = await readNewestFirst<Change>(
    github,
    ask,
    {
      latest: 0,
      reading: (offer) => ({
        list: 'pullRequests',
        movable: true,
        take: async (nodes) => {
          const records = nodes.flatMap((node) => decoded(ask, () => asObject(node, `a pull request of ${scope}`)));
          const whole = await overflowing(github, ask, records);
          return records.flatMap((record) =>
            decoded(ask, (): Position => {
              const change = decodePullRequest(record, scope, whole.get(String(record['id'])));
              const commit = optionalObject(record, 'mergeCommit', nameOf(record, scope));
              offer(change, change.mergedAt);
              changes.push(change);
              commits.push(...(commit === null ? [] : decoded(ask, () => decodeCommit(commit, scope))));
              return { at: instant(record, 'updatedAt', nameOf(record, scope)), record };
            })
          );
        },
        glance: async (since) => (await github.heads.current(scope, since, ask.errand())).pullRequests,
        single: 'PullRequestFacts',
      }),
      progress: (sofar) => ask.emit(unsent(), null, { bookmark: bookmarkOf(sofar) }),
    },
    decodeTrail(note?.['trail'])
  );
  ask.emit(unsent(), covered, { bookmark: bookmarkOf(trail), exhaustive: isWhole });
}

async function overflowing(
  github: Github,
  ask: Ask,
  records: readonly Json[]
): Promise<ReadonlyMap<string, WholeLists>> {
  const idsWhere = (test: (record: Json, at: string) => boolean) =>
    records.flatMap((record) => {
      const at = nameOf(record, ask.need.scope);
      return decoded(ask, () => (test(record, at) ? [text(record, 'id', at)] : [])).flat();
    });
  const reviewIds = idsWhere((record, at) => overflows(record, 'reviews', at));
  const labelIds = idsWhere((record, at) => overflows(record, 'labels', at));
  // Only the first comment of another person is wanted; most often the first few hold it.
  const commentIds = idsWhere((record, at) => {
    const author = decodeActor(record, 'author', at);
    const isResponse = (comment: Json) => isAnotherPerson(decodeActor(comment, 'author', at), author);
    return overflows(record, 'comments', at) && !nodesOf(record, 'comments', at).some(isResponse);
  });
  const [reviews, comments, labels] = await Promise.all([
    wholeLists(github, ask, 'reviews', reviewIds),
    wholeLists(github, ask, 'comments', commentIds),
    wholeLists(github, ask, 'labels', labelIds),
  ]);
  const ids = new Set([...reviewIds, ...commentIds, ...labelIds]);
  return new Map(
    [...ids].map((id) => [id, { reviews: reviews.get(id), comments: comments.get(id), labels: labels.get(id) }])
  );
}

function nameOf(record: Json, scope: string): string {
  return `pull request ${typeof record['number'] === 'number' ? `#${record['number']}` : '(no number)'} of ${scope}`;
}

export function decodePullRequest(value: unknown, repository: string, whole: WholeLists = {}): Change {
  const record = asObject(value, `a pull request of ${repository}`);
  const at = nameOf(record, repository);
  const author = decodeActor(record, 'author', at);
  const createdAt = instant(record, 'createdAt', at);
  const mergedAt = instant(record, 'mergedAt', at);
  const reviews = (whole.reviews ?? nodesOf(record, 'reviews', at)).flatMap((review) => decodeReview(review, at));
  const comments = (whole.comments ?? nodesOf(record, 'comments', at)).map((comment) => ({
    at: instant(comment, 'createdAt', `${at}, comment`),
    author: decodeActor(comment, 'author', `${at}, comment`),
  }));
  const responses = [...reviews, ...comments]
    .filter((response) => isAnotherPerson(response.author, author))
    .map((response) => response.at);
  const approvals = reviews.filter(({ state, at: approvedAt }) => state === 'APPROVED' && approvedAt <= mergedAt);
  const firstCommit = nodesOf(record, 'commits', at).map((node) => object(node, 'commit', `${at}, commits`))[0];
  const body = optionalText(record, 'body', at);
  const number_ = number(record, 'number', at);
  return {
    id: String(number_),
    repository,
    number: number_,
    title: text(record, 'title', at),
    url: optionalText(record, 'url', at),
    author: author?.login ?? null,
    authorIsBot: author?.isBot ?? false,
    labels: (whole.labels ?? nodesOf(record, 'labels', at)).map((label) => text(label, 'name', `${at}, label`)),
    branch: optionalText(record, 'headRefName', at),
    baseBranch: optionalText(record, 'baseRefName', at),
    body: body === null ? null : tellingLines(body),
    firstCommitAt: firstCommit === undefined ? null : optionalInstant(firstCommit, 'authoredDate', `${at}, commit`),
    firstCommittedAt: firstCommit === undefined ? null : optionalInstant(firstCommit, 'committedDate', `${at}, commit`),
    createdAt,
    readyAt: readyAt(record, at, createdAt, mergedAt),
    firstReviewAt: responses.length > 0 ? Math.min(...responses) : null,
    approvedAt: approvals.length > 0 ? Math.max(...approvals.map((approval) => approval.at)) : null,
    mergedAt,
    mergeSha: shaOf(record, at),
    headSha: optionalText(record, 'headRefOid', at),
    additions: optionalNumber(record, 'additions', at),
    deletions: optionalNumber(record, 'deletions', at),
    origin: 'pullRequest',
  };
}

function shaOf(record: Json, at: string): string | null {
  const commit = record['mergeCommit'];
  return commit === null || commit === undefined ? null : text(asObject(commit, at), 'oid', `${at}, mergeCommit`);
}

/** Last marked ready before the merge; created ready when it never was; unknown when it was merged as a draft. */
function readyAt(record: Json, at: string, createdAt: Instant, mergedAt: Instant): Instant | null {
  const marked = nodesOf(record, 'timelineItems', at)
    .filter((event) => event['__typename'] === 'ReadyForReviewEvent')
    .map((event) => instant(event, 'createdAt', `${at}, ready for review`))
    .filter((readied) => readied <= mergedAt);
  if (marked.length > 0) {
    return Math.max(...marked);
  }
  return record['isDraft'] === true ? null : createdAt;
}

interface Review {
  readonly state: string;
  readonly at: Instant;
  readonly author: Person | null;
}

/** A pending review has not been submitted: nobody but its author can see it. */
function decodeReview(review: Json, at: string): readonly Review[] {
  const place = `${at}, review`;
  const submittedAt = optionalInstant(review, 'submittedAt', place);
  return submittedAt === null
    ? []
    : [{ state: text(review, 'state', place), at: submittedAt, author: decodeActor(review, 'author', place) }];
}
