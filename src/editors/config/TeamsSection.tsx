import { Button, Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { defaultTeam, TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';
import { SetupForm } from './form';
import { offersOf } from './offers';
import { Section } from './Section';
import { SuggestedTeams } from './SuggestedTeams';
import { TeamCard } from './TeamCard';

/** Who owns what. Without teams everything still works, grouped by repository or service. */
export function TeamsSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem } = form;
  const { teams } = settings;
  // A single team is what one came for; of several the overview is.
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set(teams.length === 1 ? [0] : []));
  const toggle = (index: number, isOpen: boolean) =>
    setOpened(new Set(isOpen ? [...opened, index] : [...opened].filter((one) => one !== index)));
  const replace = (index: number, team: TeamSettings) =>
    change({ teams: teams.map((one, position) => (position === index ? team : one)) });
  const add = (added: readonly TeamSettings[], isToOpen: boolean) => {
    change({ teams: [...teams, ...added] });
    if (isToOpen) {
      setOpened(new Set([...opened, ...added.map((_, offset) => teams.length + offset)]));
    }
  };
  const remove = (index: number) => {
    change({ teams: teams.filter((_, position) => position !== index) });
    setOpened(new Set([...opened].filter((one) => one !== index).map((one) => (one > index ? one - 1 : one))));
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
      <Stack direction="column" gap={1}>
        {teams.length === 0 && <Text color="secondary">{say('config.teams.noTeamsYet', 'No teams yet.')}</Text>}
        {teams.map((team, index) => (
          <TeamCard
            key={index}
            index={index}
            team={team}
            inherited={settings.rules}
            disabled={isReadOnly}
            offers={offersOf(form)}
            isOpen={opened.has(index)}
            onToggle={(isOpen) => toggle(index, isOpen)}
            problem={(field) => problem(`teams[${index}].${field}`)}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ))}
      </Stack>
      <div>
        <Button
          variant="secondary"
          icon="plus"
          disabled={isReadOnly}
          data-testid={selectors.config.addTeam}
          onClick={() => add([defaultTeam], true)}
        >
          {say('config.teams.addATeam', 'Add a team')}
        </Button>
      </div>
      <SuggestedTeams form={form} onAccept={add} />
    </Section>
  );
}
