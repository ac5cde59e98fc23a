import { Organization, PagerdutyAccount, SimIncident } from '../organization';
import { accountAsOf, momentsOfAccount } from '../organization/asOf';
import { Unfolding } from '../organization/unfolding';
import { Fault, FaultSwitch } from '../serving/faults';
import { RunningServer, ServerOptions, startServer } from '../serving/server';
import { Answer, Asked, Upstream } from '../serving/upstream';
import { changeRange, findIncidents, page, range, Refusal } from './questions';
import {
  changeEventJson,
  incidentJson,
  LogLine,
  logEntryJson,
  logLines,
  notesJson,
  priorityJson,
  Scene,
  serviceJson,
  whole,
} from './shapes';

export interface PagerdutyOptions {
  readonly organization: Organization;
  readonly token: string;
  /** Requests a minute; default 960, as documented. */
  readonly minuteLimit?: number;
  /** Epoch milliseconds; default: the machine's. */
  readonly clock?: () => number;
  /** Change events older than this many days are gone; default 90, as documented. */
  readonly changeEventDays?: number;
}

const minute = 60_000;
const day = 86_400_000;
const abilities = ['teams', 'urgencies', 'services', 'incident_priorities', 'change_events', 'service_support_hours'];

/** A PagerDuty: REST API version 2, read-only. */
export function createPagerduty(options: PagerdutyOptions): Upstream {
  const { organization, token, minuteLimit = 960, clock = Date.now, changeEventDays = 90 } = options;
  const account = unfoldingAccount(organization);
  const window = { startedAt: clock(), used: 0 };

  function spend(): Record<string, string> {
    if (clock() >= window.startedAt + minute) {
      window.startedAt = clock();
      window.used = 0;
    }
    window.used++;
    return {
      'ratelimit-limit': String(minuteLimit),
      'ratelimit-remaining': String(Math.max(0, minuteLimit - window.used)),
      'ratelimit-reset': String(Math.ceil((window.startedAt + minute - clock()) / 1_000)),
    };
  }

  function respond(asked: Asked): Answer {
    const headers = spend();
    try {
      if (!isAllowed(asked, token)) {
        throw new Refusal(401, 2006, 'Unauthorized');
      }
      if (window.used > minuteLimit) {
        throw new Refusal(429, 2020, 'Rate Limit Exceeded');
      }
      const shown = account.at(clock());
      const scene = { organization: { ...organization, pagerduty: shown }, api: asked.origin };
      return { status: 200, headers, body: answer(scene, asked), effort: { nodes: 0, cost: 1 } };
    } catch (error) {
      if (error instanceof Refusal) {
        const limit = error.status === 429 ? { limit: 'minute' as const } : {};
        return { status: error.status, headers, body: envelope(error), ...limit };
      }
      throw error;
    }
  }

  function answer(scene: Scene, { method, path, query }: Asked): unknown {
    if (method !== 'GET') {
      // What a read-only key of an account without Analytics hears.
      throw path.startsWith('/analytics/')
        ? new Refusal(402, 2014, 'Account does not have the abilities to perform the action', ['analytics'])
        : new Refusal(403, 2010, 'Access Denied');
    }
    const { pagerduty } = scene.organization;
    const [kind, id, part] = path.split('/').filter(Boolean).map(decodeURIComponent);
    if (kind === 'incidents' && id !== undefined) {
      return ofIncident(scene, id, part, query);
    }
    if (kind === 'services' && id !== undefined) {
      const service = pagerduty.services.find((one) => one.id === id);
      if (service === undefined || part !== undefined) {
        throw new Refusal(404, 2100, 'Not Found');
      }
      return { service: serviceJson(scene, service) };
    }
    switch (id === undefined || path === '/users/me' ? path : '') {
      case '/incidents': {
        const found = findIncidents(pagerduty.incidents, query, clock());
        return lazily(query, 'incidents', found, (incident) => incidentJson(scene, incident));
      }
      case '/log_entries': {
        const within = range(query, clock());
        const lines = within === null ? [] : overview(linesBetween(pagerduty, within), query).filter(isOfTeams(query));
        return lazily(query, 'log_entries', lines, (line) => logEntryJson(scene, line));
      }
      case '/change_events': {
        const { from, to } = changeRange(query);
        const kept = pagerduty.incidents
          .flatMap((incident) => keptChanges(incident).map((event) => ({ incident, event })))
          .filter(({ event }) => event.at >= from && event.at < to)
          .filter(isOfTeams(query))
          .sort((a, b) => b.event.at - a.event.at);
        return lazily(query, 'change_events', kept, ({ incident, event }) => {
          const { correlation_reason: _, ...plain } = changeEventJson(scene, incident, event);
          return plain;
        });
      }
      case '/services': {
        const teams = query.getAll('team_ids[]');
        const name = query.get('query')?.toLowerCase() ?? '';
        const services = pagerduty.services.filter(
          (service) =>
            (teams.length === 0 || service.teams.some((team) => teams.includes(team))) &&
            service.name.toLowerCase().includes(name)
        );
        return lazily(query, 'services', services, (service) => serviceJson(scene, service));
      }
      case '/teams':
        return lazily(query, 'teams', pagerduty.teams, (team) =>
          whole(scene, 'team', 'teams', team, { default_role: 'manager', parent: null })
        );
      case '/priorities':
        return lazily(query, 'priorities', pagerduty.priorities, (priority) => priorityJson(scene, priority));
      case '/abilities':
        return { abilities };
      case '/users/me': {
        const user = pagerduty.users[0] ?? { id: 'U000000', name: 'viewer' };
        const more = { email: `${user.name}@example.com`, role: 'read_only_user', time_zone: 'Etc/UTC', teams: [] };
        return { user: whole(scene, 'user', 'users', user, more) };
      }
      default:
        throw new Refusal(404, 2100, 'Not Found');
    }
  }

  function ofIncident(scene: Scene, id: string, part: string | undefined, query: URLSearchParams): unknown {
    const { pagerduty } = scene.organization;
    const incident = pagerduty.incidents.find((one) => one.id === id || String(one.number) === id);
    if (incident === undefined) {
      throw new Refusal(404, 2100, 'Not Found');
    }
    switch (part) {
      case undefined:
        return { incident: incidentJson(scene, incident) };
      case 'log_entries':
        return lazily(query, 'log_entries', overview(logLines(incident), query), (line) => logEntryJson(scene, line));
      case 'notes':
        return { notes: notesJson(scene, incident) };
      case 'related_change_events':
        return { change_events: keptChanges(incident).map((event) => changeEventJson(scene, incident, event)) };
      default:
        throw new Refusal(404, 2100, 'Not Found');
    }
  }

  function keptChanges(incident: SimIncident) {
    return incident.changeEvents.filter(({ at }) => at >= clock() - changeEventDays * day);
  }

  function refuse(fault: Fault): Answer {
    const isLimit = fault.kind === 'primaryLimit' || fault.kind === 'secondaryLimit';
    const status = fault.status ?? (isLimit ? 429 : 500);
    const body = fault.body ?? envelope(isLimit ? new Refusal(429, 2020, 'Rate Limit Exceeded') : refusalOf(status));
    return {
      status,
      headers: { ...spend(), ...(isLimit ? { 'ratelimit-remaining': '0' } : {}), ...fault.headers },
      body,
      ...(isLimit ? { limit: 'minute' as const } : {}),
    };
  }

  return { respond, refuse };
}

/** Serves it. */
export function startPagerduty(options: PagerdutyOptions & ServerOptions): Promise<RunningServer> {
  const faults = new FaultSwitch(options.faults);
  const clock = () => (options.clock ?? Date.now)() + faults.skew;
  return startServer(options, createPagerduty({ ...options, clock }), faults);
}

/** As it stands while the clock goes on. */
function unfoldingAccount({ pagerduty, now, until }: Organization): Unfolding<PagerdutyAccount> {
  return until === undefined
    ? new Unfolding(
        () => [],
        () => pagerduty
      )
    : new Unfolding(
        () => momentsOfAccount(pagerduty, now),
        (at) => accountAsOf(pagerduty, Math.max(at, now))
      );
}

const written = new WeakMap<PagerdutyAccount, readonly LogLine[]>();

/** The account's log, newest first. */
function linesBetween(account: PagerdutyAccount, within: { readonly from: number; readonly to: number }) {
  const lines = written.get(account) ?? account.incidents.flatMap(logLines).sort((a, b) => b.at - a.at);
  written.set(account, lines);
  return lines.filter(({ at }) => at >= within.from && at < within.to);
}

function isOfTeams(query: URLSearchParams): (one: { readonly incident: SimIncident }) => boolean {
  const teams = query.getAll('team_ids[]');
  return ({ incident }) => teams.length === 0 || incident.teams.some((team) => teams.includes(team));
}

/** Only what is on the page is put into words. */
function lazily<Item>(query: URLSearchParams, name: string, items: readonly Item[], word: (item: Item) => unknown) {
  const shown = page(query, name, items);
  const { limit, offset } = { limit: Number(shown.limit), offset: Number(shown.offset) };
  return { ...shown, [name]: items.slice(offset, offset + limit).map(word) };
}

function overview(entries: readonly LogLine[], query: URLSearchParams): readonly LogLine[] {
  return entries.filter(({ isOverview }) => isOverview || query.get('is_overview') !== 'true');
}

function envelope({ message, code, errors }: Refusal): unknown {
  return { error: errors.length === 0 ? { message, code } : { message, code, errors } };
}

function refusalOf(status: number): Refusal {
  const known: Readonly<Record<number, readonly [code: number, message: string]>> = {
    400: [2001, 'Invalid Input Provided'],
    401: [2006, 'Unauthorized'],
    402: [2014, 'Account does not have the abilities to perform the action'],
    403: [2010, 'Access Denied'],
    404: [2100, 'Not Found'],
    408: [2016, 'Request Timeout'],
    429: [2020, 'Rate Limit Exceeded'],
  };
  const [code, message] = known[status] ?? [2000, 'Internal Server Error'];
  return new Refusal(status, code, message);
}

function isAllowed(asked: Asked, token: string): boolean {
  const given = /^(?:token token=|bearer )"?([^"]+)"?$/i.exec(asked.headers.authorization ?? '');
  return given !== null && given[1].trim() === token;
}
