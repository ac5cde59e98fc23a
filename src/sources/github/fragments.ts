/**
 * What is read of each kind of record. Every composed call is made of these; they are validated against GitHub's schema
 * in `documents.test.ts`.
 */

interface Text {
  readonly text: string;
  readonly uses?: readonly Fragment[];
}

export type Fragment =
  | 'RepositoryFacts'
  | 'RepositoryHead'
  | 'DeploymentFacts'
  | 'DeploymentPage'
  | 'DeploymentStatusPage'
  | 'PullRequestFacts'
  | 'PullRequestPage'
  | 'ReviewPage'
  | 'CommentPage'
  | 'LabelPage'
  | 'CommitFacts'
  | 'CommitPage'
  | 'ReleaseHead'
  | 'ReleaseFacts'
  | 'ReleasePage'
  | 'TagPage'
  | 'IssueFacts'
  | 'IssuePage'
  | 'IssueCommentPage';

const page = 'totalCount pageInfo { hasNextPage endCursor }';

export const fragments: Readonly<Record<Fragment, Text>> = {
  RepositoryFacts: {
    text: `fragment RepositoryFacts on Repository {
  nameWithOwner
  url
  isArchived
  createdAt
  defaultBranchRef { name target { oid } }
  repositoryTopics(first: 20) { nodes { topic { name } } }
}`,
  },
  // What tells in one glance whether the lists of a repository have changed.
  RepositoryHead: {
    text: `fragment RepositoryHead on Repository {
  id
  createdAt
  defaultBranchRef { name target { oid } }
  deployments(first: 5, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { id createdAt updatedAt } }
  pullRequests(first: 5, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
    totalCount
    nodes { id updatedAt }
  }
}`,
  },
  DeploymentFacts: {
    text: `fragment DeploymentFacts on Deployment {
  id
  createdAt
  updatedAt
  environment
  originalEnvironment
  latestEnvironment
  payload
  commitOid
  ref { name }
  statuses(first: 10) { pageInfo { hasNextPage endCursor } nodes { state createdAt logUrl } }
}`,
  },
  DeploymentPage: {
    text: `fragment DeploymentPage on DeploymentConnection { ${page} nodes { ...DeploymentFacts } }`,
    uses: ['DeploymentFacts'],
  },
  DeploymentStatusPage: {
    text: `fragment DeploymentStatusPage on DeploymentStatusConnection { ${page} nodes { state createdAt logUrl } }`,
  },
  PullRequestFacts: {
    text: `fragment PullRequestFacts on PullRequest {
  id
  number
  title
  url
  body
  isDraft
  createdAt
  updatedAt
  mergedAt
  additions
  deletions
  baseRefName
  headRefName
  headRefOid
  author { __typename login }
  mergeCommit { ...CommitFacts }
  labels(first: 20) { pageInfo { hasNextPage endCursor } nodes { name } }
  commits(first: 1) { nodes { commit { authoredDate committedDate } } }
  reviews(first: 10) {
    pageInfo { hasNextPage endCursor }
    nodes { state submittedAt author { __typename login } }
  }
  comments(first: 5) { pageInfo { hasNextPage endCursor } nodes { createdAt author { __typename login } } }
  timelineItems(last: 5, itemTypes: [READY_FOR_REVIEW_EVENT]) {
    nodes { __typename ... on ReadyForReviewEvent { createdAt } }
  }
}`,
    uses: ['CommitFacts'],
  },
  PullRequestPage: {
    text: `fragment PullRequestPage on PullRequestConnection { ${page} nodes { ...PullRequestFacts } }`,
    uses: ['PullRequestFacts'],
  },
  ReviewPage: {
    text: `fragment ReviewPage on PullRequestReviewConnection {
  ${page}
  nodes { state submittedAt author { __typename login } }
}`,
  },
  CommentPage: {
    text: `fragment CommentPage on IssueCommentConnection { ${page} nodes { createdAt author { __typename login } } }`,
  },
  LabelPage: { text: `fragment LabelPage on LabelConnection { ${page} nodes { name } }` },
  CommitFacts: {
    text: `fragment CommitFacts on Commit {
  oid
  authoredDate
  committedDate
  message
  parents(first: 10) { nodes { oid } }
  author { name user { login } }
}`,
  },
  CommitPage: {
    text: `fragment CommitPage on CommitHistoryConnection { ${page} nodes { ...CommitFacts } }`,
    uses: ['CommitFacts'],
  },
  // The same of releases and tags; only repositories that are deployed by them are asked.
  ReleaseHead: {
    text: `fragment ReleaseHead on Repository {
  releases(first: 3, orderBy: { field: CREATED_AT, direction: DESC }) { totalCount nodes { id updatedAt } }
  refs(refPrefix: "refs/tags/", first: 3, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
    totalCount
    nodes { name target { oid } }
  }
}`,
  },
  ReleaseFacts: {
    text: `fragment ReleaseFacts on Release {
  id
  tagName
  name
  url
  isDraft
  isPrerelease
  createdAt
  publishedAt
  tagCommit { oid }
}`,
  },
  ReleasePage: {
    text: `fragment ReleasePage on ReleaseConnection { ${page} nodes { ...ReleaseFacts } }`,
    uses: ['ReleaseFacts'],
  },
  TagPage: {
    text: `fragment TagPage on RefConnection {
  ${page}
  nodes {
    name
    target {
      __typename
      oid
      ... on Commit { committedDate }
      ... on Tag { tagger { date } target { __typename oid ... on Commit { committedDate } } }
    }
  }
}`,
  },
  IssueFacts: {
    text: `fragment IssueFacts on Issue {
  id
  number
  title
  body
  url
  state
  createdAt
  updatedAt
  closedAt
  comments(first: 10) { pageInfo { hasNextPage endCursor } nodes { body } }
}`,
  },
  IssuePage: {
    text: `fragment IssuePage on IssueConnection { ${page} nodes { ...IssueFacts } }`,
    uses: ['IssueFacts'],
  },
  IssueCommentPage: { text: `fragment IssueCommentPage on IssueCommentConnection { ${page} nodes { body } }` },
};

/** The texts of these fragments and of all that they use, each once. */
export function fragmentTexts(names: readonly Fragment[]): readonly string[] {
  return [...new Set(names.flatMap(withThoseItUses))].sort().map((name) => fragments[name].text);
}

function withThoseItUses(name: Fragment): readonly Fragment[] {
  return [name, ...(fragments[name].uses ?? []).flatMap(withThoseItUses)];
}
