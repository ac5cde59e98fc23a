import React from 'react';
import { defaultTeam, TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';
import { CardList } from './CardList';
import { SetupForm } from './form';
import { offersOf } from './offers';
import { Section } from './Section';
import { SuggestedTeams } from './SuggestedTeams';
import { TeamCard } from './TeamCard';
import { useOpened } from './useOpened';

/** Who owns what. Without teams everything still works, grouped by repository or service. */
export function TeamsSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem } = form;
  const { teams } = settings;
  const opened = useOpened(teams.length);
  const replace = (index: number, team: TeamSettings) =>
    change({ teams: teams.map((one, position) => (position === index ? team : one)) });
  const add = (added: readonly TeamSettings[], isToOpen: boolean) => {
    change({ teams: [...teams, ...added] });
    if (isToOpen) {
      opened.added(teams.length, added.length);
    }
  };
  const remove = (index: number) => {
    change({ teams: teams.filter((_, position) => position !== index) });
    opened.removed(index);
  };
  return (
    <Section
      name="teams"
      title={say('config.teams.teams', 'Teams')}
      description={say(
        'config.teams.whichRepositoriesAndServicesAre',
        'Which repositories and services are whose. As soon as one team names services, only the teams’ services are looked at. Without teams everything is grouped by repository or service.'
      )}
    >
      <CardList
        none={say('config.teams.noTeamsYet', 'No teams yet.')}
        addLabel={say('config.teams.addATeam', 'Add a team')}
        addTestId={selectors.config.addTeam}
        isReadOnly={isReadOnly}
        onAdd={() => add([defaultTeam], true)}
      >
        {teams.map((team, index) => (
          <TeamCard
            key={index}
            index={index}
            team={team}
            inherited={settings.rules}
            disabled={isReadOnly}
            offers={offersOf(form)}
            isOpen={opened.has(index)}
            onToggle={(isOpen) => opened.toggle(index, isOpen)}
            problem={(field) => problem(`teams[${index}].${field}`)}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ))}
      </CardList>
      <SuggestedTeams form={form} onAccept={add} />
    </Section>
  );
}
