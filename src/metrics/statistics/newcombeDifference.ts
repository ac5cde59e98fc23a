import { Bounds, usualConfidence } from './bounds';
import { Share } from './share';
import { wilsonInterval } from './wilsonInterval';

/** Newcombe's hybrid score interval of `after − before` (Newcombe 1998, method 10). Null if either is over nothing. */
export function newcombeDifference(before: Share, after: Share, confidence = usualConfidence): Bounds | null {
  const first = wilsonInterval(before.k, before.n, confidence);
  const second = wilsonInterval(after.k, after.n, confidence);
  if (first === null || second === null) {
    return null;
  }
  const p1 = before.k / before.n;
  const p2 = after.k / after.n;
  return {
    low: p2 - p1 - Math.hypot(p2 - second.low, first.high - p1),
    high: p2 - p1 + Math.hypot(second.high - p2, p1 - first.low),
  };
}
