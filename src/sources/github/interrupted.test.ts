import fc from 'fast-check';
import { asked, deployed, living, merged, start } from './testing/living';
import { day, Follower, hour, minute, production } from './testing/livingRepository';

describe('a walk that was interrupted', () => {
  it('goes on where it stopped, and finds what has moved to the head in the meantime', async () => {
    const { repository, source, requests, clock } = living();
    repository.pullRequests = merged(150);
    const follower = new Follower(source, 'changes');
    const controller = new AbortController();
    let served = 0;
    repository.onServe = () => {
      // The glance at nothing, then pages of 25: stopped while the fourth is served.
      if (++served === 4) {
        controller.abort();
      }
    };
    await expect(follower.read(start - 140 * day, start, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(follower.held.size).toBe(75);
    asked(requests);
    // One that was read, one that was not: both are at the head now.
    Object.assign(repository.pullRequests[10], { title: 'Read before', updatedAt: start + minute });
    Object.assign(repository.pullRequests[120], { title: 'Not read before', updatedAt: start + 2 * minute });
    clock.pass(hour);
    await follower.read(start - 140 * day, start + hour);
    const pages = asked(requests)
      .flat()
      .filter(({ first }) => first !== undefined);
    // Two were touched, which a few rows show; then the 75 that are left, less the one that moved, in three pages.
    expect(pages.filter(({ after }) => after !== null)).toHaveLength(3);
    expect(follower.within(start - 140 * day, start)).toHaveLength(140);
    expect(follower.held.get('acme/pay\n880')?.title).toBe('Not read before');
    expect(follower.held.get('acme/pay\n990')?.title).toBe('Read before');
  });

  it.each(['changes', 'deployments'] as const)('is not gone on with by who asks for less: %s', async (kind) => {
    const { repository, source, requests, clock } = living();
    repository.pullRequests = merged(300);
    repository.deployments = deployed(300);
    const follower = new Follower(source, kind, kind === 'deployments' ? { baseline: production } : undefined);
    await follower.read(start - 20 * day, start);
    const controller = new AbortController();
    let served = 0;
    repository.onServe = () => {
      if (++served === 3) {
        controller.abort();
      }
    };
    const whole = start - 290 * day;
    await expect(follower.read(whole, start + hour, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    asked(requests);
    clock.pass(2 * hour);
    await follower.read(start - 20 * day, start + 2 * hour);
    const below = () =>
      asked(requests)
        .flat()
        .filter(({ after }) => after !== undefined && after !== null);
    expect(below()).toEqual([]);
    await follower.read(whole, start + 3 * hour);
    expect(below().length).toBeGreaterThan(0);
    expect(follower.within(whole, start)).toHaveLength(290);
  });

  it('loses nothing that moves while it is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(8), fc.nat(149)), { maxLength: 8 }), async (moves) => {
        const { repository, source } = living();
        repository.pullRequests = merged(150);
        let served = 0;
        repository.onServe = () => {
          served++;
          for (const [, which] of moves.filter(([when]) => when + 1 === served)) {
            repository.pullRequests[which].updatedAt = start + served * 10_000 + which;
          }
        };
        const follower = new Follower(source, 'changes');
        await follower.read(start - 140 * day, start + minute);
        expect(follower.within(start - 140 * day, start)).toHaveLength(140);
      }),
      { numRuns: 40 }
    );
  });
});
