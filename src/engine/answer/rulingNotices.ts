import { Delivery, IncidentOverride, Slices } from '../../metrics';
import { parseIso } from '../../query';
import { say } from '../../words';
import { Notice } from '../answers';
import { lookback } from '../needs';
import { Situation } from './situation';

const day = 86_400_000;

/**
 * Rulings that change nothing because what they name is not there (any longer). A deployment is looked for in all that is
 * known; an incident only where it is certain to have been read, the whole organisation's over the days before the ruling.
 * A part is a step.
 */
export function* rulingNotices(situation: Situation, parts: readonly Delivery[]): Slices<readonly Notice[]> {
  const { organization } = situation.atlas;
  const overrides = new Map<string, IncidentOverride>();
  for (const repository of [...situation.territory.repositories, '']) {
    for (const override of organization.rulesOf(repository).overrides) {
      overrides.set(override.incident, overrides.get(override.incident) ?? override);
    }
  }
  if (overrides.size === 0) {
    return [];
  }
  const notices: Notice[] = [];
  for (const { incidents } of parts) {
    for (const { unlinked } of incidents) {
      if (unlinked?.code === 'unknownDeployment') {
        notices.push({ severity: 'warning', text: sayUnknownDeployment(unlinked.override) });
      }
    }
    yield;
  }
  const known = new Set(
    situation.snapshot.incidents.flatMap(({ id, mergedInto }) => (mergedInto === null ? [id] : []))
  );
  for (const override of overrides.values()) {
    if (!known.has(override.incident) && isReadAround(override, situation)) {
      notices.push({ severity: 'warning', text: sayUnknownIncident(override) });
    }
  }
  return notices;
}

/** Were the incidents of the days before the ruling all read? Of a ruling without a date nobody knows. */
function isReadAround(
  { at = '' }: IncidentOverride,
  { since, territory, isComplete, needs, isKnown }: Situation
): boolean {
  const iso = parseIso(at);
  const ruledAt = iso === null ? null : iso.kind === 'instant' ? iso.at : Date.UTC(iso.year, iso.month - 1, iso.day);
  const ofIncidents = needs.filter(({ kind }) => kind === 'incidents');
  return (
    ruledAt !== null &&
    ruledAt >= since &&
    territory.isWhole &&
    isComplete &&
    ofIncidents.length > 0 &&
    ofIncidents.every(isKnown)
  );
}

function sayUnknownDeployment({ incident, deployment, author }: IncidentOverride): string {
  return say(
    'notices.ruling.deployment',
    'The ruling of {{author}} on incident {{incident}} names deployment {{deployment}}, which is not known here: {{incident}} counts as not change-related. Correct the ruling in the settings.',
    { author: nameOf(author), incident, deployment: deployment ?? '' }
  );
}

function sayUnknownIncident({ incident, author, at = '' }: IncidentOverride): string {
  return say(
    'notices.ruling.incident',
    'Incident {{incident}}, which {{author}} ruled on ({{at}}), is not among those of the {{days}} days before: it was deleted, merged into another, or is on a service that the settings do not name. The ruling changes nothing.',
    { incident, author: nameOf(author), at, days: lookback / day }
  );
}

function nameOf(author: string): string {
  return author === '' ? say('notices.ruling.nobody', 'somebody') : author;
}
