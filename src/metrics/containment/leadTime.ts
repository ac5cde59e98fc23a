import { Change, Instant } from '../../events';
import { LeadTimeStart } from '../rules';

/**
 * When a change started by the chosen mark (METRICS.md §2); null where nobody recorded it. Only marks of the same event
 * stand in for each other: authored and committed are two dates of the same first commit, and a pull request that was
 * never seen as a draft was ready when it was opened. Never a later mark: that would shorten the lead time silently.
 */
export function startOf(change: Change, start: LeadTimeStart): Instant | null {
  switch (start) {
    case 'authored':
      return change.firstCommitAt ?? change.firstCommittedAt;
    case 'committed':
      return change.firstCommittedAt ?? change.firstCommitAt;
    case 'opened':
      return change.createdAt;
    case 'ready':
      return change.readyAt ?? change.createdAt;
    case 'merged':
      return change.mergedAt;
  }
}

/** Seconds between two instants; 0 where clocks disagree and the end comes first. */
export function secondsBetween(from: Instant, to: Instant): number {
  return Math.max(0, to - from) / 1000;
}
