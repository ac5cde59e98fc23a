import { nodeId, Organization, SimRepository } from '../model';
import { accountAsOf, mainlineOf, repositoryAsOf } from '../asOf';
import { generateLargeOrganization } from './generate';

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.parse('2026-11-23T12:00:00Z');
const from = now - 90 * day;
const organization = generateLargeOrganization({ seed: 5, now, days: 120, repositories: 60 });

const isRecent = (at: number | null) => at !== null && at >= from;

function mean(count: (repository: SimRepository) => number): number {
  const { repositories } = organization;
  return repositories.reduce((sum, one) => sum + count(one), 0) / repositories.length;
}

function written(one: Organization): string {
  return JSON.stringify(one, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

test('the same options give the same organisation', () => {
  const options = { seed: 1, now, days: 20, repositories: 9 };
  expect(written(generateLargeOrganization(options))).toBe(written(generateLargeOrganization(options)));
  expect(written(generateLargeOrganization({ ...options, seed: 2 }))).not.toBe(
    written(generateLargeOrganization(options))
  );
});

test('sizes are those of the field: for each repository and 90 days', () => {
  const { pagerduty, plannedTeams = [] } = organization;
  expect(organization.repositories).toHaveLength(60);
  expect(plannedTeams.flatMap(({ repositories }) => repositories)).toHaveLength(60);
  const merged = mean(({ pullRequests }) => pullRequests.filter(({ mergedAt }) => isRecent(mergedAt)).length);
  const deployed = mean(({ deployments }) => deployments.filter(({ createdAt }) => isRecent(createdAt)).length);
  const incidents = pagerduty.incidents.filter(({ createdAt }) => isRecent(createdAt)).length / 60;
  // About 120, 60 and 3.
  expect([merged > 90, merged < 150]).toEqual([true, true]);
  expect([deployed > 40, deployed < 80]).toEqual([true, true]);
  expect([incidents > 2, incidents < 4.5]).toEqual([true, true]);
});

test('repositories differ: in how they merge, deploy, and how much', () => {
  const { repositories } = organization;
  const of = (style: string) => repositories.filter(({ mergeStyle }) => mergeStyle === style).length;
  expect(of('squash')).toBeGreaterThan(of('merge') + of('rebase'));
  expect(Math.min(of('merge'), of('rebase'))).toBeGreaterThan(0);
  expect(new Set(repositories.map(({ deployedBy }) => deployedBy)).size).toBe(4);
  const isSilent = ({ deployedBy, deployments }: SimRepository) =>
    deployedBy === 'deployments' && deployments.length === 0;
  expect(repositories.some(isSilent)).toBe(true);
  const merges = repositories.map(({ pullRequests }) => pullRequests.length);
  expect(Math.max(...merges)).toBeGreaterThan(4 * Math.min(...merges));
});

test('about one merged pull request in eight is touched long after its merge', () => {
  const merged = organization.repositories.flatMap(({ pullRequests }) =>
    pullRequests.filter(({ mergedAt }) => mergedAt !== null)
  );
  const late = merged.filter(({ mergedAt, updatedAt }) => updatedAt > (mergedAt ?? 0)).length / merged.length;
  expect(late).toBeGreaterThan(0.09);
  expect(late).toBeLessThan(0.17);
});

describe('a history that goes on', () => {
  const until = now + 6 * hour;
  const moving = generateLargeOrganization({ seed: 5, now, until, days: 30, repositories: 12 });
  const at = (instant: number) =>
    moving.repositories.map((repository) => repositoryAsOf(repository, mainlineOf(repository), instant));

  /** Every instant in a value, however deep; commits are found by sha and no list shows them. */
  function latestIn(value: unknown): number {
    if (typeof value === 'number') {
      return value > from ? value : 0;
    }
    if (typeof value !== 'object' || value === null || value instanceof Map) {
      return 0;
    }
    return Object.values(value).reduce<number>((latest, each) => Math.max(latest, latestIn(each)), 0);
  }

  it('shows nothing of the future at any time', () => {
    for (const instant of [now, now + hour, now + 3.37 * hour]) {
      for (const shown of at(instant)) {
        expect(latestIn({ ...shown, commits: null })).toBeLessThanOrEqual(instant);
        expect(shown.commits.get(shown.head ?? '')?.committedAt).toBeLessThanOrEqual(instant);
      }
      expect(latestIn(accountAsOf(moving.pagerduty, instant).incidents)).toBeLessThanOrEqual(instant);
    }
  });

  it('has everything in the end', () => {
    const end = at(until);
    end.forEach((shown, index) => {
      const { deployments, runs, head, pullRequests } = moving.repositories[index];
      expect([shown.head, shown.deployments, shown.runs.length]).toEqual([head, deployments, runs.length]);
      expect(shown.pullRequests.map(({ state, mergeSha, labels }) => [state, mergeSha, labels])).toEqual(
        pullRequests.map(({ state, mergeSha, labels }) => [state, mergeSha, labels])
      );
    });
    expect(accountAsOf(moving.pagerduty, until)).toEqual(moving.pagerduty);
  });

  it('an hour brings deployments, statuses, merges, touched pull requests, commits, runs and incidents', () => {
    const [before, after] = [at(now), at(now + 6 * hour)];
    const more = (count: (one: SimRepository) => number) =>
      after.reduce((sum, one) => sum + count(one), 0) - before.reduce((sum, one) => sum + count(one), 0);
    expect(more(({ deployments }) => deployments.length)).toBeGreaterThan(0);
    expect(more(({ deployments }) => deployments.flatMap(({ statuses }) => statuses).length)).toBeGreaterThan(0);
    expect(more(({ pullRequests }) => pullRequests.filter(({ mergedAt }) => mergedAt !== null).length)).toBeGreaterThan(
      0
    );
    expect(more(({ runs }) => runs.length)).toBeGreaterThan(0);
    expect(after.some(({ head }, index) => head !== before[index].head)).toBe(true);
    const touched = after.flatMap(({ pullRequests }, index) =>
      pullRequests.filter((pull) => {
        const old = before[index].pullRequests.find(({ number }) => number === pull.number);
        return old !== undefined && old.updatedAt < pull.updatedAt;
      })
    );
    expect(touched.length).toBeGreaterThan(0);
  });
});

test('ids of different repositories never meet', () => {
  const ids = organization.repositories.flatMap(({ id, deployments, releases }) => [
    nodeId('R', id),
    ...deployments.map((one) => one.nodeId),
    ...releases.map((one) => one.nodeId),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});
