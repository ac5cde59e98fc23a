import { HttpRequest, Upstream } from '../../src/sources';
import { LimitKind } from '../serving/upstream';

/** What an upstream was asked. */
export interface Count {
  readonly requests: number;
  /** Points (GraphQL) or requests, as the upstream counts them. */
  readonly points: number;
  /** By operation of a query, or by path with names and ids left out. */
  readonly byPurpose: ReadonlyMap<string, number>;
  readonly byStatus: ReadonlyMap<string, number>;
  /** Requests that a limit refused. */
  readonly refusals: ReadonlyMap<LimitKind, number>;
  readonly mostAtOnce: number;
  /** Sum of the times until an answer. Milliseconds. */
  readonly serverTime: number;
}

/** Counts what goes to one upstream. */
export class Tally implements Count {
  requests = 0;
  points = 0;
  mostAtOnce = 0;
  serverTime = 0;
  readonly byPurpose = new Map<string, number>();
  readonly byStatus = new Map<string, number>();
  readonly refusals = new Map<LimitKind, number>();
  private inside = 0;

  begins(request: HttpRequest): void {
    this.requests++;
    this.inside++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.inside);
    more(this.byPurpose, purposeOf(request));
  }

  /** `status`: of the answer, or a word for none. */
  ends(status: string, took: number, points: number, limit: LimitKind | undefined): void {
    this.inside--;
    this.serverTime += took;
    this.points += points;
    more(this.byStatus, status);
    if (limit !== undefined) {
      more(this.refusals, limit);
    }
  }
}

function more<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The operation's name, or its first field; `repos/{}/{}/actions/runs`. */
export function purposeOf({ upstream, path, body }: HttpRequest): string {
  if (upstream !== 'github/graphql') {
    return shapeOf(upstream, path);
  }
  const text = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  const named = /\bquery\s+(\w+)/.exec(text);
  return named?.[1] ?? /\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(text)?.[1] ?? '?';
}

const words = new Set(
  'repos repositories orgs teams actions runs workflows jobs attempts compare deployments statuses releases tags issues pulls commits user users me rate_limit incidents log_entries notes related_change_events change_events services priorities abilities analytics'.split(
    ' '
  )
);

function shapeOf(upstream: Upstream, path: string): string {
  const segments = path.split('/');
  const isName = (index: number) => segments[0] === 'repos' && (index === 1 || index === 2);
  return segments
    .map((segment, index) => (upstream === 'feed' || (words.has(segment) && !isName(index)) ? segment : '{}'))
    .join('/');
}
