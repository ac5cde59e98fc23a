import {
  fullName,
  nodeId,
  Organization,
  Person,
  SimCommit,
  SimDeployment,
  SimIssue,
  SimPullRequest,
  SimRelease,
  SimRepository,
  SimTag,
} from '../organization';
import { Sorted } from './graphql/connection';

/** The organisation as GitHub looks things up in it. */
export class World {
  private readonly shelves: readonly RepositoryShelf[];
  private readonly byName = new Map<string, RepositoryShelf>();
  private readonly former = new Map<string, RepositoryShelf>();
  private readonly people: ReadonlyMap<string, Person>;
  private nodes: Map<string, NodeReference> | null = null;

  constructor(readonly organization: Organization) {
    this.shelves = organization.repositories.map((repository) => new RepositoryShelf(repository));
    for (const shelf of this.shelves) {
      this.byName.set(fullName(shelf.repository).toLowerCase(), shelf);
      shelf.repository.formerNames.forEach((name) => this.former.set(name.toLowerCase(), shelf));
    }
    this.people = new Map(organization.people.map((person) => [person.login, person]));
  }

  all(): readonly RepositoryShelf[] {
    return this.shelves;
  }

  ofOwner(owner: string): readonly RepositoryShelf[] {
    return this.shelves.filter(({ repository }) => repository.owner.toLowerCase() === owner.toLowerCase());
  }

  hasOwner(owner: string): string | null {
    return this.organization.owners.find((one) => one.toLowerCase() === owner.toLowerCase()) ?? null;
  }

  repository(name: string): RepositoryShelf | null {
    return this.byName.get(name.toLowerCase()) ?? null;
  }

  /** By a name it had before. */
  renamed(name: string): RepositoryShelf | null {
    return this.former.get(name.toLowerCase()) ?? null;
  }

  byId(id: number): RepositoryShelf | null {
    return this.shelves.find(({ repository }) => repository.id === id) ?? null;
  }

  person(login: string): Person {
    return this.people.get(login) ?? { id: 1, login, name: login, isBot: login.endsWith('[bot]') };
  }

  team(organization: string, slug: string) {
    return this.organization.teams.find(
      (team) => team.slug === slug.toLowerCase() && team.organization.toLowerCase() === organization.toLowerCase()
    );
  }

  node(id: string): NodeReference | null {
    this.nodes ??= indexNodes(this.shelves);
    return this.nodes.get(id) ?? null;
  }
}

export type NodeReference = {
  readonly shelf: RepositoryShelf;
} & (
  | { readonly kind: 'repository' }
  | { readonly kind: 'deployment'; readonly deployment: SimRepository['deployments'][number] }
  | { readonly kind: 'pullRequest'; readonly pullRequest: SimPullRequest }
  | { readonly kind: 'issue'; readonly issue: SimIssue }
  | { readonly kind: 'release'; readonly release: SimRepository['releases'][number] }
);

export function repositoryId(repository: SimRepository): string {
  return nodeId('R', repository.id);
}

export function pullRequestId(repository: SimRepository, number: number): string {
  return nodeId('PR', repository.id, number);
}

export function issueId(repository: SimRepository, number: number): string {
  return nodeId('I', repository.id, number);
}

function indexNodes(shelves: readonly RepositoryShelf[]): Map<string, NodeReference> {
  const nodes = new Map<string, NodeReference>();
  for (const shelf of shelves) {
    const { repository } = shelf;
    nodes.set(repositoryId(repository), { kind: 'repository', shelf });
    repository.deployments.forEach((one) => nodes.set(one.nodeId, { kind: 'deployment', shelf, deployment: one }));
    repository.releases.forEach((one) => nodes.set(one.nodeId, { kind: 'release', shelf, release: one }));
    repository.issues.forEach((one) =>
      nodes.set(issueId(repository, one.number), { kind: 'issue', shelf, issue: one })
    );
    for (const pullRequest of repository.pullRequests) {
      nodes.set(pullRequestId(repository, pullRequest.number), { kind: 'pullRequest', shelf, pullRequest });
    }
  }
  return nodes;
}

/** One repository with what is sorted and walked once. */
export class RepositoryShelf {
  readonly deployments: Sorted<SimDeployment>;
  readonly pullRequests: Sorted<SimPullRequest>;
  readonly releases: Sorted<SimRelease>;
  readonly issues: Sorted<SimIssue>;
  readonly tags: Sorted<SimTag>;
  private readonly histories = new Map<string, readonly SimCommit[]>();
  private bySha: Map<string, SimRepository['runs']> | null = null;

  constructor(readonly repository: SimRepository) {
    const activity = {
      CREATED_AT: ({ createdAt }: SimPullRequest | SimIssue) => createdAt,
      UPDATED_AT: ({ updatedAt }: SimPullRequest | SimIssue) => updatedAt,
      COMMENTS: ({ comments }: SimPullRequest | SimIssue) => comments.length,
    };
    this.deployments = new Sorted(repository.deployments, { CREATED_AT: ({ createdAt }) => createdAt });
    this.pullRequests = new Sorted(repository.pullRequests, activity);
    this.issues = new Sorted(repository.issues, activity);
    this.releases = new Sorted(repository.releases, {
      CREATED_AT: ({ createdAt }) => createdAt,
      NAME: ({ name }) => name,
    });
    this.tags = new Sorted(repository.tags, {
      ALPHABETICAL: ({ name }) => name,
      TAG_COMMIT_DATE: ({ sha }) => repository.commits.get(sha)?.committedAt ?? 0,
    });
  }

  get name(): string {
    return fullName(this.repository);
  }

  /** Everything reachable from a commit, newest committer date first, as `git log` shows it. */
  history(sha: string): readonly SimCommit[] {
    const known = this.histories.get(sha);
    if (known !== undefined) {
      return known;
    }
    const found = new Map<string, SimCommit>();
    const waiting = [sha];
    for (let index = 0; index < waiting.length; index++) {
      const commit = this.repository.commits.get(waiting[index]);
      if (commit !== undefined && !found.has(commit.sha)) {
        found.set(commit.sha, commit);
        waiting.push(...commit.parents);
      }
    }
    const history = [...found.values()].sort((a, b) => b.committedAt - a.committedAt);
    if (this.histories.size > 50) {
      this.histories.clear();
    }
    this.histories.set(sha, history);
    return history;
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
