import { contains, Incident, Instant, Interval, isEmpty } from '../../events';
import { Urgency, UpstreamError } from '../transport';
import { IntervalNeed, Report } from '../types';
import { Api, Asking, secondOf } from './api';
import { Batch, reachOf, scopesOf, untilOf } from './batches';
import { evidenceKinds } from './bookmark';
import { Dealer, Said } from './dealer';
import { Evidence } from './evidence';
import { follow } from './follow';
import { IncidentPart, readIncidents, slicesOf, windowsOf } from './incidents';
import { Marks } from './marks';
import { Refresh, secondsOf } from './refresh';

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

/** A stretch of time of a need, to be reported in full; `refresh`: except for what it remembers. */
interface Wanted {
  readonly need: IntervalNeed;
  readonly reach: Interval;
  readonly refresh: Refresh | null;
}

/**
 * Reads a batch: its list of incidents part by part, newest first, each first as they are and again, complete with
 * evidence; only then is their stretch of time covered. After that whatever else the bookmarks make it look after.
 */
export class Reading {
  readonly refused: Error[] = [];
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
      reach: reachOf(need),
      refresh: this.fetch.refreshes.get(need) ?? null,
    }));
    await this.readSpan(wanted, span, signal);
    const refreshes = wanted.map(({ refresh }) => refresh).filter((refresh) => refresh !== null);
    if (refreshes.length > 0 && this.isSteady) {
      await this.refresh(refreshes, signal);
    }
    if (!this.isSteady) {
      const reason = 'the list of incidents kept changing while it was read page by page';
      throw new UpstreamError({ kind: 'truncated', reason, status: 200, retry: 'never', retryAt: null });
    }
  }

  private asking(signal: AbortSignal, rank: number, what: string): Asking {
    const count = scopesOf(this.batch.needs).length;
    const purpose = `${what} of ${count === 1 ? '1 service' : `${count} services`}`;
    return { ...this.dealer.asking(signal, this.fetch.urgency, rank), purpose };
  }

  private async readSpan(wanted: readonly Wanted[], span: Interval, signal: AbortSignal): Promise<void> {
    const { api, now } = this.fetch;
    for (const [rank, window] of windowsOf(span, now).entries()) {
      const asking = this.asking(signal, rank, 'incidents');
      const refuse = (error: Error) => this.refused.push(error);
      for await (const part of readIncidents(api, this.batch.services, window, refuse, asking)) {
        await this.take(part, wanted, asking);
      }
    }
  }

  private async take(part: IncidentPart, wanted: readonly Wanted[], asking: Asking): Promise<void> {
    const byService = groupedByService(part.incidents);
    part.incidents.forEach(({ id }) => this.seen.add(id));
    await this.look(byService, wanted, asking);
    for (const { need, due } of this.sharesOf(part, wanted)) {
      const news = due.filter(({ id }) => need.holds?.(id) !== true);
      if (news.length > 0) {
        this.dealer.deal(need, { events: { incidents: news } });
      }
    }
    for (const slice of slicesOf(part)) {
      const shares = this.sharesOf(slice, wanted);
      const completed = await this.complete(
        shares.flatMap(({ due }) => due),
        asking
      );
      shares.forEach((share) => this.deal(share, slice, completed));
    }
  }

  private sharesOf(part: IncidentPart, wanted: readonly Wanted[]): readonly Share[] {
    const byService = groupedByService(part.incidents);
    return wanted.map((one) => this.shareOf(one, part, byService.get(one.need.scope) ?? []));
  }

  /** Reads what has happened since the marks in the log, once it is clear for how many incidents that spares a call. */
  private async look(
    byService: ReadonlyMap<string, readonly Incident[]>,
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

  private shareOf({ need, reach, refresh }: Wanted, part: IncidentPart, listed: readonly Incident[]): Share {
    const whole = { from: reach.from, to: untilOf(reach, this.fetch.now) };
    const own = listed.filter(({ createdAt }) => contains(whole, createdAt));
    const stretch = overlapOf(part.span, reach);
    if (refresh === null) {
      return { need, due: own, full: [stretch], remembered: nothing, gone: [], seconds: [] };
    }
    const remembered = overlapOf(stretch, refresh.remembered);
    const gone = part.isExhaustive ? refresh.goneFrom(remembered, new Set(listed.map(({ id }) => id))) : [];
    const seconds = secondsOf(gone.map((id) => refresh.mark.watched.get(id)).filter((one) => one !== undefined));
    const due = own.filter(
      (one) => !contains(remembered, one.createdAt) || seconds.has(secondOf(one.createdAt)) || refresh.isDue(one)
    );
    const full = isEmpty(remembered)
      ? [stretch]
      : [
          { from: remembered.to, to: stretch.to },
          { from: stretch.from, to: remembered.from },
        ];
    return { need, due, full, remembered, gone, seconds: [...seconds] };
  }

  private async complete(incidents: readonly Incident[], asking: Asking): Promise<ReadonlyMap<string, Incident>> {
    const distinct = new Map(incidents.map((one) => [one.id, one]));
    const completed = await this.fetch.evidence.complete([...distinct.values()], asking);
    return new Map(completed.map((one) => [one.id, one]));
  }

  private deal(share: Share, part: IncidentPart, completed: ReadonlyMap<string, Incident>): void {
    const { need, due, remembered } = share;
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
    const within = (span: Interval) => complete.filter(({ createdAt }) => contains(span, createdAt));
    const reports: Said[] = [];
    for (const covered of share.full.filter((span) => !isEmpty(span))) {
      reports.push({ events: { incidents: within(covered) }, covered, exhaustive: part.isExhaustive });
    }
    if (!isEmpty(remembered)) {
      reports.push({ events: { incidents: within(remembered) }, covered: remembered });
      share.gone.forEach((id) => marks.gone(need, id));
      for (const from of share.seconds) {
        const covered = overlapOf(remembered, { from, to: from + second });
        reports.push({ events: { incidents: within(covered) }, covered, exhaustive: true });
      }
    }
    // Begun later than the interval ends, by PagerDuty's clock: true all the same.
    const ahead = complete.filter(({ createdAt }) => createdAt >= reachOf(need).to);
    if (ahead.length > 0) {
      reports.push({ events: { incidents: ahead } });
    }
    if (reports.length === 0) {
      return;
    }
    const oldest = reports.reduce((from, { covered }) => Math.min(from, covered?.from ?? from), part.span.to);
    marks.reported(need, oldest);
    reports.forEach((said) => this.dealer.deal(need, { ...said, bookmark: marks.write(need) }));
  }

  private async refresh(refreshes: readonly Refresh[], signal: AbortSignal): Promise<void> {
    const { losses } = this.fetch.evidence;
    const { marks } = this.fetch;
    await follow(
      {
        ...this.fetch,
        ...this.batch,
        dealer: this.dealer,
        seen: this.seen,
        refuse: (error) => this.refused.push(error),
      },
      refreshes,
      (what) => this.asking(signal, 0, what)
    );
    // What was missing everywhere for want of permission, and can be read now.
    const regained = refreshes.filter(({ mark }) => mark.denied.some((kind) => losses.isGranted(kind)));
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

/** What of a part is a need's. */
interface Share {
  readonly need: IntervalNeed;
  /** Those to report. */
  readonly due: readonly Incident[];
  readonly full: readonly Interval[];
  readonly remembered: Interval;
  readonly gone: readonly string[];
  /** Those in which an incident began that is gone. */
  readonly seconds: readonly Instant[];
}

const second = 1_000;
/** What a look at the log may cost where it spares nothing. */
const fewCalls = 2;
const nothing: Interval = { from: 0, to: 0 };

function overlapOf(one: Interval, other: Interval): Interval {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

function groupedByService(incidents: readonly Incident[]): ReadonlyMap<string, readonly Incident[]> {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    if (incident.serviceId !== null) {
      groups.set(incident.serviceId, [...(groups.get(incident.serviceId) ?? []), incident]);
    }
  }
  return groups;
}
