import {
  fullName,
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
import { Mainline, mainlineOf, momentsOf, repositoryAsOf } from '../organization/asOf';
import { Unfolding } from '../organization/unfolding';
import { Contents, issueId, pullRequestId, repositoryId } from './contents';
import { Sorted } from './graphql/connection';

/** The organisation as GitHub looks things up in it. */
export class World {
  private readonly shelves: readonly RepositoryShelf[];
  private readonly byName = new Map<string, RepositoryShelf>();
  private readonly former = new Map<string, RepositoryShelf>();
  private readonly ids = new Map<number, RepositoryShelf>();
  private readonly people: ReadonlyMap<string, Person>;
  private nodes: Map<string, Place> | null = null;

  /**
   * `now`: as of when the organisation is shown where its history goes on. `hides`: which repositories are listed and not
   * found.
   */
  constructor(
    readonly organization: Organization,
    now: () => number,
    private readonly hides: (name: string) => boolean = () => false
  ) {
    const { until } = organization;
    const future = until === undefined ? null : { from: organization.now, now };
    this.shelves = organization.repositories.map((repository) => new RepositoryShelf(repository, future));
    for (const [index, shelf] of this.shelves.entries()) {
      const { id, formerNames } = organization.repositories[index];
      this.byName.set(shelf.name.toLowerCase(), shelf);
      this.ids.set(id, shelf);
      formerNames.forEach((name) => this.former.set(name.toLowerCase(), shelf));
    }
    this.people = new Map(organization.people.map((person) => [person.login, person]));
  }

  all(): readonly RepositoryShelf[] {
    return this.shelves;
  }

  ofOwner(owner: string): readonly RepositoryShelf[] {
    return this.shelves.filter((shelf) => shelf.owner.toLowerCase() === owner.toLowerCase());
  }

  hasOwner(owner: string): string | null {
    return this.organization.owners.find((one) => one.toLowerCase() === owner.toLowerCase()) ?? null;
  }

  repository(name: string): RepositoryShelf | null {
    return this.seen(this.byName.get(name.toLowerCase()));
  }

  /** By a name it had before. */
  renamed(name: string): RepositoryShelf | null {
    return this.former.get(name.toLowerCase()) ?? null;
  }

  byId(id: number): RepositoryShelf | null {
    return this.seen(this.ids.get(id));
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
    this.nodes ??= indexNodes(this.organization, this.shelves);
    const place = this.nodes.get(id);
    return place === undefined ? null : (this.seen(place.shelf)?.node(place.kind, id) ?? null);
  }

  private seen(shelf: RepositoryShelf | undefined): RepositoryShelf | null {
    return shelf === undefined || this.hides(shelf.name) ? null : shelf;
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

interface Place {
  readonly shelf: RepositoryShelf;
  readonly kind: NodeReference['kind'];
}

/** Where to look for a node, whether it is there yet or not. */
function indexNodes(organization: Organization, shelves: readonly RepositoryShelf[]): Map<string, Place> {
  const nodes = new Map<string, Place>();
  for (const [index, shelf] of shelves.entries()) {
    const repository = organization.repositories[index];
    const places = {
      repository: { shelf, kind: 'repository' },
      deployment: { shelf, kind: 'deployment' },
      release: { shelf, kind: 'release' },
      issue: { shelf, kind: 'issue' },
      pullRequest: { shelf, kind: 'pullRequest' },
    } as const;
    nodes.set(repositoryId(repository), places.repository);
    repository.deployments.forEach((one) => nodes.set(one.nodeId, places.deployment));
    repository.releases.forEach((one) => nodes.set(one.nodeId, places.release));
    repository.issues.forEach((one) => nodes.set(issueId(repository, one.number), places.issue));
    repository.pullRequests.forEach((one) => nodes.set(pullRequestId(repository, one.number), places.pullRequest));
  }
  return nodes;
}

/** One repository with what is sorted and walked once for as long as it does not change. */
export class RepositoryShelf {
  readonly owner: string;
  readonly name: string;
  private readonly histories = new Map<string, readonly SimCommit[]>();
  private readonly unfolding: Unfolding<Contents>;
  private readonly now: () => number;
  /** By number: when somebody last did something to it that the plan does not know of. */
  private readonly touches = new Map<number, number>();

  constructor(planned: SimRepository, future: { readonly from: number; readonly now: () => number } | null) {
    this.owner = planned.owner;
    this.name = fullName(planned);
    this.now = future?.now ?? (() => 0);
    let mainline: Mainline | null = null;
    const line = () => (mainline ??= mainlineOf(planned));
    this.unfolding =
      future === null
        ? new Unfolding(
            () => [],
            () => this.contentsOf(planned)
          )
        : new Unfolding(
            () => momentsOf(planned, line(), future.from),
            (now) => this.contentsOf(repositoryAsOf(planned, line(), Math.max(now, future.from)))
          );
  }

  private contentsOf(repository: SimRepository): Contents {
    if (this.touches.size === 0) {
      return new Contents(repository);
    }
    const pullRequests = repository.pullRequests.map((pull) => {
      const at = this.touches.get(pull.number);
      return at === undefined || at <= pull.updatedAt ? pull : { ...pull, updatedAt: at };
    });
    return new Contents({ ...repository, pullRequests });
  }

  /** A pull request is updated at an instant, by something that nobody asks for. */
  touch(number: number, at: number): void {
    this.touches.set(number, at);
    this.unfolding.forget();
  }

  get repository(): SimRepository {
    return this.contents.repository;
  }

  get contents(): Contents {
    return this.unfolding.at(this.now());
  }

  get deployments(): Sorted<SimDeployment> {
    return this.contents.deployments;
  }

  get pullRequests(): Sorted<SimPullRequest> {
    return this.contents.pullRequests;
  }

  get releases(): Sorted<SimRelease> {
    return this.contents.releases;
  }

  get issues(): Sorted<SimIssue> {
    return this.contents.issues;
  }

  get tags(): Sorted<SimTag> {
    return this.contents.tags;
  }

  node(kind: NodeReference['kind'], id: string): NodeReference | undefined {
    return kind === 'repository' ? { kind, shelf: this } : this.contents.node(this, id);
  }

  /** Everything reachable from a commit, newest committer date first, as `git log` shows it. */
  history(sha: string): readonly SimCommit[] {
    const known = this.histories.get(sha);
    if (known !== undefined) {
      return known;
    }
    const { commits } = this.repository;
    const found = new Map<string, SimCommit>();
    const waiting = [sha];
    for (let index = 0; index < waiting.length; index++) {
      const commit = commits.get(waiting[index]);
      if (commit !== undefined && !found.has(commit.sha)) {
        found.set(commit.sha, commit);
        waiting.push(...commit.parents);
      }
    }
    const history = [...found.values()].sort((a, b) => b.committedAt - a.committedAt);
    if (this.histories.size >= 12) {
      this.histories.clear();
    }
    this.histories.set(sha, history);
    return history;
  }

  runsOf(sha: string): SimRepository['runs'] {
    return this.contents.runsOf(sha);
  }
}
