import { IntervalNeed } from '../sources';
import { EventStore, noVault } from './index';
import { Desk } from './testing/desk';
import { open, Script, settle } from './testing/script';
import { day, hour } from './testing/units';

const second = 1_000;

/** Two repositories, of which the first is read at once and the other as late as a test says. */
class Stage {
  now = 1_000 * day;
  readonly source = new Script();
  readonly store = new EventStore({ sources: [this.source], now: () => this.now });

  needs(): readonly IntervalNeed[] {
    const interval = { from: this.now - 10 * day, to: this.now };
    return ['acme/pay', 'acme/shop'].map((scope) => ({ source: 'github', kind: 'deployments', scope, interval }));
  }

  /** A look that begins now and takes so long. */
  async look(milliseconds: number): Promise<void> {
    const [pay, shop] = this.needs();
    const panel = await open(this.store, [pay, shop]);
    const fetch = this.source.fetches[this.source.fetches.length - 1];
    await fetch.report({ covered: pay.interval }, 0);
    this.now += milliseconds;
    await fetch.report({ covered: shop.interval }, 1);
    await fetch.end();
    await panel.done;
  }

  /** The repositories that a panel asks for that is opened now. */
  async asked(): Promise<readonly string[]> {
    const before = this.source.fetches.length;
    await open(this.store, this.needs());
    return this.source.fetches.slice(before).flatMap(({ needs }) => needs.map(({ scope }) => scope));
  }
}

describe('a round that takes longer than what it finds counts as current', () => {
  it.each<[string, number, number, readonly string[]]>([
    ['is current for a minute from its end', 82 * second, 60 * second, []],
    ['is not for longer', 82 * second, 61 * second, ['acme/pay', 'acme/shop']],
    ['as a short one is', 2 * second, 60 * second, []],
    ['nor is a short one', 2 * second, 61 * second, ['acme/pay', 'acme/shop']],
    // Ten minutes of a round count as one moment: of both nothing is known that happened after it began.
    ['does not make one moment of hours', 3 * hour, 30 * second, ['acme/pay', 'acme/shop']],
  ])('%s', async (_name, took, later, expected) => {
    const stage = new Stage();
    await stage.look(took);
    stage.now += later;
    expect(await stage.asked()).toEqual(expected);
  });

  it('is not made longer by those who only look at what is there', async () => {
    const stage = new Stage();
    await stage.look(second);
    stage.now += 50 * second;
    expect(await stage.asked()).toEqual([]);
    stage.now += 50 * second;
    expect(await stage.asked()).toEqual(['acme/pay', 'acme/shop']);
  });

  it.each([
    ['by one', 0],
    ['by one whom others have joined', 3],
  ])('is so for whoever reloads, also of what was read and saved shortly before its end, %s', async (_name, others) => {
    const desk = new Desk();
    const page = desk.page();
    const needs = () => ['acme/pay', 'acme/shop', 'acme/web'].map((scope) => desk.need(scope));
    const asked = needs();
    const panel = await open(page.store, asked);
    const [fetch] = page.source.fetches;
    const report = (index: number) => fetch.report({ covered: asked[index].interval, bookmark: 'all' }, index);
    await report(0);
    desk.now += 75 * second;
    await report(1);
    await desk.pass();
    const joining = [panel];
    for (let left = others; left > 0; left--) {
      desk.now += second;
      joining.push(await open(page.store, needs()));
    }
    desk.now += 2 * second;
    await report(2);
    await fetch.end();
    await Promise.all(joining.map(({ done }) => done));
    await desk.pass();
    const reloaded = desk.page();
    await open(reloaded.store, needs());
    await settle();
    expect(reloaded.source.fetches.flatMap((one) => one.needs.map(({ scope }) => scope))).toEqual([]);
  });

  it('is joined by whoever comes while it is under way', async () => {
    const stage = new Stage();
    const [pay, shop] = stage.needs();
    const first = await open(stage.store, [pay, shop]);
    const [fetch] = stage.source.fetches;
    await fetch.report({ covered: pay.interval }, 0);
    stage.now += 75 * second;
    const joining = await open(stage.store, [pay, shop]);
    await fetch.report({ covered: shop.interval }, 1);
    await Promise.all([first.done, joining.done]);
    expect(stage.source.fetches).toHaveLength(1);
  });
});

it('a question in several rounds does not ask again for what it has asked for', async () => {
  const stage = new Stage();
  const began = stage.now;
  const needs = stage.needs();
  await stage.look(2 * hour);
  const standings = stage.store.ensure(needs, new AbortController().signal, () => 'interactive', began);
  expect((await standings.next()).value).toMatchObject({ complete: true });
  expect(stage.source.fetches).toHaveLength(1);
});

it('a range that ends before what is known and begins before it is read to the end, the newest first', async () => {
  const stage = new Stage();
  const { source } = stage;
  // With a vault each fetch looks first whether another tab has read meanwhile.
  const store = new EventStore({ sources: [source], now: () => stage.now, vault: noVault });
  const known = stage.now;
  const need = (from: number, to: number): IntervalNeed => ({
    source: 'github',
    kind: 'deployments',
    scope: 'acme/pay',
    interval: { from, to },
  });
  const first = await open(store, [need(known - 5 * day, known)]);
  await source.fetches[0].report({ covered: need(known - 5 * day, known).interval });
  await source.fetches[0].end();
  await first.done;
  stage.now += hour;
  const second = await open(store, [need(known - 10 * day, known - 2 * hour)]);
  for (const index of [1, 2]) {
    const [asked] = source.fetches[index].needs;
    await source.fetches[index].report({ covered: asked.kind === 'comparisons' ? null : asked.interval });
    await source.fetches[index].end();
  }
  await second.done;
  expect(source.fetches.slice(1).map(({ needs: [asked] }) => asked)).toMatchObject([
    // What may have changed is read again to its end, although the range ends before.
    { interval: { from: known - day, to: known } },
    { interval: { from: known - 10 * day, to: known - 5 * day } },
  ]);
});
