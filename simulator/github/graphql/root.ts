import { GithubTeam, nodeId } from '../../organization';
import { NodeReference, RepositoryShelf } from '../world';
import { actor, Scene } from './actors';
import { connection, Fields, iso, PageArguments, Sorted } from './connection';
import { deploymentNode } from './deployments';
import { Price } from './limits';
import { notFound } from './problem';
import { pullRequestNode } from './pullRequests';
import { issueNode, releaseNode, repositoryNode } from './repository';
import { searchPullRequests } from './search';

/** What is left of the hour's points. */
export interface Budget {
  readonly limit: number;
  readonly used: number;
  readonly resetAt: number;
}

interface RepositoryArguments {
  readonly owner: string;
  readonly name: string;
  readonly followRenames?: boolean | null;
}

interface SearchArguments extends PageArguments {
  readonly query: string;
  readonly type: string;
}

/** The root of a query: `Query`. */
export function rootOf(scene: Scene, viewer: string, price: Price, budget: Budget): Fields {
  const { world } = scene;
  const node = (id: string): Fields => {
    const found = world.node(id);
    if (found === null) {
      throw notFound(`Could not resolve to a node with the global id of '${id}'`);
    }
    return nodeOf(scene, found);
  };
  const organization = (login: string): Fields | null => {
    const name = world.hasOwner(login);
    return name === null ? null : organizationNode(scene, name);
  };
  return {
    rateLimit: {
      cost: price.cost,
      nodeCount: price.nodeCount,
      limit: budget.limit,
      used: budget.used,
      remaining: Math.max(0, budget.limit - budget.used),
      resetAt: iso(budget.resetAt),
    },
    viewer: {
      ...actor(scene, viewer),
      organizations: (page: PageArguments) =>
        connection(world.organization.owners, page, (login) => organizationNode(scene, login)),
    },
    repository: ({ owner, name, followRenames }: RepositoryArguments) => {
      const full = `${owner}/${name}`;
      const shelf = world.repository(full) ?? (followRenames === false ? null : world.renamed(full));
      if (shelf === null) {
        throw notFound(`Could not resolve to a Repository with the name '${full}'.`);
      }
      return repositoryNode(scene, shelf);
    },
    repositoryOwner: ({ login }: { readonly login: string }) => organization(login),
    organization: ({ login }: { readonly login: string }) => {
      const found = organization(login);
      if (found === null) {
        throw notFound(`Could not resolve to an Organization with the login of '${login}'.`);
      }
      return found;
    },
    node: ({ id }: { readonly id: string }) => node(id),
    // A function for each, so that one unknown id leaves the others unharmed.
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => Promise.resolve().then(() => node(id))),
    search: ({ query, type, ...page }: SearchArguments) => {
      if (type !== 'ISSUE') {
        throw new Error(`The simulator does not search for ${type}.`);
      }
      return searchPullRequests(scene, query, page);
    },
  };
}

function nodeOf(scene: Scene, reference: NodeReference): Fields {
  const { shelf } = reference;
  switch (reference.kind) {
    case 'repository':
      return repositoryNode(scene, shelf);
    case 'deployment':
      return deploymentNode(scene, shelf, reference.deployment);
    case 'pullRequest':
      return pullRequestNode(scene, shelf, reference.pullRequest);
    case 'issue':
      return issueNode(scene, shelf, reference.issue);
    case 'release':
      return releaseNode(scene, shelf, reference.release);
  }
}

interface RepositoriesArguments extends PageArguments {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

function organizationNode(scene: Scene, login: string): Fields {
  const { world } = scene;
  const team = ({ slug }: { readonly slug: string }) => {
    const found = world.team(login, slug);
    return found === undefined ? null : teamNode(scene, found);
  };
  return {
    __typename: 'Organization',
    id: nodeId('O', login),
    login,
    name: login,
    url: `${scene.webUrl}/${login}`,
    repositories: ({ orderBy, ...page }: RepositoriesArguments) => {
      const pushedAt = ({ repository }: RepositoryShelf) =>
        repository.commits.get(repository.head ?? '')?.committedAt ?? 0;
      const keys = {
        CREATED_AT: ({ repository }: RepositoryShelf) => repository.createdAt,
        NAME: ({ name }: RepositoryShelf) => name,
        PUSHED_AT: pushedAt,
        UPDATED_AT: pushedAt,
      };
      const shelves = new Sorted(world.ofOwner(login), ({ repository }) => repository.id, keys);
      const row = shelves.by(orderBy, { field: 'CREATED_AT', direction: 'ASC' });
      return connection(row, page, (shelf) => repositoryNode(scene, shelf));
    },
    team,
    teams: (page: PageArguments) =>
      connection(
        world.organization.teams.filter((one) => one.organization === login),
        page,
        (one) => teamNode(scene, one)
      ),
  };
}

function teamNode(scene: Scene, team: GithubTeam): Fields {
  const shelves = team.repositories.flatMap((name) => scene.world.repository(name) ?? []);
  return {
    __typename: 'Team',
    id: nodeId('T', team.id),
    databaseId: team.id,
    name: team.name,
    slug: team.slug,
    combinedSlug: `${team.organization}/${team.slug}`,
    repositories: (page: PageArguments) =>
      connection(shelves, page, (shelf) => repositoryNode(scene, shelf), { edge: { permission: 'WRITE' } }),
  };
}
