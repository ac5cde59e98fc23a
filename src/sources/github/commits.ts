import { Commit } from '../../events';
import { asObject, Json, optionalInstant, optionalObject, optionalText, text } from '../transport';
import { Ask, decoded, Github, iso, ownerAndName } from './ask';
import { defaultBranchHistory as document } from './documents';
import { nodesOf } from './people';

/**
 * GitHub cuts history by committer date. Commits that were made before the window and pushed into it (a fast-forward
 * merge, a long-lived branch) would be missing from the graph, so it is read from this much earlier.
 */
export const lateCommits = 30 * 86_400_000;

/** The default branch's commit graph. All of it is handed over, margin included: a graph with holes decides nothing. */
export async function readCommits(github: Github, ask: Ask): Promise<void> {
  const { interval, scope } = ask.need;
  const variables = {
    ...ownerAndName(scope),
    since: iso(interval.from - lateCommits),
    until: interval.to < github.clock.now() ? iso(interval.to) : null,
  };
  const path = ['repository', 'defaultBranchRef', 'target', 'history'];
  for await (const { nodes } of github.graphql.pages({ document, variables, path, pageSize: 100 }, ask.signal)) {
    ask.emit({ commits: nodes.flatMap((node) => decoded(ask, () => decodeCommit(node, scope))) }, null);
  }
}

export function decodeCommit(value: unknown, repository: string): Commit {
  const record = asObject(value, `a commit of ${repository}`);
  const at = `commit ${typeof record['oid'] === 'string' ? record['oid'] : '(no oid)'} of ${repository}`;
  return {
    repository,
    sha: text(record, 'oid', at),
    parents: nodesOf(record, 'parents', at).map((parent) => text(parent, 'oid', `${at}, parents`)),
    authoredAt: optionalInstant(record, 'authoredDate', at),
    committedAt: optionalInstant(record, 'committedDate', at),
    message: optionalText(record, 'message', at) ?? '',
    author: authorOf(record, at),
  };
}

/** The account, or the name in the commit where there is none. */
function authorOf(record: Json, at: string): string | null {
  const author = optionalObject(record, 'author', at);
  if (author === null) {
    return null;
  }
  const user = optionalObject(author, 'user', at);
  return user === null ? optionalText(author, 'name', at) : text(user, 'login', at);
}
