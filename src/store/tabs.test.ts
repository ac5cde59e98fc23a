import { Urgency } from '../sources';
import { Desk, ids } from './testing/desk';
import { callAt, open, settle } from './testing/script';
import { day, hour, second } from './testing/units';

describe('of two tabs', () => {
  it('one fetches, the other follows and makes no call', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, [desk.need(), desk.need('acme/shop')]);
    const second = await open(other.store, [desk.need(), desk.need('acme/shop')]);
    expect([one.source.fetches.length, other.source.fetches.length]).toEqual([1, 0]);
    const [fetch] = one.source.fetches;
    const part = { from: desk.now - day, to: desk.now };
    await fetch.report({ events: { deployments: desk.deployments(2) }, covered: part, calls: [callAt(1)] });
    await settle();
    // It sees what has come so far.
    expect(ids(other)).toHaveLength(2);
    expect(other.store.coveredOf(desk.need())).toEqual([part]);
    await fetch.report({ events: { deployments: desk.deployments(3) }, covered: desk.need().interval });
    await settle();
    expect(second.standing).toMatchObject({ done: 1, complete: false });
    await fetch.report({ covered: desk.need('acme/shop').interval }, 1);
    await fetch.end();
    await first.done;
    await second.done;
    expect(second.standing).toMatchObject({ done: 2, complete: true, calls: [] });
    expect(other.source.fetches).toHaveLength(0);
    expect(desk.browser.held.size).toBe(0);
  });

  it('the follower reads at once what nobody reads, and without a channel looks when it is its turn', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page({ channel: false }), desk.page({ channel: false })];
    await open(one.store, [desk.need()]);
    const second = await open(other.store, [desk.need(), desk.need('acme/shop')]);
    expect(other.source.fetches[0].needs.map(({ scope }) => scope)).toEqual(['acme/shop']);
    await one.source.fetches[0].report({
      events: { deployments: desk.deployments(3) },
      covered: desk.need().interval,
    });
    await settle();
    expect(second.standing).toMatchObject({ done: 1, complete: false });
    await other.source.fetches[0].report({ covered: desk.need('acme/shop').interval });
    await second.done;
    expect(other.source.fetches).toHaveLength(1);
    expect(ids(other)).toHaveLength(3);
  });

  it('the follower goes on where the first one left off', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, [desk.need()]);
    await open(other.store, [desk.need()]);
    await one.source.fetches[0].report({
      events: { deployments: desk.deployments(2) },
      covered: { from: desk.now - day, to: desk.now },
      bookmark: 'page 2',
    });
    await first.leave();
    expect(other.source.fetches[0].needs[0]).toMatchObject({
      bookmark: 'page 2',
      interval: { from: desk.now - 10 * day, to: desk.now - day },
    });
  });

  it('the follower goes on when the first one dies', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    await open(one.store, [desk.need()]);
    await open(other.store, [desk.need()]);
    expect(other.source.fetches).toHaveLength(0);
    one.tab.kill();
    await settle();
    expect(other.source.fetches[0].needs[0]).toMatchObject({ interval: desk.need().interval });
  });

  it('the follower takes over together what the first one has left, and holds nothing that is read', async () => {
    const desk = new Desk();
    const scopes = Array.from({ length: 20 }, (_, index) => `acme/service-${index}`);
    const needs = scopes.map((scope) => desk.need(scope));
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, needs);
    await open(other.store, needs);
    await one.source.fetches[0].report({ covered: needs[0].interval }, 0);
    await settle();
    // The first one could read it again: nobody holds it.
    expect([...desk.browser.held.keys()]).toHaveLength(19);
    await first.leave();
    expect(other.source.fetches.map((fetch) => fetch.needs.length)).toEqual([19]);
  });

  it('the follower that gives up lets others go on', async () => {
    const desk = new Desk();
    const pages = [desk.page(), desk.page(), desk.page()];
    const panels = [];
    for (const { store } of pages) {
      panels.push(await open(store, [desk.need()]));
    }
    await panels[1].leave();
    await panels[0].leave();
    expect(pages.map(({ source }) => source.fetches.length)).toEqual([1, 0, 1]);
  });

  it('what one renews it reads as urgently as a viewer of the other waits for it, and no longer', async () => {
    const desk = new Desk();
    const one = await desk.read();
    desk.now += hour;
    const renewing = await open(one.store, [desk.need()], () => 'refresh');
    const [, fetch] = one.source.fetches;
    expect(fetch.urgency()).toBe('refresh');
    const other = desk.page();
    // Further back than is known: there, nothing is shown yet.
    const panel = await open(other.store, [desk.need('acme/pay', 50)], () => 'interactive');
    expect(other.source.fetches).toHaveLength(0);
    for (let turn = 0; turn < 3; turn++) {
      await desk.pass();
      expect(fetch.urgency()).toBe('interactive');
    }
    await panel.leave();
    await desk.pass();
    expect(fetch.urgency()).toBe('refresh');
    expect(renewing.standing.complete).toBe(false);
  });

  it('what each renews and the other follows, none of them reads more urgently than its viewers wait', async () => {
    const desk = new Desk();
    await desk.read();
    await desk.read('acme/shop');
    const pages = Array.from({ length: 4 }, () => desk.page());
    const [one, other, ...earlier] = pages;
    desk.now += hour;
    const [pay, shop] = [desk.need(), desk.need('acme/shop')];
    const payHolder = await open(earlier[0].store, [pay]);
    const shopHolder = await open(earlier[1].store, [shop]);
    let here: Urgency = 'interactive';
    await open(one.store, [pay, shop], () => here);
    await open(other.store, [pay, shop], () => 'refresh');
    // Each becomes the reader of one of the two, and follows the other tab for the other one.
    await payHolder.leave();
    desk.browser.waiting.reverse();
    await shopHolder.leave();
    await desk.pass();
    expect(
      [one, other].map(({ source }) => source.fetches.map(({ needs }) => needs.map(({ scope }) => scope)))
    ).toEqual([[['acme/pay']], [['acme/shop']]]);
    const fetches = [one, other].map(({ source }) => source.fetches[0]);
    await desk.pass();
    expect(fetches.map((fetch) => fetch.urgency())).toEqual(['interactive', 'interactive']);
    here = 'refresh';
    for (let turn = 0; turn < 6; turn++) {
      await desk.pass(second);
    }
    expect(fetches.map((fetch) => fetch.urgency())).toEqual(['refresh', 'refresh']);
  });

  it('one learns of what the other has refreshed', async () => {
    const desk = new Desk();
    const one = await desk.read();
    const other = desk.page();
    await open(other.store, [desk.need()]);
    desk.now += hour;
    const panel = await open(other.store, [desk.need()]);
    await other.source.fetches[0].report({
      events: { deployments: desk.deployments(1) },
      covered: { from: desk.now - 2 * day, to: desk.now },
      bookmark: 'newer',
    });
    await panel.done;
    await settle();
    const again = await open(one.store, [desk.need()]);
    expect(again.standing.complete).toBe(true);
    expect(one.source.fetches).toHaveLength(1);
    expect(ids(one)).toHaveLength(4);
  });

  it('without locks, one does not forget for the other what somebody still waits with', async () => {
    const desk = new Desk();
    await desk.read();
    const [one, other] = [desk.page({ locks: false }), desk.page({ locks: false })];
    desk.now += hour;
    const needs = [desk.need(), desk.need('acme/shop')];
    for (const { store } of [one, other]) {
      await open(store, needs);
    }
    const [here, there] = [one, other].map(({ source }) => source.fetches[0]);
    const last = here.needs[0];
    expect(last.kind === 'comparisons' ? null : last.interval.from).toBe(desk.now - hour - day);
    // The last day is read to its end here, and there only its newest half as yet.
    await here.report({
      events: { deployments: desk.deployments(5) },
      covered: { from: desk.now - hour - day, to: desk.now },
    });
    const known = ids(one).length;
    expect(one.store.isKnown(needs[0])).toBe(true);
    await there.report({ covered: { from: desk.now - day / 2, to: desk.now } });
    await settle();
    expect(one.store.isKnown(needs[0])).toBe(true);
    expect(ids(one)).toHaveLength(known);
    // Who waits for nothing takes over what is more recent, and reads the rest.
    await there.report({ covered: { from: desk.now - hour - day, to: desk.now } });
    await settle();
    expect(other.store.isKnown(needs[0])).toBe(true);
  });

  it('which both write one stream without locks, a third believes one of them or none', async () => {
    const desk = new Desk();
    const options = { locks: false, channel: false, atomic: false };
    const [one, other] = [desk.page(options), desk.page(options)];
    for (const { store } of [one, other]) {
      await open(store, [desk.need()]);
    }
    const covered = desk.need().interval;
    // The first reads before something is deployed, the other after.
    await one.source.fetches[0].report({ events: { deployments: desk.deployments(3) }, covered });
    await other.source.fetches[0].report({ events: { deployments: desk.deployments(4) }, covered });
    await settle();
    const third = desk.page(options);
    await open(third.store, [desk.need()]);
    const known = third.store.isKnown(desk.need()) ? ids(third).length : 0;
    expect([0, 3, 4]).toContain(known);
  });
});
