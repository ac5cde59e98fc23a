import { MetricName } from '../../metrics';
import { QualityCheck } from '../../query';
import { say } from '../../words';
import { Known } from '../answer/known';
import { Seen } from './seen';
import { View } from './view';

/** What of that which a check looks at is there: what has not been read is never counted as if it were not. */

/** By the metrics that rest on the same: on deployments alone, on what these contain too, on incidents. */
const restsOn: Partial<Record<QualityCheck, readonly MetricName[]>> = {
  deploymentsWithChanges: ['changeLeadTime'],
  changesDeployed: ['changeLeadTime'],
  leadTimesApproximate: ['changeLeadTime'],
  leadTimesUnknown: ['changeLeadTime'],
  incidentsMapped: ['timeToRestore'],
  incidentsLinked: ['changeLeadTime', 'timeToRestore'],
  linksCertain: ['changeLeadTime', 'timeToRestore'],
  linksHigh: ['changeLeadTime', 'timeToRestore'],
  linksLow: ['changeLeadTime', 'timeToRestore'],
  repositoriesWithoutDeployments: ['deploymentFrequency'],
  overridesUnknown: ['changeLeadTime', 'timeToRestore'],
  deploymentsPending: ['deploymentFrequency'],
  deploymentsBroken: ['deploymentFrequency'],
  incidentsUnacknowledged: ['timeToRestore'],
  incidentsOpen: ['timeToRestore'],
};

type SoFar = 'nothing' | 'part' | 'all';

/** How much of what the check looks at is there. */
function soFar({ check, n, found }: Seen, view: View): SoFar {
  const { isComplete, atlas } = view.situation;
  switch (check) {
    // A source that could not list what it has does not have nothing.
    case 'repositoriesUnowned':
    case 'teamsIncomplete':
      return view.repositories.length > 0 ? 'all' : least([view.knownOf('deploymentFrequency')]);
    case 'servicesUnowned':
      return atlas.directory.services.length > 0 ? 'all' : least([view.knownOf('timeToRestore')]);
    case 'permissions':
    case 'reading':
      // Where nothing could be asked for, nothing was refused.
      return n === 0 && found.length === 0 && atlas.problems.length > 0 ? 'nothing' : isComplete ? 'all' : 'part';
    case 'freshness':
      return isComplete ? 'all' : 'part';
    default:
      return least((restsOn[check] ?? []).map((metric) => view.knownOf(metric)));
  }
}

function least(known: readonly Known[]): SoFar {
  return known.includes('nothing') ? 'nothing' : known.includes('part') ? 'part' : 'all';
}

/**
 * The same with what has not been read taken into account: a share of a part is an estimate that settles and says so; a
 * count of a part waits, as everything does of which nothing is there.
 */
export function asReadSoFar(seen: Seen, view: View): Seen & { readonly incomplete: boolean } {
  const { isComplete } = view.situation;
  const known = soFar(seen, view);
  if (known === 'all') {
    return { ...seen, incomplete: false };
  }
  const isToCome = !isComplete && seen.unit === 'count' && !isOfTroubles(seen);
  if (known === 'nothing' || seen.value === null || isToCome) {
    const unread = { value: null, k: null, n: 0, found: [], incomplete: true };
    return isComplete
      ? { ...seen, ...unread, meaning: couldNotBeRead(), advice: lookAtSources() }
      : { ...seen, ...unread, meaning: stillReading(), advice: waitForIt() };
  }
  return { ...seen, meaning: `${seen.meaning} ${notInFull(isComplete)}`, incomplete: true };
}

/** What stood in the way already is known; that nothing will is not. */
function isOfTroubles({ check, found }: Seen): boolean {
  return (check === 'permissions' || check === 'reading') && found.length > 0;
}

function stillReading(): string {
  return say('engine.quality.stillReading', 'Still being read.');
}

function waitForIt(): string {
  return say('engine.quality.waitForIt', 'Nothing to do: the answer comes by itself.');
}

function couldNotBeRead(): string {
  return say('engine.quality.couldNotBeRead', 'Could not be read, so nothing is known about it.');
}

function lookAtSources(): string {
  return say('engine.quality.lookAtSources', 'See "Missing permissions" and "Troubles in reading".');
}

function notInFull(isComplete: boolean): string {
  return isComplete
    ? say('engine.quality.partMissing', 'Not everything could be read.')
    : say('engine.quality.partToCome', 'Not everything is read yet.');
}
