import { nodeId, SimCommit } from '../../organization';
import { iso } from '../graphql/connection';
import { RepositoryShelf, World } from '../world';
import { Base, Json, repositoryUrl, simpleUser } from './addresses';

function commitJson(base: Base, world: World, shelf: RepositoryShelf, commit: SimCommit): Json {
  const url = `${repositoryUrl(base, shelf)}/commits/${commit.sha}`;
  const person = world.person(commit.authors[0]);
  const git = (at: number) => ({ name: person.name, email: `${person.id}@users.noreply.example.com`, date: iso(at) });
  return {
    sha: commit.sha,
    node_id: nodeId('C', shelf.repository.id, commit.sha),
    commit: {
      author: git(commit.authoredAt),
      committer: git(commit.committedAt),
      message: commit.message,
      tree: { sha: commit.sha, url: `${repositoryUrl(base, shelf)}/git/trees/${commit.sha}` },
      url: `${repositoryUrl(base, shelf)}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    url,
    html_url: `${base.web}/${shelf.name}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: simpleUser(base, person),
    committer: simpleUser(base, person),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${repositoryUrl(base, shelf)}/commits/${sha}`,
      html_url: `${base.web}/${shelf.name}/commit/${sha}`,
    })),
  };
}

export type Comparison =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unrelated'; readonly message: string }
  | { readonly kind: 'found'; readonly total: number; body(page: number, perPage: number): Json };

/** `BASE...HEAD`: shas, the default branch or tags. Commits in `head` and not in `base`, oldest first. */
export function compare(base: Base, world: World, shelf: RepositoryShelf, basehead: string): Comparison {
  const [left, right] = basehead.split('...').map((name) => resolve(shelf, name));
  if (left === undefined || right === undefined) {
    return { kind: 'unknown' };
  }
  const reachable = { left: shelf.history(left.sha), right: shelf.history(right.sha) };
  const inLeft = new Set(reachable.left.map(({ sha }) => sha));
  const inRight = new Set(reachable.right.map(({ sha }) => sha));
  const mergeBase = reachable.right.find(({ sha }) => inLeft.has(sha));
  if (mergeBase === undefined) {
    return { kind: 'unrelated', message: `No common ancestor between ${left.sha} and ${right.sha}.` };
  }
  const ahead = reachable.right.filter(({ sha }) => !inLeft.has(sha)).reverse();
  const behind = reachable.left.filter(({ sha }) => !inRight.has(sha)).length;
  const html = `${base.web}/${shelf.name}/compare/${basehead}`;
  const body = (page: number, perPage: number): Json => ({
    url: `${repositoryUrl(base, shelf)}/compare/${basehead}`,
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitJson(base, world, shelf, left),
    merge_base_commit: commitJson(base, world, shelf, mergeBase),
    status: ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.slice((page - 1) * perPage, page * perPage).map((one) => commitJson(base, world, shelf, one)),
    ...(page === 1 ? { files: [] } : {}),
  });
  return { kind: 'found', total: ahead.length, body };
}

function resolve(shelf: RepositoryShelf, name: string): SimCommit | undefined {
  const { repository } = shelf;
  const { commits, head, defaultBranch } = repository;
  const sha = name === defaultBranch ? (head ?? '') : (repository.tags.find((tag) => tag.name === name)?.sha ?? name);
  if (/^[0-9a-f]{7,39}$/.test(sha)) {
    return [...commits.values()].find((commit) => commit.sha.startsWith(sha));
  }
  return commits.get(sha);
}
