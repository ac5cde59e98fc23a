import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { Channel } from './browser/channel';
import { Locks } from './browser/locks';
import { BrowserVault, BrowserVaultOptions, createBrowserVault } from './browserVault';
import { Watcher } from './vault';

/** One lock manager for all tabs, as the Web Locks specification has it: a queue for each name. */
class HandMadeLocks implements Locks {
  private readonly held = new Set<string>();
  private readonly queues = new Map<string, Array<() => void>>();

  async request(
    name: string,
    { ifAvailable = false, signal }: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal },
    granted: (lock: unknown) => Promise<void> | undefined
  ): Promise<unknown> {
    if (this.held.has(name)) {
      if (ifAvailable) {
        return granted(null);
      }
      await new Promise<void>((resolve, reject) => {
        const queue = this.queues.get(name) ?? [];
        this.queues.set(name, queue);
        queue.push(resolve);
        signal?.addEventListener('abort', () => {
          queue.splice(queue.indexOf(resolve), 1);
          reject(new DOMException('cancelled', 'AbortError'));
        });
      });
    }
    this.held.add(name);
    try {
      return await granted({ name });
    } finally {
      this.held.delete(name);
      this.queues.get(name)?.shift()?.();
    }
  }
}

/** Channels of one name hear each other, not themselves. */
class HandMadeChannels {
  private readonly open = new Set<{ readonly name: string; hear: (event: { readonly data: unknown }) => void }>();

  channel(name: string): Channel {
    const end = { name, hear: (_event: { readonly data: unknown }) => {} };
    this.open.add(end);
    return {
      postMessage: (message) => {
        [...this.open]
          .filter((other) => other !== end && other.name === name)
          .forEach((other) => other.hear({ data: structuredClone(message) }));
      },
      addEventListener: (_type, listener) => {
        end.hear = listener;
      },
      close: () => this.open.delete(end),
    };
  }
}

class Machine {
  factory = new IDBFactory();
  readonly locks = new HandMadeLocks();
  readonly channels = new HandMadeChannels();
  now = 1_000;

  tab(given: Partial<BrowserVaultOptions> = {}): BrowserVault {
    return createBrowserVault({
      pluginId: 'deliverymetrics-dora-datasource',
      uid: 'abc',
      user: '7',
      meaning: 'v1',
      now: () => this.now,
      ...given,
      browser: {
        indexedDB: () => this.factory,
        locks: () => this.locks,
        channel: (name) => this.channels.channel(name),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
        ...given.browser,
      },
    });
  }
}

const signal = new AbortController().signal;
const entries = (given: Record<string, unknown>) => new Map(Object.entries(given));

describe('the vault in the browser', () => {
  it('gives another tab what one has kept, and only what was asked for', async () => {
    const machine = new Machine();
    await machine.tab().save(entries({ a: { n: 1 }, b: ['two'] }));
    expect(await machine.tab().load(['a', 'c'])).toEqual(entries({ a: { n: 1 } }));
  });

  it('keeps users and data sources apart, and names them and the plugin in what it stores', async () => {
    const machine = new Machine();
    await machine.tab().save(entries({ a: 1 }));
    expect(await machine.tab({ user: '8' }).load(['a'])).toEqual(new Map());
    expect(await machine.tab({ uid: 'abcd' }).load(['a'])).toEqual(new Map());
    const names = (await machine.factory.databases()).map(({ name }) => name ?? '');
    expect(names).toHaveLength(3);
    for (const name of names) {
      expect(name).toMatch(/^deliverymetrics-dora-datasource\/abcd?\/[78]\/v1$/);
    }
  });

  it('deletes what was stored under settings of another meaning, and nothing else', async () => {
    const machine = new Machine();
    const before = machine.tab();
    await before.save(entries({ a: 1 }));
    await machine.tab({ user: '8' }).save(entries({ a: 8 }));
    const after = machine.tab({ meaning: 'v2' });
    expect(await after.load(['a'])).toEqual(new Map());
    await new Promise((resolve) => setTimeout(resolve, 20));
    const names = (await machine.factory.databases()).map(({ name }) => name);
    expect(names.sort()).toEqual([
      'deliverymetrics-dora-datasource/abc/7/v2',
      'deliverymetrics-dora-datasource/abc/8/v1',
    ]);
    // The tab with the old settings lets go, and says so.
    expect(await before.load(['a'])).toEqual(new Map());
    expect(before.trouble()).toMatch(/settings were changed/);
  });

  it('tells other tabs what was saved, what is waited for and that all was cleared, not itself', async () => {
    const machine = new Machine();
    const [one, other] = [machine.tab(), machine.tab()];
    const heard: string[] = [];
    const hear = (who: string): Watcher => ({
      saved: (keys) => heard.push(`${who} ${keys.join()}`),
      cleared: () => heard.push(`${who} cleared`),
      wanted: (keys, urgency) => heard.push(`${who} may be holding ${keys.join()}: ${urgency}`),
    });
    one.watch(hear('one'));
    const stop = other.watch(hear('other'));
    one.want(['c', 'd'], 'interactive');
    await one.save(entries({ a: 1, b: 2 }));
    await one.clear();
    stop();
    await one.save(entries({ c: 3 }));
    expect(heard).toEqual(['other may be holding c,d: interactive', 'other a,b', 'other cleared']);
    expect(await other.load(['a', 'b'])).toEqual(new Map());
  });

  it('says how much it keeps', async () => {
    const machine = new Machine();
    const vault = machine.tab();
    // 1,000 characters and 4 around them under a key of 1.
    await vault.save(entries({ a: 'x'.repeat(1_000) }));
    await vault.save(entries({ a: 'x'.repeat(500), b: 'x'.repeat(500) }));
    expect(await vault.usage()).toEqual({ bytes: 2 * (500 + 4 + 1), entries: 2 });
    await vault.clear();
    expect(await vault.usage()).toEqual({ bytes: 0, entries: 0 });
  });

  it('drops what was not used for longest, whole groups, and tells of it', async () => {
    const machine = new Machine();
    const vault = machine.tab({ mostBytes: 10_000 });
    const lost: string[] = [];
    vault.watch({ saved: (keys) => lost.push(...keys) });
    const text = 'x'.repeat(1_500);
    await vault.save(entries({ 'a\u00010': text, a: text }));
    machine.now += 3_600_000;
    await vault.save(entries({ 'b\u00010': text, b: text }));
    machine.now += 3_600_000;
    // Read, and so used again: now b is the oldest.
    await vault.load(['a']);
    await vault.usage();
    await vault.save(entries({ 'c\u00010': text, c: text, 'c\u00011': text }));
    expect([...(await vault.load(['a', 'a\u00010', 'b', 'b\u00010', 'c', 'c\u00010', 'c\u00011'])).keys()]).toEqual([
      'a',
      'a\u00010',
      'c',
      'c\u00010',
      'c\u00011',
    ]);
    expect(lost).toEqual(['b']);
  });

  describe('holds keys', () => {
    it('for one at a time, and lets others go on key by key', async () => {
      const machine = new Machine();
      const [one, other] = [machine.tab(), machine.tab()];
      const first = await one.hold(['a', 'b'], signal, false);
      expect([first.waited, first.keys]).toEqual([false, ['a', 'b']]);
      const second = await other.hold(['b', 'c'], signal, false);
      expect(second.keys).toEqual(['c']);
      const order: string[] = [];
      const patient = other.hold(['b', 'a'], signal).then((hold) => {
        order.push('held');
        return hold;
      });
      await new Promise((resolve) => setTimeout(resolve, 5));
      first.release(['a']);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push('a is free');
      first.release();
      expect((await patient).waited).toBe(true);
      expect(order).toEqual(['a is free', 'held']);
      (await patient).release();
      expect((await one.hold(['a', 'b'], signal)).waited).toBe(false);
    });

    it('in one order, so that two who want the same never wait for each other', async () => {
      const machine = new Machine();
      const holds = [
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'c', 'a'],
      ].map(async (keys) => {
        const hold = await machine.tab().hold(keys, signal);
        await new Promise((resolve) => setTimeout(resolve, 1));
        hold.release();
        return keys.length;
      });
      expect(await Promise.all(holds)).toEqual([2, 2, 3]);
    });

    it('not for whoever has given up', async () => {
      const machine = new Machine();
      const controller = new AbortController();
      const hold = await machine.tab().hold(['b'], signal);
      expect(hold.keys).toEqual(['b']);
      const waiting = machine.tab().hold(['a', 'b'], controller.signal);
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
      hold.release();
      expect((await machine.tab().hold(['a', 'b'], signal)).waited).toBe(false);
    });

    it('without a lock manager for everybody', async () => {
      const machine = new Machine();
      const browser = { locks: () => undefined };
      await machine.tab({ browser }).hold(['a'], signal);
      expect((await machine.tab({ browser }).hold(['a'], signal)).waited).toBe(false);
    });
  });

  describe('keeps nothing and says why', () => {
    const failing = (name: string) => () => {
      throw new DOMException('no', name);
    };
    const factories: ReadonlyArray<[string, () => IDBFactory | undefined, RegExp]> = [
      ['where there is no IndexedDB', () => undefined, /has no IndexedDB/],
      ['where looking at it is forbidden', failing('SecurityError'), /private window, or site storage is blocked/],
      [
        'where opening fails',
        () => Object.assign(new IDBFactory(), { open: failing('InvalidStateError') }),
        /private window/,
      ],
      [
        'where it never answers',
        () => Object.assign(new IDBFactory(), { open: () => new IDBOpenDBRequest() }),
        /does not answer/,
      ],
    ];

    it.each(factories)('%s', async (_case, indexedDB, why) => {
      const vault = new Machine().tab({ browser: { indexedDB }, patience: 5 });
      expect(vault.trouble()).toBeNull();
      await vault.save(entries({ a: 1 }));
      expect(await vault.load(['a'])).toEqual(new Map());
      expect(await vault.usage()).toEqual({ bytes: 0, entries: 0 });
      expect((await vault.hold(['a'], signal)).waited).toBe(false);
      await vault.clear();
      expect(vault.trouble()).toMatch(why);
      expect(vault.trouble()).toMatch(/^What was read is not kept over reloads: .*\.$/);
    });

    it('where a newer version was here', async () => {
      const machine = new Machine();
      await new Promise((resolve) => {
        const request = machine.factory.open('deliverymetrics-dora-datasource/abc/7/v1', 1_000);
        request.onsuccess = () => {
          request.result.close();
          resolve(null);
        };
      });
      const vault = machine.tab();
      expect(await vault.load(['a'])).toEqual(new Map());
      expect(vault.trouble()).toMatch(/newer version/);
    });

    it('where there is no space, after making room once', async () => {
      const machine = new Machine();
      const vault = machine.tab();
      const { put } = IDBObjectStore.prototype;
      let failures = 0;
      await vault.save(entries({ old: 'x'.repeat(100) }));
      machine.now++;
      const full = (times: number) =>
        jest.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
          if (key === 'new' && failures < times) {
            failures++;
            throw new DOMException('full', 'QuotaExceededError');
          }
          return key === undefined ? put.call(this, value) : put.call(this, value, key);
        });
      full(1);
      await vault.save(entries({ new: 'y' }));
      expect(vault.trouble()).toBeNull();
      expect(await vault.load(['old', 'new'])).toEqual(entries({ new: 'y' }));
      jest.restoreAllMocks();
      failures = 0;
      full(1_000);
      await vault.save(entries({ new: 'z' }));
      expect(vault.trouble()).toMatch(/no space left/);
      expect(await vault.load(['new'])).toEqual(new Map());
      jest.restoreAllMocks();
      // Cleared by the viewer, it works again.
      await vault.clear();
      await vault.save(entries({ new: 'z' }));
      expect(await vault.load(['new'])).toEqual(entries({ new: 'z' }));
      expect(vault.trouble()).toBeNull();
    });
  });
});
