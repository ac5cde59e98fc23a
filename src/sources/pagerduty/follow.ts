import { Incident, Instant, Interval } from '../../events';
import { DecodeError, UpstreamError } from '../transport';
import { Api, Asking, secondOf } from './api';
import { Dealer } from './dealer';
import { Evidence, pathOf } from './evidence';
import { readOpenIncidents, readSeconds, Refuse, Services } from './incidents';
import { Marks } from './marks';
import { decodeIncident, decodePlace, serviceIn } from './records';
import { Refresh } from './refresh';

export interface Following {
  readonly api: Api;
  readonly services: Services;
  readonly evidence: Evidence;
  readonly marks: Marks;
  readonly dealer: Dealer;
  /** Incidents that the list of the interval had. */
  readonly seen: ReadonlySet<string>;
  readonly refuse: Refuse;
}

/** An incident and whose it is. */
interface Found {
  readonly refresh: Refresh;
  readonly incident: Incident;
}

/**
 * What happened to incidents that began before the interval: open ones are found in the one list of open incidents;
 * those that are in it no more, and those that the log speaks of, are read with the second they began in, so that one
 * that was merged into another or moved to another service is known to be gone.
 */
export async function follow(
  following: Following,
  refreshes: readonly Refresh[],
  asking: (what: string) => Asking
): Promise<void> {
  const { api, services, evidence, marks, dealer, refuse } = following;
  const open = await readOpenIncidents(api, services, refuse, asking('open incidents'));
  const found = refreshes.flatMap((refresh): Found[] =>
    open.filter((one) => isOlder(one, refresh) && refresh.isDue(one)).map((incident) => ({ refresh, incident }))
  );
  const seconds = new Map<Instant, Set<Refresh>>();
  const readAgain = (createdAt: Instant, refresh: Refresh) => {
    const known = seconds.get(secondOf(createdAt)) ?? new Set();
    seconds.set(secondOf(createdAt), known.add(refresh));
  };
  for (const refresh of refreshes) {
    const own = open.filter(({ serviceId }) => serviceId === refresh.need.scope).map(({ id }) => id);
    for (const { createdAt } of refresh.toReadAgain(new Set(own))) {
      readAgain(createdAt, refresh);
    }
  }
  for (const id of touchedElsewhere(following, refreshes, open)) {
    const known = await readOne(following, id, asking('incidents'));
    const refresh = refreshes.find(({ need }) => need.scope === known?.incident?.serviceId);
    if (known?.incident && refresh !== undefined) {
      found.push(...(known.createdAt < refresh.mark.from ? [] : [{ refresh, incident: known.incident }]));
    } else if (known !== null) {
      // Merged, or moved to where nobody asks.
      refreshes.filter(({ need }) => need.holds?.(id) === true).forEach((holder) => readAgain(known.createdAt, holder));
    }
  }
  const parts =
    seconds.size === 0 ? [] : await readSeconds(api, services, [...seconds.keys()], refuse, asking('incidents'));
  const surroundings = parts.flatMap(({ span, incidents, isExhaustive }) =>
    [...(seconds.get(span.from) ?? [])].map((refresh) => ({
      refresh,
      span,
      isExhaustive,
      incidents: incidents.filter(({ serviceId }) => serviceId === refresh.need.scope),
    }))
  );
  // Moved from one service to another that is asked for, too.
  const moved = parts.flatMap(({ incidents }) =>
    incidents.flatMap((incident): Found[] =>
      refreshes
        .filter(
          (refresh) => isOlder(incident, refresh) && seconds.get(secondOf(incident.createdAt))?.has(refresh) !== true
        )
        .map((refresh) => ({ refresh, incident }))
    )
  );
  found.push(...moved);
  const due = [...found.map(({ incident }) => incident), ...surroundings.flatMap(({ incidents }) => incidents)];
  const distinct = [...new Map(due.map((one) => [one.id, one])).values()];
  const completed = new Map((await evidence.complete(distinct, asking('incidents'))).map((one) => [one.id, one]));
  const deal = (refresh: Refresh, incidents: readonly Incident[], covered: Interval | null, exhaustive: boolean) => {
    const { need } = refresh;
    incidents.forEach((one) => marks.saw(need, one, evidence.losses.isOwed(one.id)));
    const reported = incidents.map(({ id }) => completed.get(id)).filter((one) => one !== undefined);
    dealer.deal(need, {
      events: { incidents: reported },
      covered,
      ...(exhaustive ? { exhaustive } : {}),
      bookmark: marks.write(need),
    });
  };
  found.forEach(({ refresh, incident }) => deal(refresh, [incident], null, false));
  for (const { refresh, incidents, span, isExhaustive } of surroundings) {
    if (isExhaustive) {
      refresh.watchedIn(span).forEach(([id]) => marks.gone(refresh.need, id));
    }
    deal(refresh, incidents, isExhaustive ? span : null, isExhaustive);
  }
}

/** Reported before, or may be by now: older than the interval, not older than what was ever asked for. */
function isOlder({ serviceId, createdAt }: Incident, { need, mark }: Refresh): boolean {
  return serviceId === need.scope && createdAt < need.interval.from && createdAt >= mark.from;
}

/**
 * Incidents that the log speaks of and that no list, and no mark, accounts for: a late note, or one that was moved here
 * and resolved since. Where the log may not be read, these two stay unknown until their time is read again.
 */
function touchedElsewhere(
  { seen }: Following,
  refreshes: readonly Refresh[],
  open: readonly Incident[]
): readonly string[] {
  const listed = new Set(open.map(({ id }) => id));
  const ids = refreshes.flatMap(({ need, mark, touched }) =>
    [...(touched ?? [])]
      .filter(
        ([id, { service, isTriggered }]) =>
          // What began since would be in the list of the interval, if it were on a service that is asked for.
          (service === null ? need.holds?.(id) === true || !isTriggered : service === need.scope) &&
          !seen.has(id) &&
          !listed.has(id) &&
          !mark.watched.has(id)
      )
      .map(([id]) => id)
  );
  return [...new Set(ids)];
}

/** An incident by its id; `incident` is null where it was merged. Null: it cannot be read. */
async function readOne({ api, refuse }: Following, id: string, asking: Asking) {
  let incident: unknown = null;
  try {
    const params = { 'include[]': ['first_trigger_log_entries'] };
    ({ incident } = await api.get(pathOf(id), params, { ...asking, purpose: '1 incident' }));
    return { incident: decodeIncident(incident), createdAt: decodePlace(incident).createdAt };
  } catch (error) {
    if (error instanceof DecodeError) {
      refuse(error, serviceIn(incident));
      return null;
    }
    if (error instanceof UpstreamError && error.failure.kind === 'notFound') {
      return null;
    }
    throw error;
  }
}
