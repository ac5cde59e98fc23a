import { Incident, Instant, Interval } from '../../events';
import { DecodeError, throwIfAborted, UpstreamError } from '../transport';
import { Api, iso } from './api';
import { decodeAcknowledgement } from './records';

const second = 1_000;
const day = 86_400_000;
/** Acknowledgements are looked for up to this much after the incidents began. */
const logMargin = 7 * day;
/** Fewer incidents than this are asked one by one without looking at the account's log. */
const fewIncidents = 20;
const entriesPerPage = 100;

/**
 * Acknowledgements of these incidents in the account's log, when reading it takes fewer calls than asking each one;
 * otherwise, or where the key may not read it, null.
 */
export async function readAccountLog(
  api: Api,
  incidents: readonly Incident[],
  now: Instant,
  signal: AbortSignal
): Promise<AccountLog | null> {
  if (incidents.length < fewIncidents) {
    return null;
  }
  const beginnings = incidents.map(({ createdAt }) => createdAt).sort((a, b) => a - b);
  const last = beginnings[beginnings.length - 1];
  const logSpan: Interval = { from: beginnings[0], to: Math.max(last + second, Math.min(last + logMargin, now)) };
  const params = { is_overview: true };
  try {
    let log: AccountLog | null = null;
    // The first page says how long the log is; the reader is left there when the log is too long to be worth it.
    const probe = { ...params, since: iso(logSpan.from), until: iso(logSpan.to), time_zone: 'UTC', total: true };
    const { total } = await api.page('log_entries', 'log_entries', probe, 0, signal);
    if (total !== null && total / entriesPerPage < incidents.length) {
      log = new AccountLog(logSpan.to, now);
      for await (const part of api.within('log_entries', 'log_entries', params, logSpan, signal)) {
        log.add(part.items);
      }
    }
    return log;
  } catch (error) {
    throwIfAborted(signal);
    // Some keys read an incident's log but not the account's: then each incident is asked.
    if (error instanceof UpstreamError && !['unauthorized', 'rateLimited'].includes(error.failure.kind)) {
      return null;
    }
    if (error instanceof DecodeError) {
      return null;
    }
    throw error;
  }
}

/** First acknowledgements by incident, up to `end`. */
export class AccountLog {
  private readonly acknowledged = new Map<string, Instant[]>();

  constructor(
    private readonly end: Instant,
    private readonly now: Instant
  ) {}

  add(entries: readonly unknown[]): void {
    for (const entry of entries) {
      const acknowledgement = decodeAcknowledgement(entry);
      if (acknowledgement !== null) {
        const known = this.acknowledged.get(acknowledgement.incident);
        if (known === undefined) {
          this.acknowledged.set(acknowledgement.incident, [acknowledgement.at]);
        } else {
          known.push(acknowledgement.at);
        }
      }
    }
  }

  /** Acknowledgements of an incident; null where they may lie beyond the end of the log. */
  of({ id, resolvedAt }: Incident): readonly Instant[] | null {
    const known = this.acknowledged.get(id);
    return known ?? ((resolvedAt ?? this.now) <= this.end ? [] : null);
  }
}
