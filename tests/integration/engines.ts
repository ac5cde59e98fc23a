import { createNodeClient } from '../../cli/nodeClient';
import { Simulators, Tokens } from '../../simulator';
import { createEngine, Engine } from '../../src/engine';
import { DoraSettings, githubScope } from '../../src/query';
import { Clock } from '../../src/sources';
import { createStaticFeedSource } from '../../src/sources/feed';
import { createGithubSource } from '../../src/sources/github';
import { createPagerdutySource } from '../../src/sources/pagerduty';
import { systemClock } from '../../src/sources/transport';

/** The machine's clock, set to an instant. */
export function clockFrom(now: number): Clock {
  const startedAt = Date.now();
  return { ...systemClock, now: () => now + Date.now() - startedAt };
}

/** The engine as the command line makes it, over HTTP to the simulators. */
export function liveEngine(
  { settings, tokens, organization }: Simulators,
  changes: { readonly tokens?: Partial<Tokens>; readonly settings?: Partial<DoraSettings> } = {}
): Engine {
  const used = { ...settings, ...changes.settings };
  const client = createNodeClient(used, { ...tokens, feed: '', ...changes.tokens });
  const clock = clockFrom(organization.now);
  const github = createGithubSource({ client, clock, ...githubScope(used), webUrl: used.githubUrl });
  const pagerduty = used.pagerdutyEnabled ? [createPagerdutySource({ client, clock })] : [];
  return createEngine({ sources: [github, ...pagerduty], settings: used, clock });
}

/** The engine over a document, as the command line makes it for a file. */
export function feedEngine(document: unknown, settings: DoraSettings, now: number): Engine {
  const feed = createStaticFeedSource([{ name: 'feed.json', document }]);
  return createEngine({ sources: [feed], settings, clock: clockFrom(now) });
}
