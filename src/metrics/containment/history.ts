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

/** Every repository that has a commit or a change. O(n log n). */
export function historiesOf(events: Events, ownership: Ownership): ReadonlyMap<string, History> {
  const commits = new Map<string, Map<string, Commit>>();
  for (const commit of events.commits) {
    let known = commits.get(commit.repository);
    if (known === undefined) {
      commits.set(commit.repository, (known = new Map<string, Commit>()));
    }
    known.set(commit.sha, commit);
  }
  const changes = changesByRepository(events, commits, ownership);
  const comparisons = new Map(
    events.comparisons.map(({ repository, base, head, shas }) => [`${repository}\n${base}\n${head}`, shas])
  );
  return new Map(
    [...new Set([...commits.keys(), ...changes.keys()])].map((repository) => [
      repository,
      historyOf(
        repository,
        commits.get(repository) ?? new Map(),
        changes.get(repository) ?? [],
        comparisons,
        ownership
      ),
    ])
  );
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

function historyOf(
  repository: string,
  commits: ReadonlyMap<string, Commit>,
  unordered: readonly Change[],
  comparisons: ReadonlyMap<string, readonly string[]>,
  ownership: Ownership
): History {
  const changes = [...unordered].sort(compareChanges);
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
    comparison: (base, head) => comparisons.get(`${repository}\n${base}\n${head}`),
  };
}

/**
 * The changes of each repository by its rule: pull requests, or the commits of the graph that are not merges (with any
 * single commits a source lists as changes itself).
 */
function changesByRepository(
  events: Events,
  commits: ReadonlyMap<string, ReadonlyMap<string, Commit>>,
  ownership: Ownership
): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  const add = (change: Change) => {
    const known = changes.get(change.repository);
    if (known === undefined) {
      changes.set(change.repository, [change]);
    } else {
      known.push(change);
    }
  };
  for (const change of events.changes) {
    const byCommit = ownership.rulesOf(change.repository).changeUnit === 'commit';
    const isCommit = change.origin === 'commit';
    if (isCommit === byCommit && !(isCommit && commits.get(change.repository)?.has(shaOf(change) ?? '') === true)) {
      add(change);
    }
  }
  for (const [repository, graph] of commits) {
    if (ownership.rulesOf(repository).changeUnit === 'commit') {
      for (const commit of graph.values()) {
        const change = commit.parents.length > 1 ? null : changeOfCommit(commit);
        if (change !== null) {
          add(change);
        }
      }
    }
  }
  return changes;
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
