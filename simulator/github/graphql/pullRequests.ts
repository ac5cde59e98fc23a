import { nodeId, SimComment, SimPullRequest } from '../../organization';
import { pullRequestId } from '../contents';
import { RepositoryShelf } from '../world';
import { actor, Scene } from './actors';
import { commitNode } from './commits';
import { connection, Fields, iso, PageArguments, pageOf } from './connection';
import { byIndex } from './cursors';
import { repositoryNode } from './repository';

interface TimelineArguments extends PageArguments {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
}

/** `READY_FOR_REVIEW_EVENT` to `ReadyForReviewEvent`. */
export function typeOfItem(item: string): string {
  return item.toLowerCase().replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** A timeline: `totalCount` counts everything, `filteredCount` what the filter lets through. */
export function timeline(
  items: ReadonlyArray<{ readonly type: string; readonly at: number; readonly fields: Fields }>,
  { itemTypes, since, ...page }: TimelineArguments
): Fields {
  const types = itemTypes?.map(typeOfItem);
  const sorted = [...items].sort((a, b) => a.at - b.at);
  const from = typeof since === 'string' ? Date.parse(since) : -Infinity;
  const wanted = sorted.filter(({ type, at }) => (types === undefined || types.includes(type)) && at >= from);
  const node = (item: (typeof items)[number]): Fields => ({
    __typename: item.type,
    createdAt: iso(item.at),
    ...item.fields,
  });
  const { from: first, to: last } = pageOf(wanted, page, byIndex());
  return connection(wanted, page, node, {
    more: { totalCount: sorted.length, filteredCount: wanted.length, pageCount: last - first },
  });
}

export function commentNode(scene: Scene, comment: SimComment): Fields {
  return { createdAt: iso(comment.createdAt), body: comment.body, author: actor(scene, comment.author) };
}

export function labelNode(name: string): Fields {
  return { __typename: 'Label', id: nodeId('LA', name), name };
}

export function pullRequestNode(scene: Scene, shelf: RepositoryShelf, pull: SimPullRequest): Fields {
  const { repository } = shelf;
  const merge = pull.mergeSha === null ? undefined : repository.commits.get(pull.mergeSha);
  const events = [
    ...pull.events.map(({ kind, createdAt }) => ({ type: kind, at: createdAt, fields: {} })),
    ...(pull.mergedAt === null ? [] : [{ type: 'MergedEvent', at: pull.mergedAt, fields: {} }]),
    ...(pull.closedAt === null ? [] : [{ type: 'ClosedEvent', at: pull.closedAt, fields: {} }]),
  ];
  return {
    __typename: 'PullRequest',
    id: pullRequestId(repository, pull.number),
    number: pull.number,
    title: pull.title,
    body: pull.body,
    bodyText: pull.body,
    url: `${scene.webUrl}/${shelf.name}/pull/${pull.number}`,
    state: pull.state,
    isDraft: pull.isDraft,
    merged: pull.mergedAt !== null,
    closed: pull.closedAt !== null,
    isCrossRepository: false,
    createdAt: iso(pull.createdAt),
    updatedAt: iso(pull.updatedAt),
    closedAt: iso(pull.closedAt),
    mergedAt: iso(pull.mergedAt),
    additions: pull.additions,
    deletions: pull.deletions,
    changedFiles: pull.changedFiles,
    baseRefName: pull.baseBranch,
    headRefName: pull.branch,
    headRefOid: pull.headSha,
    totalCommentsCount: pull.comments.length,
    author: () => actor(scene, pull.author),
    mergedBy: () => actor(scene, pull.mergedBy),
    mergeCommit: () =>
      merge === undefined
        ? pull.mergeSha === null
          ? null
          : { __typename: 'Commit', oid: pull.mergeSha }
        : commitNode(scene, shelf, merge),
    repository: () => repositoryNode(scene, shelf),
    labels: (page: PageArguments) => connection(pull.labels, page, labelNode),
    commits: (page: PageArguments) =>
      connection(
        pull.commits.flatMap((sha) => repository.commits.get(sha) ?? []),
        page,
        (commit) => ({ __typename: 'PullRequestCommit', commit: commitNode(scene, shelf, commit) })
      ),
    reviews: (page: PageArguments) =>
      connection(pull.reviews, page, (review) => ({
        __typename: 'PullRequestReview',
        state: review.state,
        submittedAt: iso(review.submittedAt),
        createdAt: iso(review.submittedAt),
        author: actor(scene, review.author),
      })),
    comments: (page: PageArguments) => connection(pull.comments, page, (comment) => commentNode(scene, comment)),
    timelineItems: (page: TimelineArguments) => timeline(events, page),
  };
}
