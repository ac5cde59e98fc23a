import { Fragment } from './fragments';
import { Question, Variable } from './questions';

/** The lists that are paged through, and what one call carries of them. */

export type ListName =
  | 'deployments'
  | 'pullRequests'
  | 'history'
  | 'releases'
  | 'tags'
  | 'issues'
  | 'deploymentStatuses'
  | 'reviews'
  | 'comments'
  | 'labels'
  | 'issueComments';

interface List extends Pick<Question, 'fields' | 'fragments' | 'rowsPerCall' | 'name'> {
  /** Where the connection is below the root. */
  readonly path: readonly string[];
}

/**
 * Pull requests carry some forty nodes each: pages of 25 are answered in 2.5 s, of 100 they run into GitHub's compute
 * limit (API measurements); the other records are light. Of deployments two full pages go into a call, so that the first
 * one of a cold dashboard completes a repository.
 */
export const lists: Readonly<Record<ListName, List>> = {
  deployments: {
    name: 'deployments',
    path: ['deployments'],
    fields:
      'deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) { ...DeploymentPage }',
    fragments: ['DeploymentPage'],
    rowsPerCall: 200,
  },
  pullRequests: {
    name: 'pull requests',
    path: ['pullRequests'],
    fields:
      'pullRequests(first: $first, after: $after, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) { ...PullRequestPage }',
    fragments: ['PullRequestPage'],
    rowsPerCall: 25,
  },
  // `since` and `until` go by committer date.
  history: {
    name: 'commits',
    path: ['defaultBranchRef', 'target', 'history'],
    fields:
      'defaultBranchRef { target { __typename oid ... on Commit { history(first: $first, after: $after, since: $since, until: $until) { ...CommitPage } } } }',
    fragments: ['CommitPage'],
    rowsPerCall: 100,
  },
  releases: {
    name: 'releases',
    path: ['releases'],
    fields:
      'releases(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) { ...ReleasePage }',
    fragments: ['ReleasePage'],
    rowsPerCall: 100,
  },
  // Ordered by the date of the commit that is tagged (GitHub's schema).
  tags: {
    name: 'tags',
    path: ['refs'],
    fields:
      'refs(refPrefix: "refs/tags/", first: $first, after: $after, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) { ...TagPage }',
    fragments: ['TagPage'],
    rowsPerCall: 100,
  },
  issues: {
    name: 'issues',
    path: ['issues'],
    fields:
      'issues(first: $first, after: $after, labels: $labels, orderBy: { field: UPDATED_AT, direction: DESC }) { ...IssuePage }',
    fragments: ['IssuePage'],
    rowsPerCall: 50,
  },
  deploymentStatuses: {
    name: 'deployment statuses',
    path: ['statuses'],
    fields: '... on Deployment { statuses(first: $first, after: $after) { ...DeploymentStatusPage } }',
    fragments: ['DeploymentStatusPage'],
    rowsPerCall: 1_000,
  },
  reviews: {
    name: 'reviews',
    path: ['reviews'],
    fields: '... on PullRequest { reviews(first: $first, after: $after) { ...ReviewPage } }',
    fragments: ['ReviewPage'],
    rowsPerCall: 1_000,
  },
  comments: {
    name: 'comments',
    path: ['comments'],
    fields: '... on PullRequest { comments(first: $first, after: $after) { ...CommentPage } }',
    fragments: ['CommentPage'],
    rowsPerCall: 1_000,
  },
  labels: {
    name: 'labels',
    path: ['labels'],
    fields: '... on PullRequest { labels(first: $first, after: $after) { ...LabelPage } }',
    fragments: ['LabelPage'],
    rowsPerCall: 1_000,
  },
  issueComments: {
    name: 'comments',
    path: ['comments'],
    fields: '... on Issue { comments(first: $first, after: $after) { ...IssueCommentPage } }',
    fragments: ['IssueCommentPage'],
    rowsPerCall: 1_000,
  },
};

/** A page of a list as a question. `more`: its own variables besides `first` and `after`. */
export function pageQuestion(
  list: ListName,
  root: Question['root'],
  rows: number,
  after: string | null,
  more: Readonly<Record<string, Variable>> = {}
): Question {
  const { name, fields, fragments, rowsPerCall } = lists[list];
  const variables = { ...more, after: { type: 'String', value: after } };
  return { name, root, fields, fragments, rowsPerCall, variables, rows: Math.max(1, Math.min(rows, 100, rowsPerCall)) };
}

/** One record of a list, by its node id. */
export function recordQuestion(list: ListName, fragment: Fragment, id: string): Question {
  const { name, rowsPerCall } = lists[list];
  return { name, root: { node: id }, fields: `...${fragment}`, fragments: [fragment], rows: 1, rowsPerCall };
}
