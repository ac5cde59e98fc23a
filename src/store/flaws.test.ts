import { IntervalNeed, Problem } from '../sources';
import { EventStore } from './index';
import { open, Script, settle } from './testing/script';
import { Browser } from './testing/tabs';
import { day, minute } from './testing/units';
import { deploymentOf } from './testing/world';

const start = 1_000 * day;

const missing: Problem = {
  source: 'github',
  kind: 'badRecord',
  scope: 'acme/pay',
  message: 'The deployments of acme/pay: 1 record is missing.',
  retryAt: null,
};

/** A page whose source has told everything of the last ten days but for one record. */
async function flawed() {
  const clock = { now: start };
  const browser = new Browser();
  const pageOf = () => {
    const tab = browser.open();
    const source = new Script();
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    const store = new EventStore({ sources: [source], now: () => clock.now, vault: tab, saveAfter: 0, pause });
    return { tab, source, store };
  };
  const need = (from = start - 10 * day): IntervalNeed => ({
    source: 'github',
    kind: 'deployments',
    scope: 'acme/pay',
    interval: { from, to: clock.now },
  });
  const page = pageOf();
  const panel = await open(page.store, [need()]);
  await page.source.fetches[0].report({
    events: { deployments: [deploymentOf({ id: 'd1', repository: 'acme/pay', createdAt: start - day })] },
    covered: need().interval,
    problem: missing,
    bookmark: 'all',
  });
  await panel.done;
  await settle();
  return { clock, page, pageOf, need };
}

describe('what is missing of what was read to its end', () => {
  it('is said for as long as nobody has read it again without a loss', async () => {
    const { clock, page, need } = await flawed();
    clock.now += 5 * minute;
    const panel = await open(page.store, [need()]);
    expect(panel.standing.complete).toBe(false);
    expect(page.store.problemsOf([need()])).toEqual([missing]);
    const [, refresh] = page.source.fetches;
    await refresh.report({ covered: { from: start - day, to: clock.now } });
    await panel.done;
    expect(page.store.problemsOf([need()])).toEqual([]);
  });

  it('does not keep anybody from reading further back', async () => {
    const { page, need } = await flawed();
    const panel = await open(page.store, [need(start - 20 * day)]);
    const [, further] = page.source.fetches;
    expect(further.needs[0]).toMatchObject({ interval: { from: start - 20 * day, to: start - 10 * day } });
    await further.report({ covered: { from: start - 20 * day, to: start - 10 * day }, problem: missing });
    await panel.done;
    expect(panel.standing.complete).toBe(true);
    expect(page.store.isKnown(need(start - 20 * day))).toBe(true);
    expect(page.store.problemsOf([need()])).toEqual([missing]);
  });

  it('is not forgotten where somebody reaches further back without a loss', async () => {
    const { page, need } = await flawed();
    const panel = await open(page.store, [need(start - 20 * day)]);
    await page.source.fetches[1].report({ covered: { from: start - 20 * day, to: start - 10 * day } });
    await panel.done;
    expect(page.store.problemsOf([need()])).toEqual([missing]);
  });

  it('is said by another page, too, which knows only what was kept', async () => {
    const { page, pageOf, need } = await flawed();
    page.tab.kill();
    const { source, store } = pageOf();
    const panel = await open(store, [need()]);
    expect([panel.standing.complete, source.fetches.length]).toEqual([true, 0]);
    expect(store.problemsOf([need()])).toEqual([missing]);
  });

  it('stands aside where something keeps the stream from being read at all', async () => {
    const { clock, page, need } = await flawed();
    clock.now += 5 * minute;
    const down: Problem = { ...missing, kind: 'unavailable', message: 'GitHub does not answer.' };
    const panel = await open(page.store, [need()]);
    await page.source.fetches[1].report({ problem: down });
    await panel.done;
    expect(page.store.problemsOf([need()])).toEqual([down]);
  });
});
