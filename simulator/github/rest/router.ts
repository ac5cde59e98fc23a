import { GithubTeam, nodeId } from '../../organization';
import { iso } from '../graphql/connection';
import { Budget } from '../graphql/root';
import { RepositoryShelf } from '../world';
import { Base, fullRepository, Json, minimalRepository, owner, publicUser } from './addresses';
import { compare } from './compare';
import { runs, workflows } from './actions';
import { linkHeader, missing, Page, pageOf, RestAnswer, restProblem, RestScene, sliced } from './answers';

/** Answers one GET below the API's base. `path` is decoded segment by segment, without a leading slash. */
export function answerRest(scene: RestScene, path: string, query: URLSearchParams): RestAnswer {
  const { world, base } = scene;
  let segments: readonly string[];
  try {
    segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return missing;
  }
  const [first, second, third, ...rest] = segments;
  const page = pageOf(query);
  if (page === null) {
    return restProblem(422, 'Validation Failed', { errors: [{ field: 'page', code: 'invalid' }] });
  }
  if (first === 'user' && second === undefined) {
    return { status: 200, body: publicUser(base, world.person(scene.viewer), scene.now) };
  }
  if (first === 'rate_limit') {
    return { status: 200, body: rateLimits(scene) };
  }
  if (first === 'orgs' && world.hasOwner(second ?? '') !== null) {
    return organization(
      scene,
      second,
      [third, ...rest].filter((each) => each !== undefined),
      page
    );
  }
  if (first === 'repos' && third !== undefined) {
    const name = `${second}/${third}`;
    const shelf = world.repository(name);
    const renamed = shelf === null ? world.renamed(name) : null;
    if (renamed !== null) {
      const location = [`${base.api}/repositories/${renamed.repository.id}`, ...rest.map(encodeURIComponent)].join('/');
      const search = query.toString();
      const url = search === '' ? location : `${location}?${search}`;
      return { ...restProblem(301, 'Moved Permanently', { url }), headers: { location: url } };
    }
    return shelf === null ? missing : repository(scene, shelf, rest, query, page);
  }
  if (first === 'repositories' && second !== undefined) {
    const shelf = world.byId(Number(second));
    return shelf === null
      ? missing
      : repository(
          scene,
          shelf,
          [third, ...rest].filter((each) => each !== undefined),
          query,
          page
        );
  }
  return missing;
}

function rateLimits({ budgets }: RestScene): Json {
  const of = ({ limit, used, resetAt }: Budget) => ({
    limit,
    used,
    remaining: Math.max(0, limit - used),
    reset: Math.floor(resetAt / 1_000),
  });
  const search = { ...budgets.core, limit: 30, used: 0 };
  return {
    resources: { core: of(budgets.core), search: of(search), graphql: of(budgets.graphql) },
    rate: of(budgets.core),
  };
}

function teamJson(base: Base, team: GithubTeam): Json {
  const url = `${base.api}/organizations/9/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('T', team.id),
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'push',
    url,
    html_url: `${base.web}/orgs/${team.organization}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
  };
}

function organization(scene: RestScene, login: string, rest: readonly string[], page: Page): RestAnswer {
  const { world, base } = scene;
  const none = new URLSearchParams();
  const [kind, slug, below] = rest;
  const listed = (shelves: readonly RepositoryShelf[], address: string): RestAnswer => ({
    status: 200,
    body: sliced(shelves, page).map((shelf) => minimalRepository(base, shelf)),
    headers: linkHeader(address, none, page, shelves.length),
  });
  if (kind === 'repos' && slug === undefined) {
    return listed(world.ofOwner(login), `${base.api}/organizations/9/repos`);
  }
  if (kind !== 'teams') {
    return missing;
  }
  const teams = world.organization.teams.filter((team) => team.organization === world.hasOwner(login));
  if (slug === undefined) {
    return {
      status: 200,
      body: sliced(teams, page).map((team) => teamJson(base, team)),
      headers: linkHeader(`${base.api}/organizations/9/teams`, none, page, teams.length),
    };
  }
  const team = world.team(login, slug);
  if (team === undefined) {
    return missing;
  }
  const shelves = team.repositories.flatMap((name) => world.repository(name) ?? []);
  if (below === 'repos') {
    return listed(shelves, `${base.api}/organizations/9/team/${team.id}/repos`);
  }
  const since = iso(scene.now - 900 * 86_400_000);
  const { parent, ...shape } = teamJson(base, team);
  return {
    status: 200,
    body: {
      ...shape,
      parent,
      created_at: since,
      updated_at: since,
      members_count: 1,
      repos_count: shelves.length,
      organization: organizationJson(base, team.organization, since, shelves.length),
    },
  };
}

function organizationJson(base: Base, login: string, since: string, repositories: number): Json {
  const { avatar_url, html_url, id, node_id, repos_url } = owner(base, login);
  const url = `${base.api}/orgs/${login}`;
  return {
    login,
    id,
    node_id,
    url,
    repos_url,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url,
    description: null,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: repositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url,
    created_at: since,
    updated_at: since,
    archived_at: null,
    type: 'Organization',
  };
}

function repository(
  scene: RestScene,
  shelf: RepositoryShelf,
  rest: readonly string[],
  query: URLSearchParams,
  page: Page
): RestAnswer {
  const { world, base } = scene;
  const address = [`${base.api}/repositories/${shelf.repository.id}`, ...rest.map(encodeURIComponent)].join('/');
  const [kind, ...below] = rest;
  if (kind === undefined) {
    return { status: 200, body: fullRepository(base, shelf) };
  }
  if (kind === 'actions' && below[0] === 'runs') {
    return runs(scene, shelf, below.slice(1), query, page, address);
  }
  if (kind === 'actions' && below[0] === 'workflows') {
    return workflows(scene, shelf, below.slice(1), query, page, address);
  }
  if (kind === 'compare' && below.length > 0) {
    const found = compare(base, world, shelf, below.join('/'));
    if (found.kind !== 'found') {
      return found.kind === 'unknown' ? missing : restProblem(404, found.message);
    }
    // Without a page up to 250 commits come at once (reference of the endpoint).
    const isPaged = query.has('page') || query.has('per_page');
    const own = isPaged ? page : { number: 1, size: 250 };
    const headers = isPaged ? linkHeader(address, query, page, found.total) : {};
    return { status: 200, body: found.body(own.number, own.size), headers };
  }
  return missing;
}
