import { asObject, list, number } from '../transport';

/** A page of a list that REST numbers its pages of, and how long the list was when it was read. */
export interface CountedPage {
  readonly total: number;
  readonly records: readonly unknown[];
}

/** What an answer of REST says, whose records stand in this field. */
export function countedPage(body: unknown, field: string, at: string): CountedPage {
  const answer = asObject(body, at);
  return { total: number(answer, 'total_count', at), records: list(answer, field, at) };
}

/**
 * The pages of a list, each record once. Where one goes while the list is read, those behind it move to a page that has
 * been read already and are not seen: then it is read once more. `refuse` is told what is still missing after that. What is
 * added meanwhile stands at the head, and moves the others to where they are seen twice.
 */
export async function* wholeList(
  read: () => AsyncIterable<CountedPage>,
  name: string,
  refuse: (error: Error) => void
): AsyncGenerator<CountedPage, void> {
  const taken = new Set<string>();
  let count = new Count();
  for (let readings = 0; readings === 0 || (readings === 1 && !count.isWhole()); readings++) {
    count = new Count();
    for await (const { total, records } of read()) {
      count.add(total, records);
      const unseen = records.filter((record) => !taken.has(idOf(record) ?? ''));
      records.flatMap((record) => idOf(record) ?? []).forEach((id) => taken.add(id));
      yield { total, records: unseen };
    }
  }
  if (!count.isWhole()) {
    refuse(new Error(count.missing(name)));
  }
}

/** What has been seen in one reading. */
class Count {
  private readonly seen = new Set<string>();
  private readonly totals: number[] = [];

  add(total: number, records: readonly unknown[]): void {
    this.totals.push(total);
    records.forEach((record) => this.seen.add(idOf(record) ?? `unnamed ${this.seen.size}`));
  }

  isWhole(): boolean {
    return !this.hasShrunk() && this.seen.size >= (this.totals[0] ?? 0);
  }

  missing(name: string): string {
    return this.hasShrunk()
      ? `the list of ${name} kept changing while it was read page by page`
      : `${this.seen.size} of ${this.totals[0]} ${name} could be paged through`;
  }

  private hasShrunk(): boolean {
    return this.totals.some((total, index) => index > 0 && total < this.totals[index - 1]);
  }
}

function idOf(record: unknown): string | null {
  return typeof record === 'object' && record !== null && 'id' in record ? String(record.id) : null;
}
