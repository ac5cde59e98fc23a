import { generateLargeOrganization, Organization } from '../simulator';

const hour = 3_600_000;

/** When the benchmarks over simulated organisations begin to look. Epoch milliseconds. */
export const benchStart = Date.parse('2026-11-23T12:00:00Z');

/** The organisation that benchmarks look at over so many days: the same one for the same size. */
export function simulatedOrganization(repositories: number, days: number): Organization {
  return generateLargeOrganization({
    seed: 7,
    now: benchStart,
    // A first load of 500 repositories takes hours within the limits; what happens meanwhile has to be there.
    until: benchStart + 72 * hour,
    // The period before, and what lies before that: repairs, predecessors.
    days: 2 * days + 60,
    repositories,
  });
}
