import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Spinner, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { Listing, Problem } from '../../datasource';
import { suggestTeams, TeamSettings, TeamSigns, TeamSuggestion } from '../../query';
import { selectors } from '../selectors';
import { say, sayCount } from '../../words';
import { SetupForm } from './form';
import { Subsection } from './Section';

type Signs = Omit<TeamSigns, 'existing'>;

interface Found {
  readonly signs: Signs;
  readonly problems: readonly Problem[];
}

interface SuggestedTeamsProps {
  readonly form: SetupForm;
  /** `isToOpen`: the team is to be changed at once. */
  readonly onAccept: (teams: readonly TeamSettings[], isToOpen: boolean) => void;
}

/** Teams that the organisation has already, to accept, change or dismiss. */
export function SuggestedTeams({ form, onAccept }: SuggestedTeamsProps) {
  const { settings, reach, isReadOnly } = form;
  const [found, setFound] = useState<Found | 'looking' | null>(null);
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const canLook = reach('github') === 'ready' || reach('pagerduty') === 'ready';
  const look = async () => {
    setFound('looking');
    setDismissed([]);
    const result = await signsOf(form);
    if (isShown.current) {
      setFound(result);
    }
  };
  const suggestions =
    found === null || found === 'looking'
      ? []
      : suggestTeams({ ...found.signs, existing: settings.teams }).filter(({ team }) => !dismissed.includes(team.name));
  return (
    <Subsection
      title={say('config.suggested.suggestedTeams', 'Suggested teams')}
      description={say(
        'config.suggested.fromGithubsTeamsTopicsLike',
        'From GitHub’s teams, topics like team-payments, and the names of PagerDuty’s teams and services. Nothing is taken over until you accept it.'
      )}
    >
      <div>
        <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
          <Button
            variant="secondary"
            icon="search"
            disabled={isReadOnly || !canLook || found === 'looking'}
            data-testid={selectors.config.lookForTeams}
            onClick={look}
          >
            {say('config.suggested.lookForTeams', 'Look for teams')}
          </Button>
          {suggestions.length > 1 && (
            <Button
              variant="primary"
              data-testid={selectors.config.acceptAllTeams}
              disabled={isReadOnly}
              onClick={() =>
                onAccept(
                  suggestions.map(({ team }) => team),
                  false
                )
              }
            >
              {say('config.suggested.acceptAll', 'Accept all')}
            </Button>
          )}
          <span role="status">
            <Standing found={found} canLook={canLook} count={suggestions.length} isReadOnly={isReadOnly} />
          </span>
        </Stack>
      </div>
      {found !== null && found !== 'looking' && <Problems problems={found.problems} />}
      {suggestions.length > 0 && (
        <ul style={{ listStyle: 'none' }} aria-label={say('config.suggested.suggestedTeams', 'Suggested teams')}>
          {suggestions.map((suggestion) => (
            <SuggestionCard
              key={suggestion.team.name}
              suggestion={suggestion}
              disabled={isReadOnly}
              onAccept={(isToOpen) => onAccept([suggestion.team], isToOpen)}
              onDismiss={() => setDismissed([...dismissed, suggestion.team.name])}
            />
          ))}
        </ul>
      )}
    </Subsection>
  );
}

function Standing(props: {
  readonly found: Found | 'looking' | null;
  readonly canLook: boolean;
  readonly count: number;
  readonly isReadOnly: boolean;
}) {
  const { found, canLook, count, isReadOnly } = props;
  if (isReadOnly) {
    return (
      <Text color="secondary">
        {say(
          'config.suggested.theseSettingsAreProvisionedAnd',
          'These settings are provisioned and cannot be changed here.'
        )}
      </Text>
    );
  }
  if (!canLook) {
    return (
      <Text color="secondary">
        {say(
          'config.suggested.possibleOnceGithubOrPagerduty',
          'Possible once GitHub or PagerDuty is saved with a token.'
        )}
      </Text>
    );
  }
  if (found === 'looking') {
    return <Spinner inline />;
  }
  if (found === null) {
    return null;
  }
  return count === 0 ? (
    <Text color="secondary">
      {say('config.suggested.nothingMoreIsSuggestedTeams', 'Nothing more is suggested. Teams can be added by hand.')}
    </Text>
  ) : (
    <Text color="secondary">
      {sayCount(
        'config.suggested.count',
        { one: '1 team is suggested.', other: '{{count}} teams are suggested.' },
        count
      )}
    </Text>
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <>
      {[...new Set(problems.map(({ message }) => message))].map((message) => (
        <Text key={message} color="warning" variant="bodySmall" element="p">
          {message}
        </Text>
      ))}
    </>
  );
}

interface SuggestionCardProps {
  readonly suggestion: TeamSuggestion;
  readonly disabled: boolean;
  readonly onAccept: (isToOpen: boolean) => void;
  readonly onDismiss: () => void;
}

function SuggestionCard({ suggestion: { team, evidence }, disabled, onAccept, onDismiss }: SuggestionCardProps) {
  const styles = useStyles2(suggestionStyles);
  return (
    <li className={styles.card} data-testid={selectors.config.suggestion(team.name)}>
      <div className={styles.words}>
        <strong>{team.name}</strong>
        <ul className={styles.evidence}>
          {evidence.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      <Stack direction="row" gap={1} alignItems="center">
        <Button
          size="sm"
          disabled={disabled}
          aria-label={say('config.suggested.accept', 'Accept {{name}}', { name: team.name })}
          onClick={() => onAccept(false)}
        >
          {say('config.suggested.accept2', 'Accept')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          disabled={disabled}
          aria-label={say('config.suggested.acceptAndChangeIt', 'Accept {{name}} and change it', { name: team.name })}
          onClick={() => onAccept(true)}
        >
          {say('config.suggested.change', 'Change')}
        </Button>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          aria-label={say('config.suggested.dismiss', 'Dismiss {{name}}', { name: team.name })}
          onClick={onDismiss}
        >
          {say('config.suggested.dismiss2', 'Dismiss')}
        </Button>
      </Stack>
    </li>
  );
}

/** What can be seen; what cannot is said, and the rest is used. */
async function signsOf({ catalog, settings, reach }: SetupForm): Promise<Found> {
  const none = <Item,>(): Listing<Item> => ({ items: [], problems: [] });
  const isGithub = reach('github') === 'ready';
  const isPagerduty = reach('pagerduty') === 'ready';
  const [repositories, githubTeams, services, pagerdutyTeams] = await Promise.all([
    isGithub ? catalog.repositories(settings) : none<TeamSigns['repositories'][number]>(),
    isGithub ? catalog.githubTeams(settings) : none<TeamSigns['githubTeams'][number]>(),
    isPagerduty ? catalog.services() : none<TeamSigns['services'][number]>(),
    isPagerduty ? catalog.pagerdutyTeams() : none<string>(),
  ]);
  return {
    signs: {
      repositories: repositories.items,
      githubTeams: githubTeams.items,
      services: services.items,
      pagerdutyTeams: pagerdutyTeams.items,
    },
    problems: [repositories, githubTeams, services, pagerdutyTeams].flatMap(({ problems }) => problems),
  };
}

const suggestionStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
    maxWidth: 900,
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  words: css({ flex: '1 1 320px', minWidth: 0 }),
  evidence: css({
    margin: theme.spacing(0.5, 0, 0, 2.5),
    color: theme.colors.text.secondary,
    ...theme.typography.bodySmall,
  }),
});
