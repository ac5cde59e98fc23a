import { say } from '../words';
import { Channel, News } from './browser/channel';
import { Database, Usage } from './browser/database';
import { Exclusion, Locks } from './browser/locks';
import { Urgency } from '../sources';
import { hasFields } from './sameRecord';
import { Hold, Vault, Watcher } from './vault';

export interface BrowserVaultOptions {
  /** Whose entries they are: each plugin, data source and user has storage of its own. */
  readonly pluginId: string;
  readonly uid: string;
  readonly user: string;
  /**
   * Fingerprint of the settings that decide what stored events mean. What was stored under another one for the same data
   * source and user is deleted.
   */
  readonly meaning: string;
  readonly now: () => number;
  /** Most that is kept, by estimate. Default 200 MB. */
  readonly mostBytes?: number;
  /** Waited for storage that does not answer. Milliseconds, default 3 s. */
  readonly patience?: number;
  /** Parts of the browser; default: the page's own, looked up when they are first needed. */
  readonly browser?: Partial<BrowserParts>;
}

/** Each may be missing, and looking at it may throw (private mode, blocked cookies). */
export interface BrowserParts {
  readonly indexedDB: () => IDBFactory | undefined;
  readonly locks: () => Locks | undefined;
  readonly channel: (name: string) => Channel | undefined;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface BrowserVault extends Vault {
  /** What is kept, by estimate, in bytes. */
  usage(): Promise<Usage>;
  /** Why nothing is kept, in a sentence; null: it is, or nobody has tried yet. */
  trouble(): string | null;
  /** Lets go of the storage; nothing is kept from then on. */
  close(): void;
}

/** Keeps entries in the browser's IndexedDB, shared by its tabs. Where that fails it keeps nothing and says why. */
export function createBrowserVault(options: BrowserVaultOptions): BrowserVault {
  return new IndexedVault(options);
}

class IndexedVault implements BrowserVault {
  private readonly home: string;
  private readonly name: string;
  private readonly mostBytes: number;
  private readonly parts: BrowserParts;
  private readonly exclusion: Exclusion;
  private readonly news: News;
  private opening: Promise<Database | null> | null = null;
  private why: string | null = null;
  private isClosed = false;

  constructor(private readonly options: BrowserVaultOptions) {
    const { pluginId, uid, user, meaning, mostBytes = 200_000_000 } = options;
    this.home = `${[pluginId, uid, user].map(encodeURIComponent).join('/')}/`;
    this.name = `${this.home}${encodeURIComponent(meaning)}`;
    this.mostBytes = mostBytes;
    this.parts = { ...pageParts, ...options.browser };
    this.exclusion = new Exclusion(this.parts.locks, this.name);
    this.news = new News(() => this.parts.channel(this.name));
  }

  async load(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const found = await this.attempt((database) => database.load(keys));
    if (found !== null && found.size > 0) {
      // Nobody waits for it.
      void this.attempt((database) => database.use(found.keys()));
    }
    return found ?? new Map();
  }

  async save(entries: ReadonlyMap<string, unknown>): Promise<void> {
    const isSaved = await this.attempt(async (database) => {
      await this.saveOrMakeRoom(database, entries);
      return true;
    });
    if (isSaved === true) {
      this.news.saved([...entries.keys()]);
      await this.attempt((database) => this.shrink(database, this.mostBytes));
    }
  }

  async clear(): Promise<void> {
    if (this.why !== null && !this.isClosed) {
      // What was in the way may be gone with what is there: once more.
      this.why = null;
      this.opening = null;
    }
    await this.attempt((database) => database.clear());
    this.news.cleared();
  }

  async hold(keys: readonly string[], signal: AbortSignal, isPatient = true): Promise<Hold> {
    const database = await this.open();
    if (database === null) {
      // Who keeps nothing has nothing to wait for: what the others save would not be found.
      return { waited: false, release: () => undefined };
    }
    return this.exclusion.hold(keys, signal, isPatient);
  }

  want(keys: readonly string[], urgency: Urgency): void {
    this.news.wanted(keys, urgency);
  }

  watch(watcher: Partial<Watcher>): () => void {
    return this.news.watch(watcher);
  }

  async usage(): Promise<Usage> {
    return (await this.attempt((database) => database.usage())) ?? { bytes: 0, entries: 0 };
  }

  trouble(): string | null {
    return this.why;
  }

  close(): void {
    this.isClosed = true;
    void this.opening?.then((database) => database?.close());
    this.opening = Promise.resolve(null);
    this.news.close();
  }

  private async saveOrMakeRoom(database: Database, entries: ReadonlyMap<string, unknown>): Promise<void> {
    try {
      await database.save(entries);
    } catch (error) {
      if (!isNamed(error, 'QuotaExceededError')) {
        throw error;
      }
      const { bytes } = await database.usage();
      await this.shrink(database, bytes / 2);
      await database.save(entries);
    }
  }

  /** A little below the bound, so that not every save has to. */
  private async shrink(database: Database, bound: number): Promise<void> {
    const { bytes } = database;
    const gone = bytes > bound ? await database.shrink(bound * 0.9) : [];
    if (gone.length > 0) {
      this.news.lost(gone);
    }
  }

  /** Null: nothing is kept. */
  private async attempt<Result>(work: (database: Database) => Promise<Result>): Promise<Result | null> {
    const database = await this.open();
    if (database === null) {
      return null;
    }
    try {
      return await work(database);
    } catch (error) {
      database.close();
      this.fail(reasonOf(error));
      return null;
    }
  }

  private open(): Promise<Database | null> {
    this.opening ??= this.openOnce();
    return this.opening;
  }

  private async openOnce(): Promise<Database | null> {
    try {
      const factory = this.parts.indexedDB();
      if (factory === undefined) {
        throw new Error(say('store.vault.theBrowserHasNoIndexeddb', 'the browser has no IndexedDB'));
      }
      const opening = Database.open(factory, {
        home: this.home,
        name: this.name,
        now: this.options.now,
        lost: (why) => this.fail(why),
      });
      const late = this.parts.pause(this.options.patience ?? 3_000).then(() => null);
      const database = await Promise.race([opening, late]);
      if (database === null) {
        void opening.then((tooLate) => tooLate.close()).catch(() => undefined);
        throw new Error(say('store.vault.theBrowsersStorageDoesNot', 'the browser’s storage does not answer'));
      }
      return database;
    } catch (error) {
      this.fail(reasonOf(error));
      return null;
    }
  }

  private fail(reason: string): void {
    if (!this.isClosed) {
      this.why ??= say('store.vault.whatWasReadIsNot', 'What was read is not kept over reloads: {{reason}}', {
        reason,
      });
      this.opening = Promise.resolve(null);
    }
  }
}

const pageParts: BrowserParts = {
  indexedDB: () => globalThis.indexedDB,
  locks: () => globalThis.navigator?.locks,
  channel: (name) => (typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name)),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

function isNamed(error: unknown, name: string): boolean {
  return hasFields(error) && error.name === name;
}

function reasonOf(error: unknown): string {
  if (isNamed(error, 'QuotaExceededError')) {
    return say(
      'store.vault.theBrowserHasNoSpace',
      'the browser has no space left for it. Free some, or clear what this data source has stored.'
    );
  }
  if (isNamed(error, 'SecurityError') || isNamed(error, 'InvalidStateError')) {
    return say(
      'store.vault.theBrowserDoesNotAllow',
      'the browser does not allow it here (a private window, or site storage is blocked).'
    );
  }
  if (isNamed(error, 'VersionError')) {
    return say('store.vault.aNewerVersionOfThis', 'a newer version of this plugin has stored it. Reload the page.');
  }
  const said = hasFields(error) ? String(error.message) : String(error);
  return `${said.replace(/\.$/, '')}.`;
}
