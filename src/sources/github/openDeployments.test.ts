import { IntervalNeed } from '../types';
import { eventsIn, reportsOf } from './fakeGithub';
import { living, start } from './testing/living';
import { day, Follower, hour, LivingDeployment, minute, production } from './testing/livingRepository';

/** So many that wait, the newest a minute before the first look. */
function waiting(count: number, environment: string): LivingDeployment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${environment}-${index}`,
    createdAt: start - (index + 1) * minute,
    environment,
    statuses: [{ state: 'QUEUED', at: start - (index + 1) * minute }],
  }));
}

const release: LivingDeployment = {
  id: 'release',
  createdAt: start - 2 * day,
  environment: 'production',
  statuses: [{ state: 'WAITING', at: start - 2 * day }],
};

describe('more unfinished deployments than are looked after', () => {
  it('do not push out one to production, however many of them are to elsewhere', async () => {
    const { repository, source, clock } = living();
    const approved = { ...release, statuses: [...release.statuses] };
    repository.deployments = [...waiting(250, 'staging'), approved];
    const follower = new Follower(source, 'deployments', { baseline: production });
    await follower.read(start - 10 * day, start);
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    approved.statuses.push({ state: 'SUCCESS', at: start + hour + minute });
    clock.pass(hour);
    await follower.read(start - 10 * day, start + 2 * hour);
    expect(follower.within(start + hour, start + 2 * hour).map(({ id, status }) => [id, status])).toEqual([
      ['release', 'success'],
    ]);
  });

  const need: IntervalNeed = {
    source: 'github',
    scope: 'acme/pay',
    kind: 'deployments',
    interval: { from: start - 10 * day, to: start },
    baseline: production,
  };

  it.each([
    ['are said where they are to production', 'production', production, true],
    ['are said where nobody says which count', 'staging', undefined, true],
    ['are not said where they do not count', 'staging', production, false],
  ])('%s', async (_name, environment, baseline, isSaid) => {
    const { repository, source } = living();
    repository.deployments = waiting(201, environment);
    const reports = await reportsOf(source, [{ ...need, baseline }]);
    expect(eventsIn(reports, 'deployments')).toHaveLength(201);
    const { problem } = reports[reports.length - 1];
    expect(problem?.kind ?? null).toBe(isSaid ? 'truncated' : null);
    expect(problem?.message.includes('200 newest') ?? false).toBe(isSaid);
  });

  it('are not said where there are just as many', async () => {
    const { repository, source } = living();
    repository.deployments = waiting(200, 'production');
    const reports = await reportsOf(source, [need]);
    expect(reports[reports.length - 1].problem).toBeNull();
  });
});
