import React from 'react';
import { Rules } from '../../metrics';
import { TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { FoldedCard } from './FoldedCard';
import { Offers } from './offers';
import { TeamFields } from './TeamFields';

interface TeamCardProps {
  readonly index: number;
  readonly team: TeamSettings;
  readonly inherited: Rules;
  readonly disabled: boolean;
  readonly offers: Offers;
  readonly isOpen: boolean;
  readonly onToggle: (isOpen: boolean) => void;
  readonly problem: (field: string) => string | null;
  readonly onChange: (team: TeamSettings) => void;
  readonly onRemove: () => void;
}

/** A team in one line, and all of it when opened. One with a mistake is always open. */
export function TeamCard(props: TeamCardProps) {
  const { index, team, disabled, problem, onToggle, onRemove } = props;
  const hasMistake = problemFields(team).some((field) => problem(field) !== null);
  const isOpen = props.isOpen || hasMistake;
  const name = team.name || `Team ${index + 1}`;
  return (
    <FoldedCard
      id={selectors.config.team(index, 'fields')}
      toggleTestId={selectors.config.team(index, 'toggle')}
      name={name}
      summary={summaryOf(team)}
      isOpen={isOpen}
      disabled={disabled}
      removeLabel={`Remove ${name}`}
      removeTooltip="Remove this team"
      onToggle={onToggle}
      onRemove={onRemove}
    >
      <TeamFields {...props} />
    </FoldedCard>
  );
}

/** `acme/payments, 3 repositories, 2 services, rules of its own`. */
function summaryOf(team: TeamSettings): string {
  const parts = [
    team.githubTeam === '' ? '' : `GitHub team ${team.githubTeam}`,
    counted(team.repositories.length, '1 repository or pattern', 'repositories and patterns'),
    team.pagerdutyTeam === '' ? '' : `PagerDuty team ${team.pagerdutyTeam}`,
    counted(team.services.length, '1 service', 'services'),
    counted(Object.keys(team.rules).length, '1 rule of its own', 'rules of its own'),
    counted(Object.keys(team.targets).length, '1 target', 'targets'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing yet' : parts.join(' · ');
}

function counted(count: number, one: string, several: string): string {
  return count === 0 ? '' : count === 1 ? one : `${count} ${several}`;
}

function problemFields(team: TeamSettings): readonly string[] {
  return [
    'name',
    'repositories',
    'githubTeam',
    'services',
    'pagerdutyTeam',
    ...Object.keys(team.serviceRepositories).map((service) => `serviceRepositories.${service}`),
    ...Object.keys(team.rules).map((rule) => `rules.${rule}`),
    ...Object.keys(team.targets).map((metric) => `targets.${metric}`),
  ];
}
