import { IDBPDatabase, wrap } from 'idb';
import { hasFields } from '../sameRecord';
import { say } from '../../words';

/**
 * The entries in IndexedDB, beside a record for each group (what stands before U+0001 in a key) that says how large its
 * entries are and when it was last used: when space is needed, the group that was not used for longest goes, whole.
 */

interface Group {
  readonly name: string;
  readonly sizes: Readonly<Record<string, number>>;
  readonly usedAt: number;
}

export interface Usage {
  readonly bytes: number;
  readonly entries: number;
}

/** Counted up when the stores change; older ones are emptied, for everything can be read again. */
const version = 1;
const partMark = '\u0001';
/** Being used again within this time is not written down. */
const usedAgainAfter = 10 * 60_000;

export class Database {
  private estimate = 0;
  private readonly noted = new Map<string, number>();

  private constructor(
    private readonly idb: IDBPDatabase,
    private readonly now: () => number
  ) {}

  /**
   * Rejects where it cannot be opened. `lost` is called when the browser or another tab has taken it away. The databases
   * of other namespaces under `home` are deleted.
   */
  static async open(
    factory: IDBFactory,
    { home, name, now, lost }: { home: string; name: string; now: () => number; lost: (why: string) => void }
  ): Promise<Database> {
    const idb = await opened(factory, name);
    idb.addEventListener('versionchange', () => {
      idb.close();
      lost(
        say(
          'store.database.theSettingsWereChangedOr',
          'The settings were changed, or a newer version was loaded, in another tab.'
        )
      );
    });
    idb.addEventListener('close', () =>
      lost(say('store.database.theBrowserHasClosedThe', 'The browser has closed the storage.'))
    );
    const database = new Database(idb, now);
    database.estimate = bytesOf(await database.groups());
    void deleteOthers(factory, home, name);
    return database;
  }

  /** Of all groups; other tabs add to it unseen, so it is counted again before anything is dropped. */
  get bytes(): number {
    return this.estimate;
  }

  async load(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const { store } = this.idb.transaction('entries');
    const entries: unknown[] = await Promise.all(keys.map((key) => store.get(key)));
    const found = new Map<string, unknown>();
    keys.forEach((key, index) => {
      if (entries[index] !== undefined) {
        found.set(key, entries[index]);
      }
    });
    return found;
  }

  /** Notes that the groups of these keys are in use. */
  async use(keys: Iterable<string>): Promise<void> {
    const now = this.now();
    const names = [...new Set([...keys].map(groupOf))].filter(
      (name) => now - (this.noted.get(name) ?? Number.NEGATIVE_INFINITY) > usedAgainAfter
    );
    if (names.length === 0) {
      return;
    }
    names.forEach((name) => this.noted.set(name, now));
    const transaction = this.idb.transaction('groups', 'readwrite');
    const work = names.map(async (name) => {
      const group = groupIn(await transaction.store.get(name));
      if (group !== null) {
        await transaction.store.put({ ...group, usedAt: now });
      }
    });
    await settled(transaction.done, work);
  }

  /** All of them or none. */
  async save(entries: ReadonlyMap<string, unknown>): Promise<void> {
    const transaction = this.idb.transaction(['entries', 'groups'], 'readwrite');
    const store = transaction.objectStore('entries');
    const groups = transaction.objectStore('groups');
    const sizes = new Map<string, Record<string, number>>();
    const work: Array<Promise<unknown>> = [];
    for (const [key, entry] of entries) {
      work.push(store.put(entry, key));
      const ofGroup = sizes.get(groupOf(key)) ?? {};
      sizes.set(groupOf(key), { ...ofGroup, [key]: sizeOf(entry) + key.length });
    }
    let added = 0;
    for (const [name, changed] of sizes) {
      work.push(
        groups.get(name).then((known: unknown) => {
          const before = groupIn(known)?.sizes ?? {};
          const after = { ...before, ...changed };
          added += total(after) - total(before);
          return groups.put({ name, sizes: after, usedAt: this.now() });
        })
      );
      this.noted.set(name, this.now());
    }
    await settled(transaction.done, work);
    this.estimate += added;
  }

  /** Drops what was not used for longest until no more than `bound` bytes are left; returns the names of what went. */
  async shrink(bound: number): Promise<readonly string[]> {
    if (this.estimate <= bound) {
      return [];
    }
    const groups = [...(await this.groups())].sort((a, b) => a.usedAt - b.usedAt);
    this.estimate = bytesOf(groups);
    const gone: Group[] = [];
    for (const group of groups) {
      if (this.estimate <= bound) {
        break;
      }
      gone.push(group);
      this.estimate -= total(group.sizes);
    }
    const transaction = this.idb.transaction(['entries', 'groups'], 'readwrite');
    const work = gone.flatMap(({ name, sizes }) => [
      ...Object.keys(sizes).map((key) => transaction.objectStore('entries').delete(key)),
      transaction.objectStore('groups').delete(name),
    ]);
    await settled(transaction.done, work);
    gone.forEach(({ name }) => this.noted.delete(name));
    return gone.map(({ name }) => name);
  }

  async clear(): Promise<void> {
    const transaction = this.idb.transaction(['entries', 'groups'], 'readwrite');
    await settled(transaction.done, [
      transaction.objectStore('entries').clear(),
      transaction.objectStore('groups').clear(),
    ]);
    this.estimate = 0;
    this.noted.clear();
  }

  async usage(): Promise<Usage> {
    const groups = await this.groups();
    return {
      bytes: bytesOf(groups),
      entries: groups.reduce((sum, { sizes }) => sum + Object.keys(sizes).length, 0),
    };
  }

  close(): void {
    this.idb.close();
  }

  private async groups(): Promise<readonly Group[]> {
    const found: readonly unknown[] = await this.idb.getAll('groups');
    return found.flatMap((one) => groupIn(one) ?? []);
  }
}

function opened(factory: IDBFactory, name: string): Promise<IDBPDatabase> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const request = factory.open(name, version);
    request.addEventListener('upgradeneeded', () => {
      const { result } = request;
      [...result.objectStoreNames].forEach((store) => result.deleteObjectStore(store));
      result.createObjectStore('entries');
      result.createObjectStore('groups', { keyPath: 'name' });
    });
    request.addEventListener('blocked', () => {
      isLate = true;
      reject(new Error(say('store.database.anotherTabHoldsOnTo', 'another tab holds on to an older version of it')));
    });
    wrap(request).then((idb) => {
      if (idb === undefined) {
        reject(new Error(say('store.database.itCouldNotBeOpened', 'it could not be opened')));
      } else if (isLate) {
        idb.close();
      } else {
        resolve(idb);
      }
    }, reject);
  });
}

/** Where the browser cannot list its databases, those of other settings stay until it needs the space. */
async function deleteOthers(factory: IDBFactory, home: string, name: string): Promise<void> {
  try {
    for (const other of await factory.databases()) {
      if (other.name !== undefined && other.name !== name && other.name.startsWith(home)) {
        factory.deleteDatabase(other.name);
      }
    }
  } catch {
    // They are not in the way.
  }
}

/** Waits for a transaction; its requests fail with it, and must not be reported as failures of their own. */
async function settled(done: Promise<void>, work: ReadonlyArray<Promise<unknown>>): Promise<void> {
  const failures: unknown[] = [];
  work.forEach((one) => one.catch((error: unknown) => failures.push(error)));
  try {
    await done;
  } catch (error) {
    throw failures[0] ?? error;
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}

function groupOf(key: string): string {
  const mark = key.indexOf(partMark);
  return mark < 0 ? key : key.slice(0, mark);
}

function groupIn(value: unknown): Group | null {
  if (!hasFields(value)) {
    return null;
  }
  const { name, sizes, usedAt } = value;
  return typeof name === 'string' && typeof usedAt === 'number' && isSizes(sizes) ? { name, sizes, usedAt } : null;
}

function isSizes(value: unknown): value is Readonly<Record<string, number>> {
  return hasFields(value) && Object.values(value).every((size) => typeof size === 'number');
}

function bytesOf(groups: readonly Group[]): number {
  return groups.reduce((sum, { sizes }) => sum + total(sizes), 0);
}

function total(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((sum, size) => sum + size, 0);
}

/** About what structured cloning makes of it: a byte a character (most are Latin), eight a number, some around each. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length + 4;
  }
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + sizeOf(item), 8);
  }
  return hasFields(value)
    ? Object.entries(value).reduce((sum, [name, item]) => sum + name.length + 4 + sizeOf(item), 8)
    : 9;
}
