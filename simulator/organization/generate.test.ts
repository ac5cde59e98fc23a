import { testNow } from '../testing';
import { generateOrganization } from './generate';
import { Organization } from './model';
import { officeOffset } from './workingTime';

const day = 86_400_000;
const organization = generateOrganization({ seed: 7, now: testNow });
const { repositories, pagerduty, truth } = organization;

/** Maps are no JSON. */
function written(one: Organization): string {
  return JSON.stringify(one, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}

function production(team: string) {
  const names = organization.teams.find(({ name }) => name === team)?.repositories ?? [];
  return truth.deliveries.filter((one) => names.includes(one.repository) && one.environment !== 'staging');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Hours from the first commit to production, of what was delivered between so many days ago. */
function leadTimes(team: string, oldest: number, newest: number): readonly number[] {
  return production(team)
    .filter(({ isFirst, finishedAt }) => {
      const age = (testNow - finishedAt) / day;
      return !isFirst && age < oldest && age >= newest;
    })
    .flatMap(({ repository, changes, finishedAt }) => {
      const found = repositories.find(({ owner, name }) => `${owner}/${name}` === repository);
      return changes.flatMap((number) => {
        const pull = found?.pullRequests.find((one) => one.number === number);
        const first = found?.commits.get(pull?.commits[0] ?? '');
        return first === undefined ? [] : [(finishedAt - first.authoredAt) / 3_600_000];
      });
    });
}

test('the same seed and now give the same organisation, another seed another one', () => {
  const options = { now: testNow, days: 40 };
  const one = written(generateOrganization({ ...options, seed: 1 }));
  expect(written(generateOrganization({ ...options, seed: 1 }))).toBe(one);
  expect(written(generateOrganization({ ...options, seed: 2 }))).not.toBe(one);
});

test('five teams, twelve repositories, eight services, every way to merge and to deploy', () => {
  expect([organization.teams.length, repositories.length, pagerduty.services.length]).toEqual([5, 12, 8]);
  expect(new Set(repositories.map(({ mergeStyle }) => mergeStyle))).toEqual(new Set(['squash', 'merge', 'rebase']));
  expect(new Set(repositories.map(({ deployedBy }) => deployedBy))).toEqual(
    new Set(['deployments', 'workflow', 'releases', 'merges'])
  );
});

test('nothing lies after the end', () => {
  const commits = repositories.flatMap(({ commits: all, pullRequests }) =>
    // Commits of branches still open are planned ahead; what is shown of them is cut.
    pullRequests.flatMap(({ commits: shas }) => shas.map((sha) => all.get(sha)?.committedAt ?? 0))
  );
  expect(Math.max(...commits)).toBeLessThanOrEqual(testNow);
  for (const { pullRequests, deployments, runs, issues } of repositories) {
    const own = JSON.stringify([pullRequests, deployments, runs, issues]);
    const latest = [...own.matchAll(/"\w*At":(\d+)/g)].reduce((most, match) => Math.max(most, Number(match[1])), 0);
    expect(latest).toBeLessThanOrEqual(testNow);
  }
});

test('a squash has one parent, a merge commit has two, a rebase keeps the authored dates', () => {
  for (const { mergeStyle, pullRequests, commits } of repositories) {
    const merged = pullRequests.filter(({ state }) => state === 'MERGED');
    const parents = merged.map(({ mergeSha }) => commits.get(mergeSha ?? '')?.parents.length);
    expect(new Set(parents)).toEqual(new Set([mergeStyle === 'merge' ? 2 : 1]));
  }
  const ledger = repositories.find(({ mergeStyle }) => mergeStyle === 'rebase');
  const authored = (ledger?.pullRequests ?? []).flatMap(({ mergeSha, commits }) => {
    const last = ledger?.commits.get(mergeSha ?? '');
    const original = ledger?.commits.get(commits[commits.length - 1]);
    return last === undefined || original === undefined ? [] : [last.authoredAt - original.authoredAt];
  });
  expect(new Set(authored)).toEqual(new Set([0]));
});

test('a superseded deployment is INACTIVE, the last success of an environment is not', () => {
  for (const { deployments } of repositories) {
    const standing = new Map<string, string>();
    for (const { environment, statuses } of deployments) {
      const states = statuses.map(({ state }) => state);
      if (states.includes('SUCCESS') && !states.includes('INACTIVE')) {
        expect(standing.has(environment)).toBe(false);
        standing.set(environment, 'standing');
      }
    }
  }
});

test('Payments halves its lead time about 100 days ago, Identity gets slower about 90 days ago', () => {
  expect(median(leadTimes('Payments', 80, 0))).toBeLessThan(0.6 * median(leadTimes('Payments', 400, 120)));
  expect(median(leadTimes('Identity', 70, 0))).toBeGreaterThan(1.4 * median(leadTimes('Identity', 400, 110)));
});

test('weekends are quiet', () => {
  const weekend = truth.deliveries.filter(({ finishedAt }) => [0, 6].includes(new Date(finishedAt).getUTCDay()));
  expect(weekend.length).toBeLessThan(0.05 * truth.deliveries.length);
});

test('the office keeps its clock: an hour earlier in UTC from the last Sunday of March to that of October', () => {
  expect([
    officeOffset(Date.parse('2026-03-29T00:59:59Z')),
    officeOffset(Date.parse('2026-03-29T01:00:00Z')),
    officeOffset(Date.parse('2026-10-25T00:59:59Z')),
    officeOffset(Date.parse('2026-10-25T01:00:00Z')),
  ]).toEqual([1, 2, 2, 1].map((hours) => hours * 3_600_000));
});

describe('what was planted', () => {
  const byId = new Map(truth.deliveries.map((one) => [`${one.repository}/${one.id}`, one]));
  const delivery = (repository: string, id: string) => {
    const found = byId.get(`${repository}/${id}`);
    if (found === undefined) {
      throw new Error(`There is no delivery ${id} of ${repository}.`);
    }
    return found;
  };

  test('every cause occurs, every incident and delivery it names exists', () => {
    expect(new Set(truth.failures.map(({ cause }) => cause)).size).toBe(7);
    const incidents = new Set(pagerduty.incidents.map(({ id }) => id));
    for (const { repository, deliveries, repairs, incident, repairedAt } of truth.failures) {
      [...deliveries, ...repairs].forEach((id) => delivery(repository, id));
      expect(incident === null || incidents.has(incident) || repairedAt === null).toBe(true);
    }
  });

  test('a rollback brings back, right after the failed one, the sha that stood before it, and delivers nothing new', () => {
    const rollbacks = truth.failures.filter(({ cause, repairs }) => cause === 'rollback' && repairs.length > 0);
    expect(rollbacks.length).toBeGreaterThan(0);
    for (const { repository, deliveries, repairs } of rollbacks) {
      const [failed, repair] = [delivery(repository, deliveries[0]), delivery(repository, repairs[0])];
      const line = truth.deliveries.filter(
        (one) => one.repository === repository && one.environment === failed.environment
      );
      const at = line.indexOf(failed);
      expect(line[at + 1]).toBe(repair);
      expect(line[at - 1].sha).toBe(repair.sha);
      expect(repair.changes).toEqual([]);
    }
  });

  test('a repaired two-region failure is repaired in both regions', () => {
    const both = truth.failures.filter(
      ({ repository, repairs }) => repository === 'acme/checkout-api' && repairs.length > 0
    );
    expect(both.length).toBeGreaterThan(0);
    both.forEach(({ deliveries, repairs }) => expect([deliveries.length, repairs.length]).toEqual([2, 2]));
  });

  test('a revert undoes a change of the failed delivery', () => {
    for (const { repository, deliveries, repairs } of truth.failures.filter(({ cause }) => cause === 'revert')) {
      const pulls = repositories.find(({ owner, name }) => `${owner}/${name}` === repository)?.pullRequests ?? [];
      const shipped = repairs.slice(0, 1).flatMap((id) => delivery(repository, id).changes);
      const reverts = pulls.filter(({ number, body }) => shipped.includes(number) && body.startsWith('Reverts '));
      const undone = reverts.map(({ body }) => Number(/#(\d+)/.exec(body)?.[1]));
      expect(
        repairs.length === 0 || undone.some((number) => delivery(repository, deliveries[0]).changes.includes(number))
      ).toBe(true);
    }
  });

  test('something is still open, and noise resolved itself within five minutes', () => {
    expect(pagerduty.incidents.filter(({ resolvedAt }) => resolvedAt === null).length).toBeGreaterThanOrEqual(2);
    expect(
      truth.failures.some(({ repository, repairedAt }) => repository === 'acme/identity' && repairedAt === null)
    ).toBe(true);
    const noise = new Set(truth.incidents.filter(({ kind }) => kind === 'noise').map(({ incident }) => incident));
    for (const { id, createdAt, resolvedAt, acknowledgements } of pagerduty.incidents) {
      if (noise.has(id) && resolvedAt !== null) {
        expect(acknowledgements).toEqual([]);
        expect(resolvedAt - createdAt).toBeLessThanOrEqual(300_000);
      }
    }
  });
});
