import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, IconName, Spinner, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';
import { SourceId } from '../../datasource';
import { selectors } from '../selectors';
import { say } from '../../words';
import { SetupForm } from './form';
import { Reach } from './reach';
import { ConnectionState, useConnectionTest } from './useConnectionTest';

interface ConnectionStatusProps {
  readonly source: SourceId;
  readonly form: SetupForm;
}

/** Whether a connection works with what is entered now; tested by itself, after a pause. */
export function ConnectionStatus({ source, form }: ConnectionStatusProps) {
  const styles = useStyles2(statusStyles);
  const reach = form.reach(source);
  const { state, stop, again } = useConnectionTest({ ...form, source, reach });
  if (reach === 'off') {
    return null;
  }
  const { tone, sentence, details } = reach === 'ready' ? shownOf(state) : waitingFor(reach);
  const isUnderWay = reach === 'ready' && (state.kind === 'testing' || state.kind === 'settling');
  const isOver = reach === 'ready' && !isUnderWay;
  return (
    <div className={`${styles.status} ${styles[tone]}`} data-testid={selectors.config.connection(source)}>
      <Stack direction="row" gap={1} alignItems="flex-start">
        <span className={styles.icon}>{isUnderWay ? <Spinner inline /> : <Icon name={icons[tone]} />}</span>
        <div className={styles.words}>
          <div role="status">{sentence}</div>
          {details.length > 0 && (
            <details>
              <summary>{say('config.connection.details', 'Details')}</summary>
              <ul className={styles.details}>
                {details.map((line) => (
                  <li key={line}>
                    <Text variant="bodySmall">{line}</Text>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
        {state.kind === 'testing' && reach === 'ready' && (
          <Button size="sm" variant="secondary" fill="text" onClick={stop}>
            {say('config.connection.stopTheTest', 'Stop the test')}
          </Button>
        )}
        {isOver && (
          <Button size="sm" variant="secondary" fill="text" icon="sync" onClick={again}>
            {say('config.connection.testAgain', 'Test again')}
          </Button>
        )}
      </Stack>
    </div>
  );
}

type Tone = 'plain' | 'good' | 'bad';

interface Shown {
  readonly tone: Tone;
  readonly sentence: string;
  readonly details: readonly string[];
}

const icons: Record<Tone, IconName> = { plain: 'info-circle', good: 'check-circle', bad: 'exclamation-triangle' };

function shownOf(state: ConnectionState): Shown {
  switch (state.kind) {
    case 'settling':
    case 'testing':
      return {
        tone: 'plain',
        sentence: say(
          'config.connection.testingTheConnectionWithWhat',
          'Testing the connection with what is entered here …'
        ),
        details: [],
      };
    case 'stopped':
      return {
        tone: 'plain',
        sentence: say('config.connection.theTestWasStopped', 'The test was stopped.'),
        details: [],
      };
    case 'tested':
      return { tone: state.report.ok ? 'good' : 'bad', sentence: state.report.message, details: state.report.details };
  }
}

function waitingFor(reach: Exclude<Reach, 'ready' | 'off'>): Shown {
  return { tone: 'plain', sentence: waitingWords()[reach], details: [] };
}

/** Why nothing is tested yet, and what to do. */
export const waitingWords = (): Record<Exclude<Reach, 'ready' | 'off'>, string> => ({
  noToken: say(
    'config.connection.notTestedYetEnterA',
    'Not tested yet: enter a token and save. From then on it is tested by itself whenever something here changes.'
  ),
  unsavedToken: say(
    'config.connection.notTestedYetSaveFirst',
    'Not tested yet: save first. The token is used by Grafana’s server only, which does not know it before.'
  ),
  unsavedAddress: say(
    'config.connection.notTestedYetSaveFirst2',
    'Not tested yet: save first. Requests go through Grafana’s server, which still knows the address that was saved before.'
  ),
  invalid: say('config.connection.notTestedTheAddressHas', 'Not tested: the address has to be mended first.'),
});

const statusStyles = (theme: GrafanaTheme2) => ({
  status: css({
    maxWidth: 720,
    padding: theme.spacing(1, 1.5),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    borderLeft: `3px solid ${theme.colors.border.strong}`,
  }),
  plain: css({}),
  good: css({ borderLeftColor: theme.colors.success.main, '--tone': theme.colors.success.text }),
  bad: css({ borderLeftColor: theme.colors.error.main, '--tone': theme.colors.error.text }),
  icon: css({ lineHeight: theme.typography.body.lineHeight, color: 'var(--tone)' }),
  words: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  details: css({ margin: theme.spacing(0.5, 0, 0, 2.5) }),
});
