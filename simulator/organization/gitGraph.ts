import { Instant } from '../../src/events';
import { Dice } from './dice';
import { MergeStyle, SimCommit } from './model';
import { second } from './workingTime';

export interface BranchCommit {
  readonly at: Instant;
  readonly message: string;
  readonly authors: readonly string[];
}

export interface Merge {
  readonly style: MergeStyle;
  readonly at: Instant;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly author: string;
  readonly mergedBy: string;
  readonly owner: string;
}

/** A repository's commits while they are made, with the default branch's tip. */
export class GitGraph {
  readonly commits = new Map<string, SimCommit>();
  tip: string | null = null;
  private readonly tips: Array<{ readonly at: Instant; readonly sha: string }> = [];

  constructor(private readonly dice: Dice) {}

  /** A commit on the default branch without a pull request. */
  push(commit: BranchCommit): string {
    const sha = this.write(this.tip === null ? [] : [this.tip], commit, commit.at);
    this.moveTo(sha, commit.at);
    return sha;
  }

  /** The commits of a branch, started from where the default branch stood at the first one. Oldest first. */
  branch(commits: readonly BranchCommit[]): readonly string[] {
    let parent = this.tipAt(commits[0].at);
    return commits.map((commit) => {
      const sha = this.write(parent === null ? [] : [parent], commit, commit.at);
      parent = sha;
      return sha;
    });
  }

  /** Brings a branch to the default branch as GitHub's three buttons do. Returns what `mergeCommit` would be. */
  merge(branch: readonly string[], merge: Merge): string {
    const parents = this.tip === null ? [] : [this.tip];
    const own = branch.flatMap((sha) => this.commits.get(sha) ?? []);
    if (merge.style === 'merge') {
      const message = `Merge pull request #${merge.number} from ${merge.owner}/${merge.branch}\n\n${merge.title}`;
      const commit = { at: merge.at, message, authors: [merge.mergedBy] };
      this.moveTo(this.write([...parents, branch[branch.length - 1]], commit, merge.at), merge.at);
    } else if (merge.style === 'squash') {
      const authors = [...new Set([merge.author, ...own.flatMap((commit) => commit.authors)])];
      const body = merge.body === '' ? own.map(({ message }) => `* ${message}`).join('\n\n') : merge.body;
      const commit = { at: merge.at, message: `${merge.title} (#${merge.number})\n\n${body}`, authors };
      this.moveTo(this.write(parents, commit, merge.at), merge.at);
    } else {
      // A rebase keeps the authored date and sets the committer's to the time of the merge.
      for (const [index, commit] of own.entries()) {
        const at = merge.at - (own.length - 1 - index) * second;
        const copy = { at: commit.authoredAt, message: commit.message, authors: commit.authors };
        this.moveTo(this.write(this.tip === null ? [] : [this.tip], copy, at), at);
      }
    }
    return this.tip ?? '';
  }

  /** Everything reachable from a commit that is not in `known`. */
  unknownTo(known: ReadonlySet<string>, from: string): readonly string[] {
    const found = new Set<string>();
    const waiting = [from];
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      const commit = this.commits.get(sha);
      if (commit !== undefined && !known.has(sha) && !found.has(sha)) {
        found.add(sha);
        waiting.push(...commit.parents);
      }
    }
    return [...found];
  }

  private tipAt(at: Instant): string | null {
    let low = 0;
    let high = this.tips.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tips[middle].at <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (this.tips[low - 1] ?? this.tips[0])?.sha ?? null;
  }

  private moveTo(sha: string, at: Instant): void {
    this.tip = sha;
    this.tips.push({ at, sha });
  }

  private write(parents: readonly string[], commit: BranchCommit, committedAt: Instant): string {
    const sha = this.dice.hex(40);
    const { at: authoredAt, message, authors } = commit;
    this.commits.set(sha, { sha, parents, authoredAt, committedAt, message, authors });
    return sha;
  }
}
