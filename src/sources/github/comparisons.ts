import { Comparison } from '../../events';
import { ComparisonNeed } from '../types';
import { asObject, DecodeError, Errand, list, number, text, UpstreamError } from '../transport';
import { ownerAndName, presentName } from './ask';
import { Github } from './github';
import { historyFromCommit } from './documents';
import { repositoryPath } from './rest';

/** What `head` has and `base` has not, all pages. Without a common ancestor that is the whole history of `head`. */
export async function readComparison(github: Github, need: ComparisonNeed, errand: Errand): Promise<Comparison> {
  const { scope: repository, base, head } = need;
  try {
    return { repository, base, head, shas: await compare(github, need, errand) };
  } catch (error) {
    if (error instanceof UpstreamError && /no common ancestor/i.test(error.failure.reason)) {
      return { repository, base, head, shas: await historyOf(github, need, errand) };
    }
    throw error;
  }
}

async function compare(github: Github, need: ComparisonNeed, errand: Errand): Promise<readonly string[]> {
  const name = await presentName(github, need.scope, errand);
  const path = `${repositoryPath(name)}/compare/${encodeURIComponent(need.base)}...${encodeURIComponent(need.head)}`;
  const at = `comparison ${need.base}...${need.head} of ${need.scope}`;
  const shas = new Set<string>();
  const count = (body: unknown) => list(asObject(body, at), 'commits', at).length;
  let total = 0;
  for await (const body of github.rest.pages(path, {}, count, errand)) {
    const answer = asObject(body, at);
    const commits = list(answer, 'commits', at);
    commits.forEach((commit) => shas.add(text(asObject(commit, at), 'sha', `${at}, commits`)));
    total = number(answer, 'total_commits', at);
    if (shas.size >= total) {
      return [...shas];
    }
  }
  throw new DecodeError(at, 'commits', `${total} commits`, shas.size);
}

async function historyOf(github: Github, need: ComparisonNeed, errand: Errand): Promise<readonly string[]> {
  const variables = { ...ownerAndName(need.scope), oid: need.head };
  const path = ['repository', 'object', 'history'];
  const at = `history of ${need.head} in ${need.scope}`;
  const shas: string[] = [];
  const query = { document: historyFromCommit, variables, path, pageSize: 100 };
  for await (const { nodes } of github.graphql.pages(query, errand)) {
    shas.push(...nodes.map((node) => text(asObject(node, at), 'oid', at)));
  }
  return shas;
}
