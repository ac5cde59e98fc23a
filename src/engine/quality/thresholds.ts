import { QualityCheck } from '../../query';
import { QualityStatus } from '../answers';

/** From which value on a check is good, and up to which it is worth a look; beyond that somebody has to act. */
export interface Threshold {
  readonly better: 'higher' | 'lower';
  readonly good: number;
  readonly look: number;
}

const day = 86_400;

/**
 * Our own measure, not DORA's: what we would look at before believing a number. In the check's unit (share, count,
 * seconds). Null: it only informs, because neither more nor less of it is better by itself.
 */
export const qualityThresholds: Readonly<Record<QualityCheck, Threshold | null>> = {
  deploymentsWithChanges: { better: 'higher', good: 0.9, look: 0.7 },
  changesDeployed: { better: 'higher', good: 0.9, look: 0.7 },
  leadTimesApproximate: { better: 'lower', good: 0.05, look: 0.2 },
  leadTimesUnknown: { better: 'lower', good: 0.05, look: 0.2 },
  incidentsMapped: { better: 'higher', good: 0.95, look: 0.8 },
  incidentsLinked: null,
  linksCertain: null,
  linksHigh: null,
  linksLow: { better: 'lower', good: 0.5, look: 0.8 },
  repositoriesWithoutDeployments: { better: 'lower', good: 0, look: 0.25 },
  repositoriesUnowned: { better: 'lower', good: 0, look: 0.25 },
  servicesUnowned: { better: 'lower', good: 0, look: 0.25 },
  teamsIncomplete: { better: 'lower', good: 0, look: 0.25 },
  overridesUnknown: { better: 'lower', good: 0, look: Number.POSITIVE_INFINITY },
  deploymentsPending: { better: 'lower', good: 0, look: 0.05 },
  deploymentsBroken: { better: 'lower', good: 0.1, look: 0.3 },
  incidentsUnacknowledged: { better: 'lower', good: 0.1, look: 0.3 },
  incidentsOpen: { better: 'lower', good: 0, look: 3 },
  permissions: { better: 'lower', good: 0, look: 0 },
  reading: { better: 'lower', good: 0, look: 5 },
  freshness: { better: 'lower', good: day / 24, look: day },
  calls: null,
  budget: { better: 'higher', good: 0.25, look: 0.1 },
};

/** When something has taken too long to be still on its way. Milliseconds. */
export const patience = {
  /** A deployment that is neither done nor failed. */
  deployment: day * 1_000,
  /** An open incident that nobody has acknowledged. */
  acknowledgement: 3_600_000,
  /** An incident that is not resolved. */
  incident: 7 * day * 1_000,
  /** A merged change, where too few have been deployed to say what is usual. */
  change: 14 * day * 1_000,
};

/** With so many deployed changes the 95th percentile of their waits stands in for `patience.change`. */
export const leastWaits = 20;

/** Null where there is nothing to judge. */
export function statusOf(check: QualityCheck, value: number | null): QualityStatus | null {
  const threshold = qualityThresholds[check];
  if (threshold === null || value === null) {
    return null;
  }
  const { better, good, look } = threshold;
  const reaches = (limit: number) => (better === 'higher' ? value >= limit : value <= limit);
  return reaches(good) ? 'good' : reaches(look) ? 'look' : 'act';
}
