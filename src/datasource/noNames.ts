import { Answer } from '../engine';
import { say } from '../words';
import { ListedKind, SeenKind } from './names';
import { NameChoice } from './storedQuery';

/** Why a list of names that sources list is empty, and what to change. */
export function whyNothingListed(kind: ListedKind, { teams }: Pick<NameChoice, 'teams'>): string {
  const ofTeams = teams.join(', ');
  switch (kind) {
    case 'teams':
      return say(
        'datasource.noNames.teams',
        'There are no teams in the settings of the data source: add them there, or let "Look for teams" suggest some.'
      );
    case 'repositories':
      return teams.length === 0
        ? say(
            'datasource.noNames.repositories',
            'No repository is in scope: check the organisations and repositories in the settings, and what the token may see.'
          )
        : say(
            'datasource.noNames.repositoriesOf',
            'No repository belongs to {{teams}}: check the names here and the repositories of the teams in the settings.',
            { teams: ofTeams }
          );
    case 'services':
      return teams.length === 0
        ? say(
            'datasource.noNames.services',
            'No service is visible: check the PagerDuty connection, and the services of the teams in the settings.'
          )
        : say(
            'datasource.noNames.servicesOf',
            'No service belongs to {{teams}}: check the names here and the services of the teams in the settings.',
            { teams: ofTeams }
          );
  }
}

/** Why no event of the time range bears such a name: what the answer says of itself, else what was looked at. */
export function whyNothingSeen(kind: SeenKind, answer: Answer): string {
  const said = answer.notices.filter(({ explainsEmptiness }) => explainsEmptiness === true).map(({ text }) => text);
  if (said.length > 0) {
    return said.join(' ');
  }
  switch (kind) {
    case 'labels':
      return say(
        'datasource.noNames.labels',
        'The changes of this time range bear no label ({{count}} were looked at). Choose a wider time range.',
        { count: answer.rows.length }
      );
    case 'environments':
      return say('datasource.noNames.environments', 'No production deployment was seen in this time range.');
    case 'workflows':
      return say('datasource.noNames.workflows', 'No workflow ran in the last 14 days of this time range.');
  }
}
