import { SimulatedStorage } from './vault';

const never = new AbortController().signal;

describe('SimulatedStorage', () => {
  it('keeps copies that every tab sees, and tells the others what was saved', async () => {
    const storage = new SimulatedStorage();
    const [one, other] = [storage.tab(), storage.tab()];
    const told: string[] = [];
    one.watch({ saved: (keys) => told.push(`one: ${keys.join()}`), cleared: () => told.push('one: all gone') });
    const stop = other.watch({
      saved: (keys) => told.push(`other: ${keys.join()}`),
      wanted: (keys, urgency) => told.push(`other wanted: ${keys.join()}, ${urgency}`),
    });
    one.want(['b'], 'refresh');
    const entry = { rows: [1] };
    await one.save(new Map([['a', entry]]));
    entry.rows.push(2);
    expect([...(await other.load(['a', 'b']))]).toEqual([['a', { rows: [1] }]]);
    stop();
    await one.save(new Map([['c', 1]]));
    await other.clear();
    expect(told).toEqual(['other wanted: b, refresh', 'other: a', 'one: all gone']);
    expect([...(await one.load(['a']))]).toEqual([]);
  });

  it('holds keys for one at a time, until they are released or the tab ends', async () => {
    const storage = new SimulatedStorage();
    const [one, other] = [storage.tab(), storage.tab()];
    const first = await one.hold(['a', 'b'], never);
    let got: boolean | null = null;
    const second = other.hold(['b', 'c'], never).then((hold) => (got = hold.waited));
    await Promise.resolve();
    expect(got).toBeNull();
    first.release(['b']);
    await second;
    expect([first.waited, got]).toEqual([false, true]);

    const third = one.hold(['c'], never);
    other.close();
    expect((await third).waited).toBe(true);
  });

  it('a tab that has ended neither saves nor waits for its turn', async () => {
    const storage = new SimulatedStorage();
    const [one, dead] = [storage.tab(), storage.tab()];
    const held = await one.hold(['a'], never);
    let isGranted = false;
    void dead.hold(['a'], never).then(() => (isGranted = true));
    dead.close();
    let isSaved = false;
    void dead.save(new Map([['a', 1]])).then(() => (isSaved = true));
    held.release();
    expect((await one.hold(['a'], never)).waited).toBe(false);
    expect([isGranted, isSaved, [...(await one.load(['a']))]]).toEqual([false, false, []]);
  });

  it('holds for whoever does not wait what is free, and what nobody else waits for', async () => {
    const storage = new SimulatedStorage();
    const [one, other] = [storage.tab(), storage.tab()];
    const first = await one.hold(['a'], never);
    const second = await other.hold(['a', 'b'], never, false);
    expect([second.waited, second.keys]).toEqual([false, ['b']]);
    void other.hold(['a', 'c'], never);
    expect((await one.hold(['c', 'd'], never, false)).keys).toEqual(['d']);
    first.release();
    expect((await one.hold(['a', 'b'], never, false)).keys).toEqual([]);
    second.release();
    expect((await one.hold(['a', 'b'], never, false)).keys).toEqual(['b']);
  });

  it('lets whoever waits give up', async () => {
    const storage = new SimulatedStorage();
    const tab = storage.tab();
    const held = await tab.hold(['a'], never);
    const controller = new AbortController();
    const waiting = tab.hold(['a'], controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    held.release();
    expect((await tab.hold(['a'], never)).waited).toBe(false);
  });
});
