import { Button, FieldSet, Stack, Text } from '@grafana/ui';
import React from 'react';
import { defaultTeam, TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { SettingsForm } from './form';
import { TeamFields } from './TeamFields';

/** Who owns what. Without teams everything still works, grouped by repository or service. */
export function TeamsSection({ settings, isReadOnly, change, problem }: SettingsForm) {
  const { teams } = settings;
  const replace = (index: number, team: TeamSettings) =>
    change({ teams: teams.map((one, position) => (position === index ? team : one)) });
  return (
    <FieldSet label="Teams">
      <Stack direction="column" gap={3}>
        <Text color="secondary" element="p">
          Which repositories and services are whose. As soon as one team names services, only the teams&apos; services
          are looked at.
        </Text>
        {teams.map((team, index) => (
          <FieldSet key={index} label={team.name || `Team ${index + 1}`}>
            <Stack direction="column" gap={2}>
              <TeamFields
                index={index}
                team={team}
                inherited={settings.rules}
                disabled={isReadOnly}
                problem={(field) => problem(`teams[${index}].${field}`)}
                onChange={(next) => replace(index, next)}
              />
              <div>
                <Button
                  variant="secondary"
                  icon="trash-alt"
                  disabled={isReadOnly}
                  onClick={() => change({ teams: teams.filter((_, position) => position !== index) })}
                >
                  {`Remove ${team.name || `team ${index + 1}`}`}
                </Button>
              </div>
            </Stack>
          </FieldSet>
        ))}
        <div>
          <Button
            variant="secondary"
            icon="plus"
            disabled={isReadOnly}
            data-testid={selectors.config.addTeam}
            onClick={() => change({ teams: [...teams, defaultTeam] })}
          >
            Add a team
          </Button>
        </div>
      </Stack>
    </FieldSet>
  );
}
