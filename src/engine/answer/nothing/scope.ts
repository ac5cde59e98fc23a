import { matchingNames } from '../../../query';
import { say, sayCount } from '../../../words';
import { Notice } from '../../answers';
import { amiss, Question } from './question';
import { someNames } from './seenInstead';

/** Why no repository is asked about; null: some are. The first reason that explains all of it. */
export function nothingInScope(question: Question): Notice | null {
  const { situation, query } = question;
  const { atlas, territory, scope } = situation;
  if (territory.repositories.length > 0) {
    return null;
  }
  const visible = atlas.directory.repositories;
  if (visible.length === 0) {
    return amiss(
      say(
        'engine.nothing.scope.blind',
        'No repository is visible: neither GitHub nor a feed shows one. Check the connection, the organisations in the data source settings, and what the token may see.'
      )
    );
  }
  const { organization } = atlas;
  if (organization.repositories.length === 0) {
    return amiss(
      sayCount(
        'engine.nothing.scope.settings',
        {
          one: 'No repository is in scope: 1 is visible ({{names}}), and the repositories and teams in the settings match none.',
          other:
            'No repository is in scope: {{count}} are visible ({{names}}), and the repositories and teams in the settings match none of them.',
        },
        visible.length,
        { names: someNames(visible.map(({ name }) => name)) }
      )
    );
  }
  const idle = scope.teams.filter(({ repositories }) => repositories.length === 0).map(({ name }) => name);
  if (query.filters.teams.length > 0 && idle.length > 0 && idle.length === scope.teams.length) {
    return amiss(
      sayCount(
        'engine.nothing.scope.team',
        {
          one: 'Team {{names}} has no repository: neither a name nor a GitHub team in its settings matches one that is visible. Complete the team in the settings.',
          other:
            'The teams {{names}} have no repository: neither a name nor a GitHub team in their settings matches one that is visible. Complete the teams in the settings.',
        },
        idle.length,
        { names: someNames(idle) }
      )
    );
  }
  const outside = visible
    .map(({ name }) => name)
    .filter((name) => !organization.repositories.includes(name))
    .filter((name) => query.filters.repositories.length > 0 && isNamed(query.filters.repositories, name));
  if (outside.length > 0) {
    return amiss(
      sayCount(
        'engine.nothing.scope.outside',
        {
          one: '{{names}} is visible and not in scope: the repositories in the settings leave it out. Add it there, or give it to a team.',
          other:
            '{{names}} are visible and not in scope: the repositories in the settings leave them out. Add them there, or give them to a team.',
        },
        outside.length,
        { names: someNames(outside) }
      )
    );
  }
  return amiss(
    sayCount(
      'engine.nothing.scope.filters',
      {
        one: 'No repository passes all filters of this query. In scope is {{names}}. Change the filters.',
        other:
          'No repository passes all filters of this query. In scope are {{count}} repositories: {{names}}. Change the filters.',
      },
      organization.repositories.length,
      { names: someNames(organization.repositories) }
    )
  );
}

function isNamed(filter: readonly string[], name: string): boolean {
  const wanted = filter.filter((one) => !one.startsWith('!'));
  return wanted.length > 0 && matchingNames('repositories', wanted)(name);
}
