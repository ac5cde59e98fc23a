import { Hold } from '../vault';

/** What of the browser's lock manager is used (Web Locks API). */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal },
    granted: (lock: unknown) => Promise<void> | undefined
  ): Promise<unknown>;
}

const keysAtOnce = 200;

/**
 * Keys that only one tab holds at a time. The browser frees the locks of a tab that ends. Without a lock manager there is
 * no exclusion: tabs then ask for the same, and what each writes is whole by itself.
 */
export class Exclusion {
  constructor(
    private readonly locks: () => Locks | undefined,
    private readonly space: string
  ) {}

  async hold(keys: readonly string[], signal: AbortSignal, isPatient: boolean): Promise<Hold> {
    const locks = available(this.locks);
    signal.throwIfAborted();
    if (locks === undefined) {
      return { waited: false, release: () => undefined };
    }
    const held = new Map<string, () => void>();
    const release: Hold['release'] = (some = [...held.keys()]) => {
      for (const key of some) {
        held.get(key)?.();
        held.delete(key);
      }
    };
    try {
      const waited = isPatient
        ? await this.holdAll(locks, keys, signal, held)
        : await this.holdFree(locks, keys, held).then(() => false);
      signal.throwIfAborted();
      return { waited, keys: [...held.keys()], release };
    } catch (error) {
      release();
      if (signal.aborted) {
        throw error;
      }
      // A lock manager that refuses is none.
      return { waited: false, release: () => undefined };
    }
  }

  /** Some side by side, then the next: a page that asks for thousands has other things to do in between. */
  private async holdFree(locks: Locks, keys: readonly string[], held: Map<string, () => void>): Promise<void> {
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      await Promise.all(
        keys.slice(at, at + keysAtOnce).map(async (key) => {
          const letGo = await this.take(locks, key, { ifAvailable: true });
          if (letGo !== null) {
            held.set(key, letGo);
          }
        })
      );
    }
  }

  /** One after the other in one order, the same in every tab: none waits for another in a ring. */
  private async holdAll(
    locks: Locks,
    keys: readonly string[],
    signal: AbortSignal,
    held: Map<string, () => void>
  ): Promise<boolean> {
    let waited = false;
    for (const key of [...keys].sort()) {
      let letGo = await this.take(locks, key, { ifAvailable: true });
      if (letGo === null) {
        waited = true;
        letGo = await this.take(locks, key, { signal });
      }
      if (letGo !== null) {
        held.set(key, letGo);
      }
    }
    return waited;
  }

  /** Resolves with how to let go; null: somebody else holds it. */
  private take(
    locks: Locks,
    key: string,
    options: { readonly ifAvailable?: boolean; readonly signal?: AbortSignal }
  ): Promise<(() => void) | null> {
    return new Promise((resolve, reject) => {
      const granted = (lock: unknown) => {
        if (lock === null) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((letGo) => resolve(() => letGo()));
      };
      locks.request(`${this.space}\n${key}`, options, granted).catch(reject);
    });
  }
}

function available(locks: () => Locks | undefined): Locks | undefined {
  try {
    return locks();
  } catch {
    return undefined;
  }
}
