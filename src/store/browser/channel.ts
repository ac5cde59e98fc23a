import { urgencies, Urgency } from '../../sources';
import { hasFields } from '../sameRecord';
import { Watcher } from '../vault';

/** What of a broadcast channel is used. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  close(): void;
}

/** Tells other tabs what was saved and what is waited for, and hears of it. Without a channel nobody hears anything. */
export class News {
  private readonly watchers = new Set<Partial<Watcher>>();
  private channel: Channel | null = null;

  constructor(private readonly open: () => Channel | undefined) {}

  watch(watcher: Partial<Watcher>): () => void {
    this.watchers.add(watcher);
    this.connect();
    return () => this.watchers.delete(watcher);
  }

  saved(keys: readonly string[]): void {
    this.post({ saved: [...keys] });
  }

  wanted(keys: readonly string[], urgency: Urgency): void {
    this.post({ wanted: [...keys], urgency });
  }

  cleared(): void {
    this.post({ cleared: true });
  }

  /** What this tab itself has lost is told like what another has saved: it has to look again. */
  lost(keys: readonly string[]): void {
    this.saved(keys);
    this.watchers.forEach((watcher) => watcher.saved?.(keys));
  }

  close(): void {
    this.watchers.clear();
    this.channel?.close();
    this.channel = null;
  }

  private post(message: unknown): void {
    try {
      this.connect()?.postMessage(message);
    } catch {
      // Other tabs then read for themselves.
    }
  }

  private connect(): Channel | null {
    if (this.channel === null) {
      try {
        this.channel = this.open() ?? null;
        this.channel?.addEventListener('message', ({ data: message }) => this.hear(message));
      } catch {
        return null;
      }
    }
    return this.channel;
  }

  private hear(message: unknown): void {
    if (!hasFields(message)) {
      return;
    }
    const { saved, wanted, urgency, cleared } = message;
    if (Array.isArray(saved)) {
      this.watchers.forEach((watcher) => watcher.saved?.(textsOf(saved)));
    }
    if (Array.isArray(wanted)) {
      // A tab of an earlier version does not say how urgently.
      const told = urgencies.find((one) => one === urgency) ?? 'refresh';
      this.watchers.forEach((watcher) => watcher.wanted?.(textsOf(wanted), told));
    }
    if (cleared === true) {
      this.watchers.forEach((watcher) => watcher.cleared?.());
    }
  }
}

function textsOf(list: readonly unknown[]): readonly string[] {
  return list.filter((one): one is string => typeof one === 'string');
}
