import { nodeId, Person } from '../../organization';
import { RepositoryShelf } from '../world';
import { iso } from '../graphql/connection';

export type Json = Readonly<Record<string, unknown>>;

/** Under which addresses callers see the REST API and the pages for people. */
export interface Base {
  /** `http://host:port/api/v3`, or without the path where GitHub.com is played. */
  readonly api: string;
  readonly web: string;
}

/** REST puts `[bot]` behind a bot's name. */
export function simpleUser(base: Base, person: Person): Json {
  const login = person.isBot && !person.login.endsWith('[bot]') ? `${person.login}[bot]` : person.login;
  const url = `${base.api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: person.id,
    node_id: nodeId(person.isBot ? 'BOT' : 'U', person.id),
    avatar_url: `${base.web}/avatars/${person.id}`,
    gravatar_id: '',
    url,
    html_url: `${base.web}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: person.isBot ? 'Bot' : 'User',
    site_admin: false,
  };
}

export function publicUser(base: Base, person: Person, now: number): Json {
  const never = iso(now - 900 * 86_400_000);
  return {
    ...simpleUser(base, person),
    name: person.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: never,
    updated_at: never,
  };
}

export function owner(base: Base, login: string): Json {
  return {
    ...simpleUser(base, { id: 9, login, name: login, isBot: false }),
    node_id: nodeId('O', login),
    type: 'Organization',
  };
}

const plainUrls = [
  'contributors',
  'deployments',
  'downloads',
  'events',
  'forks',
  'hooks',
  'languages',
  'merges',
  'stargazers',
  'subscribers',
  'subscription',
  'tags',
  'teams',
];

const templateUrls: ReadonlyArray<readonly [name: string, path: string]> = [
  ['archive_url', '{archive_format}{/ref}'],
  ['assignees_url', 'assignees{/user}'],
  ['blobs_url', 'git/blobs{/sha}'],
  ['branches_url', 'branches{/branch}'],
  ['collaborators_url', 'collaborators{/collaborator}'],
  ['comments_url', 'comments{/number}'],
  ['commits_url', 'commits{/sha}'],
  ['compare_url', 'compare/{base}...{head}'],
  ['contents_url', 'contents/{+path}'],
  ['git_commits_url', 'git/commits{/sha}'],
  ['git_refs_url', 'git/refs{/sha}'],
  ['git_tags_url', 'git/tags{/sha}'],
  ['issue_comment_url', 'issues/comments{/number}'],
  ['issue_events_url', 'issues/events{/number}'],
  ['issues_url', 'issues{/number}'],
  ['keys_url', 'keys{/key_id}'],
  ['labels_url', 'labels{/name}'],
  ['milestones_url', 'milestones{/number}'],
  ['notifications_url', 'notifications{?since,all,participating}'],
  ['pulls_url', 'pulls{/number}'],
  ['releases_url', 'releases{/id}'],
  ['statuses_url', 'statuses/{sha}'],
  ['trees_url', 'git/trees{/sha}'],
];

export function repositoryUrl(base: Base, shelf: RepositoryShelf): string {
  return `${base.api}/repos/${shelf.name}`;
}

const minimal = new WeakMap<RepositoryShelf, Map<string, Json>>();

/** The shape inside lists and workflow runs: `minimal-repository`. Every run has it twice: made once for each address. */
export function minimalRepository(base: Base, shelf: RepositoryShelf): Json {
  const known = minimal.get(shelf) ?? new Map<string, Json>();
  const key = `${base.api} ${base.web}`;
  const made = known.get(key) ?? makeMinimalRepository(base, shelf);
  known.set(key, made);
  minimal.set(shelf, known);
  return made;
}

function makeMinimalRepository(base: Base, shelf: RepositoryShelf): Json {
  const { repository } = shelf;
  const url = repositoryUrl(base, shelf);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: shelf.name,
    private: true,
    owner: owner(base, repository.owner),
    html_url: `${base.web}/${shelf.name}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(plainUrls.map((name) => [`${name}_url`, `${url}/${name}`])),
    ...Object.fromEntries(templateUrls.map(([name, path]) => [name, `${url}/${path}`])),
  };
}

export function fullRepository(base: Base, shelf: RepositoryShelf): Json {
  const { repository } = shelf;
  const head = repository.commits.get(repository.head ?? '');
  const open = repository.issues.filter(({ closedAt }) => closedAt === null).length;
  const web = `${base.web}/${shelf.name}`;
  const pushedAt = iso(head?.committedAt ?? repository.createdAt);
  return {
    ...minimalRepository(base, shelf),
    clone_url: `${web}.git`,
    git_url: `${web.replace(/^http/, 'git')}.git`,
    ssh_url: `git@github.example.com:${shelf.name}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: 'TypeScript',
    license: null,
    default_branch: repository.defaultBranch,
    topics: repository.topics,
    visibility: 'private',
    archived: repository.isArchived,
    disabled: false,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    network_count: 0,
    subscribers_count: 0,
    open_issues: open,
    open_issues_count: open,
    size: repository.commits.size,
    pushed_at: pushedAt,
    created_at: iso(repository.createdAt),
    updated_at: pushedAt,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  };
}
