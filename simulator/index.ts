import { DoraSettings } from '../src/query';
import { encodeFeed } from '../src/sources/feed';
import { startFeed } from './feed';
import { startGithub } from './github';
import { eventsOf, generateOrganization, Organization, organizationFromFeed, withLooseEnds } from './organization';
import { startPagerduty } from './pagerduty';
import { Fault } from './serving/faults';
import { RunningServer } from './serving/server';
import { looseSettings, settingsFor } from './settings';

export { exampleExperiments } from './experiments';
export { createFeed, startFeed } from './feed';
export { createGithub, startGithub } from './github';
export type { GithubOptions } from './github';
export { createPagerduty, startPagerduty } from './pagerduty';
export type { PagerdutyOptions } from './pagerduty';
export * from './inProcess';
export * from './organization';
export { settingsFor } from './settings';
export type { Fault, FaultKind } from './serving/faults';
export type { RunningServer, Stats } from './serving/server';
export type { Answer, Asked, Upstream } from './serving/upstream';

export interface SimulatorOptions {
  readonly seed: number;
  /** End of the history, epoch milliseconds; also what the simulators take for now when they start. */
  readonly now: number;
  readonly days?: number;
  /** Things that are not as they should be, for whoever looks at data quality (`looseEnds`); default: none. */
  readonly hasLooseEnds?: boolean;
  /** Default: free ones. */
  readonly ports?: { readonly github?: number; readonly pagerduty?: number; readonly feed?: number };
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** A feed document to be served as GitHub and PagerDuty instead of the made-up organisation. */
  readonly feed?: unknown;
  /** What the upstreams accept; default: fixed ones, there is nothing behind them to protect. */
  readonly tokens?: Partial<Tokens>;
  readonly faults?: { readonly github?: readonly Fault[]; readonly pagerduty?: readonly Fault[] };
  /** Milliseconds before each answer; default 2. */
  readonly latency?: number;
  /** Requests and points an hour at GitHub; default 15,000, as for apps of Enterprise Cloud organisations. */
  readonly hourlyLimit?: number;
  /**
   * Requests a minute at PagerDuty. The real limit is 960; the default is ten times that, because a preview is reloaded,
   * and keeps nothing between reloads, far more often than a dashboard.
   */
  readonly minuteLimit?: number;
}

export interface Tokens {
  readonly github: string;
  readonly pagerduty: string;
}

export interface Simulators {
  readonly githubUrl: string;
  readonly pagerdutyUrl: string;
  /** Address of the feed document. */
  readonly feedUrl: string;
  readonly tokens: Tokens;
  readonly organization: Organization;
  /** Ready `jsonData`; the feed is not in it, it holds the same events once more. */
  readonly settings: DoraSettings;
  readonly servers: { readonly github: RunningServer; readonly pagerduty: RunningServer; readonly feed: RunningServer };
  close(): Promise<void>;
}

/**
 * Starts a GitHub, a PagerDuty and a feed over one organisation. Their clock runs on from `now`. Rejects when a port is
 * taken or a feed cannot be served.
 */
export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const {
    seed,
    now,
    days,
    ports = {},
    host,
    latency,
    faults = {},
    hourlyLimit = 15_000,
    minuteLimit = 9_600,
  } = options;
  const isFeed = options.feed !== undefined;
  const hasLooseEnds = options.hasLooseEnds === true && !isFeed;
  const generated = isFeed ? organizationFromFeed(options.feed) : generateOrganization({ seed, now, days });
  const organization = hasLooseEnds ? withLooseEnds(generated, seed) : generated;
  const tokens = {
    github: 'simulated-github-token',
    pagerduty: 'simulated-pagerduty-token',
    ...options.tokens,
  };
  const startedAt = Date.now();
  const clock = () => now + Date.now() - startedAt;
  const shared = { organization, host, latency, clock };
  const started: RunningServer[] = [];
  const close = async () => {
    await Promise.all(started.map((server) => server.close()));
  };
  const keep = async (server: Promise<RunningServer>): Promise<RunningServer> => {
    try {
      const running = await server;
      started.push(running);
      return running;
    } catch (error) {
      await close();
      throw error;
    }
  };
  const github = await keep(
    startGithub({ ...shared, port: ports.github, token: tokens.github, faults: faults.github, hourlyLimit })
  );
  const pagerduty = await keep(
    startPagerduty({
      ...shared,
      minuteLimit,
      port: ports.pagerduty,
      token: tokens.pagerduty,
      faults: faults.pagerduty,
      // A feed says nothing about when PagerDuty forgets.
      changeEventDays: isFeed ? Infinity : undefined,
    })
  );
  const document = () => {
    const { events, directory } = eventsOf(organization);
    return options.feed ?? encodeFeed(events, directory);
  };
  const feed = await keep(startFeed({ host, latency, port: ports.feed, document }));
  return {
    githubUrl: github.url,
    pagerdutyUrl: pagerduty.url,
    feedUrl: `${feed.url}/feed.json`,
    tokens,
    organization,
    settings: hasLooseEnds
      ? looseSettings(settingsFor(organization, github.url, pagerduty.url), organization)
      : settingsFor(organization, github.url, pagerduty.url),
    servers: { github, pagerduty, feed },
    close,
  };
}
