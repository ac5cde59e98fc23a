import { Incident, Instant, RelatedChange, Service } from '../../events';
import {
  asObject,
  instant,
  isObject,
  Json,
  list,
  optionalInstant,
  optionalNumber,
  optionalObject,
  optionalText,
  text,
} from '../transport';

/**
 * PagerDuty's objects as events. "Any field can contain null unless noted" (developer docs, "Types"), so only what an
 * event cannot be without is required; a `DecodeError` names record and field.
 */

/** Name of a referenced object: `summary` always, `name` where it was included. */
function nameOf(reference: Json, at: string): string | null {
  return optionalText(reference, 'summary', at) ?? optionalText(reference, 'name', at);
}

function references(parent: Json, field: string, at: string): readonly Json[] {
  return parent[field] === null || parent[field] === undefined
    ? []
    : list(parent, field, at).map((entry) => asObject(entry, at));
}

/** Teams are listed by name and by id: settings may say either. */
export function decodeService(value: unknown, index: number): Service {
  const unnamed = `service ${index}`;
  const record = asObject(value, unnamed);
  const id = text(record, 'id', unnamed);
  const at = `service ${id}`;
  const teams = references(record, 'teams', at);
  const names = teams.map((team) => nameOf(team, at)).filter((name) => name !== null);
  const ids = teams.map((team) => text(team, 'id', at));
  return {
    id,
    name: optionalText(record, 'name', at) ?? nameOf(record, at) ?? id,
    teams: [...new Set([...names, ...ids])],
    url: optionalText(record, 'html_url', at),
  };
}

/** Acknowledged is what the incident itself still says, which is nothing once it is resolved; the log knows more. */
export function decodeIncident(value: unknown): Incident {
  const record = asObject(value, 'incident');
  const id = text(record, 'id', 'incident');
  const at = `incident ${id}`;
  const service = optionalObject(record, 'service', at);
  const priority = optionalObject(record, 'priority', at);
  const acknowledged = references(record, 'acknowledgements', at).map((entry) => instant(entry, 'at', at));
  return {
    id,
    number: optionalNumber(record, 'incident_number', at),
    service: service === null ? null : nameOf(service, at),
    serviceId: service === null ? null : text(service, 'id', at),
    teams: references(record, 'teams', at)
      .map((team) => nameOf(team, at))
      .filter((name) => name !== null),
    repository: null,
    title: optionalText(record, 'title', at) ?? optionalText(record, 'summary', at) ?? '',
    url: optionalText(record, 'html_url', at),
    urgency: optionalText(record, 'urgency', at),
    priority: priority === null ? null : nameOf(priority, at),
    createdAt: instant(record, 'created_at', at),
    acknowledgedAt: acknowledged.length === 0 ? null : Math.min(...acknowledged),
    resolvedAt: resolvedAt(record, at),
    deployment: null,
    texts: textsOf(record, at),
    relatedChanges: [],
    mergedInto: mergedInto(record, at),
    origin: 'pagerduty',
  };
}

function mergedInto(record: Json, at: string): string | null {
  const reason = optionalObject(record, 'resolve_reason', at);
  if (reason === null || !(optionalText(reason, 'type', at) ?? '').startsWith('merge_resolve_reason')) {
    return null;
  }
  const other = optionalObject(reason, 'incident', at);
  return other === null ? '' : (optionalText(other, 'id', at) ?? '');
}

/** `resolved_at` exists since 2023-05; before, the last change of a resolved incident's status was its resolution. */
function resolvedAt(record: Json, at: string): Instant | null {
  return optionalText(record, 'status', at) === 'resolved'
    ? (optionalInstant(record, 'resolved_at', at) ?? optionalInstant(record, 'last_status_change_at', at))
    : null;
}

/** What the incident says in words: its body, what triggered it, its custom fields. */
function textsOf(record: Json, at: string): readonly string[] {
  const trigger = optionalObject(record, 'first_trigger_log_entry', at);
  const customFields = references(record, 'custom_fields', at).map((field) => {
    const name = optionalText(field, 'display_name', at) ?? optionalText(field, 'name', at) ?? 'field';
    const value = words(field['value']);
    return value === '' ? '' : `${name}: ${value}`;
  });
  return [words(record['body']), words(trigger?.['channel']), ...customFields].filter((said) => said !== '');
}

/** Keys that describe a structure, not what was said in it. */
const structure = new Set(['type', 'details_omitted', 'body_omitted', 'notification']);

/** Every text and number in a value, `key: value` for named ones, joined by lines. */
function words(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).trim();
  }
  if (Array.isArray(value)) {
    return value.map(words).filter(isSaid).join('\n');
  }
  if (typeof value !== 'object' || value === null) {
    return '';
  }
  return Object.entries(value)
    .filter(([key]) => !structure.has(key))
    .map(([key, entry]) => [key, words(entry)])
    .filter(([, said]) => isSaid(said))
    .map(([key, said]) => `${key}: ${said}`)
    .join('\n');
}

function isSaid(said: string): boolean {
  return said !== '';
}

/** When and where an incident began, also one that was merged. */
export interface Place {
  readonly id: string;
  readonly createdAt: Instant;
  readonly serviceId: string | null;
}

export function decodePlace(value: unknown): Place {
  const record = asObject(value, 'incident');
  const id = text(record, 'id', 'incident');
  const at = `incident ${id}`;
  const service = optionalObject(record, 'service', at);
  return { id, createdAt: instant(record, 'created_at', at), serviceId: service && text(service, 'id', at) };
}

/** Whose incident it is, also of a record that cannot be read otherwise; null where it does not say. */
export function serviceIn(value: unknown): string | null {
  const service = isObject(value) ? value['service'] : null;
  return isObject(service) && typeof service['id'] === 'string' ? service['id'] : null;
}

/** A note as an incident's list of notes has it; null for an empty one. */
export function decodeNote(value: unknown, incident: string): Note | null {
  const at = `note of incident ${incident}`;
  const record = asObject(value, at);
  const content = optionalText(record, 'content', at);
  return content ? { at: optionalInstant(record, 'created_at', at), content } : null;
}

export interface Note {
  readonly at: Instant | null;
  readonly content: string;
}

export function decodeRelatedChange(value: unknown, incident: string): RelatedChange {
  return changeOf(asObject(value, `related change event of incident ${incident}`));
}

/** A change event of the account, read as those that are related to an incident. */
export function decodeChange(value: unknown): RelatedChange {
  return changeOf(asObject(value, 'change event'));
}

function changeOf(record: Json): RelatedChange {
  const at = `change event ${optionalText(record, 'id', 'change event') ?? '(without id)'}`;
  const links = references(record, 'links', at);
  const linked = links.map((link) => optionalText(link, 'href', at)).filter((href) => href !== null);
  const said = [record['summary'], record['source'], record['links'], record['custom_details']].map(words);
  return {
    text: said.filter(isSaid).join('\n'),
    at: optionalInstant(record, 'timestamp', at),
    url: linked[0] ?? optionalText(record, 'html_url', at),
  };
}

/** One line of a log. */
export interface LogEntry {
  readonly id: string;
  /** Null for what concerns no incident. */
  readonly incident: string | null;
  readonly service: string | null;
  readonly at: Instant;
  readonly kind: 'trigger' | 'acknowledgement' | 'note' | 'other';
  /** Of a note: all of it, or null where the entry does not carry it. */
  readonly content: string | null;
}

/** The official schema knows both spellings of an acknowledgement. */
const entryKinds: Readonly<Record<string, LogEntry['kind']>> = {
  trigger_log_entry: 'trigger',
  acknowledge_log_entry: 'acknowledgement',
  acknowledgement_log_entry: 'acknowledgement',
  annotate_log_entry: 'note',
};

/**
 * A note's entry carries it in `channel.content` when the list is asked to include channels, and `note` is "a note, if
 * one was included with the log entry" (REST reference); recorded answers without it have `channel: {"type": "note"}`
 * and nothing else. `channel.summary` is not taken for it: a summary is a "short-form" text for labels.
 */
export function decodeLogEntry(value: unknown, knownIncident?: string): LogEntry {
  const record = asObject(value, 'log entry');
  const id = optionalText(record, 'id', 'log entry');
  const at = `log entry ${id ?? '(without id)'}`;
  const type = text(record, 'type', at).replace(/_reference$/, '');
  const incident = optionalObject(record, 'incident', at);
  const service = optionalObject(record, 'service', at);
  const created = instant(record, 'created_at', at);
  const named = knownIncident ?? (incident && text(incident, 'id', at));
  const kind = entryKinds[type] ?? 'other';
  const channel = kind === 'note' ? optionalObject(record, 'channel', at) : null;
  return {
    id: id ?? `${named} ${type} ${created}`,
    incident: named,
    service: service && text(service, 'id', at),
    at: created,
    kind,
    content:
      kind === 'note'
        ? (channel && optionalText(channel, 'content', at)) || optionalText(record, 'note', at) || null
        : null,
  };
}
