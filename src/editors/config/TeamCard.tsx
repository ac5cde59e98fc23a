import React from 'react';
import { Rules } from '../../metrics';
import { TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { say, sayCount } from '../../words';
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
  const name = team.name || say('config.team.team', 'Team {{value}}', { value: index + 1 });
  return (
    <FoldedCard
      id={selectors.config.team(index, 'fields')}
      toggleTestId={selectors.config.team(index, 'toggle')}
      name={name}
      summary={summaryOf(team)}
      isOpen={isOpen}
      disabled={disabled}
      removeLabel={say('config.team.remove', 'Remove {{name}}', { name })}
      removeTooltip={say('config.team.removeThisTeam', 'Remove this team')}
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
    team.githubTeam === ''
      ? ''
      : say('config.team.githubTeam', 'GitHub team {{githubTeam}}', { githubTeam: team.githubTeam }),
    counted(team.repositories.length, (count) =>
      sayCount(
        'config.team.repositories',
        { one: '1 repository or pattern', other: '{{count}} repositories and patterns' },
        count
      )
    ),
    team.pagerdutyTeam === ''
      ? ''
      : say('config.team.pagerdutyTeam', 'PagerDuty team {{pagerdutyTeam}}', { pagerdutyTeam: team.pagerdutyTeam }),
    counted(team.services.length, (count) =>
      sayCount('config.team.services', { one: '1 service', other: '{{count}} services' }, count)
    ),
    counted(Object.keys(team.rules).length, (count) =>
      sayCount('config.team.rules', { one: '1 rule of its own', other: '{{count}} rules of its own' }, count)
    ),
    counted(Object.keys(team.targets).length, (count) =>
      sayCount('config.team.targets', { one: '1 target', other: '{{count}} targets' }, count)
    ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? say('config.team.nothingYet', 'Nothing yet') : parts.join(' · ');
}

function counted(count: number, words: (count: number) => string): string {
  return count === 0 ? '' : words(count);
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
