import { asked, broken, deployed, living, start } from './testing/living';
import { day, Follower, hour, minute, production } from './testing/livingRepository';

/** What was deleted, or lost its label, between two fetches. It does not show at the head of a list. */

function followed(count: number) {
  const all = living();
  all.repository.deployments = deployed(count);
  const follower = new Follower(all.source, 'deployments', { baseline: production });
  const remove = (...ids: readonly string[]) => {
    all.repository.deployments = all.repository.deployments.filter(({ id }) => !ids.includes(id));
  };
  /** Makes sure of the last days, some time after the last fetch; how many pages of the list that took. */
  const readLater = async (days: number, passes: number, signal?: AbortSignal) => {
    all.clock.pass(passes);
    asked(all.requests);
    await follower.read(all.clock.now() - days * day, all.clock.now(), signal);
    return asked(all.requests)
      .flat()
      .filter(({ first }) => first !== undefined).length;
  };
  const holds = (id: string) => follower.held.has(`acme/pay\n${id}`);
  return { ...all, follower, remove, readLater, holds };
}

describe('what is removed', () => {
  it('is gone at the next refresh, on the day of the first load too', async () => {
    const { readLater, remove, holds } = followed(300);
    await readLater(100, 0);
    remove('d50');
    await readLater(100, 2 * hour);
    expect(holds('d50')).toBe(false);
    expect(holds('d49')).toBe(true);
  });

  it.each([[['incident']], [['incident', 'outage']]])('is gone where it was the label, of %j', async (labels) => {
    const { repository, source, clock } = living();
    repository.issues = broken(80);
    repository.issues[3].labels = ['incident', 'outage'];
    repository.issues[4].labels = ['outage'];
    const follower = new Follower(source, 'incidents', { labels });
    await follower.read(start - 70 * day, start);
    repository.issues[20].labels = [];
    repository.issues[3].labels = ['outage'];
    clock.pass(2 * hour);
    await follower.read(start - 70 * day, start + 2 * hour);
    const isHeld = (index: number) => follower.held.has(`acme/pay#${1000 - index}`);
    expect([19, 20, 21].map(isHeld)).toEqual([true, false, true]);
    expect(isHeld(3)).toBe(labels.includes('outage'));
  });

  it('hour after hour costs a whole walk a day, and is gone when the day is over', async () => {
    const { readLater, remove, holds } = followed(300);
    const whole = await readLater(100, 0);
    const costs: number[] = [];
    for (let turn = 1; turn <= 30; turn++) {
      remove(`d${turn + 40}`);
      costs.push(await readLater(100, hour));
    }
    // At once, and a day later.
    expect(costs.flatMap((pages, index) => (pages >= whole ? [index] : []))).toEqual([0, 24]);
    expect(holds('d65')).toBe(false);
    expect(holds('d66')).toBe(true);
    await readLater(100, day);
    expect(holds('d66')).toBe(false);
    expect(holds('d70')).toBe(false);
    // Nothing is missing any more: nothing is walked.
    expect(await readLater(100, day)).toBeLessThan(whole);
  });

  it('is still to be found where the walk for it was interrupted', async () => {
    const { repository, readLater, remove, holds } = followed(900);
    await readLater(700, 0);
    remove('d600');
    const controller = new AbortController();
    let served = 0;
    repository.onServe = () => {
      // The glance, the first page, the second.
      if (++served === 3) {
        controller.abort();
      }
    };
    await expect(readLater(700, hour, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(served).toBe(3);
    expect(holds('d600')).toBe(true);
    await readLater(700, hour);
    expect(holds('d600')).toBe(false);
  });

  it('is gone where it is noticed by reaching further back', async () => {
    const { follower, clock, readLater, remove, holds } = followed(300);
    await readLater(50, 0);
    remove('d20');
    clock.pass(minute);
    await follower.reachBack(start - 150 * day);
    expect(holds('d20')).toBe(false);
    expect(holds('d140')).toBe(true);
  });

  it('is gone where it was read along from before the range, once the range reaches it', async () => {
    const { repository, source, clock } = living();
    repository.issues = broken(30);
    const follower = new Follower(source, 'incidents', { labels: ['incident'] });
    await follower.read(start - 10 * day, start);
    repository.issues[20].labels = [];
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    await follower.read(start - 60 * day, start + hour);
    expect(follower.held.has('acme/pay#979')).toBe(true);
    expect(follower.held.has('acme/pay#980')).toBe(false);
  });

  it('is gone however the rules have changed in the meantime', async () => {
    const { follower, readLater, remove, holds } = followed(300);
    await readLater(100, 0);
    follower.more = { baseline: { ...production, key: 'by other rules' } };
    remove('d50');
    await readLater(100, hour);
    expect(holds('d50')).toBe(false);
    remove('d60');
    await readLater(100, hour);
    follower.more = { baseline: production };
    await readLater(100, day);
    expect(holds('d60')).toBe(false);
  });
});
