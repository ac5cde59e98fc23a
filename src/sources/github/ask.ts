import { Events, Instant, Interval } from '../../events';
import { Bookmark, IntervalNeed } from '../types';
import { asObject, DecodeError, Errand, flag, Json, list, object, optionalText } from '../transport';
import { Github } from './github';
import { ListName, lists, pageQuestion } from './lists';

/** One need under way. Readers hand over events; the source says when all is known. */
export interface Ask {
  readonly need: IntervalNeed;
  /** The errand of its requests; `at`: the instant in history that is asked about, newer ones go first. */
  errand(at?: Instant): Errand;
  /** `covered`: the part of the interval that is completely known with this. */
  emit(events: Partial<Events>, covered: Interval | null, more?: Emission): void;
  /** A record that has to be left out, and why. */
  refuse(error: Error): void;
}

export interface Emission {
  readonly bookmark?: Bookmark;
  readonly exhaustive?: boolean;
}

export type Reader = (github: Github, ask: Ask) => Promise<void>;

/** `{ owner, name }` variables of a scope. */
export function ownerAndName(scope: string): { owner: string; name: string } {
  const slash = scope.indexOf('/');
  return { owner: scope.slice(0, slash), name: scope.slice(slash + 1) };
}

/** Runs a decoder; what it refuses is reported and left out. */
export function decoded<Result>(ask: Ask, decode: () => Result): readonly Result[] {
  try {
    return [decode()];
  } catch (error) {
    if (error instanceof DecodeError) {
      ask.refuse(error);
      return [];
    }
    throw error;
  }
}

/** ISO-8601 without fractions; what lies outside GitHub's times is brought to their edge. */
export function iso(instant: number): string {
  const inReach = Math.min(Math.max(instant, 0), Date.parse('9999-12-31T23:59:59Z'));
  return `${new Date(inReach).toISOString().slice(0, 19)}Z`;
}

/** REST answers a renamed repository with a redirect that leads out of the proxy, so its present name is used. */
export async function presentName(github: Github, scope: string, errand: Errand): Promise<string> {
  return (await github.heads.current(scope, Number.NEGATIVE_INFINITY, errand)).name;
}

/** A page of a connection, as far as every list has it. */
export interface ListPage {
  readonly nodes: readonly unknown[];
  readonly total: number;
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export function pageOf(connection: Json, at: string): ListPage {
  const pageInfo = object(connection, 'pageInfo', at);
  const { totalCount } = connection;
  return {
    nodes: list(connection, 'nodes', at),
    total: typeof totalCount === 'number' ? totalCount : 0,
    hasNextPage: flag(pageInfo, 'hasNextPage', at),
    endCursor: optionalText(pageInfo, 'endCursor', at),
  };
}

/**
 * Down to where a page of a list that comes newest first has shown everything, by the positions of its records in their
 * order; null: that of an empty page cannot be told. GitHub sorts by an index that may lag behind what it shows, so that an
 * old record can stand among new ones: below a bottom there are two records, and both are at the end of the page.
 */
export function pageBottom(positions: readonly Instant[]): Instant | null {
  return positions.length === 0 ? null : Math.max(...positions.slice(-2));
}

/** A list that goes on has to say where; one that says the same again would be followed for ever. */
export function nextCursor(page: Pick<ListPage, 'endCursor'>, after: string | null, at: string): string {
  if (page.endCursor === null || page.endCursor === after) {
    throw new DecodeError(at, 'pageInfo.endCursor', 'a new cursor', page.endCursor);
  }
  return page.endCursor;
}

/**
 * Lists that did not fit into their record, by record, read whole from the beginning. One that cannot be read is reported
 * as refused.
 */
export async function wholeLists(
  github: Github,
  ask: Ask,
  name: ListName,
  ids: readonly string[],
  at?: Instant
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const whole = new Map<string, readonly Json[]>();
  await Promise.all(
    ids.map(async (id) => {
      const place = `${lists[name].name} of ${id}`;
      const entries: Json[] = [];
      for (let after: string | null = null; ;) {
        const answered = await github.batcher.ask(pageQuestion(name, { node: id }, 100, after), ask.errand(at));
        const connection = answered.at(lists[name].path);
        const [page] = decoded(ask, () => pageOf(asObject(connection, place), place));
        if (page === undefined) {
          return;
        }
        for (const node of page.nodes) {
          entries.push(...decoded(ask, () => asObject(node, place)));
        }
        if (!page.hasNextPage) {
          whole.set(id, entries);
          return;
        }
        after = nextCursor(page, after, place);
      }
    })
  );
  return whole;
}

/** Did the list not fit into its record? */
export function overflows(record: Json, field: string, at: string): boolean {
  return object(object(record, field, at), 'pageInfo', at)['hasNextPage'] === true;
}
