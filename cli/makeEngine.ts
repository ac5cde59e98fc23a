import { setMaxListeners } from 'node:events';
import { createEngine, Engine } from '../src/engine';
import { githubScope, githubWebUrl } from '../src/query';
import { Source } from '../src/sources';
import { createFeedSource, createStaticFeedSource } from '../src/sources/feed';
import { createGithubSource } from '../src/sources/github';
import { createPagerdutySource } from '../src/sources/pagerduty';
import { createMeter, systemClock } from '../src/sources/transport';
import { BadInput } from './badInput';
import { createNodeClient } from './nodeClient';
import { EngineParts } from './runCli';

/** Whoever runs a command would rather be told when to come back than wait for an hour. Milliseconds. */
const longestWait = 120_000;

/**
 * The engine over everything that is configured: the upstreams that are switched on, and feed documents from files or
 * from the settings' address.
 */
export function makeEngine({ settings, feeds, env, needsEvents, remark }: EngineParts): Engine {
  const clock = systemClock;
  const meter = createMeter();
  if (!needsEvents) {
    return createEngine({ sources: [], settings, clock, meter });
  }
  const tokens = { github: env.GITHUB_TOKEN ?? '', pagerduty: env.PAGERDUTY_TOKEN ?? '', feed: env.FEED_TOKEN ?? '' };
  const client = createNodeClient(settings, tokens);
  // One signal cancels dozens of requests at once; Node takes more than ten listeners on it for a leak.
  setMaxListeners(0);
  const isUsed = (upstream: string, isEnabled: boolean, variable: 'GITHUB_TOKEN' | 'PAGERDUTY_TOKEN') => {
    const hasToken = (env[variable] ?? '') !== '';
    if (isEnabled && !hasToken && feeds.length === 0) {
      throw new BadInput(
        `${upstream} is switched on in the settings, but ${variable} is not set. Set it, or switch ${upstream} off.`
      );
    }
    if (isEnabled && !hasToken) {
      remark(`${upstream} is not asked: ${variable} is not set. The feed stands alone.`);
    }
    return isEnabled && hasToken;
  };

  const sources: Source[] = [];
  if (isUsed('GitHub', settings.githubEnabled, 'GITHUB_TOKEN')) {
    const webUrl = githubWebUrl(settings);
    sources.push(createGithubSource({ client, clock, meter, longestWait, ...githubScope(settings), webUrl }));
  }
  if (isUsed('PagerDuty', settings.pagerdutyEnabled, 'PAGERDUTY_TOKEN')) {
    sources.push(createPagerdutySource({ client, clock, meter, longestWait }));
  }
  if (feeds.length > 0) {
    sources.push(createStaticFeedSource(feeds));
    if (settings.feedUrl !== '') {
      remark(`The feed at ${settings.feedUrl} is not asked: --feed stands in for it.`);
    }
  } else if (settings.feedUrl !== '') {
    sources.push(createFeedSource({ client, clock, meter, longestWait }));
  }
  if (sources.length === 0) {
    throw new BadInput('The settings switch every upstream off and name no feed: there is nothing to ask.');
  }
  return createEngine({ sources, settings, clock, meter });
}
