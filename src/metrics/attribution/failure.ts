import { Instant } from '../../events';
import { compareTexts, secondsBetween } from '../containment';
import { AttributionRule, DeploymentFact, Failure, Hit } from '../delivery';
import { Attribution, Rules } from '../rules';

/** Strongest first (METRICS.md §2). */
const strength: readonly AttributionRule[] = [
  'override',
  'stated',
  'relatedChange',
  'rollback',
  'revert',
  'hotfix',
  'proximity',
  'pipeline',
];

/** Strongest first, then by when it showed, then by name: never by the order of arrival. */
export function compareHits(a: Hit, b: Hit): number {
  return (
    strength.indexOf(a.rule) - strength.indexOf(b.rule) || shownAt(a) - shownAt(b) || compareTexts(nameOf(a), nameOf(b))
  );
}

/**
 * Whether a deployment failed under one attribution, and when that was over; null: it did not. `strict` leaves out
 * proximity. Recovery (METRICS.md §2): the last linked incident's resolution, open while any is open; without an incident
 * the end of the repair that the strongest rule names. Measured from the deployment's end, or by choice from the first
 * linked incident's start; seconds, never negative. A failed pipeline is a failure only where the rules count it.
 */
export function failureOf(fact: DeploymentFact, attribution: Attribution, rules: Rules): Failure | null {
  const { deployment } = fact;
  const enters = deployment.status === 'success' || (deployment.status === 'failure' && rules.countFailedPipelines);
  const hits = enters ? fact.hits.filter(({ rule }) => attribution === 'inclusive' || rule !== 'proximity') : [];
  if (hits.length === 0) {
    return null;
  }
  const recoveredAt = recoveryOf(hits);
  const finishedAt = deployment.finishedAt ?? deployment.createdAt;
  const start = rules.recoveryStart === 'incident' ? (firstIncidentOf(hits) ?? finishedAt) : finishedAt;
  return {
    hit: hits[0],
    hits,
    recoveredAt,
    recoveryTime: recoveredAt === null ? null : secondsBetween(start, recoveredAt),
  };
}

function recoveryOf(hits: readonly Hit[]): Instant | null {
  const incidents = hits.flatMap(({ incident }) => incident ?? []);
  if (incidents.length === 0) {
    return hits.find(({ repair }) => repair !== null)?.repair?.finishedAt ?? null;
  }
  return incidents.reduce<Instant | null>(
    (latest, { resolvedAt }) => (latest === null || resolvedAt === null ? null : Math.max(latest, resolvedAt)),
    Number.NEGATIVE_INFINITY
  );
}

function firstIncidentOf(hits: readonly Hit[]): Instant | null {
  return hits.reduce<Instant | null>(
    (first, { incident }) =>
      incident === null ? first : first === null ? incident.createdAt : Math.min(first, incident.createdAt),
    null
  );
}

function shownAt({ incident, repair }: Hit): Instant {
  return incident?.createdAt ?? repair?.finishedAt ?? 0;
}

function nameOf({ incident, repair, evidence }: Hit): string {
  return incident?.id ?? repair?.id ?? evidence;
}
