import { Stream } from '../stream';
import { Vault } from '../vault';
import { slotKey, writeHead, writeSlot } from './entries';

export interface Rhythm {
  /** Resolves after so many milliseconds; of 0, once the page has had its turn. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** How long changes are gathered before they are saved, unless somebody waits for it. Milliseconds. */
  readonly saveAfter: number;
}

/** Brings streams into the vault: what has changed of them, slots first, heads last, many streams at a time. */
export class Saver {
  private readonly unsaved = new Set<Stream>();
  private readonly writing = new Set<Stream>();
  private readonly waiting = new Map<Stream, Array<() => void>>();
  private written = 0;
  private isRunning = false;
  private hurry: () => void = () => undefined;

  /** `author`: a text no other page has; revisions begin with it. */
  constructor(
    private readonly vault: Vault,
    private readonly rhythm: Rhythm,
    private readonly author: string
  ) {}

  /** Is there something that the vault does not have yet? */
  isUnsaved(stream: Stream): boolean {
    return this.unsaved.has(stream) || this.writing.has(stream);
  }

  changed(stream: Stream): void {
    this.unsaved.add(stream);
    if (!this.isRunning) {
      this.isRunning = true;
      void this.run();
    }
  }

  /** Resolves when the stream, as it is now, is in the vault, or could not be kept. */
  saved(stream: Stream): Promise<void> {
    if (!this.isUnsaved(stream)) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.waiting.set(stream, [...(this.waiting.get(stream) ?? []), resolve]);
      this.hurry();
    });
  }

  private async run(): Promise<void> {
    while (this.unsaved.size > 0) {
      await this.gather();
      // What has been gathered is saved without waiting again; what changes meanwhile is gathered anew.
      for (const due = new Set(this.unsaved); due.size > 0;) {
        const streams = this.take(due);
        streams.forEach((stream) => due.delete(stream));
        await this.save(streams);
        await this.rhythm.pause(0);
      }
    }
    this.isRunning = false;
  }

  private async save(streams: readonly Stream[]): Promise<void> {
    streams.forEach((stream) => this.writing.add(stream));
    await this.write(streams);
    this.writing.clear();
    for (const stream of streams.filter((one) => !this.unsaved.has(one))) {
      const waiting = this.waiting.get(stream) ?? [];
      this.waiting.delete(stream);
      waiting.forEach((resolve) => resolve());
    }
  }

  private async gather(): Promise<void> {
    if (this.waiting.size === 0) {
      const hurried = new Promise<void>((resolve) => (this.hurry = resolve));
      await Promise.race([this.rhythm.pause(this.rhythm.saveAfter), hurried]);
    }
    // What settles in one go is saved in one go.
    await this.rhythm.pause(0);
  }

  /** As many as one save takes, those that somebody waits for first. */
  private take(due: ReadonlySet<Stream>): readonly Stream[] {
    const urgent = [...this.waiting.keys()].filter((stream) => this.unsaved.has(stream));
    const streams = [...new Set([...urgent, ...due])];
    let slots = 0;
    return streams.slice(0, streamsAtOnce).filter((stream, index) => {
      slots += changedSlots(stream).length;
      return index === 0 || slots <= slotsAtOnce;
    });
  }

  private async write(streams: readonly Stream[]): Promise<void> {
    const [first] = streams;
    this.unsaved.delete(first);
    // Of a stream that is saved at its full length the slots go first, a few at a time.
    while (changedSlots(first).length > slotsAtOnce) {
      const part = new Map<string, unknown>();
      changedSlots(first)
        .slice(0, slotsAtOnce)
        .forEach((slot) => this.writeSlot(first, slot, part));
      if (!(await this.keep(part, streams))) {
        streams.forEach((stream) => this.unsaved.delete(stream));
        return;
      }
      await this.rhythm.pause(0);
    }
    const entries = new Map<string, unknown>();
    for (const stream of streams) {
      this.unsaved.delete(stream);
      changedSlots(stream).forEach((slot) => this.writeSlot(stream, slot, entries));
      stream.revision = this.nextRevision();
      entries.set(stream.key, headOf(stream, stream.revision));
    }
    await this.keep(entries, streams);
  }

  private writeSlot(stream: Stream, slot: number, entries: Map<string, unknown>): void {
    const revision = this.nextRevision();
    entries.set(slotKey(stream.key, slot), writeSlot({ revision, events: stream.inSlot(slot) }));
    stream.slots.wrote(slot, revision);
  }

  private async keep(entries: ReadonlyMap<string, unknown>, streams: readonly Stream[]): Promise<boolean> {
    try {
      await this.vault.save(entries);
      return true;
    } catch {
      // Nobody knows what of it was kept: the next save writes all of it.
      streams.forEach((stream) => stream.disown());
      return false;
    }
  }

  private nextRevision(): string {
    this.written++;
    return `${this.author}.${this.written}`;
  }
}

const streamsAtOnce = 100;
/** Of 256 events each: what is written out in one go stays below a few milliseconds' worth. */
const slotsAtOnce = 12;

function changedSlots({ slots }: Stream): readonly number[] {
  return slots.revisions().flatMap((revision, slot) => (revision === null ? [slot] : []));
}

function headOf({ coverage, bookmark, identity, flaw, slots }: Stream, revision: string): unknown {
  return writeHead({
    revision,
    covered: coverage.covered,
    due: coverage.due,
    checkedAt: coverage.checkedAt,
    round: coverage.round,
    knownBaselines: coverage.knownBaselines,
    bookmark,
    identity,
    flaw,
    slots: slots.revisions().map((written) => written ?? ''),
  });
}
