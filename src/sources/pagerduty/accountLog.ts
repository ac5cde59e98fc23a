import { gaps, Incident, Instant, Interval, union } from '../../events';
import { throwIfAborted } from '../transport';
import { Api, Asking, Listing, Page, secondOf } from './api';
import { clockSkew, windowsOf } from './incidents';
import { concernsOnlyThis } from './problems';
import { decodeLogEntry, LogEntry } from './records';

/** What a log says of one incident. */
export interface Said {
  readonly acknowledged: readonly Instant[];
  /** Oldest first; null where a note's text is not in the log and has to be asked for. */
  readonly notes: readonly string[] | null;
}

/**
 * With channels, because they carry what notes say, and not as an overview: that is "a subset of log entries that show
 * only the most important changes" (REST reference), and nothing promises that notes are among them. PagerDuty's own
 * client for Python finds notes in the full log, too (`iter_incident_notes`).
 */
const params = { 'include[]': ['channels'], time_zone: 'UTC' };

const accountListing: Listing = { path: 'log_entries', name: 'log_entries', params };

/** Listing of one incident's log. */
export function logOf(path: string): Listing {
  return { path: `${path}/log_entries`, name: 'log_entries', params: { ...params, total: true } };
}

/** Acknowledgements and notes among the entries of one incident. */
export function saidIn(entries: readonly LogEntry[]): Said {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const sorted = [...byId.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const notes = sorted.filter(({ kind }) => kind === 'note').map(({ content }) => content);
  const whole = notes.filter((content) => content !== null);
  return {
    acknowledged: sorted.filter(({ kind }) => kind === 'acknowledgement').map(({ at }) => at),
    notes: whole.length < notes.length ? null : whole,
  };
}

/** The last thing that happened to an incident, as far as the log is known. */
export interface Touched {
  readonly at: Instant;
  /** Not every entry names the service. */
  readonly service: string | null;
  /** It was triggered in the part of the log that is known. */
  readonly isTriggered: boolean;
}

/**
 * The log of the whole account, read once for everybody and only as far as that takes fewer calls than asking for each
 * incident. Entries are only ever added to it.
 */
export class AccountLog {
  private readonly end: Instant;
  private known: readonly Interval[] = [];
  private readonly entries = new Map<string, LogEntry[]>();
  private readonly touched = new Map<string, Touched>();
  private refused = false;
  private turn: Promise<unknown> = Promise.resolve();

  /** `now`: what happens later is for the next fetch to find out. */
  constructor(
    private readonly api: Api,
    private readonly now: Instant
  ) {
    this.end = now + clockSkew;
  }

  /** Is the log known from an instant until now, at the cost of so many calls at most? False also where it may not be read. */
  ensure(from: Instant, calls: number, asking: Asking): Promise<boolean> {
    // One after the other, so that nobody reads what another is reading.
    const result = this.turn.then(() => this.read(from, calls, asking));
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Everything the log says of an incident; null where the log is not known since it began. */
  of({ id, createdAt }: Incident): Said | null {
    return this.covers(createdAt) ? saidIn(this.entries.get(id) ?? []) : null;
  }

  /** Incidents that something happened to at an instant or later, as far as the log is known. */
  touchedSince(instant: Instant): ReadonlyMap<string, Touched> {
    return new Map([...this.touched].filter(([, { at }]) => at >= instant));
  }

  private covers(from: Instant): boolean {
    return gaps({ from: secondOf(from), to: this.end }, this.known).length === 0;
  }

  private async read(from: Instant, calls: number, asking: Asking): Promise<boolean> {
    throwIfAborted(asking.signal);
    const missing = gaps({ from: secondOf(from), to: this.end }, this.known);
    if (missing.length === 0 || this.refused) {
      return !this.refused;
    }
    try {
      const windows = [...missing].reverse().flatMap((gap) => windowsOf(gap, this.now));
      return await this.readWindows(windows, calls, { ...asking, purpose: 'log entries' });
    } catch (error) {
      throwIfAborted(asking.signal);
      // Some keys read an incident's log but not the account's: then each incident is asked.
      if (concernsOnlyThis(error)) {
        this.refused = true;
        return false;
      }
      throw error;
    }
  }

  private async readWindows(windows: readonly Interval[], calls: number, asking: Asking): Promise<boolean> {
    let left = calls;
    for (const window of windows) {
      // The first page says how long the log is.
      const probed = await this.api.probe(accountListing, window, asking);
      left -= pagesOf(probed);
      if (left < 0) {
        return false;
      }
      for await (const { span, items, isWhole } of this.api.within(accountListing, window, asking, probed)) {
        if (!isWhole) {
          return false;
        }
        items.map((item) => decodeLogEntry(item)).forEach((entry) => this.add(entry));
        this.known = union([...this.known, span]);
      }
    }
    return true;
  }

  private add(entry: LogEntry): void {
    const { incident, at, service } = entry;
    if (incident === null) {
      return;
    }
    const last = this.touched.get(incident);
    const isTriggered = entry.kind === 'trigger' || last?.isTriggered === true;
    this.touched.set(incident, { at: Math.max(at, last?.at ?? at), service: last?.service ?? service, isTriggered });
    if (entry.kind === 'acknowledgement' || entry.kind === 'note') {
      const entries = this.entries.get(incident);
      if (entries === undefined) {
        this.entries.set(incident, [entry]);
      } else {
        entries.push(entry);
      }
    }
  }
}

function pagesOf({ total, size }: Page): number {
  return total === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(total / size));
}
