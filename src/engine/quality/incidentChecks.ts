import { shortNameOf } from '../../events';
import { Confidence, IncidentFact } from '../../metrics';
import { QualityCheck } from '../../query';
import { say, sayCount } from '../../words';
import { selectIncidents } from '../selection';
import { countSeen, Found, gathered, Seen, shareSeen, teamText } from './seen';
import { patience } from './thresholds';
import { View } from './view';

/** How well incidents are known: whose they are, what caused them, and whether anybody ends them. */
export function incidentChecks(view: View): readonly Seen[] {
  return [
    incidentsMapped(view),
    incidentsLinked(view),
    linksOf('linksCertain', 'certain', view),
    linksOf('linksHigh', 'high', view),
    linksOf('linksLow', 'low', view),
    incidentsUnacknowledged(view),
    incidentsOpen(view),
  ];
}

/** By the settings; where these say nothing about a service, by the names that deployments and repositories bear. */
function incidentsMapped(view: View): Seen {
  const { incidents, organization } = view;
  const names = new Set([
    ...view.situation.territory.repositories.map(shortNameOf),
    ...view.deployments.flatMap(({ deployment }) => deployment.service?.toLowerCase() ?? []),
  ]);
  const isMapped = ({ incident, teams, link }: IncidentFact) =>
    teams.length > 0 ||
    link !== null ||
    incident.repository !== null ||
    organization.repositoriesOfService(incident.service, incident.serviceId) !== null ||
    names.has(incident.service?.toLowerCase() ?? '');
  const unmapped = [...incidents.filter((fact) => !isMapped(fact)), ...strangers(view)];
  const n = incidents.length + strangers(view).length;
  const k = n - unmapped.length;
  return shareSeen(
    'incidentsMapped',
    k,
    n,
    say(
      'engine.quality.incidentsMapped.meaning',
      'Of {{n}} incidents that were read, {{k}} are on a service that belongs to a team or a repository.',
      { k, n }
    ),
    ofServices(unmapped, (count) =>
      sayCount(
        'engine.quality.incidentsMapped.found',
        {
          one: '1 incident is on this service, which belongs to no team and no repository.',
          other: '{{count}} incidents are on this service, which belongs to no team and no repository.',
        },
        count
      )
    )
  );
}

/** Incidents of a feed on services that the settings do not know: they enter no number at all. */
function strangers({ situation, team, from, to }: View): readonly IncidentFact[] {
  const { snapshot, territory } = situation;
  if (!territory.isWhole || (team !== undefined && team !== null)) {
    return [];
  }
  const known = new Set(selectIncidents(snapshot.incidents, territory, from));
  return snapshot.incidents
    .filter(({ mergedInto }) => mergedInto === null)
    .filter((incident) => from <= incident.createdAt && incident.createdAt < to && !known.has(incident))
    .map((incident) => ({ incident, teams: [], link: null, unlinked: null }));
}

function incidentsLinked({ incidents }: View): Seen {
  const [k, n] = [incidents.filter(({ link }) => link !== null).length, incidents.length];
  return shareSeen(
    'incidentsLinked',
    k,
    n,
    say(
      'engine.quality.incidentsLinked.meaning',
      'Of {{n}} incidents, {{k}} are linked to a deployment. The others count as not change-related, which may well be so.',
      { k, n }
    )
  );
}

/** No rule that starts from an incident has medium confidence: that is the hotfix, which needs none. */
function linksOf(check: QualityCheck, confidence: Confidence, { incidents }: View): Seen {
  const linked = incidents.filter(({ link }) => link !== null);
  const these = linked.filter(({ link }) => link?.confidence === confidence);
  const values = { k: these.length, n: linked.length };
  const meaning =
    confidence === 'certain'
      ? say(
          'engine.quality.linksCertain.meaning',
          'Of {{n}} links, {{k}} are certain: the incident names the deployment, or a person has ruled on it.',
          values
        )
      : confidence === 'high'
        ? say(
            'engine.quality.linksHigh.meaning',
            'Of {{n}} links, {{k}} have high confidence: PagerDuty relates the incident to a change that was deployed.',
            values
          )
        : say(
            'engine.quality.linksLow.meaning',
            'Of {{n}} links, {{k}} rest on proximity in time alone: the incident began soon after a deployment.',
            values
          );
  // A weak link is a finding, a strong one is not.
  return shareSeen(
    check,
    values.k,
    values.n,
    meaning,
    confidence !== 'low'
      ? []
      : ofServices(these, (count) =>
          sayCount(
            'engine.quality.linksLow.found',
            {
              one: '1 incident on this service is linked by proximity in time alone.',
              other: '{{count}} incidents on this service are linked by proximity in time alone.',
            },
            count
          )
        )
  );
}

function incidentsUnacknowledged({ incidents, now }: View): Seen {
  const judged = incidents.filter(
    ({ incident }) => incident.resolvedAt !== null || now - incident.createdAt > patience.acknowledgement
  );
  const unseen = judged.filter(({ incident }) => incident.acknowledgedAt === null);
  const [k, n] = [unseen.length, judged.length];
  return shareSeen(
    'incidentsUnacknowledged',
    k,
    n,
    say('engine.quality.incidentsUnacknowledged.meaning', 'Of {{n}} incidents, {{k}} were never acknowledged.', {
      k,
      n,
    }),
    ofServices(unseen, (count) =>
      sayCount(
        'engine.quality.incidentsUnacknowledged.found',
        {
          one: '1 incident on this service was never acknowledged.',
          other: '{{count}} incidents on this service were never acknowledged.',
        },
        count
      )
    )
  );
}

function incidentsOpen({ incidents, now }: View): Seen {
  const days = patience.incident / 86_400_000;
  const lasting = incidents.filter(
    ({ incident }) => incident.resolvedAt === null && now - incident.createdAt > patience.incident
  );
  return countSeen(
    'incidentsOpen',
    incidents.length,
    sayCount(
      'engine.quality.incidentsOpen.meaning',
      {
        one: '1 incident that began in this time range has been open for more than {{days}} days.',
        other: '{{count}} incidents that began in this time range have been open for more than {{days}} days.',
      },
      lasting.length,
      { days }
    ),
    lasting.map(({ incident, teams }): Found => ({
      kind: 'incident',
      thing: incident.id,
      team: teamText(teams),
      count: 1,
      since: incident.createdAt,
      found: say('engine.quality.incidentsOpen.found', 'The incident "{{title}}" is still open.', {
        title: incident.title,
      }),
      url: incident.url,
    }))
  );
}

/** One finding for each service, with a link to its newest incident. */
function ofServices(facts: readonly IncidentFact[], sentence: (count: number) => string): readonly Found[] {
  const serviceOf = ({ incident }: IncidentFact) =>
    incident.service ?? incident.repository ?? say('engine.quality.noService', '(no service)');
  return gathered(facts, serviceOf, ({ incident }) => incident.createdAt).map((one) => ({
    kind: 'service',
    thing: one.place,
    team: teamText(one.newest.teams),
    count: one.items.length,
    since: one.since,
    found: sentence(one.items.length),
    url: one.newest.incident.url,
  }));
}
