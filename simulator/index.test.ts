import { existsSync, readFileSync } from 'node:fs';
import { decodeSettings, encodeSettings } from '../src/query';
import { decodeFeed } from '../src/sources/feed';
import { eventsOf } from './organization';
import { startSimulators } from '.';
import { dig, testNow } from './testing';

const file = '../shared/realdata/github-datasource.feed.json';

test('the three of them start over one organisation, with settings that the data source takes as they are', async () => {
  const simulators = await startSimulators({ seed: 1, now: testNow, days: 30, latency: 0 });
  try {
    const { settings, problems } = decodeSettings(encodeSettings(simulators.settings));
    expect(problems).toEqual([]);
    expect(settings.teams.map(({ name }) => name)).toEqual([
      'Checkout',
      'Storefront',
      'Payments',
      'Identity',
      'Back Office',
    ]);
    expect(settings.teams.map(({ rules }) => rules.deploymentSource)).toEqual([
      undefined,
      'merges',
      undefined,
      'workflow',
      'releases',
    ]);
    const document: unknown = await (await fetch(simulators.feedUrl)).json();
    const feed = decodeFeed(document);
    expect(feed.problems).toEqual([]);
    const { events } = eventsOf(simulators.organization);
    expect(feed.events.changes).toHaveLength(events.changes.length);
    expect(feed.events.deployments).toHaveLength(events.deployments.length);
    expect(feed.events.incidents).toHaveLength(events.incidents.length);
    const user = await fetch(`${simulators.githubUrl}/api/v3/user`, {
      headers: { authorization: `Bearer ${simulators.tokens.github}` },
    });
    expect(dig(await user.json(), 'login')).toBe(simulators.organization.people[0].login);
  } finally {
    await simulators.close();
  }
});

(existsSync(file) ? test : test.skip)('a real feed comes back out of the organisation it was made into', async () => {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const simulators = await startSimulators({ seed: 1, now: testNow, feed: document, latency: 0 });
  await simulators.close();
  const { events } = decodeFeed(document);
  const served = eventsOf(simulators.organization).events;
  const sorted = (rows: readonly string[]) => [...rows].sort();
  expect(
    sorted(served.deployments.map(({ id, sha, status, finishedAt }) => `${id} ${sha} ${status} ${finishedAt}`))
  ).toEqual(
    sorted(events.deployments.map(({ id, sha, status, finishedAt }) => `${id} ${sha} ${status} ${finishedAt}`))
  );
  expect(sorted(served.changes.map(({ id, mergeSha, firstCommitAt }) => `${id} ${mergeSha} ${firstCommitAt}`))).toEqual(
    sorted(events.changes.map(({ id, mergeSha, firstCommitAt }) => `${id} ${mergeSha} ${firstCommitAt}`))
  );
  // Release branches too, which the default branch does not reach.
  const [{ commits }] = simulators.organization.repositories;
  expect(events.commits.map(({ sha }) => commits.get(sha)?.parents)).toEqual(
    events.commits.map(({ parents }) => parents)
  );
});

test('a feed with broken records is not served', async () => {
  const feed = { version: 1, deployments: [{ id: 'd1' }] };
  await expect(startSimulators({ seed: 1, now: testNow, feed })).rejects.toThrow('deployments[0]');
});
