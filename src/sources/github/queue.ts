import { Errand, urgencies, Urgency } from '../transport';

interface Entry {
  readonly errand: Errand;
  /** Counts up: who came first. */
  readonly order: number;
}

/**
 * Who waits to be asked. Urgency changes while one waits and is asked, not told; those who share an urgency function stand
 * together, so that nobody need be asked a thousand times. Levels are places in `urgencies`: 0 is the most urgent.
 */
export class Queue<Member extends Entry> {
  private readonly parties = new Map<(() => Urgency) | undefined, Set<Member>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  add(member: Member): void {
    const { urgency } = member.errand;
    const party = this.parties.get(urgency) ?? new Set();
    this.parties.set(urgency, party);
    this.count += party.has(member) ? 0 : 1;
    party.add(member);
  }

  delete(member: Member): void {
    const { urgency } = member.errand;
    const party = this.parties.get(urgency);
    if (party?.delete(member) === true) {
      this.count--;
      if (party.size === 0) {
        this.parties.delete(urgency);
      }
    }
  }

  /** Everybody, in no order. */
  all(): readonly Member[] {
    return [...this.parties.values()].flatMap((party) => [...party]);
  }

  /** Of the most urgent one; of nobody that of the least urgent. */
  level(): number {
    return [...this.parties.keys()].reduce((level, urgency) => Math.min(level, levelOf(urgency)), urgencies.length - 1);
  }

  /** The most urgent first, then by rank, then in the order they came. O(n log n). */
  *inOrder(): Generator<readonly [member: Member, level: number]> {
    const levels = urgencies.map((): Member[][] => []);
    this.parties.forEach((party, urgency) => levels[levelOf(urgency)].push([...party]));
    for (const [level, parties] of levels.entries()) {
      for (const member of parties.flat().sort(inRank)) {
        yield [member, level];
      }
    }
  }
}

export function levelOf(urgency: (() => Urgency) | undefined): number {
  return urgencies.indexOf(urgency?.() ?? 'interactive');
}

function inRank(a: Entry, b: Entry): number {
  return (a.errand.rank ?? 0) - (b.errand.rank ?? 0) || a.order - b.order;
}
