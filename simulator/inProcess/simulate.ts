import { encodeFeed } from '../../src/sources/feed';
import { createFeed } from '../feed';
import { createGithub } from '../github';
import { eventsOf, Organization } from '../organization';
import { createPagerduty } from '../pagerduty';
import { SimulatedClient, simulatedClient, SimulatedClientOptions } from './client';

export type InProcessOptions = Omit<SimulatedClientOptions, 'upstreams' | 'tokens'> & {
  readonly organization: Organization;
  /** Points, and requests, an hour at GitHub; default 5,000 each, as for a person's token. */
  readonly hourlyLimit?: number;
  /** Requests a minute at PagerDuty; default 960, as documented. */
  readonly minuteLimit?: number;
};

/** A GitHub, a PagerDuty and a feed over one organisation, in process, under one simulated clock and the real limits. */
export function simulateInProcess(options: InProcessOptions): SimulatedClient {
  const { organization, hourlyLimit, minuteLimit, ...rest } = options;
  const tokens = { github: 'simulated-github-token', pagerduty: 'simulated-pagerduty-token' };
  const clock = rest.clock.now;
  const document = () => {
    const { events, directory } = eventsOf(organization);
    return encodeFeed(events, directory);
  };
  const upstreams = {
    github: createGithub({ organization, clock, token: tokens.github, hourlyLimit }),
    pagerduty: createPagerduty({ organization, clock, token: tokens.pagerduty, minuteLimit }),
    feed: createFeed({ document }),
  };
  return simulatedClient({ ...rest, upstreams, tokens });
}
