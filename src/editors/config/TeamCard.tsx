import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { Rules } from '../../metrics';
import { TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { say, sayCount } from '../../words';
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
  const styles = useStyles2(cardStyles);
  const hasMistake = problemFields(team).some((field) => problem(field) !== null);
  const isOpen = props.isOpen || hasMistake;
  const name = team.name || say('config.team.team', 'Team {{value}}', { value: index + 1 });
  const body = selectors.config.team(index, 'fields');
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={body}
          data-testid={selectors.config.team(index, 'toggle')}
          onClick={() => onToggle(!isOpen)}
        >
          <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
          <span className={styles.name}>{name}</span>
          <Text color="secondary" variant="bodySmall">
            {summaryOf(team)}
          </Text>
        </button>
        <Button
          variant="secondary"
          fill="text"
          icon="trash-alt"
          disabled={disabled}
          aria-label={say('config.team.remove', 'Remove {{name}}', { name })}
          tooltip={say('config.team.removeThisTeam', 'Remove this team')}
          onClick={onRemove}
        />
      </div>
      {isOpen && (
        <div id={body} className={styles.body}>
          <Stack direction="column" gap={2}>
            <TeamFields {...props} />
          </Stack>
        </div>
      )}
    </div>
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

const cardStyles = (theme: GrafanaTheme2) => ({
  card: css({
    maxWidth: 900,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  head: css({ display: 'flex', alignItems: 'center', paddingRight: theme.spacing(1) }),
  toggle: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(1, 1.5),
    border: 'none',
    background: 'none',
    textAlign: 'left',
    color: theme.colors.text.primary,
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  body: css({ padding: theme.spacing(1, 2, 2, 4), borderTop: `1px solid ${theme.colors.border.weak}` }),
});
