/**
 * The k-th smallest (from 1) of the n·m differences `second − first`, without forming them: the value is halved in,
 * and how many differences lie below is counted by two pointers. Both samples ascending. O((n + m) · bits).
 */
export function pairwiseDifference(first: readonly number[], second: readonly number[], k: number): number {
  let below = second[0] - first[first.length - 1];
  let atLeast = second[second.length - 1] - first[0];
  if (countUpTo(first, second, below) >= k) {
    return below;
  }
  // Invariant: fewer than k differences are ≤ below, at least k are ≤ atLeast.
  const resolution = 1e-15 * Math.max(Math.abs(below), Math.abs(atLeast));
  while (atLeast - below > resolution) {
    const middle = below + (atLeast - below) / 2;
    if (middle <= below || middle >= atLeast) {
      break;
    }
    if (countUpTo(first, second, middle) >= k) {
      atLeast = middle;
    } else {
      below = middle;
    }
  }
  return smallestAbove(first, second, below);
}

function countUpTo(first: readonly number[], second: readonly number[], limit: number): number {
  let count = 0;
  let within = 0;
  for (const value of first) {
    while (within < second.length && second[within] - value <= limit) {
      within++;
    }
    count += within;
  }
  return count;
}

function smallestAbove(first: readonly number[], second: readonly number[], limit: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let next = 0;
  for (const value of first) {
    while (next < second.length && second[next] - value <= limit) {
      next++;
    }
    if (next < second.length) {
      smallest = Math.min(smallest, second[next] - value);
    }
  }
  return smallest;
}
