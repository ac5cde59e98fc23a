import { Change, Commit, Events } from '../../events';
import { Ownership } from '../delivery';
import { mayBeOnDefaultBranch } from '../recognise';
import { compareTexts } from './chains';

/** One repository's commits and changes, arranged for containment. */
export interface History {
  readonly commits: ReadonlyMap<string, Commit>;
  readonly changes: readonly Change[];
  readonly changesBySha: ChangesBySha;
  /** Changes whose commit is in the graph, oldest merge first. */
  readonly charted: readonly Change[];
  /** Changes whose commit is named but not in the graph, and which were not merged elsewhere than to the default branch. */
  readonly uncharted: readonly Change[];
  /** Changes that do not say as which commit they were merged, and whose own is not in the graph (squashed, rebased). */
  readonly shaless: readonly Change[];
  /** What `head` has and `base` has not; undefined where nobody was asked. */
  comparison(base: string, head: string): readonly string[] | undefined;
}

/** Changes by the commit that stands for them. Nearly always it is one: a list for each sha would be most of a history. */
export class ChangesBySha {
  private readonly firsts = new Map<string, Change>();
  private readonly others = new Map<string, Change[]>();

  /** In the order of `changes`. */
  constructor(changes: readonly Change[]) {
    for (const change of changes) {
      const sha = shaOf(change);
      if (sha === null) {
        continue;
      }
      if (!this.firsts.has(sha)) {
        this.firsts.set(sha, change);
        continue;
      }
      const known = this.others.get(sha);
      if (known === undefined) {
        this.others.set(sha, [change]);
      } else {
        known.push(change);
      }
    }
  }

  has(sha: string): boolean {
    return this.firsts.has(sha);
  }

  shas(): Iterable<string> {
    return this.firsts.keys();
  }

  first(sha: string): Change | undefined {
    return this.firsts.get(sha);
  }

  of(sha: string): readonly Change[] {
    const first = this.firsts.get(sha);
    return first === undefined ? [] : [first, ...(this.others.get(sha) ?? [])];
  }
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
  changesBySha: new ChangesBySha([]),
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
  const isCharted = (change: Change) => commits.has(shaOf(change) ?? '');
  const onDefaultBranch = changes.filter((change) => mayBeOnDefaultBranch(change, ownership));
  return {
    commits,
    changes,
    changesBySha: new ChangesBySha(changes),
    charted: changes.filter(isCharted),
    uncharted: onDefaultBranch.filter((change) => change.mergeSha !== null && !isCharted(change)),
    shaless: onDefaultBranch.filter((change) => change.mergeSha === null && !isCharted(change)),
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
