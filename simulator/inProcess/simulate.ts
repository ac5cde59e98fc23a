import { encodeFeed } from '../../src/sources/feed';
import { createFeed } from '../feed';
import { createGithub } from '../github';
import { eventsOf, Organization } from '../organization';
import { createPagerduty } from '../pagerduty';
import { Fault, FaultSwitch } from '../serving/faults';
import { Upstream } from '../serving/upstream';
import { Api, SimulatedClient, simulatedClient, SimulatedClientOptions } from './client';

export type InProcessOptions = Omit<SimulatedClientOptions, 'upstreams' | 'tokens' | 'faults'> & {
  readonly organization: Organization;
  /** Points, and requests, an hour at GitHub; default 5,000 each, as for a person's token. */
  readonly hourlyLimit?: number;
  /** Requests a minute at PagerDuty; default 960, as documented. */
  readonly minuteLimit?: number;
  readonly faults?: Readonly<Partial<Record<Api, readonly Fault[]>>>;
  /** Stands between the client and an upstream. */
  readonly around?: (upstream: Upstream, api: Api) => Upstream;
};

/** A GitHub, a PagerDuty and a feed over one organisation, in process, under one simulated clock and the real limits. */
export function simulateInProcess(options: InProcessOptions): SimulatedClient {
  const { organization, hourlyLimit, minuteLimit, around = (upstream) => upstream, ...rest } = options;
  const tokens = { github: 'simulated-github-token', pagerduty: 'simulated-pagerduty-token' };
  const faults = {
    github: new FaultSwitch(options.faults?.github),
    pagerduty: new FaultSwitch(options.faults?.pagerduty),
    feed: new FaultSwitch(options.faults?.feed),
  };
  const clockOf = (api: Api) => () => rest.clock.now() + faults[api].skew;
  const document = () => {
    const { events, directory } = eventsOf(organization);
    return encodeFeed(events, directory);
  };
  const github = createGithub({
    organization,
    clock: clockOf('github'),
    token: tokens.github,
    hourlyLimit,
    hides: (name) => faults.github.hides(name),
  });
  const pagerduty = createPagerduty({
    organization,
    clock: clockOf('pagerduty'),
    token: tokens.pagerduty,
    minuteLimit,
  });
  const upstreams = {
    github: around(github, 'github'),
    pagerduty: around(pagerduty, 'pagerduty'),
    feed: around(createFeed({ document }), 'feed'),
  };
  return simulatedClient({ ...rest, upstreams, tokens, faults });
}
