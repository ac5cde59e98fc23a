import { grouped, Interval } from '../../events';
import { Delivery, DeploymentFact, failureOf, isRework, MetricName, Slices, Spell, worstOver } from '../../metrics';
import { DeploymentState, Group, IncidentRow, IncidentState, Lane } from '../answers';
import { compareGroups } from './grouping';
import { ListContext } from './lists';

/** Lists read as states over time, for a state timeline: a lane for each thing that is in a state. */

type KnownWithin = (metric: MetricName, group: Group) => Interval;

/**
 * A lane for each service with an incident in `over`: open while any of its incidents is open and nobody has acknowledged
 * it, acknowledged while all that are open have been, quiet otherwise; null before what has been read. `rows`: also of
 * incidents that began before and last into it.
 */
export function incidentLanes(rows: readonly IncidentRow[], over: Interval, knownWithin: KnownWithin): readonly Lane[] {
  return [...grouped(rows, ({ service }) => service)]
    .map(([service, own]): Lane => {
      const group = { service };
      const quiet: Spell<IncidentState> = { ...knownWithin('timeToRestore', group), state: 'quiet' };
      const spells = worstOver<IncidentState, null>(
        [...own.flatMap(spellsOf), quiet],
        ['open', 'acknowledged', 'quiet'],
        null,
        over
      );
      return { group, spells };
    })
    .filter(({ spells }) => spells.some(({ state }) => state === 'open' || state === 'acknowledged'))
    .sort((a, b) => compareGroups(a.group, b.group, ['service']));
}

function spellsOf({ createdAt, acknowledgedAt, resolvedAt }: IncidentRow): ReadonlyArray<Spell<IncidentState>> {
  const to = resolvedAt ?? Number.POSITIVE_INFINITY;
  const acknowledged = Math.min(acknowledgedAt ?? to, to);
  return [
    { from: createdAt, to: acknowledged, state: 'open' },
    { from: acknowledged, to, state: 'acknowledged' },
  ];
}

/**
 * A lane for each repository and environment: failed from a failed deployment to its recovery, however many come between;
 * else what the latest successful deployment was, rework or good. Null before the first one known. A part is a step.
 */
export function* deploymentLanes(
  parts: readonly Delivery[],
  context: ListContext,
  over: Interval,
  knownWithin: KnownWithin
): Slices<readonly Lane[]> {
  const lanes: Lane[] = [];
  for (const { deployments } of parts) {
    for (const own of byEnvironment(deployments).values()) {
      const { repository, environment } = own[0].deployment;
      const known = knownWithin('changeFailRate', { repository });
      const spells = worstOver<DeploymentState, null>(
        statesOf(own, known, context),
        ['failed', 'rework', 'good'],
        null,
        over
      );
      if (spells.some(({ state }) => state !== null)) {
        lanes.push({ group: { repository, environment }, spells });
      }
    }
    yield;
  }
  return lanes.sort((a, b) => compareGroups(a.group, b.group, ['repository', 'environment']));
}

/** Oldest first, as in a delivery. */
function byEnvironment(facts: readonly DeploymentFact[]): ReadonlyMap<string, readonly DeploymentFact[]> {
  return grouped(
    facts.filter(({ deployment }) => deployment.finishedAt !== null),
    ({ deployment: { repository, environment } }) => `${repository}\n${environment}`
  );
}

function statesOf(
  facts: readonly DeploymentFact[],
  known: Interval,
  { ownership, attribution }: ListContext
): ReadonlyArray<Spell<DeploymentState>> {
  const successes = facts.filter(({ deployment }) => deployment.status === 'success');
  const standing = successes.map((fact, index): Spell<DeploymentState> => {
    const { reworkWording } = ownership.rulesOf(fact.deployment.repository);
    return {
      from: Math.max(finishOf(fact), known.from),
      to: Math.min(index + 1 < successes.length ? finishOf(successes[index + 1]) : Number.POSITIVE_INFINITY, known.to),
      state: isRework(fact, reworkWording, attribution) ? 'rework' : 'good',
    };
  });
  const failed = facts.flatMap((fact): ReadonlyArray<Spell<DeploymentState>> => {
    const failure = failureOf(fact, attribution, ownership.rulesOf(fact.deployment.repository));
    const to = failure?.recoveredAt ?? Number.POSITIVE_INFINITY;
    return failure === null ? [] : [{ from: finishOf(fact), to, state: 'failed' }];
  });
  return [...standing, ...failed];
}

function finishOf({ deployment }: DeploymentFact): number {
  return deployment.finishedAt ?? deployment.createdAt;
}
