import { analyse, failureOf } from '../src/metrics';
import { resolveOrganization } from '../src/query';
import { decodeFeed, encodeFeed } from '../src/sources/feed';
import { generate } from './generate';

const size = { deployments: 2_000, changes: 6_000, incidents: 400, repositories: 20, teams: 5 };

describe('the workload of the benchmark', () => {
  const workload = generate(size);
  const { events, directory, settings } = workload;

  it('has the size that was asked for', () => {
    expect(events.deployments).toHaveLength(size.deployments);
    expect(events.changes).toHaveLength(size.changes);
    expect(events.incidents).toHaveLength(size.incidents);
    expect(directory.repositories).toHaveLength(size.repositories);
    expect(settings.teams).toHaveLength(size.teams);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(generate(size)).toEqual(workload);
    expect(generate(size, 2).events.changes[0]).not.toEqual(events.changes[0]);
  });

  it('is a feed without a bad record', () => {
    const read = decodeFeed(JSON.parse(JSON.stringify(encodeFeed(events, directory))));
    expect(read.problems).toEqual([]);
    expect(read.events.commits).toHaveLength(events.commits.length);
  });

  it('has a commit graph without holes: every parent is there, but for the first commit', () => {
    const known = new Set(events.commits.map(({ repository, sha }) => `${repository} ${sha}`));
    const missing = events.commits.filter(({ repository, parents }) =>
      parents.some((parent) => !known.has(`${repository} ${parent}`))
    );
    expect(missing).toEqual([]);
    expect(events.commits.filter(({ parents }) => parents.length === 0)).toHaveLength(size.repositories);
  });

  it('gives every rule of attribution something to do', () => {
    const ownership = resolveOrganization(settings, directory);
    const delivery = analyse(events, ownership);
    const rules = new Set(delivery.deployments.flatMap((fact) => fact.hits.map((hit) => hit.rule)));
    expect([...rules].sort()).toEqual(expect.arrayContaining(['hotfix', 'proximity', 'revert', 'rollback', 'stated']));
    const failed = delivery.deployments.filter(
      (fact) => failureOf(fact, 'inclusive', ownership.rulesOf(fact.deployment.repository)) !== null
    );
    expect(failed.length / delivery.deployments.length).toBeGreaterThan(0.05);
    expect(delivery.changes.filter(({ leadTime }) => leadTime !== null).length).toBeGreaterThan(size.changes * 0.8);
  });
});
