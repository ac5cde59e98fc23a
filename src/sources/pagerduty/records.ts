import { Incident, Instant, RelatedChange, Service } from '../../events';
import {
  asObject,
  instant,
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

/**
 * An incident, or null for one that was merged into another: it stands for nothing of its own (METRICS.md §1).
 * Acknowledged is what the incident itself still says, which is nothing once it is resolved; the log knows more.
 */
export function decodeIncident(value: unknown): Incident | null {
  const record = asObject(value, 'incident');
  const id = text(record, 'id', 'incident');
  const at = `incident ${id}`;
  const reason = optionalObject(record, 'resolve_reason', at);
  if (reason !== null && (optionalText(reason, 'type', at) ?? '').startsWith('merge_resolve_reason')) {
    return null;
  }
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
    origin: 'pagerduty',
  };
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

/** Content of a note; null for an empty one. */
export function decodeNote(value: unknown, incident: string): string | null {
  const at = `note of incident ${incident}`;
  return optionalText(asObject(value, at), 'content', at) || null;
}

export function decodeRelatedChange(value: unknown, incident: string): RelatedChange {
  const at = `related change event of incident ${incident}`;
  const record = asObject(value, at);
  const links = references(record, 'links', at);
  const linked = links.map((link) => optionalText(link, 'href', at)).filter((href) => href !== null);
  const said = [record['summary'], record['source'], record['links'], record['custom_details']].map(words);
  return {
    text: said.filter(isSaid).join('\n'),
    at: optionalInstant(record, 'timestamp', at),
    url: linked[0] ?? optionalText(record, 'html_url', at),
  };
}

/** An explicit acknowledgement in a log, or null for any other entry. */
export function decodeAcknowledgement(
  value: unknown,
  knownIncident?: string
): { readonly incident: string; readonly at: Instant } | null {
  const record = asObject(value, 'log entry');
  // The official schema knows both spellings.
  if (!['acknowledge_log_entry', 'acknowledgement_log_entry'].includes(text(record, 'type', 'log entry'))) {
    return null;
  }
  const at = `log entry ${optionalText(record, 'id', 'log entry') ?? '(without id)'}`;
  const incident = optionalObject(record, 'incident', at);
  return {
    incident: knownIncident ?? text(incident ?? {}, 'id', at),
    at: instant(record, 'created_at', at),
  };
}
