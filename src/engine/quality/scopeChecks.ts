import { IncidentOverride } from '../../metrics';
import { say, sayCount } from '../../words';
import { seenInstead } from '../answer/nothing/seenInstead';
import { lookback } from '../needs';
import { selectIncidents } from '../selection';
import { countSeen, Found, Seen, shareSeen, teamText } from './seen';
import { readFor, View } from './view';

/** Whether everything has an owner and everything owned is alive: what the settings and the rules decide. */
export function scopeChecks(view: View): readonly Seen[] {
  return [
    repositoriesWithoutDeployments(readFor('deploymentFrequency', view)),
    repositoriesUnowned(view),
    servicesUnowned(view),
    teamsIncomplete(view),
    overridesUnknown(view),
  ];
}

function repositoriesWithoutDeployments(view: View): Seen {
  const { repositories, deployments, organization } = view;
  const alive = new Set(
    deployments.flatMap(({ deployment }) => (deployment.status === 'success' ? [deployment.repository] : []))
  );
  const silent = repositories.filter((name) => !alive.has(name));
  const [k, n] = [silent.length, repositories.length];
  return shareSeen(
    'repositoriesWithoutDeployments',
    k,
    n,
    say(
      'engine.quality.repositoriesWithoutDeployments.meaning',
      'Of {{n}} repositories in scope, {{k}} have no successful production deployment in this time range. Archived ones are left out.',
      { k, n }
    ),
    silent.map((name): Found => {
      const { looked, seen } = seenInstead([view.selectedOf(name)], organization.rulesOf(name), view);
      return {
        kind: 'repository',
        thing: name,
        team: teamText(organization.teamsOfRepository(name)),
        count: 1,
        since: null,
        found: `${looked} ${seen}`,
        url: urlOf(name, view),
      };
    })
  );
}

function repositoriesUnowned(view: View): Seen {
  const { repositories, organization } = view;
  const unowned = repositories.filter((name) => organization.teamsOfRepository(name).length === 0);
  const [k, n] = [unowned.length, repositories.length];
  return shareSeen(
    'repositoriesUnowned',
    k,
    n,
    say('engine.quality.repositoriesUnowned.meaning', 'Of {{n}} repositories in scope, {{k}} belong to no team.', {
      k,
      n,
    }),
    unowned.map((name): Found => ({
      kind: 'repository',
      thing: name,
      team: null,
      count: 1,
      since: null,
      found: say(
        'engine.quality.repositoriesUnowned.found',
        'It is in scope and belongs to no team, so it counts in the total and in no team.'
      ),
      url: urlOf(name, view),
    }))
  );
}

/** Of a part of the organisation nobody can say what nobody owns: then there is nothing to check. */
function servicesUnowned({ situation, organization }: View): Seen {
  if (!situation.territory.isWhole) {
    const meaning = say(
      'engine.quality.servicesUnowned.notAsked',
      'Which services nobody owns is only checked without a filter on teams, repositories and services.'
    );
    return { check: 'servicesUnowned', subject: null, value: null, unit: 'ratio', k: 0, n: 0, meaning, found: [] };
  }
  const { services } = situation.atlas.directory;
  const unowned = services.filter(({ name, id }) => organization.teamsOfService(name, id).length === 0);
  const [k, n] = [unowned.length, services.length];
  return shareSeen(
    'servicesUnowned',
    k,
    n,
    say(
      'engine.quality.servicesUnowned.meaning',
      'Of {{n}} services that the sources show, {{k}} belong to no team, so their incidents belong to nobody.',
      { k, n }
    ),
    unowned.map(({ name, url }): Found => ({
      kind: 'service',
      thing: name,
      team: null,
      count: 1,
      since: null,
      found:
        organization.services.length > 0 && !organization.services.some((service) => service.name === name)
          ? say(
              'engine.quality.servicesUnowned.notRead',
              'No team of the settings has this service, so its incidents are not read at all.'
            )
          : say(
              'engine.quality.servicesUnowned.found',
              'No team of the settings has this service, so its incidents count in the total and in no team.'
            ),
      url,
    }))
  );
}

function teamsIncomplete({ teams, situation }: View): Seen {
  const hasServices = situation.atlas.directory.services.length > 0;
  const found = teams.flatMap(({ name, repositories, services }): readonly Found[] => {
    const lacksRepositories = repositories.length === 0;
    const lacksServices = hasServices && services.length === 0;
    return !lacksRepositories && !lacksServices
      ? []
      : [{ kind: 'team', thing: name, team: name, count: 1, since: null, found: lack(lacksRepositories), url: null }];
  });
  const [k, n] = [found.length, teams.length];
  return shareSeen(
    'teamsIncomplete',
    k,
    n,
    say('engine.quality.teamsIncomplete.meaning', 'Of {{n}} teams, {{k}} have no repositories or no services.', {
      k,
      n,
    }),
    found
  );
}

function lack(isOfRepositories: boolean): string {
  return isOfRepositories
    ? say(
        'engine.quality.teamsIncomplete.noRepositories',
        'The team has no repository, so it has neither deployments nor changes.'
      )
    : say(
        'engine.quality.teamsIncomplete.noServices',
        'The team has no service, so no incident is found to be caused by its deployments unless it names one.'
      );
}

/**
 * Rulings that cannot take effect: a known incident whose deployment goes by no name that is known, and, where all
 * incidents there are have been read (a feed), an incident that is not among them. Of PagerDuty only the incidents of the
 * time range are known, so an older one is no finding.
 */
function overridesUnknown({ situation, incidents }: View): Seen {
  const { territory, snapshot, since, needs } = situation;
  const overrides = overridesIn(situation);
  const facts = new Map(incidents.map((fact) => [fact.incident.id, fact]));
  const isAllRead = needs.every(({ kind, source }) => kind !== 'incidents' || source === 'feed');
  const read = new Set(selectIncidents(snapshot.incidents, territory, since - lookback).map(({ id }) => id));
  const all = new Set(snapshot.incidents.map(({ id }) => id));
  const found = overrides.flatMap(({ incident, deployment }): readonly Found[] => {
    const fact = facts.get(incident);
    const isDeploymentUnknown = fact !== undefined && deployment !== null && fact.link?.rule !== 'override';
    const isIncidentUnknown = isAllRead && !read.has(incident) && !all.has(incident);
    return !isDeploymentUnknown && !isIncidentUnknown
      ? []
      : [
          {
            kind: 'incident',
            thing: incident,
            team: fact === undefined ? null : teamText(fact.teams),
            count: 1,
            since: fact?.incident.createdAt ?? null,
            found: isDeploymentUnknown
              ? say(
                  'engine.quality.overridesUnknown.deployment',
                  'A ruling in the settings lays it to the deployment {{deployment}}, and no deployment that was read goes by that name.',
                  { deployment: deployment ?? '' }
                )
              : say(
                  'engine.quality.overridesUnknown.incident',
                  'A ruling in the settings names this incident, and there is no such incident.'
                ),
            url: fact?.incident.url ?? null,
          },
        ];
  });
  return countSeen(
    'overridesUnknown',
    overrides.length,
    sayCount(
      'engine.quality.overridesUnknown.meaning',
      {
        one: 'Of the rulings on incidents in the settings ({{n}}), 1 names an incident or a deployment that is not known.',
        other:
          'Of the rulings on incidents in the settings ({{n}}), {{count}} name an incident or a deployment that is not known.',
      },
      found.length,
      { n: overrides.length }
    ),
    found
  );
}

function overridesIn({ territory }: View['situation']): readonly IncidentOverride[] {
  const rules = new Set([...territory.repositories, ''].map((name) => territory.ownership.rulesOf(name)));
  const overrides = new Map<string, IncidentOverride>();
  for (const one of [...rules].flatMap((of) => of.overrides)) {
    overrides.set(one.incident, overrides.get(one.incident) ?? one);
  }
  return [...overrides.values()];
}

function urlOf(name: string, { situation }: View): string | null {
  return situation.atlas.directory.repositories.find((one) => one.name === name)?.url ?? null;
}
