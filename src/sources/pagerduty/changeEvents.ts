import { Incident, Instant } from '../../events';
import { throwIfAborted } from '../transport';
import { Api, Asking, Listing } from './api';
import { clockSkew } from './incidents';
import { concernsOnlyThis } from './problems';
import { decodeChange } from './records';

const day = 86_400_000;
const changeRetention = 90 * day;
/** A commit (or a long number, as deployments and runs have), or a pull request. */
const names = /(?<![\w-])[0-9a-f]{7,40}(?![\w-])|#\d|\/pull\/\d/i;
/** Its `since` and `until` are in UTC always; any other zone is refused with 400. */
const listing: Listing = { path: 'change_events', name: 'change_events', params: {} };

/**
 * Which incidents are worth asking for the changes PagerDuty relates to them. Only `/incidents/{id}/related_change_events`
 * tells, one call an incident, and only for accounts that send change events, which are kept for 90 days. A relation
 * counts where its change carries a commit or a pull request (METRICS.md §2, rule 2), so the account's list of change
 * events, a hundred a call, says beforehand whom not to ask:
 * - incidents older than 90 days: nothing is kept for them;
 * - incidents that were over before the oldest such change event: nothing can be related to them.
 * How far back PagerDuty looks for related changes is written down nowhere, so no narrower bound is taken.
 */
export class ChangeEvents {
  /** Instant of the oldest change that carries something; +infinity: there is none; -infinity: it cannot be told. */
  private oldest: Instant | null = null;
  private pages = 0;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly api: Api,
    private readonly now: Instant
  ) {}

  /** Those of the incidents that changes can be related to. Costs no more calls than asking each of them would. */
  async relevantTo(incidents: readonly Incident[], asking: Asking): Promise<ReadonlySet<string>> {
    const recent = incidents.filter(({ createdAt }) => createdAt > this.now - changeRetention);
    if (recent.length < 2 && this.oldest === null) {
      return new Set(recent.map(({ id }) => id));
    }
    // One after the other, so that nobody reads what another is reading.
    const result = this.turn.then(() => this.oldestWithin(recent.length, asking));
    this.turn = result.catch(() => undefined);
    const oldest = await result;
    return new Set(
      recent.filter(({ resolvedAt }) => (resolvedAt ?? this.now) + clockSkew >= oldest).map(({ id }) => id)
    );
  }

  private async oldestWithin(calls: number, asking: Asking): Promise<Instant> {
    if (this.oldest !== null || this.pages > calls) {
      return this.oldest ?? Number.NEGATIVE_INFINITY;
    }
    try {
      return await this.read(calls, { ...asking, purpose: 'change events' });
    } catch (error) {
      throwIfAborted(asking.signal);
      if (concernsOnlyThis(error)) {
        this.oldest = Number.NEGATIVE_INFINITY;
        return this.oldest;
      }
      throw error;
    }
  }

  private async read(calls: number, asking: Asking): Promise<Instant> {
    const span = { from: this.now - changeRetention, to: this.now + clockSkew };
    const probed = await this.api.probe(listing, span, asking);
    this.pages = probed.total === null ? Number.POSITIVE_INFINITY : Math.ceil(probed.total / probed.size);
    if (this.pages > calls) {
      return Number.NEGATIVE_INFINITY;
    }
    let oldest = Number.POSITIVE_INFINITY;
    for await (const { items, isWhole } of this.api.within(listing, span, asking, probed)) {
      const carrying = items.map(decodeChange).filter(({ text, url }) => names.test(`${text}\n${url ?? ''}`));
      // A change without its instant may be as old as any.
      const instants = carrying.map(({ at }) => at ?? Number.NEGATIVE_INFINITY);
      oldest = Math.min(oldest, ...(isWhole ? instants : [Number.NEGATIVE_INFINITY]));
    }
    this.oldest = oldest;
    return oldest;
  }
}
