import { Desk } from './testing/desk';
import { open, readBehind } from './testing/script';
import { Stage } from './testing/stage';
import { day, hour, minute } from './testing/units';

const refresh = () => 'refresh' as const;

/** The last five days of some repositories are known, and 45 more of each are read behind them. */
async function behind(...scopes: readonly string[]) {
  const stage = new Stage();
  const shown = scopes.map((scope) => stage.last(5, scope));
  const panel = await open(stage.store, shown);
  for (const [index, { interval }] of shown.entries()) {
    await stage.source.fetches[0].report({ covered: interval, bookmark: 'head' }, index);
  }
  await panel.done;
  const wanted = scopes.map((scope) => stage.last(50, scope));
  const reading = await readBehind(stage.store, wanted);
  return { stage, reading, fetch: stage.source.fetches[1] };
}

describe('reading behind what is shown', () => {
  it('makes way for whoever needs another part of a stream, and goes on where it was', async () => {
    const { stage, reading, fetch } = await behind('acme/pay', 'acme/shop');
    const until = stage.now - 5 * day;
    expect(fetch.needs).toMatchObject([{ interval: { to: until } }, { interval: { to: until } }]);
    await fetch.report({ covered: { from: stage.now - 20 * day, to: until }, bookmark: 'page 2' }, 0);
    await fetch.report({ waitingUntil: stage.now + 2 * hour }, 0);

    stage.now += hour;
    const panel = await open(stage.store, [stage.last(4)], refresh);
    const { fetches } = stage.source;
    // Only the last day, as a refresh asks for it.
    expect(fetches).toHaveLength(3);
    expect(fetches[2].needs).toMatchObject([
      { scope: 'acme/pay', bookmark: 'page 2', interval: { from: stage.now - hour - day, to: stage.now } },
    ]);
    expect([fetch.signal.aborted, fetches[2].urgency()]).toEqual([true, 'refresh']);
    await fetches[2].report({ covered: { from: stage.now - hour - day, to: stage.now }, bookmark: 'page 2, new head' });
    await panel.done;
    expect(panel.standing).toMatchObject({ complete: true, waitingUntil: null });

    expect(fetches).toHaveLength(4);
    expect(fetches[3].urgency()).toBe('background');
    expect(fetches[3].needs).toMatchObject([
      {
        bookmark: 'page 2, new head',
        interval: { from: stage.now - hour - 50 * day, to: stage.now - hour - 20 * day },
      },
      { bookmark: 'head', interval: { from: stage.now - hour - 50 * day, to: until } },
    ]);
    for (const [index, need] of fetches[3].needs.entries()) {
      await fetches[3].report({ covered: need.kind === 'comparisons' ? null : need.interval }, index);
    }
    await reading.done;
    expect(reading.standing.complete).toBe(true);
  });

  it('is never made more urgent by who joins it: what that one does not need stays what it is', async () => {
    const { stage, fetch } = await behind('acme/pay', 'acme/shop');
    const panel = await open(stage.store, [stage.last(30)]);
    const { fetches } = stage.source;
    expect([fetch.urgency(), fetch.signal.aborted]).toEqual(['background', true]);
    expect(fetches[2].needs.map(({ scope }) => scope)).toEqual(['acme/pay']);
    expect(fetches[2].urgency()).toBe('interactive');
    await panel.leave();
    expect(fetches[3].needs.map(({ scope }) => scope)).toEqual(['acme/pay', 'acme/shop']);
  });

  it('goes on beside those who need none of its streams, and does not set out again before they have what they need', async () => {
    const { stage, fetch } = await behind('acme/pay', 'acme/shop');
    const { fetches } = stage.source;
    const panel = await open(stage.store, [stage.last(5, 'acme/web')]);
    expect(fetch.signal.aborted).toBe(false);
    await readBehind(stage.store, [stage.last(50, 'acme/till')]);
    const second = await open(stage.store, [stage.last(5, 'acme/site')]);
    await panel.leave();
    expect(fetches.map(({ needs }) => needs[0].scope)).toEqual(['acme/pay', 'acme/pay', 'acme/web', 'acme/site']);
    await second.leave();
    expect(fetches[4].needs).toMatchObject([{ scope: 'acme/till' }]);
    expect(fetch.signal.aborted).toBe(false);
  });

  it('is not waited for by who comes when it has read a stream to its end and reads others', async () => {
    const { stage, fetch } = await behind('acme/pay', 'acme/shop');
    await fetch.report({ covered: { from: stage.now - 50 * day, to: stage.now - 5 * day } }, 0);
    stage.now += hour;
    await open(stage.store, [stage.last(5)], refresh);
    expect(stage.source.fetches[2].needs).toMatchObject([{ interval: { to: stage.now } }]);
    expect(fetch.signal.aborted).toBe(false);
  });

  it('makes nothing current for longer than a look at it does', async () => {
    const stage = new Stage();
    await readBehind(stage.store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const [fetch] = stage.source.fetches;
    await fetch.report({ covered: stage.last(5).interval }, 0);
    stage.now += 5 * minute;
    const [from, to] = [stage.now - 5 * day, stage.now - 5 * minute];
    await open(stage.store, [{ ...stage.last(5), interval: { from, to } }], refresh);
    expect(stage.source.fetches[1].needs).toMatchObject([{ scope: 'acme/pay' }]);
  });
});

describe('reading behind in one tab', () => {
  it('lets go of what a viewer of another tab waits for, though its budget is spent, and follows', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const [pay, shop] = [desk.need('acme/pay', 90), desk.need('acme/shop', 90)];
    const reading = await readBehind(one.store, [pay, shop]);
    const read = { from: desk.now - 30 * day, to: desk.now };
    await one.source.fetches[0].report({ covered: read, bookmark: 'page 2' });
    await one.source.fetches[0].report({ waitingUntil: desk.now + hour });

    const panel = await open(other.store, [pay]);
    expect(other.source.fetches).toHaveLength(1);
    expect(other.source.fetches[0].needs).toMatchObject([
      { bookmark: 'page 2', interval: { from: desk.now - 90 * day, to: desk.now - 30 * day } },
    ]);
    // The rest goes on there.
    expect(one.source.fetches.slice(1).map(({ needs }) => needs)).toMatchObject([[{ scope: 'acme/shop' }]]);
    await other.source.fetches[0].report({ covered: pay.interval, bookmark: 'end' });
    await panel.done;
    await one.source.fetches[1].report({ covered: shop.interval });
    await reading.done;
    // What the other tab has read is not read again.
    expect([one.source.fetches.length, other.source.fetches.length]).toEqual([2, 1]);
    expect(one.store.coveredOf(pay)).toEqual([pay.interval]);
    expect(desk.browser.held.size).toBe(0);
  });

  it('waits for what another tab reads behind', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const need = desk.need();
    await readBehind(one.store, [need]);
    const reading = await readBehind(other.store, [need]);
    await desk.pass();
    expect([one.source.fetches.length, other.source.fetches.length]).toEqual([1, 0]);
    await one.source.fetches[0].report({ covered: need.interval });
    await reading.done;
    expect(other.source.fetches).toHaveLength(0);
  });

  it('does not hold up another tab when those who waited for it here have left', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, [desk.need()]);
    const second = await open(one.store, [desk.need('acme/shop')]);
    await readBehind(one.store, [desk.need()]);
    await open(other.store, [desk.need()]);
    await desk.pass();
    // Somebody waits for it here as well: it is read for both.
    expect(other.source.fetches).toHaveLength(0);
    await first.leave();
    await second.leave();
    await desk.pass();
    expect(other.source.fetches).toHaveLength(1);
  });

  it('is not called off again and again for what a third tab reads', async () => {
    const desk = new Desk();
    const [one, other, third] = [desk.page(), desk.page(), desk.page()];
    await open(third.store, [desk.need()]);
    await readBehind(one.store, [desk.need(), desk.need('acme/shop')]);
    await open(other.store, [desk.need()]);
    await desk.pass();
    await desk.pass();
    expect(one.source.fetches.map(({ needs, signal }) => [needs.length, signal.aborted])).toEqual([[1, false]]);
    expect(other.source.fetches).toHaveLength(0);
  });
});
