import { Urgency } from '../sources';

/**
 * Where what is known outlives the page, shared by the browser's tabs. An entry is plain data (structured clone) under a
 * text key; what the entries mean is the business of whoever keeps them. A vault never rejects and never blocks an
 * answer: where nothing can be kept (private mode, no space, an old browser), it is an empty one.
 */
export interface Vault {
  /** The entries that are there, by key. Reading one makes it recently used. */
  load(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /**
   * Keeps entries, replacing older ones of the same key; all of them or, best, none. Entries whose keys share what stands
   * before the first U+0001 belong together: when space is needed, they go together. Resolves when they are safe, or could
   * not be kept.
   */
  save(entries: ReadonlyMap<string, unknown>): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /**
   * Waits until no other tab holds any of the keys, then holds them until `release` is called or the tab ends. Rejects
   * only when cancelled. One call at a time may hold a key, also within a tab. With `isPatient` false it does not wait but
   * holds those that are free (`Hold.keys`).
   */
  hold(keys: readonly string[], signal: AbortSignal, isPatient?: boolean): Promise<Hold>;
  /** Tells the other tabs that somebody here waits for keys that one of them holds, and how urgently. */
  want(keys: readonly string[], urgency: Urgency): void;
  /** Calls back with what other tabs do; returns how to stop it. */
  watch(watcher: Partial<Watcher>): () => void;
}

/** Hears of what other tabs do. */
export interface Watcher {
  readonly saved: (keys: readonly string[]) => void;
  /** Everything has been forgotten. */
  readonly cleared: () => void;
  /** Somebody there waits for what a tab holds. */
  readonly wanted: (keys: readonly string[], urgency: Urgency) => void;
}

export interface Hold {
  /** Some of the keys were held by another tab before: what it saved should be loaded before anything is asked. */
  readonly waited: boolean;
  /** The keys that are held; absent: all that were asked for. */
  readonly keys?: readonly string[];
  /** Lets go of these keys, or of all that are left. */
  release(keys?: readonly string[]): void;
}

/** Keeps nothing: for the command line, for tests, and where the viewer does not want it. */
export const noVault: Vault = {
  load: () => Promise.resolve(new Map()),
  save: () => Promise.resolve(),
  clear: () => Promise.resolve(),
  hold: () => Promise.resolve({ waited: false, release: () => undefined }),
  want: () => undefined,
  watch: () => () => undefined,
};
