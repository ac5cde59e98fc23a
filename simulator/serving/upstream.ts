import { IncomingHttpHeaders } from 'node:http';
import { Dice } from '../organization/dice';
import { Fault } from './faults';

/** A request as an API sees it. */
export interface Asked {
  readonly method: string;
  /** Without the query, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** `http://host:port` as the caller wrote it. */
  readonly origin: string;
}

/** `hour`: GitHub's primary limit; `minute`: PagerDuty's; `secondary`: GitHub's limits on how hard it is worked. */
export type LimitKind = 'hour' | 'minute' | 'secondary';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object becomes JSON; a text is sent as it is. */
  readonly body?: unknown;
  /** What it took: nodes a GraphQL query asked for, and what was spent of the hour's points or requests. */
  readonly effort?: { readonly nodes: number; readonly cost: number };
  /** Set where a limit has refused the request. */
  readonly limit?: LimitKind;
}

/** An API without its door: what it answers, and how it says no. Reachable over HTTP (`startServer`) or in process. */
export interface Upstream {
  respond(asked: Asked): Answer | Promise<Answer>;
  refuse(fault: Fault, asked: Asked): Answer;
  /** The answer if what is asked about had been renamed; null: it is nothing that can be. */
  moved?(asked: Asked): Answer | null;
  /** Something that is asked about changes, as it would if somebody had worked on it; false: there is nothing to change. */
  touch?(asked: Asked, dice: Dice): boolean;
}
