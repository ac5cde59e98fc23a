import { EventKind, Events, Instant } from '../events';

/** The instant by which an event belongs to an interval (METRICS.md §4); null: of no kind that intervals are cut by. */
export const instantOf: { [Kind in EventKind]: (event: Events[Kind][number]) => Instant | null } = {
  deployments: ({ finishedAt, createdAt }) => finishedAt ?? createdAt,
  changes: ({ mergedAt }) => mergedAt,
  // History does not go away, and a commit's date says nothing about when it was pushed.
  commits: () => null,
  comparisons: () => null,
  releases: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
  incidents: ({ createdAt }) => createdAt,
  runs: ({ startedAt, createdAt }) => startedAt ?? createdAt,
};

/** Since when an event has been under way, if its outcome can still change; null: it is final. */
export const openSince: { [Kind in EventKind]: (event: Events[Kind][number]) => Instant | null } = {
  deployments: ({ status, createdAt }) => (status === 'pending' ? createdAt : null),
  changes: () => null,
  commits: () => null,
  comparisons: () => null,
  releases: () => null,
  incidents: ({ resolvedAt, createdAt }) => (resolvedAt === null ? createdAt : null),
  runs: ({ conclusion, createdAt }) => (conclusion === null ? createdAt : null),
};

export const eventKinds: readonly EventKind[] = [
  'deployments',
  'changes',
  'commits',
  'comparisons',
  'releases',
  'incidents',
  'runs',
];
