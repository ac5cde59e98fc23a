import { Urgency } from '../../sources';
import { Stream } from '../stream';
import { Hold, Vault } from '../vault';
import { partMark } from './entries';
import { Loader, Use } from './loader';
import { Rhythm, Saver } from './saver';

export interface KeeperOptions {
  readonly vault: Vault;
  readonly rhythm: Rhythm;
  /** A text that no other page has. */
  readonly author: string;
  /** Is a source being read for the stream? What the vault has then comes too late. */
  readonly isBeingRead: (stream: Stream) => boolean;
  /** Does somebody here wait for the stream, or for others besides it? */
  readonly isAwaited: (stream: Stream) => boolean;
  /** Another tab has saved these streams (by key). */
  readonly onSaved: (keys: readonly string[]) => void;
  /** Another tab has had everything forgotten. */
  readonly onCleared: () => void;
  /** A viewer of another tab waits for these streams (by key). */
  readonly onWanted: (keys: readonly string[], urgency: Urgency) => void;
}

/** Keeps a page's streams and the vault of one mind. Nothing here rejects: a vault that fails is an empty one. */
export class Keeper {
  private readonly loader: Loader;
  private readonly saver: Saver;
  /** What the vault has of these is here. */
  private readonly current = new Set<string>();
  private readonly loading = new Map<string, Promise<void>>();

  constructor(private readonly options: KeeperOptions) {
    const { vault, rhythm, author } = options;
    this.saver = new Saver(vault, rhythm, author);
    const use: Use = {
      mayChange: (stream) => !this.saver.isUnsaved(stream) && !options.isBeingRead(stream),
      isAwaited: options.isAwaited,
    };
    this.loader = new Loader(vault, use, () => rhythm.pause(0));
    vault.watch({
      saved: (keys) => {
        const streams = keys.filter((key) => !key.includes(partMark));
        this.outdate(streams);
        options.onSaved(streams);
      },
      cleared: () => options.onCleared(),
      wanted: (keys, urgency) => options.onWanted(keys, urgency),
    });
  }

  /** The vault may know more of these than this page. */
  outdate(keys: readonly string[]): void {
    keys.forEach((key) => this.current.delete(key));
  }

  /** Resolves when this page knows what the vault knows of the streams. */
  async load(streams: readonly Stream[]): Promise<void> {
    await Promise.all(streams.map(({ key }) => this.loading.get(key)));
    const wanted = streams.filter(({ key }) => !this.current.has(key) && !this.loading.has(key));
    if (wanted.length > 0) {
      wanted.forEach(({ key }) => this.current.add(key));
      const work = this.loader.load(wanted).then(() => {
        wanted.forEach(({ key }) => this.loading.delete(key));
      });
      wanted.forEach(({ key }) => this.loading.set(key, work));
    }
    await Promise.all(streams.map(({ key }) => this.loading.get(key)));
  }

  isLoading({ key }: Stream): boolean {
    return this.loading.has(key);
  }

  changed(stream: Stream): void {
    this.saver.changed(stream);
  }

  /** Resolves when the stream is safe, or could not be kept. */
  saved(stream: Stream): Promise<void> {
    return this.saver.saved(stream);
  }

  /**
   * Keeps other tabs from reading the streams: those that are free at once (`isPatient` false), or all of them, when they
   * have become free. Rejects only when cancelled.
   */
  async hold(streams: readonly Stream[], signal: AbortSignal, isPatient: boolean): Promise<Hold> {
    const keys = streams.map(({ key }) => key);
    try {
      return await this.options.vault.hold(keys, signal, isPatient);
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
      return { waited: false, release: () => undefined };
    }
  }

  /**
   * Waits for streams that other tabs read, each by itself, and hands over those that become free at about the same time
   * together: a tab that ends lets go of all of its. As long as somebody here waits the others are told so, and how urgently:
   * what they read in the background they let go, and the rest they read as urgently. Rejects only when cancelled.
   */
  async follow(
    streams: readonly Stream[],
    trip: Followed,
    granted: (streams: readonly Stream[], hold: Hold) => Promise<void>
  ): Promise<void> {
    let waiting: Array<{ readonly stream: Stream; readonly hold: Hold }> = [];
    let gathering: Promise<void> | null = null;
    const handOver = async () => {
      await this.options.rhythm.pause(gatherFor);
      const group = waiting;
      waiting = [];
      gathering = null;
      this.outdate(group.map(({ stream }) => stream.key));
      await granted(
        group.map(({ stream }) => stream),
        together(group)
      );
    };
    const taken = new Set(streams.map(({ key }) => key));
    void this.callFor(taken, trip);
    await Promise.all(
      streams.map(async (stream) => {
        const hold = await this.hold([stream], trip.signal, true);
        taken.delete(stream.key);
        waiting.push({ stream, hold });
        gathering ??= handOver();
        await gathering;
      })
    );
  }

  async clear(): Promise<void> {
    this.current.clear();
    try {
      await this.options.vault.clear();
    } catch {
      // An empty vault or one that keeps nothing: either is what was wanted.
    }
  }

  /** Again and again: another tab may only now have begun to read one of them in the background. */
  private async callFor(taken: ReadonlySet<string>, trip: Followed): Promise<void> {
    while (taken.size > 0 && !trip.signal.aborted) {
      if (!trip.isBackground) {
        this.options.vault.want([...taken], trip.urgencyHere);
      }
      await this.options.rhythm.pause(callAgain);
    }
  }
}

/** For whom other tabs are followed (`Trip`). */
interface Followed {
  readonly signal: AbortSignal;
  readonly isBackground: boolean;
  readonly urgencyHere: Urgency;
}

/** Milliseconds. */
const callAgain = 1_000;

/** Milliseconds; nobody notices, and what is left to read is asked for in few calls. */
const gatherFor = 30;

function together(group: ReadonlyArray<{ readonly stream: Stream; readonly hold: Hold }>): Hold {
  const holds = new Map(group.map(({ stream, hold }) => [stream.key, hold]));
  return {
    waited: true,
    release: (keys = [...holds.keys()]) => keys.forEach((key) => holds.get(key)?.release([key])),
  };
}
