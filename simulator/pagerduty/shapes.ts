import { Instant } from '../../src/events';
import { Organization, PagerdutyThing, SimChangeEvent, SimIncident, SimService } from '../organization';

export type Json = Readonly<Record<string, unknown>>;

/** The account as the API words it. `api` is the address callers use. */
export interface Scene {
  readonly organization: Organization;
  readonly api: string;
}

export function iso(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

export function statusOf(incident: SimIncident): 'triggered' | 'acknowledged' | 'resolved' {
  if (incident.resolvedAt !== null) {
    return 'resolved';
  }
  return incident.acknowledgements.length > 0 ? 'acknowledged' : 'triggered';
}

function reference({ organization, api }: Scene, type: string, path: string, id: string, summary: string): Json {
  const web = `https://${organization.pagerduty.subdomain}.pagerduty.com`;
  return { id, type: `${type}_reference`, summary, self: `${api}/${path}/${id}`, html_url: `${web}/${path}/${id}` };
}

function named(things: readonly PagerdutyThing[], id: string): PagerdutyThing {
  return things.find((thing) => thing.id === id) ?? { id, name: id };
}

export function userReference(scene: Scene, id: string): Json {
  return reference(scene, 'user', 'users', id, named(scene.organization.pagerduty.users, id).name);
}

function serviceReference(scene: Scene, id: string): Json {
  return reference(scene, 'service', 'services', id, named(scene.organization.pagerduty.services, id).name);
}

function teamReference(scene: Scene, id: string): Json {
  return reference(scene, 'team', 'teams', id, named(scene.organization.pagerduty.teams, id).name);
}

function incidentReference(scene: Scene, incident: SimIncident): Json {
  return reference(scene, 'incident', 'incidents', incident.id, summaryOf(incident));
}

function summaryOf(incident: SimIncident): string {
  return `[#${incident.number}] ${incident.title}`;
}

const grouped = new WeakMap<readonly SimIncident[], ReadonlyMap<string, readonly SimIncident[]>>();

function incidentsByService(incidents: readonly SimIncident[]): ReadonlyMap<string, readonly SimIncident[]> {
  const known = grouped.get(incidents);
  if (known !== undefined) {
    return known;
  }
  const groups = new Map<string, SimIncident[]>();
  for (const incident of incidents) {
    const group = groups.get(incident.service);
    if (group === undefined) {
      groups.set(incident.service, [incident]);
    } else {
      group.push(incident);
    }
  }
  grouped.set(incidents, groups);
  return groups;
}

/** Thing of the account with its type spelled out, not as a reference. */
export function whole(scene: Scene, type: string, path: string, thing: PagerdutyThing, more: Json = {}): Json {
  return { ...reference(scene, type, path, thing.id, thing.name), type, name: thing.name, description: null, ...more };
}

export function serviceJson(scene: Scene, service: SimService): Json {
  const incidents = incidentsByService(scene.organization.pagerduty.incidents).get(service.id) ?? [];
  const last = incidents[incidents.length - 1];
  const open = incidents.some(({ resolvedAt }) => resolvedAt === null);
  return whole(scene, 'service', 'services', service, {
    description: service.description,
    created_at: iso(service.createdAt),
    updated_at: iso(service.createdAt),
    status: open ? 'critical' : 'active',
    last_incident_timestamp: last === undefined ? null : iso(last.createdAt),
    teams: service.teams.map((id) => teamReference(scene, id)),
    escalation_policy: reference(scene, 'escalation_policy', 'escalation_policies', 'PEP0001', 'Default'),
    integrations: [],
    incident_urgency_rule: { type: 'constant', urgency: 'high' },
    acknowledgement_timeout: null,
    auto_resolve_timeout: null,
    alert_creation: 'create_alerts_and_incidents',
    scheduled_actions: [],
    support_hours: null,
  });
}

/** `acknowledgements` is empty once an incident is resolved, as the API's reference says. */
export function incidentJson(scene: Scene, incident: SimIncident): Json {
  const { pagerduty } = scene.organization;
  const status = statusOf(incident);
  const changes = [incident.createdAt, ...incident.acknowledgements.map(({ at }) => at), incident.resolvedAt ?? 0];
  const changedAt = iso(Math.max(...changes));
  const service = serviceReference(scene, incident.service);
  const target = pagerduty.incidents.find(({ id }) => id === incident.mergedInto);
  const priority = pagerduty.priorities.find(({ id }) => id === incident.priority);
  const count = { triggered: status === 'resolved' ? 0 : 1, resolved: status === 'resolved' ? 1 : 0 };
  const [acknowledgement] = incident.acknowledgements;
  const by = acknowledgement?.user ?? pagerduty.users[0]?.id ?? 'U000000';
  return {
    ...reference(scene, 'incident', 'incidents', incident.id, summaryOf(incident)),
    type: 'incident',
    incident_number: incident.number,
    title: incident.title,
    description: incident.title,
    created_at: iso(incident.createdAt),
    updated_at: changedAt,
    status,
    incident_key: incident.id.toLowerCase(),
    service,
    assignments: status === 'resolved' ? [] : [{ at: iso(incident.createdAt), assignee: userReference(scene, by) }],
    assigned_via: 'escalation_policy',
    last_status_change_at: changedAt,
    resolved_at: incident.resolvedAt === null ? null : iso(incident.resolvedAt),
    first_trigger_log_entry: reference(scene, 'trigger_log_entry', 'log_entries', `${incident.id}T`, 'Triggered'),
    alert_counts: { all: 1, ...count },
    is_mergeable: status !== 'resolved',
    incident_type: { name: 'incident_default' },
    escalation_policy: reference(scene, 'escalation_policy', 'escalation_policies', 'PEP0001', 'Default'),
    teams: incident.teams.map((id) => teamReference(scene, id)),
    impacted_services: [service],
    pending_actions: [],
    acknowledgements:
      status === 'acknowledged'
        ? incident.acknowledgements.map(({ at, user }) => ({ at: iso(at), acknowledger: userReference(scene, user) }))
        : [],
    basic_alert_grouping: null,
    alert_grouping: null,
    last_status_change_by:
      status === 'triggered' || incident.resolvedBy === null ? service : userReference(scene, incident.resolvedBy),
    priority: priority === undefined ? null : priorityJson(scene, priority),
    resolve_reason:
      target === undefined ? null : { type: 'merge_resolve_reason', incident: incidentReference(scene, target) },
    incidents_responders: [],
    responder_requests: [],
    subscriber_requests: [],
    urgency: incident.urgency,
    body: incident.body === '' ? undefined : { type: 'incident_body', details: incident.body },
  };
}

export function priorityJson(scene: Scene, priority: PagerdutyThing): Json {
  return whole(scene, 'priority', 'priorities', priority, { color: 'a8171c', order: 1 });
}

/** One line of an incident's history, before it is put into words. `isOverview`: it changes the incident or is a note. */
export interface LogLine {
  readonly incident: SimIncident;
  readonly at: Instant;
  readonly isOverview: boolean;
  /** Behind the incident's id. */
  readonly suffix: string;
  readonly type: string;
  /** Id of a user; null: the service. */
  readonly user: string | null;
  readonly channel: Json;
  readonly summary: string;
}

/** Newest first. */
export function logLines(incident: SimIncident): readonly LogLine[] {
  const line = (suffix: string, type: string, at: Instant, user: string | null, channel: Json, summary: string) => {
    return { incident, at, isOverview: type !== 'notify_log_entry', suffix, type, user, channel, summary };
  };
  const { createdAt, title, acknowledgements, notes, resolvedAt, resolvedBy } = incident;
  const lines: LogLine[] = [
    line('T', 'trigger_log_entry', createdAt, null, { type: 'api', summary: title }, 'Triggered through the API'),
    line('N', 'notify_log_entry', createdAt + 2_000, null, { type: 'auto' }, 'Notified by push'),
    ...acknowledgements.map(({ at, user }, index) =>
      line(`A${index}`, 'acknowledge_log_entry', at, user, { type: 'mobile' }, 'Acknowledged')
    ),
    ...notes.map(({ at, user, content }, index) =>
      line(`M${index}`, 'annotate_log_entry', at, user, { type: 'note', summary: content }, 'Note added')
    ),
  ];
  if (resolvedAt !== null) {
    const channel = resolvedBy === null ? { type: 'auto' } : { type: 'website' };
    lines.push(line('R', 'resolve_log_entry', resolvedAt, resolvedBy, channel, 'Resolved'));
  }
  return lines.sort((a, b) => b.at - a.at);
}

export function logEntryJson(scene: Scene, line: LogLine): Json {
  const { incident, type, channel } = line;
  const service = serviceReference(scene, incident.service);
  return {
    ...reference(scene, type, 'log_entries', `${incident.id}${line.suffix}`, line.summary),
    type,
    html_url: null,
    created_at: iso(line.at),
    agent: line.user === null ? service : userReference(scene, line.user),
    channel,
    service,
    incident: incidentReference(scene, incident),
    teams: incident.teams.map((id) => teamReference(scene, id)),
    contexts: [],
    note: type === 'annotate_log_entry' ? channel['summary'] : null,
  };
}

export function notesJson(scene: Scene, incident: SimIncident): readonly Json[] {
  return incident.notes.map(({ at, user, content }, index) => ({
    id: `${incident.id}M${index}`,
    user: userReference(scene, user),
    content,
    created_at: iso(at),
    channel: { summary: 'The PagerDuty website or APIs' },
  }));
}

export function changeEventJson(scene: Scene, incident: SimIncident, event: SimChangeEvent): Json {
  return {
    ...reference(scene, 'change_event', 'change_events', event.id, event.summary),
    type: 'change_event',
    timestamp: iso(event.at),
    source: event.source,
    routing_key: null,
    services: [serviceReference(scene, incident.service)],
    integration: reference(scene, 'inbound_integration', 'integrations', 'PIN0001', 'Deployments'),
    links: event.links,
    images: [],
    custom_details: event.details,
    correlation_reason: { reason: 'related_service' },
  };
}
