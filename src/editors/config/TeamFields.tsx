import { Collapse, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Rules } from '../../metrics';
import { TeamSettings } from '../../query';
import { OfferedNameField, OfferedNamesField, TextField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { Offers } from './offers';
import { RuleFields } from './RuleFields';
import { ServiceRepositories } from './ServiceRepositories';
import { TargetFields } from './TargetFields';

interface TeamFieldsProps {
  readonly index: number;
  readonly team: TeamSettings;
  readonly inherited: Rules;
  readonly disabled: boolean;
  readonly offers: Offers;
  readonly problem: (field: string) => string | null;
  readonly onChange: (team: TeamSettings) => void;
}

export function TeamFields({ index, team, inherited, disabled, offers, problem, onChange }: TeamFieldsProps) {
  const [isRulesOpen, setIsRulesOpen] = useState(false);
  const id = (name: string) => selectors.config.team(index, name);
  const set = (fields: Partial<TeamSettings>) => onChange({ ...team, ...fields });
  const common = (name: string) => ({ id: id(name), problem: problem(name), disabled, width: 60 });
  const said = Object.keys(team.rules).length;
  return (
    <>
      <TextField
        {...common('name')}
        label={say('config.teamFields.name', 'Name')}
        value={team.name}
        onCommit={(name) => set({ name: name.trim() })}
      />
      <OfferedNamesField
        {...common('repositories')}
        label={say('config.teamFields.repositories', 'Repositories')}
        description={say('config.teamFields.ownerNameOrPatterns', 'owner/name or patterns.')}
        values={team.repositories}
        placeholder={
          disabled
            ? say('config.teamFields.none', 'None')
            : say('config.teamFields.chooseOrTypeAcmePay', 'Choose or type: acme/pay-*')
        }
        offer={offers.repositories}
        onChange={(repositories) => set({ repositories })}
      />
      <OfferedNameField
        {...common('githubTeam')}
        label={say('config.teamFields.githubTeam', 'GitHub team')}
        description={say(
          'config.teamFields.itsRepositoriesAreAddedAnd',
          'Its repositories are added, and follow the team.'
        )}
        value={team.githubTeam}
        placeholder={say('config.teamFields.noneOrganisationTeamSlug', 'None (organisation/team-slug)')}
        offer={offers.githubTeams}
        onChange={(githubTeam) => set({ githubTeam })}
      />
      <OfferedNamesField
        {...common('services')}
        label={say('config.teamFields.pagerdutyServices', 'PagerDuty services')}
        description={say('config.teamFields.namesIdsOrPatterns', 'Names, ids or patterns.')}
        values={team.services}
        placeholder={say('config.teamFields.none', 'None')}
        offer={offers.services}
        onChange={(next) => set({ services: next })}
      />
      <OfferedNameField
        {...common('pagerdutyTeam')}
        label={say('config.teamFields.pagerdutyTeam', 'PagerDuty team')}
        description={say('config.teamFields.itsServicesAreAddedAnd', 'Its services are added, and follow the team.')}
        value={team.pagerdutyTeam}
        placeholder={say('config.teamFields.noPagerdutyTeam', 'None')}
        offer={offers.pagerdutyTeams}
        onChange={(pagerdutyTeam) => set({ pagerdutyTeam })}
      />
      <ServiceRepositories
        team={team}
        disabled={disabled}
        offers={offers}
        id={id}
        problem={problem}
        onChange={(serviceRepositories) => set({ serviceRepositories })}
      />
      <TargetFields
        targets={team.targets}
        disabled={disabled}
        id={id}
        problem={problem}
        onChange={(targets) => set({ targets })}
      />
      <Collapse
        label={
          said === 0
            ? say('config.teamFields.rulesOfItsOwn', 'Rules of its own')
            : say('config.teamFields.rulesOfItsOwn2', 'Rules of its own ({{said}})', { said })
        }
        isOpen={isRulesOpen || Object.keys(team.rules).some((rule) => problem(`rules.${rule}`) !== null)}
        onToggle={setIsRulesOpen}
      >
        <Stack direction="column" gap={2}>
          <RuleFields
            said={team.rules}
            inherited={inherited}
            inheritedFrom={say('config.teamFields.asInTheDataSource', 'As in the data source')}
            disabled={disabled}
            offers={offers}
            id={(rule) => id(`rule-${rule}`)}
            problem={(rule) => problem(`rules.${rule}`)}
            onChange={(rules) => set({ rules })}
          />
        </Stack>
      </Collapse>
    </>
  );
}
