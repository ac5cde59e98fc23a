import { Urgency } from '../../sources';
import { Hold, Vault, Watcher } from '../vault';

export interface TabOptions {
  /** Tabs keep out of each other's way; default true. */
  readonly locks?: boolean;
  /** Tabs tell each other what they have saved; default true. */
  readonly channel?: boolean;
  /** The entries of one save are kept together or not at all; default true. */
  readonly atomic?: boolean;
  /** Waited for before each entry is written or read. */
  readonly turn?: () => Promise<void>;
}

interface Waiting {
  readonly tab: Tab;
  readonly keys: readonly string[];
  readonly go: () => void;
}

/** One browser's storage with its locks and its channel, for any number of tabs. */
export class Browser {
  readonly entries = new Map<string, unknown>();
  readonly tabs = new Set<Tab>();
  readonly held = new Map<string, Tab>();
  waiting: Waiting[] = [];

  open(options: TabOptions = {}): Tab {
    const tab = new Tab(this, options);
    this.tabs.add(tab);
    return tab;
  }

  /** Lets those go on whose keys have become free. */
  free(): void {
    for (const waiting of [...this.waiting]) {
      if (waiting.keys.every((key) => !this.held.has(key))) {
        this.waiting = this.waiting.filter((other) => other !== waiting);
        waiting.keys.forEach((key) => this.held.set(key, waiting.tab));
        waiting.go();
      }
    }
  }
}

/** A tab's view of the browser: a vault that can be slow, fail, and die in the middle of a write. */
export class Tab implements Vault {
  readonly saves: Array<ReadonlyMap<string, unknown>> = [];
  readonly loads: Array<readonly string[]> = [];
  /** Every operation rejects. */
  isBroken = false;
  /** Nothing is kept any more, silently, as when there is no space left. */
  isFull = false;
  private dead = false;
  private writesLeft = Number.POSITIVE_INFINITY;
  private watchers: Array<Partial<Watcher>> = [];

  constructor(
    private readonly browser: Browser,
    private readonly options: TabOptions
  ) {}

  /** The tab ends: nothing it does from now on has an effect, and its locks are free. */
  kill(): void {
    this.dead = true;
    this.watchers = [];
    this.browser.tabs.delete(this);
    const waiting = this.browser.waiting.filter(({ tab }) => tab === this);
    this.browser.waiting = this.browser.waiting.filter(({ tab }) => tab !== this);
    waiting.forEach(({ go }) => go());
    [...this.browser.held].filter(([, tab]) => tab === this).forEach(([key]) => this.browser.held.delete(key));
    this.browser.free();
  }

  /** The tab ends after so many more entries have been written. */
  killAfter(writes: number): void {
    this.writesLeft = writes;
  }

  async load(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    this.check();
    this.loads.push(keys);
    const found = new Map<string, unknown>();
    for (const key of keys) {
      await this.options.turn?.();
      const entry = this.browser.entries.get(key);
      if (entry !== undefined) {
        found.set(key, structuredClone(entry));
      }
    }
    return found;
  }

  async save(entries: ReadonlyMap<string, unknown>): Promise<void> {
    this.check();
    this.saves.push(entries);
    if (this.options.atomic !== false) {
      await this.options.turn?.();
      for (let left = entries.size; left > 0 && !this.dead; left--) {
        this.spend();
      }
      entries.forEach((entry, key) => this.write(key, entry));
    } else {
      for (const [key, entry] of entries) {
        await this.options.turn?.();
        this.spend();
        this.write(key, entry);
      }
    }
    this.tell((watcher) => watcher.saved?.([...entries.keys()]));
  }

  async clear(): Promise<void> {
    this.check();
    if (!this.dead) {
      this.browser.entries.clear();
    }
    this.tell((watcher) => watcher.cleared?.());
  }

  async hold(keys: readonly string[], signal: AbortSignal, isPatient = true): Promise<Hold> {
    this.check();
    signal.throwIfAborted();
    if (this.options.locks === false || this.dead) {
      return { waited: false, release: () => undefined };
    }
    const free = keys.filter((key) => !this.browser.held.has(key));
    if (!isPatient || free.length === keys.length) {
      free.forEach((key) => this.browser.held.set(key, this));
      return { waited: false, keys: free, release: this.releaser(free) };
    }
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.browser.waiting = this.browser.waiting.filter((other) => other !== waiting);
        reject(new DOMException('cancelled', 'AbortError'));
      };
      const go = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting = { tab: this, keys, go };
      this.browser.waiting.push(waiting);
      signal.addEventListener('abort', giveUp);
    });
    return { waited: true, keys, release: this.releaser(keys) };
  }

  want(keys: readonly string[], urgency: Urgency): void {
    this.tell((watcher) => watcher.wanted?.(keys, urgency));
  }

  watch(watcher: Partial<Watcher>): () => void {
    this.watchers.push(watcher);
    return () => {
      this.watchers = this.watchers.filter((other) => other !== watcher);
    };
  }

  private releaser(keys: readonly string[]): (some?: readonly string[]) => void {
    const left = new Set(keys);
    return (some = [...left]) => {
      for (const key of some) {
        if (left.delete(key) && this.browser.held.get(key) === this) {
          this.browser.held.delete(key);
        }
      }
      this.browser.free();
    };
  }

  private write(key: string, entry: unknown): void {
    if (!this.dead && !this.isFull) {
      this.browser.entries.set(key, structuredClone(entry));
    }
  }

  private spend(): void {
    if (this.writesLeft-- <= 0) {
      this.kill();
    }
  }

  private check(): void {
    if (this.isBroken) {
      throw new Error('The vault is broken.');
    }
  }

  private tell(what: (watcher: Partial<Watcher>) => void): void {
    if (!this.dead && this.options.channel !== false) {
      for (const tab of this.browser.tabs) {
        if (tab !== this) {
          tab.watchers.forEach(what);
        }
      }
    }
  }
}
