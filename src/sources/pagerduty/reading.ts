import { Incident, Instant, Interval } from '../../events';
import { Urgency, UpstreamError } from '../transport';
import { IntervalNeed, Report } from '../types';
import { say } from '../../words';
import { Api, Asking } from './api';
import { Batch, scopesOf } from './batches';
import { evidenceKinds } from './bookmark';
import { Dealer } from './dealer';
import { Evidence } from './evidence';
import { follow } from './follow';
import { IncidentPart, readIncidents, Refuse, slicesOf, windowsOf } from './incidents';
import { Marks } from './marks';
import { Refresh } from './refresh';
import { groupedByService, reportsOf, Share, sharesOf, Wanted } from './shares';

/** What one fetch shares. */
export interface Fetch {
  readonly api: Api;
  /** When it began. */
  readonly now: Instant;
  readonly evidence: Evidence;
  readonly marks: Marks;
  /** The need of each service that refreshes it, with what is known of it. */
  readonly refreshes: ReadonlyMap<IntervalNeed, Refresh>;
  readonly urgency: (() => Urgency) | undefined;
}

/**
 * Reads a batch: its list of incidents part by part, newest first, each first as they are and again, complete with
 * evidence; only then is their stretch of time covered. After that whatever else the bookmarks make it look after.
 */
export class Reading {
  readonly dealer: Dealer;
  private isSteady = true;
  private hasLooked = false;
  private readonly seen = new Set<string>();

  constructor(
    private readonly fetch: Fetch,
    private readonly batch: Batch,
    hand: (report: Report) => void
  ) {
    this.dealer = new Dealer(batch.needs, hand);
  }

  async read(signal: AbortSignal): Promise<void> {
    const { needs, span } = this.batch;
    const wanted = needs.map((need): Wanted => ({
      need,
      reach: this.fetch.marks.reachOf(need),
      refresh: this.fetch.refreshes.get(need) ?? null,
    }));
    await this.readSpan(wanted, span, signal);
    const refreshes = wanted.map(({ refresh }) => refresh).filter((refresh) => refresh !== null);
    if (refreshes.length > 0 && this.isSteady) {
      await this.refresh(refreshes, signal);
    }
    if (!this.isSteady) {
      const reason = say('pagerduty.unsteady', 'the list of {{name}} kept changing while it was read page by page', {
        name: 'incidents',
      });
      throw new UpstreamError({ kind: 'truncated', reason, status: 200, retry: 'never', retryAt: null });
    }
  }

  private readonly refuse: Refuse = (error, serviceId) => this.fetch.marks.refused(this.batch.needs, error, serviceId);

  private asking(signal: AbortSignal, rank: number, what: string): Asking {
    const count = scopesOf(this.batch.needs).length;
    const purpose = `${what} of ${count === 1 ? '1 service' : `${count} services`}`;
    return { ...this.dealer.asking(signal, this.fetch.urgency, rank), purpose };
  }

  private async readSpan(wanted: readonly Wanted[], span: Interval, signal: AbortSignal): Promise<void> {
    const { api, now } = this.fetch;
    for (const [rank, window] of windowsOf(span, now).entries()) {
      const asking = this.asking(signal, rank, 'incidents');
      for await (const part of readIncidents(api, this.batch.services, window, this.refuse, asking)) {
        await this.take(part, wanted, asking);
      }
    }
  }

  private async take(part: IncidentPart, wanted: readonly Wanted[], asking: Asking): Promise<void> {
    const byService = groupedByService(part.incidents);
    part.incidents.forEach(({ id }) => this.seen.add(id));
    await this.look(byService, wanted, asking);
    for (const { need, due } of sharesOf(part, wanted, this.fetch.now)) {
      const news = due.filter(({ id }) => need.holds?.(id) !== true);
      if (news.length > 0) {
        this.dealer.deal(need, { events: { incidents: news } });
      }
    }
    for (const slice of slicesOf(part)) {
      const shares = sharesOf(slice, wanted, this.fetch.now);
      const completed = await this.complete(
        shares.flatMap(({ due }) => due),
        asking
      );
      shares.forEach((share) => this.deal(share, slice, completed));
    }
  }

  /** Reads what has happened since the marks in the log, once it is clear for how many incidents that spares a call. */
  private async look(
    byService: ReadonlyMap<string | null, readonly Incident[]>,
    wanted: readonly Wanted[],
    asking: Asking
  ): Promise<void> {
    const refreshes = wanted.map(({ refresh }) => refresh).filter((refresh) => refresh !== null);
    if (this.hasLooked || refreshes.length === 0) {
      return;
    }
    this.hasLooked = true;
    const spared = refreshes.reduce((sum, refresh) => {
      const listed = byService.get(refresh.need.scope) ?? [];
      return sum + refresh.doubtfulBefore + listed.filter((one) => refresh.isDoubtful(one)).length;
    }, 0);
    const since = Math.min(...refreshes.map((refresh) => refresh.since));
    const { log } = this.fetch.evidence;
    // Also where nothing seems to have changed: a note on an incident of long ago shows nowhere else.
    if (await log.ensure(since, Math.max(fewCalls, spared), asking)) {
      refreshes.forEach((refresh) => (refresh.touched = log.touchedSince(refresh.since)));
    }
  }

  private async complete(incidents: readonly Incident[], asking: Asking): Promise<ReadonlyMap<string, Incident>> {
    const distinct = new Map(incidents.map((one) => [one.id, one]));
    const completed = await this.fetch.evidence.complete([...distinct.values()], asking);
    return new Map(completed.map((one) => [one.id, one]));
  }

  private deal(share: Share, part: IncidentPart, completed: ReadonlyMap<string, Incident>): void {
    const { need, due } = share;
    const { marks, evidence } = this.fetch;
    const { losses } = evidence;
    due.forEach((one) => marks.saw(need, one, losses.isOwed(one.id)));
    marks.denied(
      need,
      evidenceKinds.filter((kind) => losses.isDenied(kind))
    );
    const complete = due.map(({ id }) => completed.get(id)).filter((one) => one !== undefined);
    if (!part.isWhole) {
      // Kept, but nothing is covered: a refresh asks again.
      this.isSteady = false;
      this.dealer.deal(need, { events: { incidents: complete } });
      return;
    }
    const reports = reportsOf(share, part, complete);
    share.gone.forEach((id) => marks.gone(need, id));
    marks.reported(need, Math.min(part.span.to, ...reports.map(({ covered }) => covered?.from ?? part.span.to)));
    // What lacks a record is not covered before that is said.
    const lacksSome = !part.isExhaustive && marks.missing(need).length > 0;
    // With the last of them, because a bookmark is valid together with everything before.
    reports.forEach((said, index) => {
      const marked = index + 1 < reports.length ? said : { ...said, bookmark: marks.write(need) };
      if (lacksSome) {
        this.dealer.holdBack(need, marked);
      } else {
        this.dealer.dealOn(need, marked);
      }
    });
  }

  private async refresh(refreshes: readonly Refresh[], signal: AbortSignal): Promise<void> {
    const { marks, evidence } = this.fetch;
    const { losses } = evidence;
    await follow(
      {
        ...this.fetch,
        ...this.batch,
        dealer: this.dealer,
        seen: this.seen,
        refuse: this.refuse,
      },
      refreshes,
      (what) => this.asking(signal, 0, what)
    );
    for (const { mark } of refreshes) {
      const [incident] = [...mark.watched.keys(), ...this.seen];
      if (incident !== undefined) {
        await evidence.recheck(mark.denied, incident, this.asking(signal, 0, 'evidence'));
      }
    }
    // What was missing everywhere for want of permission, and can be read now; or nobody can tell before it is read.
    const regained = refreshes.filter(({ mark }) => mark.denied.some((kind) => !losses.isDenied(kind)));
    const again = regained.map(({ need, mark }): Wanted => ({
      need,
      reach: { from: mark.from, to: need.interval.to },
      refresh: null,
    }));
    if (again.length > 0) {
      const from = Math.min(...again.map(({ reach }) => reach.from));
      await this.readSpan(again, { from, to: this.batch.span.to }, signal);
      regained.forEach(({ need, mark }) =>
        marks.regained(
          need,
          mark.denied.filter((kind) => losses.isGranted(kind))
        )
      );
    }
    refreshes.forEach(({ need }) => marks.followed(need));
  }
}

/** What a look at the log may cost where it spares nothing. */
const fewCalls = 2;
