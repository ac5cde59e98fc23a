import { Change } from '../../events';
import { History, shaOf } from '../containment';
import { say } from '../../words';
import { ShaIndex } from './shaIndex';

/**
 * A change (or a single commit, as its sha) that takes another back. `original` null: what it takes back is older than
 * anything known. `evidence` reads after "ships": `#8, the revert of #7`.
 */
export interface Reversal {
  readonly revert: Change | string;
  readonly original: Change | string | null;
  readonly evidence: string;
}

const revertTitle = /^revert:?\s+"(.*)"(?:\s*\(#\d+\))?\s*$/i;
const reapplyTitle = /^reapply\s+"(.*)"(?:\s*\(#\d+\))?\s*$/i;
const revertBranch = /^revert-(\d+)-/i;
const revertsNumber = /^[ \t]*reverts:?[ \t]+(?:(?:https?:\/\/[^\s/]+\/)?([\w.-]+\/[\w.-]+)(?:#|\/pull\/)|#)(\d+)\b/gim;
const revertsCommit = /^[ \t]*this reverts commit ([0-9a-f]{7,40})\b/gim;
const mayRevert = /revert|reapply/i;
const ownNumber = /\s*\(#(\d+)\)\s*$/;

/** How a change stands to what was there before. */
type Nature = 'revert' | 'reapplication' | 'plain';

/**
 * The reverts of one repository (METRICS.md §2, rule 4), found by `Reverts #n` at the start of a line, `This reverts commit
 * <sha>`, the branch `revert-n-…`, or the title `Revert "title"`, in this order. A revert of a revert takes nothing back:
 * it is planned work that is shipped again; reverting that once more is a revert again. What is reverted was merged
 * before; a sign that points elsewhere is none. O(n log n).
 */
export function reversalsIn(history: History): readonly Reversal[] {
  return new ReversalSearch(history).found();
}

class ReversalSearch {
  private readonly natures = new Map<Change, Nature>();
  private readonly byTitle = new Map<string, Change>();
  private readonly byNumber = new Map<number, Change>();
  private readonly numbers: ReadonlySet<number>;
  private shas: ShaIndex | null = null;

  constructor(private readonly history: History) {
    this.numbers = new Set(history.changes.flatMap(({ number }) => number ?? []));
  }

  found(): readonly Reversal[] {
    // Changes come oldest merge first, so what a change may take back has been seen before it.
    const reversals = this.history.changes.flatMap((change) => {
      const originals = this.originalsOf(change);
      const nature = this.natureOf(change.title, originals);
      this.remember(change, nature);
      return nature !== 'revert'
        ? []
        : this.onlyReal(originals).map((original) => ({
            revert: change,
            original,
            evidence: sentence(change, original),
          }));
    });
    return [...reversals, ...this.loneCommits()];
  }

  /** Undefined: the change shows no sign of being a revert. Null in the list: an original older than anything known. */
  private originalsOf(change: Change): ReadonlyArray<Change | string | null> | undefined {
    const isTitled = revertTitle.test(change.title) || reapplyTitle.test(change.title);
    // Bots quote other projects' changelogs, reverts included.
    const body = change.authorIsBot && !isTitled ? '' : (change.body ?? '');
    const message = this.history.commits.get(shaOf(change) ?? '')?.message ?? '';
    const texts = `${body}\n${change.authorIsBot && !isTitled ? '' : message}`;

    if (!mayRevert.test(change.title) && !mayRevert.test(texts) && !mayRevert.test(change.branch ?? '')) {
      return undefined; // Nearly all: spared the closer look.
    }
    const branch = revertBranch.exec(change.branch ?? '');
    const explicit = [
      [...texts.matchAll(revertsNumber)]
        .filter(([, repository]) => (repository ?? change.repository).toLowerCase() === change.repository.toLowerCase())
        .flatMap(([, , number]) => this.numbered(Number(number))),
      [...texts.matchAll(revertsCommit)].map(([, sha]) => this.committed(sha)),
      branch === null ? [] : this.numbered(Number(branch[1])),
    ].filter((originals) => originals.length > 0);
    if (explicit.length > 0) {
      return explicit.find((originals) => originals.some((original) => original !== null)) ?? explicit[0];
    }
    const title = revertTitle.exec(change.title)?.[1] ?? reapplyTitle.exec(change.title)?.[1];
    return title === undefined ? undefined : [this.titled(title)];
  }

  /** Empty: that number is merged later, so it cannot be what is taken back. */
  private numbered(number: number): ReadonlyArray<Change | null> {
    const known = this.byNumber.get(number);
    return known !== undefined ? [known] : this.numbers.has(number) ? [] : [null];
  }

  private committed(name: string): Change | string | null {
    this.shas ??= new ShaIndex([...this.history.commits.keys(), ...this.history.changesBySha.shas()]);
    const matching = this.shas.matching(name);
    return matching.length !== 1 ? null : (this.history.changesBySha.first(matching[0]) ?? matching[0]);
  }

  private titled(title: string): Change | null {
    const number = ownNumber.exec(title)?.[1];
    return (
      this.byTitle.get(title) ??
      this.byTitle.get(title.replace(ownNumber, '')) ??
      (number === undefined ? undefined : this.byNumber.get(Number(number))) ??
      null
    );
  }

  private natureOf(title: string, originals: ReadonlyArray<Change | string | null> | undefined): Nature {
    if (originals === undefined) {
      return 'plain';
    }
    const known = originals.filter((original) => original !== null);
    if (known.length > 0) {
      return known.every((original) => this.takesBack(original)) ? 'reapplication' : 'revert';
    }
    return depthOf(title) % 2 === 0 && depthOf(title) > 0 ? 'reapplication' : 'revert';
  }

  private onlyReal(
    originals: ReadonlyArray<Change | string | null> | undefined
  ): ReadonlyArray<Change | string | null> {
    return (originals ?? []).filter((original) => original === null || !this.takesBack(original));
  }

  private takesBack(original: Change | string): boolean {
    return typeof original === 'string'
      ? isRevertMessage(this.history.commits.get(original)?.message ?? '')
      : this.natures.get(original) === 'revert';
  }

  private remember(change: Change, nature: Nature): void {
    this.natures.set(change, nature);
    this.byTitle.set(change.title, change);
    this.byTitle.set(change.title.replace(ownNumber, ''), change);
    if (change.number !== null) {
      this.byNumber.set(change.number, change);
    }
  }

  /** Reverts pushed without a pull request, or inside a branch: commits that no change stands for. */
  private loneCommits(): readonly Reversal[] {
    const reversals: Reversal[] = [];
    for (const { sha, message } of this.history.commits.values()) {
      if (this.history.changesBySha.has(sha) || !isRevertMessage(message)) {
        continue;
      }
      for (const [, name] of message.matchAll(revertsCommit)) {
        const original = this.committed(name);
        if (original === null || !this.takesBack(original)) {
          reversals.push({ revert: sha, original, evidence: sentence(sha, original) });
        }
      }
    }
    return reversals;
  }
}

/** `Revert "…"` counts one, `Reapply "…"` (git's name for reverting a revert) two; even depths ship something again. */
function depthOf(title: string): number {
  let depth = 0;
  let rest: string | undefined = title;
  while (rest !== undefined) {
    const inner: string | undefined = revertTitle.exec(rest)?.[1];
    const again: string | undefined = inner === undefined ? reapplyTitle.exec(rest)?.[1] : undefined;
    depth += inner !== undefined ? 1 : again !== undefined ? 2 : 0;
    rest = inner ?? again;
  }
  return depth;
}

function isRevertMessage(message: string): boolean {
  const depth = depthOf(message.split('\n', 1)[0]);
  return depth > 0 ? depth % 2 === 1 : message.search(revertsCommit) >= 0;
}

function sentence(revert: Change | string, original: Change | string | null): string {
  return original === null
    ? say('evidence.revertOfOlder', '{{revert}}, the revert of something older', { revert: nameOf(revert) })
    : say('evidence.revertOf', '{{revert}}, the revert of {{original}}', {
        revert: nameOf(revert),
        original: nameOf(original),
      });
}

function nameOf(change: Change | string): string {
  if (typeof change === 'string') {
    return change.slice(0, 7);
  }
  return change.number === null ? change.id.slice(0, 7) : `#${change.number}`;
}
