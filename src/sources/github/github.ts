import { Clock, createTransport, HttpClient, TransportLimits, Turns } from '../transport';
import { Batcher, mostQuestions } from './batcher';
import { createGraphql, Graphql } from './graphql';
import { Heads } from './heads';
import { createRest, Rest } from './rest';

/** What every reader works with. */
export interface Github {
  readonly graphql: Graphql;
  readonly batcher: Batcher;
  readonly heads: Heads;
  readonly rest: Rest;
  readonly clock: Clock;
  /** Taken by readers of needs before they set out, and where many of them go on at the same moment. */
  readonly turns: Turns;
  /** Without a trailing slash. */
  readonly webUrl: string;
}

export interface GithubAccess extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Where people look at it: `https://github.com`. */
  readonly webUrl: string;
}

export function createGithub({
  client,
  clock,
  webUrl,
  slots,
  longestWait,
  longestAnswer,
  meter,
}: GithubAccess): Github {
  const transport = createTransport({ client, clock, slots, longestWait, longestAnswer, meter });
  // A call is filled over two turns: all of its readers at once would be one long task of the page.
  const turns = new Turns(clock, mostQuestions / 2);
  const batcher = new Batcher(transport, clock, turns);
  return {
    graphql: createGraphql(transport, clock),
    batcher,
    heads: new Heads(batcher, clock, turns),
    rest: createRest(transport, clock),
    clock,
    turns,
    webUrl: webUrl.replace(/\/+$/, ''),
  };
}
