/**
 * Every GraphQL document this source sends. Each is validated against GitHub's schema in `documents.test.ts`.
 * `followRenames` is on, so that a renamed repository still answers under the name it is configured with.
 */

const repositoryFacts = `
fragment RepositoryFacts on Repository {
  nameWithOwner
  url
  isArchived
  defaultBranchRef { name }
  repositoryTopics(first: 20) { nodes { topic { name } } }
}`;

/** Repositories of an organisation or a user, by name. */
export const ownerRepositories = `
query OwnerRepositories($login: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repositoryOwner(login: $login) {
    __typename
    repositories(first: $pageSize, after: $after, ownerAffiliations: [OWNER], orderBy: { field: NAME, direction: ASC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...RepositoryFacts }
    }
  }
}${repositoryFacts}`;

export const teamRepositories = `
query TeamRepositories($organization: String!, $team: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  organization(login: $organization) {
    team(slug: $team) {
      repositories(first: $pageSize, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes { ...RepositoryFacts }
      }
    }
  }
}${repositoryFacts}`;

/** `count` repositories by name in one call, as aliases r0, r1 …; variables o0, n0, o1, n1 … */
export function namedRepositories(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((index) => `$o${index}: String!, $n${index}: String!`).join(', ');
  const fields = numbers.map(
    (index) => `  r${index}: repository(owner: $o${index}, name: $n${index}) { ...RepositoryFacts }`
  );
  return `
query NamedRepositories(${variables}) {
  rateLimit { cost remaining resetAt }
${fields.join('\n')}
}${repositoryFacts}`;
}

/** Newest first: the connection has no date filter. `statuses` is read whole, see deployments.ts for why. */
export const deployments = `
query Deployments($owner: String!, $name: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    deployments(first: $pageSize, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        createdAt
        environment
        originalEnvironment
        latestEnvironment
        payload
        commitOid
        ref { name }
        statuses(first: 10) { pageInfo { hasNextPage endCursor } nodes { state createdAt logUrl } }
      }
    }
  }
}`;

export const deploymentStatuses = `
query DeploymentStatuses($ids: [ID!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    __typename
    ... on Deployment {
      id
      statuses(first: $pageSize, after: $after) { pageInfo { hasNextPage endCursor } nodes { state createdAt logUrl } }
    }
  }
}`;

/** Newest activity first: `updatedAt` is never before `mergedAt`, so the walk may stop at the window's start. */
export const mergedPullRequests = `
query MergedPullRequests($owner: String!, $name: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    pullRequests(first: $pageSize, after: $after, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
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
        mergeCommit { oid }
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
      }
    }
  }
}`;

export const pullRequestReviews = `
query PullRequestReviews($ids: [ID!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    __typename
    ... on PullRequest {
      id
      reviews(first: $pageSize, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { state submittedAt author { __typename login } }
      }
    }
  }
}`;

export const pullRequestComments = `
query PullRequestComments($ids: [ID!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    __typename
    ... on PullRequest {
      id
      comments(first: $pageSize, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { createdAt author { __typename login } }
      }
    }
  }
}`;

export const pullRequestLabels = `
query PullRequestLabels($ids: [ID!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    __typename
    ... on PullRequest {
      id
      labels(first: $pageSize, after: $after) { pageInfo { hasNextPage endCursor } nodes { name } }
    }
  }
}`;

const commitFacts = `
fragment CommitFacts on Commit {
  oid
  authoredDate
  committedDate
  message
  parents(first: 10) { nodes { oid } }
  author { name user { login } }
}`;

/** `since` filters by committer date. */
export const defaultBranchHistory = `
query DefaultBranchHistory(
  $owner: String!, $name: String!, $since: GitTimestamp, $until: GitTimestamp, $pageSize: Int!, $after: String
) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    defaultBranchRef {
      target {
        __typename
        ... on Commit {
          history(first: $pageSize, after: $after, since: $since, until: $until) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes { ...CommitFacts }
          }
        }
      }
    }
  }
}${commitFacts}`;

/** Everything reachable from one commit, for what no compare can answer. */
export const historyFromCommit = `
query HistoryFromCommit($owner: String!, $name: String!, $oid: GitObjectID!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    object(oid: $oid) {
      __typename
      ... on Commit {
        history(first: $pageSize, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { oid }
        }
      }
    }
  }
}`;

export const releases = `
query Releases($owner: String!, $name: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    releases(first: $pageSize, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id tagName name url isDraft isPrerelease createdAt publishedAt tagCommit { oid } }
    }
  }
}`;

/** Ordered by the date of the commit that is tagged (GitHub's schema). */
export const tags = `
query Tags($owner: String!, $name: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    refs(refPrefix: "refs/tags/", first: $pageSize, after: $after, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        name
        target {
          __typename
          oid
          ... on Commit { committedDate }
          ... on Tag { tagger { date } target { __typename oid ... on Commit { committedDate } } }
        }
      }
    }
  }
}`;

export const labelledIssues = `
query LabelledIssues($owner: String!, $name: String!, $labels: [String!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    issues(first: $pageSize, after: $after, labels: $labels, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        number
        title
        body
        url
        state
        createdAt
        closedAt
        comments(first: 10) { pageInfo { hasNextPage endCursor } nodes { body } }
      }
    }
  }
}`;

export const issueComments = `
query IssueComments($ids: [ID!]!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  nodes(ids: $ids) {
    __typename
    ... on Issue {
      id
      comments(first: $pageSize, after: $after) { pageInfo { hasNextPage endCursor } nodes { body } }
    }
  }
}`;

/** Under which name a repository answers now; REST redirects of a rename would leave the proxy. */
export const currentName = `
query CurrentName($owner: String!, $name: String!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) { nameWithOwner }
}`;

export const viewer = `
query Viewer {
  rateLimit { limit remaining resetAt }
  viewer { login }
}`;

/** One item of each kind, to see which permissions are missing. */
export const permissionProbe = `
query PermissionProbe($owner: String!, $name: String!) {
  rateLimit { cost remaining resetAt }
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner
    deployments(first: 1) { totalCount }
    pullRequests(first: 1) { totalCount }
    issues(first: 1) { totalCount }
    defaultBranchRef { target { ... on Commit { history(first: 1) { totalCount } } } }
  }
}`;
