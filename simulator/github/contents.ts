import { nodeId, SimDeployment, SimIssue, SimPullRequest, SimRelease, SimRepository, SimTag } from '../organization';
import { Sorted } from './graphql/connection';
import type { NodeReference, RepositoryShelf } from './world';

export function repositoryId(repository: SimRepository): string {
  return nodeId('R', repository.id);
}

export function pullRequestId(repository: SimRepository, number: number): string {
  return nodeId('PR', repository.id, number);
}

export function issueId(repository: SimRepository, number: number): string {
  return nodeId('I', repository.id, number);
}

type Found =
  | { readonly kind: 'deployment'; readonly deployment: SimDeployment }
  | { readonly kind: 'pullRequest'; readonly pullRequest: SimPullRequest }
  | { readonly kind: 'issue'; readonly issue: SimIssue }
  | { readonly kind: 'release'; readonly release: SimRelease };

/** What is in a repository at one time: sorted, and found by id, once somebody asks. */
export class Contents {
  readonly deployments: Sorted<SimDeployment>;
  readonly pullRequests: Sorted<SimPullRequest>;
  readonly releases: Sorted<SimRelease>;
  readonly issues: Sorted<SimIssue>;
  readonly tags: Sorted<SimTag>;
  private bySha: Map<string, SimRepository['runs']> | null = null;
  private byId: Map<string, Found> | null = null;

  constructor(readonly repository: SimRepository) {
    const activity = {
      CREATED_AT: ({ createdAt }: SimPullRequest | SimIssue) => createdAt,
      UPDATED_AT: ({ updatedAt }: SimPullRequest | SimIssue) => updatedAt,
      COMMENTS: ({ comments }: SimPullRequest | SimIssue) => comments.length,
    };
    const number = (one: SimPullRequest | SimIssue) => one.number;
    this.deployments = new Sorted(repository.deployments, ({ id }) => id, { CREATED_AT: ({ createdAt }) => createdAt });
    this.pullRequests = new Sorted(repository.pullRequests, number, activity);
    this.issues = new Sorted(repository.issues, number, activity);
    this.releases = new Sorted(repository.releases, ({ id }) => id, {
      CREATED_AT: ({ createdAt }) => createdAt,
      NAME: ({ name }) => name,
    });
    this.tags = new Sorted(repository.tags, ({ name }) => name, {
      ALPHABETICAL: ({ name }) => name,
      TAG_COMMIT_DATE: ({ sha }) => repository.commits.get(sha)?.committedAt ?? 0,
    });
  }

  node(shelf: RepositoryShelf, id: string): NodeReference | undefined {
    this.byId ??= this.index();
    const found = this.byId.get(id);
    return found === undefined ? undefined : { shelf, ...found };
  }

  private index(): Map<string, Found> {
    const { repository } = this;
    const found = new Map<string, Found>();
    for (const deployment of repository.deployments) {
      found.set(deployment.nodeId, { kind: 'deployment', deployment });
    }
    for (const release of repository.releases) {
      found.set(release.nodeId, { kind: 'release', release });
    }
    for (const issue of repository.issues) {
      found.set(issueId(repository, issue.number), { kind: 'issue', issue });
    }
    for (const pullRequest of repository.pullRequests) {
      found.set(pullRequestId(repository, pullRequest.number), { kind: 'pullRequest', pullRequest });
    }
    return found;
  }

  runsOf(sha: string): SimRepository['runs'] {
    if (this.bySha === null) {
      const runs = new Map<string, Array<SimRepository['runs'][number]>>();
      for (const run of this.repository.runs) {
        const list = runs.get(run.sha);
        if (list === undefined) {
          runs.set(run.sha, [run]);
        } else {
          list.push(run);
        }
      }
      this.bySha = runs;
    }
    return this.bySha.get(sha) ?? [];
  }
}
