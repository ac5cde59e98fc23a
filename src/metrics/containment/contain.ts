import { Change, Instant } from '../../events';
import { Chain, FinishedDeployment } from './chains';
import { History } from './history';

/** Where in its chain a change came first, and whether the merge time decided that. One for all that landed alike. */
export interface Landing {
  readonly position: number;
  readonly approximate: boolean;
}

/** A deployment from which the walk through the graph did not find back to anything deployed before. */
export interface Gap {
  readonly deployment: FinishedDeployment;
  readonly predecessor: FinishedDeployment;
  /** False: the deployed commit itself is not in the graph. */
  readonly deployedIsKnown: boolean;
  /** When the oldest commit of the walk was committed: fetch what is older. Null: the walk saw no dated commit. */
  readonly oldestKnownAt: Instant | null;
  /** Somebody was asked what lies between the two. */
  readonly isCompared: boolean;
}

export interface Contents {
  readonly landings: ReadonlyMap<Change, Landing>;
  /** The first deployment of the chain that contains a commit, as its position. */
  readonly positions: ReadonlyMap<string, number>;
  readonly gaps: readonly Gap[];
  /**
   * The graph has every deployed commit and every branch that was merged into what was deployed: nothing that is known of
   * can hide outside it. False does not mean that something does.
   */
  readonly isWhole: boolean;
  /**
   * A commit was deployed that the chain's first deployment contained, and that is not its own: either it had been passed
   * over, or it had been deployed before all that is known, and this is a rollback.
   */
  readonly returnsBeforeFirst: boolean;
}

/**
 * What each deployment of a chain contains that no earlier one did (METRICS.md §2): a walk from the deployed commit
 * through its parents that stops at what has been delivered. A parent outside the graph ends the walk; that is harmless
 * once the walk has met something delivered (the rest is a side branch that began before the graph does), and otherwise
 * a gap: then the comparison with the predecessor tells, else the merge time, approximately.
 *
 * Position 0 is the chain's first deployment: that it contains a change is known, that it delivered it is not.
 * Each commit and edge is visited once: O(commits + edges + changes) per chain, without recursion.
 */
export function contain(chain: Chain, history: History): Contents {
  return new Container(chain, history).contents();
}

interface Walk {
  /** Commits that no earlier deployment has, those just outside the graph included. */
  readonly found: readonly string[];
  readonly hasOpenEnds: boolean;
  /** Position of the latest earlier deployment it met; -1: none. */
  readonly met: number;
}

class Container {
  private readonly landings = new Map<Change, Landing>();
  private readonly positions = new Map<string, number>();
  private readonly gaps: Gap[] = [];
  private readonly byTime: { charted: TimeQueue; uncharted: TimeQueue; shaless: TimeQueue };
  /** Whether everything the latest deployment contains is known by commit. */
  private isExact = true;
  private isWhole = true;
  private returnsBeforeFirst = false;
  private latest: Landing = { position: 0, approximate: false };

  constructor(
    private readonly chain: Chain,
    private readonly history: History
  ) {
    this.byTime = {
      charted: new TimeQueue(history.charted),
      uncharted: new TimeQueue(history.uncharted),
      shaless: new TimeQueue(history.shaless),
    };
  }

  contents(): Contents {
    const deployed = new Set<string>();
    this.chain.deployments.forEach((deployment, position) => {
      const { sha } = deployment;
      // A commit that has been delivered already, alone or in a later one, brings nothing new: a rollback or a repeat.
      if (!this.positions.has(sha)) {
        this.deliver(deployment, position);
      } else if (this.positions.get(sha) === 0 && !deployed.has(sha)) {
        this.returnsBeforeFirst = true;
      }
      deployed.add(sha);
    });
    const { landings, positions, gaps, isWhole, returnsBeforeFirst } = this;
    return { landings, positions, gaps, isWhole, returnsBeforeFirst };
  }

  private deliver(deployment: FinishedDeployment, position: number): void {
    const walk = this.walk(deployment.sha, position);
    const predecessor = position === 0 ? null : this.chain.deployments[position - 1];
    const isConclusive = predecessor === null || walk.met >= 0 || !walk.hasOpenEnds;
    const isDirect = this.isExact || (predecessor !== null && walk.met === this.positions.get(predecessor.sha));
    const comparison =
      predecessor === null || (isConclusive && isDirect)
        ? undefined
        : this.history.comparison(predecessor.sha, deployment.sha);

    if (predecessor !== null && !isConclusive) {
      this.gaps.push(this.gapOf(deployment, predecessor, walk, comparison !== undefined));
    }
    if (position === 0 ? !this.history.commits.has(deployment.sha) : walk.hasOpenEnds) {
      this.isWhole = false;
    }
    if (comparison !== undefined) {
      // Nothing new, and a commit of its own: it lies behind the predecessor.
      this.returnsBeforeFirst ||= comparison.length === 0;
      this.landAll(comparison, position, false);
      this.landAll([deployment.sha], position, false);
    }
    // Anything else the walk found was in the predecessor by the comparison's word: here at the latest.
    this.landAll(walk.found, position, comparison !== undefined || !isConclusive || !isDirect);
    this.isExact = isConclusive || comparison !== undefined;
    if (comparison === undefined && walk.hasOpenEnds) {
      this.landByTime(this.byTime.uncharted, deployment, position);
      if (!this.history.commits.has(deployment.sha)) {
        this.landByTime(this.byTime.charted, deployment, position);
      }
    }
    this.landByTime(this.byTime.shaless, deployment, position);
  }

  /** Marks everything reachable that no earlier deployment has. */
  private walk(start: string, position: number): Walk {
    const found: string[] = [];
    const waiting = [start];
    let hasOpenEnds = false;
    let met = -1;
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      const known = this.positions.get(sha);
      if (known !== undefined) {
        if (known < position) {
          met = Math.max(met, known);
        }
        continue;
      }
      this.positions.set(sha, position);
      found.push(sha);
      const commit = this.history.commits.get(sha);
      if (commit === undefined) {
        hasOpenEnds = true;
      } else {
        commit.parents.forEach((parent, index) => {
          waiting.push(parent);
          if (index > 0 && !this.history.commits.has(parent)) {
            this.isWhole = false;
          }
        });
      }
    }
    return { found, hasOpenEnds, met };
  }

  private landAll(shas: readonly string[], position: number, approximate: boolean): void {
    for (const sha of shas) {
      const known = this.positions.get(sha);
      if (known !== undefined && known !== position) {
        continue;
      }
      this.positions.set(sha, position);
      for (const change of this.history.changesBySha.of(sha)) {
        this.land(change, position, approximate);
      }
    }
  }

  private landByTime(queue: TimeQueue, deployment: FinishedDeployment, position: number): void {
    for (const change of queue.takeUntil(deployment.createdAt)) {
      this.land(change, position, true);
    }
  }

  private land(change: Change, position: number, approximate: boolean): void {
    if (this.latest.position !== position || this.latest.approximate !== approximate) {
      this.latest = { position, approximate };
    }
    if (!this.landings.has(change)) {
      this.landings.set(change, this.latest);
    }
  }

  private gapOf(deployment: FinishedDeployment, predecessor: FinishedDeployment, walk: Walk, isCompared: boolean): Gap {
    let oldestKnownAt: Instant | null = null;
    for (const sha of walk.found) {
      const commit = this.history.commits.get(sha);
      const at = commit?.committedAt ?? commit?.authoredAt ?? null;
      oldestKnownAt = at === null || (oldestKnownAt !== null && oldestKnownAt <= at) ? oldestKnownAt : at;
    }
    const deployedIsKnown = this.history.commits.has(deployment.sha);
    return { deployment, predecessor, deployedIsKnown, oldestKnownAt, isCompared };
  }
}

/** Changes by merge time. Whoever takes until an instant takes all, so each is handed out once: O(n) over a chain. */
class TimeQueue {
  private next = 0;

  constructor(private readonly changes: readonly Change[]) {}

  takeUntil(instant: Instant): readonly Change[] {
    const from = this.next;
    while (this.next < this.changes.length && this.changes[this.next].mergedAt <= instant) {
      this.next++;
    }
    return this.changes.slice(from, this.next);
  }
}
