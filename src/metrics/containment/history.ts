import { Change, Commit, Events } from '../../events';
import { Ownership } from '../delivery';
import { mayBeOnDefaultBranch } from '../recognise';
import { compareTexts } from './chains';

/** One repository's commits and changes, arranged for containment. */
export interface History {
  readonly commits: ReadonlyMap<string, Commit>;
  readonly changes: readonly Change[];
  readonly changesBySha: ReadonlyMap<string, readonly Change[]>;
  /** Changes whose commit is in the graph, oldest merge first. */
  readonly charted: readonly Change[];
  /** Changes whose commit is named but not in the graph, and which were not merged elsewhere than to the default branch. */
  readonly uncharted: readonly Change[];
  /** Changes that name no commit. */
  readonly shaless: readonly Change[];
  /** What `head` has and `base` has not; undefined where nobody was asked. */
  comparison(base: string, head: string): readonly string[] | undefined;
}

/** The commit that stands for a change: that of its merge, else its last own. */
export function shaOf(change: Change): string | null {
  return change.mergeSha ?? change.headSha;
}

/** By merge, then identity: never by the order of arrival. */
export function compareChanges(a: Change, b: Change): number {
  return a.mergedAt - b.mergedAt || compareTexts(a.repository, b.repository) || compareTexts(a.id, b.id);
}

/** What is known of a repository without commits and changes: what a deployment of it contains is then nothing. */
export const noHistory: History = {
  commits: new Map(),
  changes: [],
  changesBySha: new Map(),
  charted: [],
  uncharted: [],
  shaless: [],
  comparison: () => undefined,
};

/** One repository's history; its events may be of any kind and order. O(n log n). */
export function historyOf(repository: string, events: Events, ownership: Ownership): History {
  const commits = new Map(events.commits.map((commit) => [commit.sha, commit]));
  const changes = changesOf(repository, events.changes, commits, ownership).sort(compareChanges);
  if (commits.size === 0 && changes.length === 0) {
    return noHistory;
  }
  const comparisons = new Map(events.comparisons.map(({ base, head, shas }) => [`${base}\n${head}`, shas]));
  const changesBySha = new Map<string, Change[]>();
  for (const change of changes) {
    const sha = shaOf(change);
    if (sha !== null) {
      const known = changesBySha.get(sha);
      if (known === undefined) {
        changesBySha.set(sha, [change]);
      } else {
        known.push(change);
      }
    }
  }
  const isCharted = (change: Change) => commits.has(shaOf(change) ?? '');
  const onDefaultBranch = changes.filter((change) => mayBeOnDefaultBranch(change, ownership));
  return {
    commits,
    changes,
    changesBySha,
    charted: changes.filter(isCharted),
    uncharted: onDefaultBranch.filter((change) => shaOf(change) !== null && !isCharted(change)),
    shaless: onDefaultBranch.filter((change) => shaOf(change) === null),
    comparison: (base, head) => comparisons.get(`${base}\n${head}`),
  };
}

/**
 * The changes of a repository by its rule: pull requests, or the commits of the graph that are not merges (with any
 * single commits a source lists as changes itself).
 */
function changesOf(
  repository: string,
  changes: readonly Change[],
  commits: ReadonlyMap<string, Commit>,
  ownership: Ownership
): Change[] {
  if (ownership.rulesOf(repository).changeUnit === 'pullRequest') {
    return changes.filter(({ origin }) => origin !== 'commit');
  }
  const single = changes.filter((change) => change.origin === 'commit' && !commits.has(shaOf(change) ?? ''));
  const ofGraph = [...commits.values()].flatMap((commit) =>
    commit.parents.length > 1 ? [] : (changeOfCommit(commit) ?? [])
  );
  return [...single, ...ofGraph];
}

/** Null: a commit without any date belongs nowhere in time. */
function changeOfCommit(commit: Commit): Change | null {
  const mergedAt = commit.committedAt ?? commit.authoredAt;
  if (mergedAt === null) {
    return null;
  }
  const [title, ...rest] = commit.message.split('\n');
  return {
    id: commit.sha,
    repository: commit.repository,
    number: null,
    title,
    url: null,
    author: commit.author,
    authorIsBot: commit.author?.endsWith('[bot]') ?? false,
    labels: [],
    branch: null,
    baseBranch: null,
    body: rest.join('\n').trim(),
    firstCommitAt: commit.authoredAt,
    firstCommittedAt: commit.committedAt,
    createdAt: mergedAt,
    readyAt: mergedAt,
    firstReviewAt: null,
    approvedAt: null,
    mergedAt,
    mergeSha: commit.sha,
    headSha: commit.sha,
    additions: null,
    deletions: null,
    origin: 'commit',
  };
}
