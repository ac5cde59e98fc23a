import { Incident } from '../../../events';
import { IncidentFact, Rules } from '../../../metrics';
import { IncidentsQuery } from '../../../query';
import { say, sayCount } from '../../../words';
import { Notice } from '../../answers';
import { lookback } from '../../needs';
import { selectIncidents } from '../../selection';
import { amiss, fine, firstAfter, isWithin, Question } from './question';
import { countedNames, someNames } from './seenInstead';

/** Why no incident counts in the time range; null: some do. */
export function noIncidents(question: Question): Notice | null {
  if (factsOf(question).length > 0) {
    return null;
  }
  const { situation } = question;
  const { snapshot, territory, since, needs } = situation;
  if (!needs.some(({ kind }) => kind === 'incidents')) {
    return nowhereToLook(question);
  }
  const concerning = selectIncidents(snapshot.incidents, territory, since - lookback).filter(
    ({ mergedInto }) => mergedInto === null
  );
  const elsewhere = question.elsewhere.filter(({ incident }) => isWithin(incident.createdAt, question));
  if (elsewhere.length > 0) {
    return laidElsewhere(question, elsewhere);
  }
  const inRange = concerning.filter(({ createdAt }) => isWithin(createdAt, question));
  return inRange.length > 0 ? leftOutByRules(question, inRange) : noneBegan(question, concerning);
}

/** Why a list of incidents is empty although some count. */
export function noSuchIncidents(question: Question<IncidentsQuery>): Notice {
  const { query } = question;
  const facts = factsOf(question);
  switch (query.outcome) {
    case 'changeRelated': {
      const near = facts.filter(({ link }) => link?.rule === 'proximity').length;
      return amiss(
        sayCount(
          'engine.nothing.incidents.changeRelated',
          {
            one: '1 incident began in this time range, and no rule lays it to a deployment.',
            other: '{{count}} incidents began in this time range, and no rule lays one to a deployment.',
          },
          facts.length
        ),
        near > 0 && query.attribution === 'strict'
          ? sayCount(
              'engine.nothing.incidents.proximity',
              {
                one: 'Inclusive attribution would lay 1 to a deployment it followed soon.',
                other: 'Inclusive attribution would lay {{count}} to deployments they followed soon.',
              },
              near
            )
          : say(
              'engine.nothing.incidents.linkAdvice',
              'Map the services to repositories in the settings, name the deployment in the incident, or send PagerDuty change events.'
            )
      );
    }
    case 'notChangeRelated':
      return fine(
        sayCount(
          'engine.nothing.incidents.notChangeRelated',
          {
            one: 'The 1 incident of this time range is laid to a deployment.',
            other: 'All {{count}} incidents of this time range are laid to a deployment.',
          },
          facts.length
        )
      );
    case 'open':
    case 'all':
      return fine(
        sayCount(
          'engine.nothing.incidents.open',
          {
            one: 'Nothing is open: the 1 incident of this time range is resolved.',
            other: 'Nothing is open: all {{count}} incidents of this time range are resolved.',
          },
          facts.length
        )
      );
  }
}

export function factsOf({ parts, span }: Question): readonly IncidentFact[] {
  return (parts ?? []).flatMap(({ incidents }) =>
    incidents.filter(({ incident }) => isWithin(incident.createdAt, { span }))
  );
}

function nowhereToLook({ query, situation }: Question): Notice {
  const { scope, atlas } = situation;
  const services = atlas.directory.services.map(({ name }) => name);
  const visible =
    services.length === 0
      ? say('engine.nothing.incidents.noService', 'No service is visible: check the PagerDuty connection.')
      : say('engine.nothing.incidents.services', 'Services that are visible: {{services}}.', {
          services: someNames(services),
        });
  const teams = scope.teams.map(({ name }) => name);
  if (query.filters.teams.length > 0 && teams.length > 0) {
    return amiss(
      sayCount(
        'engine.nothing.incidents.team',
        {
          one: 'No incident is looked for: team {{teams}} has no service in the settings, and no label makes an issue of its repositories an incident.',
          other:
            'No incident is looked for: the teams {{teams}} have no service in the settings, and no label makes an issue of their repositories an incident.',
        },
        teams.length,
        { teams: someNames(teams) }
      ),
      visible
    );
  }
  return amiss(
    say(
      'engine.nothing.incidents.nowhere',
      'No incident is looked for: no service passes the filters of this query, and no label makes a GitHub issue an incident (rule "incident labels" in the settings).'
    ),
    visible
  );
}

/** They began, but the rules on urgency and priority leave all of them out. */
function leftOutByRules(question: Question, incidents: readonly Incident[]): Notice {
  const { territory } = question.situation;
  const rules = new Set([...territory.repositories, ''].map((name) => territory.ownership.rulesOf(name)));
  const wanted = (read: (of: Rules) => readonly string[]) => [...new Set([...rules].flatMap(read))];
  const urgencies = wanted((of) => of.urgencies);
  const priorities = wanted((of) => of.priorities);
  const unknown = say('engine.nothing.incidents.none', 'none');
  const seen = (read: (of: Incident) => string | null) =>
    countedNames(incidents.map((one) => read(one) ?? unknown)) ?? unknown;
  return amiss(
    sayCount(
      'engine.nothing.incidents.rules',
      {
        one: 'The 1 incident that began in this time range is left out by the rules in the settings.',
        other: 'All {{count}} incidents that began in this time range are left out by the rules in the settings.',
      },
      incidents.length
    ),
    urgencies.length === 0
      ? null
      : say('engine.nothing.incidents.urgencies', 'Urgencies that count are: {{wanted}}; seen were: {{seen}}.', {
          wanted: someNames(urgencies),
          seen: seen(({ urgency }) => urgency),
        }),
    priorities.length === 0
      ? null
      : say('engine.nothing.incidents.priorities', 'Priorities that count are: {{wanted}}; seen were: {{seen}}.', {
          wanted: someNames(priorities),
          seen: seen(({ priority }) => priority),
        })
  );
}

/** They began and count, but for what was deployed elsewhere. */
function laidElsewhere({ list }: Question, facts: readonly IncidentFact[]): Notice {
  const places = facts.flatMap(({ link }) => {
    if (link === null) {
      return [];
    }
    const { repository, environment } = link.deployment;
    return [list.isEnvironmentWanted(environment) ? repository : environment];
  });
  return amiss(
    sayCount(
      'engine.nothing.incidents.elsewhere',
      {
        one: 'The 1 incident that began in this time range is left out by the filters of this query.',
        other: 'All {{count}} incidents that began in this time range are left out by the filters of this query.',
      },
      facts.length
    ),
    places.length === 0
      ? null
      : say('engine.nothing.incidents.laidTo', 'Laid to deployments of: {{places}}.', {
          places: countedNames(places) ?? '',
        })
  );
}

function noneBegan(question: Question, concerning: readonly Incident[]): Notice {
  const { situation, query } = question;
  const { territory, scope, snapshot, needs } = situation;
  const services = territory.services.map(({ name }) => name);
  // A feed is read whole, so what lies outside the filters is known whoever asked before.
  const isFeedRead = needs.some(({ kind, source }) => kind === 'incidents' && source === 'feed');
  const outside = isFeedRead
    ? snapshot.incidents.filter((one) => one.origin === 'feed' && isWithin(one.createdAt, question))
    : [];
  const looked =
    services.length === 0
      ? null
      : say('engine.nothing.incidents.looked', 'Looked at: {{services}}.', { services: someNames(services) });
  const later = firstAfter(
    concerning.map(({ createdAt }) => createdAt),
    question
  );
  if (outside.length > 0) {
    const seen = countedNames(outside.map(({ service }) => service ?? '?')) ?? '';
    const teams = query.filters.teams.length === 0 ? [] : scope.teams.map(({ name }) => name);
    return amiss(
      teams.length === 0
        ? sayCount(
            'engine.nothing.incidents.outside',
            {
              one: '1 incident began in this time range, on no service that this query is about: {{seen}}.',
              other:
                '{{count}} incidents began in this time range, none on a service that this query is about: {{seen}}.',
            },
            outside.length,
            { seen }
          )
        : sayCount(
            'engine.nothing.incidents.outsideTeam',
            {
              one: '1 incident began in this time range, on no service of {{teams}}: {{seen}}.',
              other: '{{count}} incidents began in this time range, none on a service of {{teams}}: {{seen}}.',
            },
            outside.length,
            { seen, teams: someNames(teams) }
          ),
      looked,
      say('engine.nothing.incidents.outsideAdvice', 'Change the filters, or the services of the teams in the settings.')
    );
  }
  return fine(
    say('engine.nothing.incidents.noneBegan', 'No incident began in this time range.'),
    looked,
    later ?? say('engine.nothing.incidents.wider', 'Choose a wider time range if there should be one.')
  );
}
