import { fragments } from './fragments';

/**
 * The GraphQL documents that are sent as they stand; those of the collection are composed (`questions.ts`). Each is
 * validated against GitHub's schema in `documents.test.ts`. `followRenames` is on, so that a renamed repository still answers under the name it is configured with.
 */

const repositoryFacts = `\n${fragments.RepositoryFacts.text}\n${fragments.RepositoryHead.text}`;

/** Repositories of an organisation or a user, by name. */
export const ownerRepositories = `
query OwnerRepositories($login: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  repositoryOwner(login: $login) {
    __typename
    repositories(first: $pageSize, after: $after, ownerAffiliations: [OWNER], orderBy: { field: NAME, direction: ASC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { ...RepositoryFacts ...RepositoryHead }
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
        nodes { ...RepositoryFacts ...RepositoryHead }
      }
    }
  }
}${repositoryFacts}`;

/** `count` repositories by name in one call, as aliases r0, r1 …; variables o0, n0, o1, n1 … */
export function namedRepositories(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((index) => `$o${index}: String!, $n${index}: String!`).join(', ');
  const fields = numbers.map(
    (index) => `  r${index}: repository(owner: $o${index}, name: $n${index}) { ...RepositoryFacts ...RepositoryHead }`
  );
  return `
query NamedRepositories(${variables}) {
  rateLimit { cost remaining resetAt }
${fields.join('\n')}
}${repositoryFacts}`;
}

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
