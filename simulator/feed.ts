import { RunningServer, ServerOptions, startServer } from './serving/server';
import { Answer, Asked, Upstream } from './serving/upstream';

export interface FeedOptions {
  /** The document, made when it is first asked for. */
  readonly document: () => unknown;
}

/** A feed document under `/feed.json`. */
export function createFeed(options: FeedOptions): Upstream {
  let text: string | null = null;
  function respond(asked: Asked): Answer {
    if (asked.path !== '/feed.json' || asked.method !== 'GET') {
      return { status: 404, body: { message: 'There is only /feed.json here.' } };
    }
    text ??= JSON.stringify(options.document());
    return { status: 200, headers: { 'content-type': 'application/json' }, body: text };
  }
  return {
    respond,
    refuse: (fault) => ({
      status: fault.status ?? 500,
      headers: fault.headers,
      body: fault.body ?? { message: 'The feed is out of order.' },
    }),
  };
}

/** Serves it. */
export function startFeed(options: FeedOptions & ServerOptions): Promise<RunningServer> {
  return startServer(options, createFeed(options));
}
