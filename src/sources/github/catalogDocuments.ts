import { fragmentTexts } from './fragments';

/** The GraphQL documents of the catalog; each is validated against GitHub's schema in `catalog.test.ts`. */

export const viewerOrganizations = `
query ViewerOrganizations($pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  viewer {
    login
    organizations(first: $pageSize, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { login } }
  }
}`;

/** Teams with up to a hundred of their repositories each. */
export const organizationTeams = `
query OrganizationTeams($organization: String!, $pageSize: Int!, $after: String) {
  rateLimit { cost remaining resetAt }
  organization(login: $organization) {
    teams(first: $pageSize, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        slug
        name
        repositories(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { nameWithOwner } }
      }
    }
  }
}`;

/** Environments of `count` repositories, as aliases r0, r1 …; variables o0, n0, o1, n1 … */
export function environmentsOf(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((index) => `$o${index}: String!, $n${index}: String!`).join(', ');
  const fields = numbers.map(
    (index) =>
      `  r${index}: repository(owner: $o${index}, name: $n${index}) { environments(first: 100) { nodes { name } } }`
  );
  return `
query Environments(${variables}) {
  rateLimit { cost remaining resetAt }
${fields.join('\n')}
}`;
}

const whole = 'repository(owner: $owner, name: $name, followRenames: true)';

/**
 * The newest of everything but workflow runs, which GraphQL does not list. The lists may not be null: one the token may
 * not read takes its parent with it, so each has a parent of its own.
 */
export const recentActivity = `
query RecentActivity($owner: String!, $name: String!) {
  rateLimit { cost remaining resetAt }
  facts: ${whole} { ...RepositoryFacts }
  deployed: ${whole} {
    deployments(first: 20, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...DeploymentFacts } }
  }
  released: ${whole} {
    releases(first: 15, orderBy: { field: CREATED_AT, direction: DESC }) { ...ReleasePage }
    refs(refPrefix: "refs/tags/", first: 15, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) { ...TagPage }
  }
  changed: ${whole} {
    pullRequests(first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes {
        number
        title
        url
        state
        isDraft
        updatedAt
        mergedAt
        baseRefName
        headRefOid
        mergeCommit { oid }
        labels(first: 20) { nodes { name } }
      }
    }
  }
  raised: ${whole} {
    issues(first: 15, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number title url createdAt labels(first: 20) { nodes { name } } }
    }
  }
}
${fragmentTexts(['RepositoryFacts', 'DeploymentFacts', 'ReleasePage', 'TagPage']).join('\n')}`;
