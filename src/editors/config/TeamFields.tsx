import { Collapse, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { Rules } from '../../metrics';
import { TeamSettings } from '../../query';
import { OfferedNameField, OfferedNamesField, TextField } from '../fields';
import { selectors } from '../selectors';
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
      <TextField {...common('name')} label="Name" value={team.name} onCommit={(name) => set({ name: name.trim() })} />
      <OfferedNamesField
        {...common('repositories')}
        label="Repositories"
        description="owner/name or patterns."
        values={team.repositories}
        placeholder={disabled ? 'None' : 'Choose or type: acme/pay-*'}
        offer={offers.repositories}
        onChange={(repositories) => set({ repositories })}
      />
      <OfferedNameField
        {...common('githubTeam')}
        label="GitHub team"
        description="Its repositories are added, and follow the team."
        value={team.githubTeam}
        placeholder="None (organisation/team-slug)"
        offer={offers.githubTeams}
        onChange={(githubTeam) => set({ githubTeam })}
      />
      <OfferedNamesField
        {...common('services')}
        label="PagerDuty services"
        description="Names, ids or patterns."
        values={team.services}
        placeholder="None"
        offer={offers.services}
        onChange={(next) => set({ services: next })}
      />
      <OfferedNameField
        {...common('pagerdutyTeam')}
        label="PagerDuty team"
        description="Its services are added, and follow the team."
        value={team.pagerdutyTeam}
        placeholder="None"
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
        label={said === 0 ? 'Rules of its own' : `Rules of its own (${said})`}
        isOpen={isRulesOpen || Object.keys(team.rules).some((rule) => problem(`rules.${rule}`) !== null)}
        onToggle={setIsRulesOpen}
      >
        <Stack direction="column" gap={2}>
          <RuleFields
            said={team.rules}
            inherited={inherited}
            inheritedFrom="As in the data source"
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
