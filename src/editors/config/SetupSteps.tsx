import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Icon, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { say } from '../../words';
import { SetupForm } from './form';

interface Step {
  readonly isDone: boolean;
  readonly title: string;
  readonly how: string;
}

/** The way from nothing to numbers, until it is gone. */
export function SetupSteps({ settings, reach, isReadOnly }: SetupForm) {
  const styles = useStyles2(stepStyles);
  const isReached = reach('github') === 'ready' || reach('feed') === 'ready';
  const hasScope = settings.organizations.length + settings.repositories.length > 0 || settings.feedUrl !== '';
  const steps: readonly Step[] = [
    {
      isDone: isReached,
      title: say('config.steps.enterATokenAndSave', 'Enter a token and save'),
      how: say(
        'config.steps.aFineGrainedGithubToken',
        'A fine-grained GitHub token; a read-only PagerDuty key if you have PagerDuty. Saving lets Grafana’s server use them.'
      ),
    },
    {
      isDone: hasScope,
      title: say('config.steps.chooseOrganisationsOrRepositories', 'Choose organisations or repositories'),
      how: say('config.steps.theyAreOfferedAsSoon', 'They are offered as soon as the token is saved.'),
    },
    {
      isDone: settings.teams.length > 0,
      title: say('config.steps.sayWhoOwnsWhatOptional', 'Say who owns what (optional)'),
      how: say('config.steps.lookForTeamsSuggestsTeams', '“Look for teams” suggests teams from GitHub and PagerDuty.'),
    },
  ];
  if (isReadOnly || (isReached && hasScope)) {
    return null;
  }
  return (
    <div className={styles.steps}>
      <Text element="h2" variant="h5">
        {say('config.steps.setUpInThreeSteps', 'Set up in three steps')}
      </Text>
      <ol className={styles.list}>
        {steps.map(({ isDone, title, how }) => (
          <li key={title} className={styles.step}>
            <Icon
              name={isDone ? 'check-circle' : 'circle'}
              title={isDone ? say('config.steps.done', 'Done') : say('config.steps.toDo', 'To do')}
            />
            <span>
              <strong>{title}.</strong> <Text color="secondary">{how}</Text>
            </span>
          </li>
        ))}
      </ol>
      <Text color="secondary" element="p">
        {say(
          'config.steps.everythingElseHasADefault',
          'Everything else has a default that fits most: production is what is called prod or live, lead time starts with the first commit, and the dashboards come with the plugin.'
        )}
      </Text>
    </div>
  );
}

const stepStyles = (theme: GrafanaTheme2) => ({
  steps: css({
    maxWidth: 720,
    marginBottom: theme.spacing(2),
    padding: theme.spacing(2),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  list: css({ listStyle: 'none', margin: theme.spacing(1, 0) }),
  step: css({ display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(0.5), '& svg': { marginTop: 3 } }),
});
