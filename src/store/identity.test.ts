import { Report } from '../sources';
import { Desk, ids, Page } from './testing/desk';
import { open, settle } from './testing/script';
import { day, hour } from './testing/units';

describe('a name that is given to another repository', () => {
  /** What one page has read of the last ten days, three deployments, is kept for a second page, so much later. */
  async function kept(told: Partial<Report>, later: number): Promise<{ desk: Desk; page: Page }> {
    const desk = new Desk();
    const before = desk.page();
    const panel = await open(before.store, [desk.need()]);
    await before.source.fetches[0].report({
      events: { deployments: desk.deployments(3) },
      covered: desk.need().interval,
      bookmark: 'all',
      ...told,
    });
    await panel.done;
    await settle();
    before.tab.kill();
    desk.now += later;
    return { desk, page: desk.page() };
  }

  it('has what was known of the former one forgotten, once the source says so, and all of it asked anew', async () => {
    const { desk, page } = await kept({ identity: 'R_1' }, hour);
    const panel = await open(page.store, [desk.need()]);
    const [refresh] = page.source.fetches;
    expect(refresh.needs[0]).toMatchObject({ identity: 'R_1', bookmark: 'all' });
    const [own] = desk.deployments(1);
    await refresh.report({
      events: { deployments: [{ ...own, id: 'own' }] },
      covered: { from: desk.now - hour - day, to: desk.now },
      bookmark: 'new',
      identity: 'R_2',
    });
    expect(ids(page)).toEqual(['own']);
    expect(panel.standing.complete).toBe(false);
    await refresh.end();
    const [rest] = page.source.fetches[1].needs;
    expect(rest).toMatchObject({
      identity: 'R_2',
      bookmark: 'new',
      interval: { from: desk.need().interval.from, to: desk.now - hour - day },
    });
    await page.source.fetches[1].report({ covered: desk.need().interval, identity: 'R_2' });
    expect(panel.standing.complete).toBe(true);
    await settle();
    page.tab.kill();
    const next = desk.page();
    await open(next.store, [desk.need()]);
    expect(ids(next)).toEqual(['own']);
  });

  it('has a past that is never asked again read anew, where the source has seen who goes by the name', async () => {
    const { desk, page } = await kept({ identity: 'R_1' }, hour);
    const closed = { ...desk.need(), interval: { from: desk.now - 9 * day, to: desk.now - 5 * day } };
    const first = await open(page.store, [closed]);
    expect([first.standing.complete, page.source.fetches.length]).toEqual([true, 0]);
    page.source.identities.set('acme/pay', 'R_2');
    const second = await open(page.store, [closed]);
    expect(second.standing.complete).toBe(false);
    expect(ids(page)).toEqual([]);
    const [asked] = page.source.fetches[0].needs;
    expect(asked).toMatchObject({ interval: closed.interval, identity: 'R_2' });
    expect(asked).not.toHaveProperty('bookmark');
  });

  it.each([
    ['is the same', { identity: 'R_1' }],
    ['was not known when it was read', {}],
  ])('costs nothing where the repository %s', async (_name, told) => {
    const { desk, page } = await kept(told, 0);
    page.source.identities.set('acme/pay', 'R_1');
    const panel = await open(page.store, [desk.need()]);
    expect([panel.standing.complete, page.source.fetches.length]).toEqual([true, 0]);
    expect(ids(page)).toHaveLength(3);
    // From now on it is known.
    page.source.identities.set('acme/pay', 'R_2');
    expect((await open(page.store, [desk.need()])).standing.complete).toBe(false);
    expect(ids(page)).toEqual([]);
  });
});
