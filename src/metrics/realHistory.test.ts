import { existsSync, readFileSync } from 'fs';
import path from 'path';
import { analyse } from './analyse';
import { changeLeadTime } from './changeLeadTime';
import { deploymentFrequency } from './deploymentFrequency';
import { givenChange, givenDeployment, givenEvents, givenOwnership } from './givenEvents';
import { mean, quantile } from './statistics';

// The history of a public repository; the expected values were worked out by git itself.
const folder = path.join(process.cwd(), '../shared/realdata');
const feedFile = path.join(folder, 'github-datasource.feed.json');
const expectedFile = path.join(folder, 'github-datasource.expected.json');

interface Feed {
  deployments: Array<{ id: string; repository: string; sha: string; createdAt: string; finishedAt: string }>;
  commits: Array<{
    repository: string;
    sha: string;
    parents: string[];
    authoredAt: string;
    committedAt: string;
    message: string;
  }>;
  changes: Array<{
    repository: string;
    number: number;
    title: string;
    firstCommitAt: string;
    createdAt: string;
    mergedAt: string;
    mergeSha: string;
  }>;
}

interface Expected {
  since: string;
  until: string;
  deployments: number;
  perDay: number;
  leadTime: { n: number; median: number; p75: number; p90: number; mean: number };
  perChange: Record<string, { deployment: string; seconds: number }>;
}

(existsSync(feedFile) && existsSync(expectedFile) ? describe : describe.skip)('a real repository', () => {
  const feed: Feed = JSON.parse(readFileSync(feedFile, 'utf8'));
  const expected: Expected = JSON.parse(readFileSync(expectedFile, 'utf8'));
  const events = givenEvents({
    deployments: feed.deployments.map((one) =>
      givenDeployment(one.id, one.sha, 0, {
        repository: one.repository,
        createdAt: Date.parse(one.createdAt),
        finishedAt: Date.parse(one.finishedAt),
      })
    ),
    commits: feed.commits.map((one) => ({
      ...one,
      authoredAt: Date.parse(one.authoredAt),
      committedAt: Date.parse(one.committedAt),
      author: null,
    })),
    changes: feed.changes.map((one) =>
      givenChange(one.number, one.mergeSha, 0, {
        repository: one.repository,
        title: one.title,
        firstCommitAt: Date.parse(one.firstCommitAt),
        createdAt: Date.parse(one.createdAt),
        mergedAt: Date.parse(one.mergedAt),
      })
    ),
  });
  const delivery = analyse(events, givenOwnership());
  const [since, until] = [Date.parse(expected.since), Date.parse(expected.until)];
  const isInRange = ({ observation: { at } }: { observation: { at: number } }) => since <= at && at < until;

  it('delivers every change with the deployment that git says, after the seconds that git says', () => {
    const found = changeLeadTime(delivery)
      .items.filter(isInRange)
      .map(({ fact, observation }) => [
        fact.change.id,
        { deployment: fact.deployment?.id, seconds: observation.value },
      ]);
    expect(Object.fromEntries(found)).toEqual(expected.perChange);
  });

  it('gives the lead time over all of them', () => {
    const seconds = changeLeadTime(delivery)
      .items.filter(isInRange)
      .map(({ observation }) => observation.value)
      .sort((a, b) => a - b);
    expect(seconds).toHaveLength(expected.leadTime.n);
    expect(quantile(seconds, 0.5)).toBe(expected.leadTime.median);
    expect(quantile(seconds, 0.75)).toBe(expected.leadTime.p75);
    expect(quantile(seconds, 0.9)).toBe(expected.leadTime.p90);
    expect(mean(seconds)).toBeCloseTo(expected.leadTime.mean, 6);
  });

  it('counts the deployments', () => {
    const { length } = deploymentFrequency(delivery).items.filter(isInRange);
    expect(length).toBe(expected.deployments);
    expect(length / ((until - since) / 86_400_000)).toBeCloseTo(expected.perDay, 12);
  });

  it('needs no compare call: the graph reaches, and nothing is approximate', () => {
    expect(delivery.changes.filter(({ approximate }) => approximate)).toEqual([]);
  });
});
