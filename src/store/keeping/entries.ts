import { Events, Instant, Interval } from '../../events';
import { Problem, ProblemKind, SourceId } from '../../sources';
import { hasFields } from '../sameRecord';
import { readRows, writeRows } from './fields';

/**
 * What a stream looks like in the vault: its head (how far it is known, the bookmark, and the revision each slot must
 * have) under the stream's key, and its slots under keys of their own. A slot whose revision is not the one the head names
 * was written by somebody who did not get to the end, or by two at once: the stream is then not believed.
 */

export interface Head {
  /** Another one each time it is written. */
  readonly revision: string;
  readonly covered: readonly Interval[];
  readonly due: readonly Interval[];
  readonly checkedAt: number | null;
  readonly round: Interval | null;
  readonly knownBaselines: ReadonlyMap<string, readonly Instant[]>;
  readonly bookmark: string | null;
  /** What the scope's name stood for (`Report.identity`). Entries from before it was kept have none. */
  readonly identity: string | null;
  /** What is missing of what was read. Entries from before it was kept have none. */
  readonly flaw: Problem | null;
  /** Revision by slot. */
  readonly slots: readonly string[];
}

export interface SlotEntry {
  readonly revision: string;
  readonly events: Partial<Events>;
}

/** Of both entries. Counted up whenever what is written changes its meaning; what has another number is not read. */
const format = 3;

/** Entries of a stream share what stands before this mark. */
export const partMark = '\u0001';

export function slotKey(streamKey: string, slot: number): string {
  return `${streamKey}${partMark}${slot}`;
}

export function writeHead(head: Head): unknown {
  return {
    format,
    revision: head.revision,
    covered: head.covered.map(({ from, to }) => [from, to]),
    due: head.due.map(({ from, to }) => [from, to]),
    checkedAt: head.checkedAt,
    round: head.round === null ? [] : [[head.round.from, head.round.to]],
    baselines: [...head.knownBaselines].map(([key, instants]) => [key, [...instants]]),
    bookmark: head.bookmark,
    ...(head.identity === null ? {} : { identity: head.identity }),
    ...(head.flaw === null ? {} : { flaw: { ...head.flaw } }),
    slots: [...head.slots],
  };
}

/** Null: not a head, or one of another format. */
export function readHead(entry: unknown): Head | null {
  if (!hasFields(entry) || entry.format !== format) {
    return null;
  }
  const { revision, checkedAt, bookmark } = entry;
  const covered = intervalsIn(entry.covered);
  const due = intervalsIn(entry.due);
  const rounds = intervalsIn(entry.round);
  const knownBaselines = baselinesIn(entry.baselines);
  const slots = listIn(entry.slots, isText);
  if (
    !isText(revision) ||
    covered === null ||
    due === null ||
    rounds === null ||
    knownBaselines === null ||
    slots === null ||
    !(checkedAt === null || isInstant(checkedAt)) ||
    !(bookmark === null || isText(bookmark))
  ) {
    return null;
  }
  const round = rounds[0] ?? null;
  const identity = isText(entry.identity) ? entry.identity : null;
  const flaw = flawIn(entry.flaw);
  return { revision, covered, due, checkedAt, round, knownBaselines, bookmark, identity, flaw, slots };
}

const sourceIds: readonly SourceId[] = ['github', 'pagerduty', 'feed'];
const flawKinds: readonly ProblemKind[] = [
  'badRecord',
  'truncated',
  'unavailable',
  'forbidden',
  'notFound',
  'badAnswer',
];

function flawIn(value: unknown): Problem | null {
  if (!hasFields(value)) {
    return null;
  }
  const source = sourceIds.find((id) => id === value.source);
  const kind = flawKinds.find((one) => one === value.kind);
  const { scope, message } = value;
  return source !== undefined && kind !== undefined && (scope === null || isText(scope)) && isText(message)
    ? { source, kind, scope, message, retryAt: null }
    : null;
}

export function writeSlot({ revision, events }: SlotEntry): unknown {
  const {
    deployments = [],
    changes = [],
    commits = [],
    comparisons = [],
    releases = [],
    incidents = [],
    runs = [],
  } = events;
  return {
    format,
    revision,
    deployments: writeRows('deployments', deployments),
    changes: writeRows('changes', changes),
    commits: writeRows('commits', commits),
    comparisons: writeRows('comparisons', comparisons),
    releases: writeRows('releases', releases),
    incidents: writeRows('incidents', incidents),
    runs: writeRows('runs', runs),
  };
}

/** Null: not a slot of this revision, or one of another format. */
export function readSlot(entry: unknown, revision: string): Partial<Events> | null {
  if (!hasFields(entry) || entry.format !== format || entry.revision !== revision) {
    return null;
  }
  const deployments = readRows('deployments', entry.deployments);
  const changes = readRows('changes', entry.changes);
  const commits = readRows('commits', entry.commits);
  const comparisons = readRows('comparisons', entry.comparisons);
  const releases = readRows('releases', entry.releases);
  const incidents = readRows('incidents', entry.incidents);
  const runs = readRows('runs', entry.runs);
  return deployments === null ||
    changes === null ||
    commits === null ||
    comparisons === null ||
    releases === null ||
    incidents === null ||
    runs === null
    ? null
    : { deployments, changes, commits, comparisons, releases, incidents, runs };
}

function intervalsIn(value: unknown): readonly Interval[] | null {
  const pairs = listIn(value, isPair);
  return pairs === null ? null : pairs.map(([from, to]) => ({ from, to }));
}

function baselinesIn(value: unknown): ReadonlyMap<string, readonly Instant[]> | null {
  const known = new Map<string, readonly Instant[]>();
  for (const item of Array.isArray(value) ? value : [null]) {
    const [key, instants]: readonly unknown[] = Array.isArray(item) ? item : [];
    const list = listIn(instants, isInstant);
    if (!isText(key) || list === null) {
      return null;
    }
    known.set(key, list);
  }
  return known;
}

function listIn<Item>(value: unknown, isItem: (item: unknown) => item is Item): readonly Item[] | null {
  return Array.isArray(value) && value.every(isItem) ? value : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Comparisons are covered for all time: infinity is one. */
function isInstant(value: unknown): value is Instant {
  return typeof value === 'number' && !Number.isNaN(value);
}

function isPair(value: unknown): value is readonly [Instant, Instant] {
  return Array.isArray(value) && value.length === 2 && value.every(isInstant);
}
