import {
  asObject,
  Clock,
  createTransport,
  HttpClient,
  optionalText,
  throwIfAborted,
  TransportLimits,
} from '../transport';
import { Listing, PagerdutyCatalog } from '../catalog';
import { say } from '../../words';
import { createApi } from './api';
import { discover } from './discovery';
import { problemOf } from './problems';
import { decodeIncident } from './records';

export interface PagerdutyCatalogOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
}

/** Keeps the address below two thousand characters. */
const mostServices = 50;
const mostIncidents = 25;
const lookback = 90 * 86_400_000;

/** What PagerDuty offers to choose from. Trouble is listed, never thrown; a promise rejects only when cancelled. */
export function createPagerdutyCatalog(options: PagerdutyCatalogOptions): PagerdutyCatalog {
  const { client, clock, slots, longestWait, longestAnswer, meter } = options;
  const api = createApi(createTransport({ client, clock, slots, longestWait, longestAnswer, meter }), clock);

  async function listed<Item>(
    what: string,
    permission: string,
    signal: AbortSignal,
    read: () => Promise<readonly Item[]>
  ): Promise<Listing<Item>> {
    try {
      return { items: await read(), problems: [] };
    } catch (error) {
      throwIfAborted(signal);
      return { items: [], problems: [problemOf(error, what, null, permission)] };
    }
  }

  return {
    async services(signal) {
      const { directory, problems } = await discover(api, signal);
      return { items: directory.services, problems };
    },
    teams: (signal) =>
      listed(say('pagerduty.subject.theListOfTeams', 'The list of teams'), 'teams.read', signal, async () =>
        (await api.all({ path: 'teams', name: 'teams', params: {} }, { signal, purpose: 'teams' })).flatMap(nameOf)
      ),
    priorities: (signal) =>
      listed(
        say('pagerduty.subject.theListOfPriorities', 'The list of priorities'),
        'priorities.read',
        signal,
        async () =>
          (
            await api.all({ path: 'priorities', name: 'priorities', params: {} }, { signal, purpose: 'priorities' })
          ).flatMap(nameOf)
      ),
    recentIncidents: (services, signal) =>
      listed(
        say('pagerduty.subject.theNewestIncidents', 'The newest incidents'),
        'incidents.read',
        signal,
        async () => {
          const now = clock.now();
          const params = {
            since: new Date(now - lookback).toISOString(),
            until: new Date(now).toISOString(),
            time_zone: 'UTC',
            sort_by: 'created_at:desc',
            limit: mostIncidents,
            ...(services.length > 0 ? { 'service_ids[]': services.slice(0, mostServices) } : {}),
          };
          const { incidents } = await api.get('incidents', params, { signal, purpose: 'incidents' });
          return (Array.isArray(incidents) ? incidents : []).map(decodeIncident);
        }
      ),
  };
}

function nameOf(record: unknown): readonly string[] {
  const fields = asObject(record, 'an entry');
  const name = optionalText(fields, 'name', 'an entry') ?? optionalText(fields, 'summary', 'an entry');
  return name === null ? [] : [name];
}
