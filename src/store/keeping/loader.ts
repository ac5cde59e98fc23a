import { Events, gaps } from '../../events';
import { Coverage } from '../coverage';
import { Stream } from '../stream';
import { Vault } from '../vault';
import { Head, readHead, readSlot, slotKey } from './entries';

/** What a page does with a stream, asked before the stream is touched. */
export interface Use {
  /** Is it neither being read from its source nor still to be saved? */
  readonly mayChange: (stream: Stream) => boolean;
  /** Does somebody wait, who has perhaps been told already that it is known? */
  readonly isAwaited: (stream: Stream) => boolean;
}

/** Brings streams from the vault into memory, a little at a time, so that the page stays alive. */
export class Loader {
  /** Events read since the page last had its turn. */
  private done = 0;

  constructor(
    private readonly vault: Vault,
    private readonly use: Use,
    private readonly breathe: () => Promise<void>
  ) {}

  /** Takes over what the vault has of the streams. Never rejects: what cannot be read is not there. */
  async load(streams: readonly Stream[]): Promise<void> {
    for (let at = 0; at < streams.length; at += streamsAtOnce) {
      await this.loadSome(streams.slice(at, at + streamsAtOnce));
    }
  }

  private async loadSome(streams: readonly Stream[]): Promise<void> {
    const heads = await this.entries(streams.map(({ key }) => key));
    const torn: Stream[] = [];
    const wanted: Array<{ readonly stream: Stream; readonly head: Head; readonly slots: readonly number[] }> = [];
    for (const stream of streams) {
      const head = readHead(heads.get(stream.key));
      if (head === null) {
        stream.disown();
      } else if (head.revision !== stream.revision) {
        const here = stream.slots.revisions();
        const slots = [...head.slots.keys()].filter((slot) => head.slots[slot] !== here[slot]);
        wanted.push({ stream, head, slots });
      }
    }
    const parts = await this.slotEntries(wanted);
    for (const { stream, head, slots } of wanted) {
      const read = await this.readAll(stream, head, slots, parts);
      if (read === null) {
        torn.push(stream);
      } else if (this.isWelcome(head, stream)) {
        await this.adopt(stream, head, read);
      } else {
        stream.disown();
      }
    }
    await this.again(torn);
  }

  /** Another tab may have written between two of our reads: once more. Who is still torn then is not believed. */
  private async again(streams: readonly Stream[]): Promise<void> {
    for (const stream of streams) {
      const head = readHead((await this.entries([stream.key])).get(stream.key));
      const slots = [...(head?.slots.keys() ?? [])];
      const parts = await this.entries(slots.map((slot) => slotKey(stream.key, slot)));
      const read = head === null ? null : await this.readAll(stream, head, slots, parts);
      if (head !== null && read !== null && this.isWelcome(head, stream)) {
        await this.adopt(stream, head, read);
      } else {
        stream.disown();
      }
    }
  }

  /**
   * Does the vault know all that is known here, and as currently? Where somebody waits, also without having to read again
   * what here need not be: another tab may have saved halfway through a refresh.
   */
  private isWelcome(head: Head, stream: Stream): boolean {
    const { coverage } = stream;
    const isBetter =
      (head.checkedAt ?? Number.NEGATIVE_INFINITY) >= (coverage.checkedAt ?? Number.NEGATIVE_INFINITY) &&
      coverage.covered.every((interval) => gaps(interval, head.covered).length === 0);
    if (!isBetter || !this.use.mayChange(stream)) {
      return false;
    }
    if (!this.use.isAwaited(stream)) {
      return true;
    }
    const there = new Coverage();
    there.restore(head);
    return coverage.isWithin(there);
  }

  private async slotEntries(
    wanted: ReadonlyArray<{ readonly stream: Stream; readonly slots: readonly number[] }>
  ): Promise<ReadonlyMap<string, unknown>> {
    const keys = wanted.flatMap(({ stream, slots }) => slots.map((slot) => slotKey(stream.key, slot)));
    const found = new Map<string, unknown>();
    for (let at = 0; at < keys.length; at += slotsAtOnce) {
      (await this.entries(keys.slice(at, at + slotsAtOnce))).forEach((entry, key) => found.set(key, entry));
    }
    return found;
  }

  /** The events of the slots; null: one of them is not what the head says. */
  private async readAll(
    stream: Stream,
    head: Head,
    slots: readonly number[],
    parts: ReadonlyMap<string, unknown>
  ): Promise<ReadonlyMap<number, Partial<Events>> | null> {
    const read = new Map<number, Partial<Events>>();
    for (const slot of slots) {
      const events = readSlot(parts.get(slotKey(stream.key, slot)), head.slots[slot]);
      if (events === null) {
        return null;
      }
      read.set(slot, events);
      await this.rest(events);
    }
    return read;
  }

  private async adopt(stream: Stream, head: Head, read: ReadonlyMap<number, Partial<Events>>): Promise<void> {
    for (const [slot, events] of read) {
      if (stream.slots.sizeOf(slot) > 0) {
        stream.keepOnly(slot, events);
      }
      stream.put(events, head.checkedAt ?? 0, slot);
      await this.rest(events);
    }
    for (let slot = head.slots.length; slot < stream.slots.count; slot++) {
      stream.keepOnly(slot, {});
    }
    stream.slots.cut(head.slots.length);
    head.slots.forEach((revision, slot) => stream.slots.wrote(slot, revision));
    stream.coverage.restore(head);
    stream.bookmark = head.bookmark;
    stream.identity = head.identity;
    stream.flaw = head.flaw;
    stream.revision = head.revision;
  }

  private async rest(events: Partial<Events>): Promise<void> {
    this.done += Object.values(events).reduce((sum, list) => sum + list.length, 0);
    if (this.done >= eventsAtOnce) {
      this.done = 0;
      await this.breathe();
    }
  }

  private async entries(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    try {
      return await this.vault.load(keys);
    } catch {
      return new Map();
    }
  }
}

const streamsAtOnce = 100;
const slotsAtOnce = 25;
/** A few milliseconds' worth. */
const eventsAtOnce = 2_000;
