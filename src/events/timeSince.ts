import { Instant } from './types';

/** A clock that the network keeps right is set back by less. Milliseconds. */
const smallStep = 60_000;

/**
 * Milliseconds from an instant that a viewer's clock told until now. One that lies ahead was told while that clock was
 * wrong: how long ago it was nobody knows, so it counts as infinitely long.
 */
export function timeSince(told: Instant, now: Instant): number {
  return told > now + smallStep ? Number.POSITIVE_INFINITY : now - told;
}
