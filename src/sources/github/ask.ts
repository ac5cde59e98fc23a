import { Events, Interval } from '../../events';
import { IntervalNeed } from '../types';
import { asObject, Clock, DecodeError, Json, list, object, text } from '../transport';
import { currentName } from './documents';
import { Graphql, reach } from './graphql';
import { Rest } from './rest';

/** What every reader works with. */
export interface Github {
  readonly graphql: Graphql;
  readonly rest: Rest;
  readonly clock: Clock;
  readonly webUrl: string;
  /** Configured name to the one the repository has now. */
  readonly names: Map<string, string>;
}

/** One need under way. Readers hand over events; the source says when all is known. */
export interface Ask {
  readonly need: IntervalNeed;
  readonly signal: AbortSignal;
  /** `covered`: the part of the interval that is completely known with this. */
  emit(events: Partial<Events>, covered: Interval | null): void;
  /** A record that has to be left out, and why. */
  refuse(error: Error): void;
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

/** REST answers a renamed repository with a redirect that leads out of the proxy, so its present name is asked first. */
export async function presentName(github: Github, scope: string, signal: AbortSignal): Promise<string> {
  const known = github.names.get(scope.toLowerCase());
  if (known !== undefined) {
    return known;
  }
  const repository = reach(await github.graphql.query(currentName, ownerAndName(scope), signal), ['repository']);
  const name = text(asObject(repository, scope), 'nameWithOwner', scope);
  github.names.set(scope.toLowerCase(), name);
  return name;
}

/**
 * The rest of lists that did not fit into their record, by record: `field` of the nodes `ids`, read from the beginning
 * with a document that takes `ids`, `pageSize` and `after`. A list that cannot be read whole is reported as refused.
 */
export async function wholeLists(
  github: Github,
  ask: Ask,
  document: string,
  field: string,
  ids: readonly string[]
): Promise<ReadonlyMap<string, readonly Json[]>> {
  const lists = new Map<string, readonly Json[]>();
  let left: ReadonlyArray<{ id: string; after: string | null }> = ids.map((id) => ({ id, after: null }));
  while (left.length > 0) {
    // One cursor a call: records on their first page go together, the few longer ones by themselves.
    const together = left[0].after === null ? left.filter(({ after }) => after === null).slice(0, 20) : [left[0]];
    const wanted = together.map(({ id }) => id);
    const variables = { ids: wanted, pageSize: 100, after: together[0].after };
    const answer = await github.graphql.query(document, variables, ask.signal);
    const nodes = answer.data['nodes'];
    const longer: Array<{ id: string; after: string | null }> = [];
    for (const [index, id] of wanted.entries()) {
      const at = `${field} of ${id}`;
      const node = Array.isArray(nodes) ? nodes[index] : undefined;
      decoded(ask, () => {
        const connection = object(asObject(node, at), field, at);
        const entries = list(connection, 'nodes', at).map((entry) => asObject(entry, at));
        lists.set(id, [...(lists.get(id) ?? []), ...entries]);
        const pageInfo = object(connection, 'pageInfo', at);
        if (pageInfo['hasNextPage'] === true) {
          longer.push({ id, after: text(pageInfo, 'endCursor', at) });
        }
      });
    }
    left = [...longer, ...left.filter((entry) => !together.includes(entry))];
  }
  return lists;
}

/** Did the list not fit into its record? */
export function overflows(record: Json, field: string, at: string): boolean {
  return object(object(record, field, at), 'pageInfo', at)['hasNextPage'] === true;
}
