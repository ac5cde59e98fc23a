import { PageSizes } from '../transport';
import { Posed, Question } from './questions';

/** A page that small is not made smaller: the query itself is in trouble then. */
const smallestPage = 3;
const smallestShare = 1 / 64;
/** So many good calls in a row show that more may be asked again. */
const goodCalls = 8;

/**
 * How much goes into one call. What was too heavy is halved: the load of all calls, and the page of a list of one
 * repository where that was all there was in the call. Once all has gone well for a while it grows again.
 */
export class Portions {
  /** Of a whole call, 0 to 1. */
  private load = 1;
  private good = 0;
  /** Rows of a list of a repository that were not too heavy, where others were. */
  private readonly pages = new PageSizes(smallestPage);

  get share(): number {
    return this.load;
  }

  /** Rows to ask for of a question's. */
  rowsOf(question: Question): number {
    return this.pages.rowsOf(pageKey(question), question.rows);
  }

  canShrink(posed: readonly Posed[]): boolean {
    return posed.length > 1 || (posed.length === 1 && this.pages.canShrink(posed[0].rows));
  }

  shrink(posed: readonly Posed[]): void {
    this.good = 0;
    this.load = Math.max(smallestShare, this.load / 2);
    if (posed.length === 1) {
      const [{ question, rows }] = posed;
      this.pages.shrink(pageKey(question), rows);
    }
  }

  wentWell(posed: readonly Posed[]): void {
    this.good++;
    if (this.load < 1 && this.good >= goodCalls) {
      this.good = 0;
      this.load = Math.min(1, this.load * 2);
    }
    posed.forEach(({ question }) => this.pages.wentWell(pageKey(question), question.rowsPerCall));
  }
}

function pageKey({ name, root }: Question): string {
  return `${name}\n${'node' in root ? '' : root.repository}`;
}
