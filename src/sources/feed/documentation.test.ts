import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeFeed } from './decodeFeed';
import { FeedRecord } from './record';
import { decodeDeployment } from './records';

const page = readFileSync(resolve(__dirname, '../../../docs/feed.md'), 'utf8');

test('the document in docs/feed.md is read without a problem, every list of it', () => {
  const document: unknown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '');
  const { events, directory, problems } = decodeFeed(document);
  expect(problems).toEqual([]);
  const counts = Object.entries(events).map(([kind, list]) => [kind, list.length]);
  expect(Object.fromEntries(counts)).toEqual({
    deployments: 2,
    changes: 1,
    commits: 2,
    comparisons: 0,
    releases: 1,
    incidents: 1,
    runs: 1,
  });
  expect(directory.repositories).toHaveLength(1);
  expect(directory.services).toEqual([{ id: 'pay-api', name: 'pay-api', teams: ['Payments'], url: null }]);
});

test('every word that docs/feed.md names for a status is understood', () => {
  const said = /\*\*`status`\*\*([\s\S]*?)Any other word/.exec(page)?.[1] ?? '';
  const words = [...said.matchAll(/`([a-z_]+)`/g)].map(([, word]) => word);
  expect(words.length).toBeGreaterThan(20);
  const status = (word: string) =>
    decodeDeployment(
      FeedRecord.of({
        id: 'd',
        repository: 'a/b',
        environment: 'production',
        sha: 'c',
        status: word,
        createdAt: '2026-01-05T10:00:00Z',
      })
    ).status;
  expect(words.map(status).filter((one) => one === 'success')).toHaveLength(7);
  expect(words.map(status).filter((one) => one === 'failure')).toHaveLength(7);
});
