import { deserialize, serialize } from 'node:v8';
import type { Hold, Vault, Watcher } from '../../src/store';

interface Held {
  readonly tab: object;
}

/**
 * A browser's storage in memory, which several tabs share. As in IndexedDB entries are copies, and what cannot be copied
 * (a function) is a mistake; as with Web Locks a key is held by one at a time, in the order they came.
 */
export class SimulatedStorage {
  private readonly entries = new Map<string, Buffer>();
  private readonly held = new Map<string, Held>();
  private readonly watchers = new Map<object, Set<Partial<Watcher>>>();
  private waiting: Array<{ readonly tab: object; readonly keys: readonly string[]; readonly take: () => boolean }> = [];

  /** What is kept, in bytes. */
  get size(): number {
    return [...this.entries.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  tab(): SimulatedTab {
    const tab = {};
    const own = new Set<Partial<Watcher>>();
    this.watchers.set(tab, own);
    let isClosed = false;
    // What a tab that has ended was waiting for never comes.
    const never = () => new Promise<never>(() => undefined);
    const tell = (what: (watcher: Partial<Watcher>) => void) => {
      const others = [...this.watchers].filter(([other]) => other !== tab && !isClosed);
      others.forEach(([, watchers]) => watchers.forEach(what));
    };
    const unlessClosed = () => (isClosed ? never() : Promise.resolve());
    return {
      load: async (keys) => {
        await unlessClosed();
        const found = new Map<string, unknown>();
        for (const key of keys) {
          const entry = this.entries.get(key);
          if (entry !== undefined) {
            found.set(key, deserialize(entry));
          }
        }
        return found;
      },
      save: async (entries) => {
        await unlessClosed();
        for (const [key, entry] of entries) {
          this.entries.set(key, serialize(entry));
        }
        tell((watcher) => watcher.saved?.([...entries.keys()]));
      },
      clear: async () => {
        await unlessClosed();
        this.entries.clear();
        tell((watcher) => watcher.cleared?.());
      },
      hold: (keys, signal, isPatient = true) => {
        if (isClosed) {
          return never();
        }
        return isPatient ? this.hold(tab, keys, signal) : this.holdFree(tab, keys, signal);
      },
      want: (keys, urgency) => tell((watcher) => watcher.wanted?.(keys, urgency)),
      watch: (watcher) => {
        own.add(watcher);
        return () => own.delete(watcher);
      },
      close: () => {
        isClosed = true;
        this.watchers.delete(tab);
        this.waiting = this.waiting.filter((one) => one.tab !== tab);
        this.letGo(tab, [...this.held.keys()]);
      },
    };
  }

  private hold(tab: object, keys: readonly string[], signal: AbortSignal): Promise<Hold> {
    return new Promise((resolve, reject) => {
      const cancelled = () => reject(new DOMException('Nobody waits for it any more.', 'AbortError'));
      if (signal.aborted) {
        cancelled();
        return;
      }
      const waited = keys.some((key) => (this.held.get(key)?.tab ?? tab) !== tab);
      const take = () => {
        if (keys.some((key) => this.held.has(key))) {
          return false;
        }
        signal.removeEventListener('abort', giveUp);
        resolve({ waited, ...this.take(tab, keys) });
        return true;
      };
      const giveUp = () => {
        this.waiting = this.waiting.filter((one) => one.take !== take);
        cancelled();
      };
      signal.addEventListener('abort', giveUp, { once: true });
      if (!take()) {
        this.waiting.push({ tab, keys, take });
      }
    });
  }

  private async holdFree(tab: object, keys: readonly string[], signal: AbortSignal): Promise<Hold> {
    signal.throwIfAborted();
    const isWanted = (key: string) => this.waiting.some((one) => one.keys.includes(key));
    return {
      waited: false,
      ...this.take(
        tab,
        keys.filter((key) => !this.held.has(key) && !isWanted(key))
      ),
    };
  }

  private take(tab: object, keys: readonly string[]): Pick<Hold, 'keys' | 'release'> {
    keys.forEach((key) => this.held.set(key, { tab }));
    const left = new Set(keys);
    return {
      keys,
      release: (some = [...left]) =>
        this.letGo(
          tab,
          some.filter((key) => left.delete(key))
        ),
    };
  }

  private letGo(tab: object, keys: readonly string[]): void {
    for (const key of keys) {
      if (this.held.get(key)?.tab === tab) {
        this.held.delete(key);
      }
    }
    this.waiting = this.waiting.filter(({ take }) => !take());
  }
}

export interface SimulatedTab extends Vault {
  /** The tab ends, with whatever it was doing: what it held is free. */
  close(): void;
}
