import { EventKind, Events } from '../../events';
import { hasFields } from '../sameRecord';

/**
 * How events are written down: one row of values per event, in the order of these fields, as JSON text. Names are left
 * out, which halves it, and reading a row checks it: whoever wrote it may have been another version.
 */

type Check = (value: unknown) => boolean;
type Fields = { readonly [Kind in EventKind]: { readonly [Field in keyof Events[Kind][number]]-?: Check } };

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const textOrNull: Check = (value) => value === null || typeof value === 'string';
const numberOrNull: Check = (value) => value === null || typeof value === 'number';
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const recordOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    hasFields(value) && Object.entries(fields).every(([field, check]) => check(value[field]));
const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    words.some((word) => word === value);

const origin = oneOf([
  'deployment',
  'run',
  'release',
  'tag',
  'merge',
  'feed',
  'pagerduty',
  'issue',
  'pullRequest',
  'commit',
]);

const step = recordOf({ name: text, conclusion: textOrNull, startedAt: numberOrNull, finishedAt: numberOrNull });
const job = recordOf({
  id: textOrNull,
  name: text,
  needs: listOf(text),
  conclusion: textOrNull,
  createdAt: numberOrNull,
  startedAt: numberOrNull,
  finishedAt: numberOrNull,
  steps: listOf(step),
});
const relatedChange = recordOf({ text, at: numberOrNull, url: textOrNull });

const fields: Fields = {
  deployments: {
    id: text,
    repository: text,
    environment: text,
    sha: text,
    status: oneOf(['success', 'failure', 'pending']),
    createdAt: number,
    startedAt: numberOrNull,
    finishedAt: numberOrNull,
    url: textOrNull,
    service: textOrNull,
    ref: textOrNull,
    origin,
  },
  changes: {
    id: text,
    repository: text,
    number: numberOrNull,
    title: text,
    url: textOrNull,
    author: textOrNull,
    authorIsBot: flag,
    labels: listOf(text),
    branch: textOrNull,
    baseBranch: textOrNull,
    body: textOrNull,
    firstCommitAt: numberOrNull,
    firstCommittedAt: numberOrNull,
    createdAt: number,
    readyAt: numberOrNull,
    firstReviewAt: numberOrNull,
    approvedAt: numberOrNull,
    mergedAt: number,
    mergeSha: textOrNull,
    headSha: textOrNull,
    additions: numberOrNull,
    deletions: numberOrNull,
    origin,
  },
  commits: {
    repository: text,
    sha: text,
    parents: listOf(text),
    authoredAt: numberOrNull,
    committedAt: numberOrNull,
    message: text,
    author: textOrNull,
  },
  comparisons: { repository: text, base: text, head: text, shas: listOf(text) },
  releases: {
    id: text,
    repository: text,
    tag: text,
    name: textOrNull,
    sha: text,
    createdAt: number,
    publishedAt: numberOrNull,
    isDraft: flag,
    isPrerelease: flag,
    isTagOnly: flag,
    url: textOrNull,
  },
  incidents: {
    id: text,
    number: numberOrNull,
    service: textOrNull,
    serviceId: textOrNull,
    teams: listOf(text),
    repository: textOrNull,
    title: text,
    url: textOrNull,
    urgency: textOrNull,
    priority: textOrNull,
    createdAt: number,
    acknowledgedAt: numberOrNull,
    resolvedAt: numberOrNull,
    deployment: textOrNull,
    texts: listOf(text),
    relatedChanges: listOf(relatedChange),
    mergedInto: textOrNull,
    origin,
  },
  runs: {
    id: text,
    repository: text,
    workflow: text,
    branch: textOrNull,
    sha: text,
    event: textOrNull,
    attempt: number,
    conclusion: textOrNull,
    createdAt: number,
    startedAt: numberOrNull,
    finishedAt: numberOrNull,
    url: textOrNull,
    jobs: listOf(job),
  },
};

/** Events of one kind as text. */
export function writeRows(kind: EventKind, events: ReadonlyArray<Events[EventKind][number]>): string {
  const names = Object.keys(fields[kind]);
  return JSON.stringify(events.map((event: unknown) => (hasFields(event) ? names.map((name) => event[name]) : [])));
}

/** Events of one kind from text; null: it is not what `writeRows` writes today. */
export function readRows<Kind extends EventKind>(
  kind: Kind,
  written: unknown
): ReadonlyArray<Events[Kind][number]> | null {
  const rows = rowsIn(written);
  const names = Object.keys(fields[kind]);
  const events: Array<Events[Kind][number]> = [];
  for (const row of rows ?? []) {
    const values: readonly unknown[] = Array.isArray(row) ? row : [];
    const event = recordIn(kind, values, names);
    if (values.length !== names.length || !isOfKind(kind, event)) {
      return null;
    }
    events.push(event);
  }
  return rows === null ? null : events;
}

/**
 * The names come first, all at once, and then the values: a record that grows field by field is kept as a table of names
 * of its own, which for a pull request takes six times the memory.
 */
function recordIn(
  kind: EventKind,
  values: readonly unknown[],
  names: readonly string[]
): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = { ...fields[kind] };
  for (let index = 0; index < names.length; index++) {
    record[names[index]] = values[index];
  }
  return record;
}

function isOfKind<Kind extends EventKind>(kind: Kind, record: unknown): record is Events[Kind][number] {
  if (!hasFields(record)) {
    return false;
  }
  const checks: Readonly<Record<string, Check>> = fields[kind];
  for (const name in checks) {
    if (!checks[name](record[name])) {
      return false;
    }
  }
  return true;
}
function rowsIn(written: unknown): readonly unknown[] | null {
  try {
    const rows: unknown = typeof written === 'string' ? JSON.parse(written) : null;
    return Array.isArray(rows) ? rows : null;
  } catch {
    return null;
  }
}
