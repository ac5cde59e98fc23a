import { Answer, Asked, RunningServer, ServerOptions, startServer } from './serving/server';

export interface FeedServerOptions extends ServerOptions {
  /** The document, made when it is first asked for. */
  readonly document: () => unknown;
}

/** Serves a feed document under `/feed.json`. */
export function startFeed(options: FeedServerOptions): Promise<RunningServer> {
  let text: string | null = null;
  function respond(asked: Asked): Answer {
    if (asked.path !== '/feed.json' || asked.method !== 'GET') {
      return { status: 404, body: { message: 'There is only /feed.json here.' } };
    }
    text ??= JSON.stringify(options.document());
    return { status: 200, headers: { 'content-type': 'application/json' }, body: text };
  }
  return startServer(options, respond, (fault) => ({
    status: fault.status ?? 500,
    headers: fault.headers,
    body: fault.body ?? { message: 'The feed is out of order.' },
  }));
}
