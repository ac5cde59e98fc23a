import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Icon, LoadingPlaceholder, Stack, Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { PreviewKind, sayNotCounted, Verdict } from '../../engine';
import { OfferedNameField } from '../fields';
import { selectors } from '../selectors';
import { say, sayInstant, sayList } from '../../words';
import { SetupForm } from './form';
import { offersOf } from './offers';
import { countsWords, kindWords } from './previewWords';
import { Section } from './Section';
import { RulePreviewState, useRulePreview } from './useRulePreview';

/** What the rules on the page make of one repository's newest events. Nothing is saved, so it works read-only too. */
export function RulePreview(form: SetupForm) {
  const [repository, setRepository] = useState('');
  const [attempt, setAttempt] = useState(0);
  const isReady = form.reach('github') === 'ready';
  const state = useRulePreview(form, isReady ? repository : '', attempt);
  return (
    <Section
      name="preview"
      title={say('config.preview.tryTheRules', 'Try the rules')}
      description={say(
        'config.preview.whatTheRulesCountIn',
        'What the rules count in one repository, and why not the rest: its newest deployments, runs, releases, pull requests, incidents and issues. It follows every change of the rules above, saved or not.'
      )}
    >
      <Stack direction="row" gap={2} alignItems="flex-end" wrap="wrap">
        <OfferedNameField
          id={selectors.config.field('previewRepository')}
          label={say('config.preview.repository', 'Repository')}
          value={repository}
          placeholder={
            isReady
              ? say('config.preview.chooseARepository', 'Choose a repository')
              : say('config.preview.possibleOnceGithubIsSaved', 'Possible once GitHub is saved with a token')
          }
          offer={offersOf(form).repositories}
          width={50}
          onChange={setRepository}
        />
        {state.kind !== 'none' && (
          <Button
            variant="secondary"
            icon="sync"
            disabled={state.kind === 'reading'}
            onClick={() => setAttempt(attempt + 1)}
          >
            {say('config.preview.readAgain', 'Read again')}
          </Button>
        )}
      </Stack>
      <Preview state={state} repository={repository} />
    </Section>
  );
}

function Preview({ state, repository }: { readonly state: RulePreviewState; readonly repository: string }) {
  switch (state.kind) {
    case 'none':
      return null;
    case 'reading':
      return <LoadingPlaceholder text={say('config.preview.readingTheNewestEvents', 'Reading the newest events …')} />;
    case 'failed':
      return <Alert severity="error" title={state.message} />;
    case 'read':
      return (
        <div data-testid={selectors.config.preview}>
          <Stack direction="column" gap={1}>
            <Text color="secondary" element="p">
              <WhoseRules teams={state.teams} />
            </Text>
            {[...new Set(state.problems)].map((message) => (
              <Text key={message} color="warning" variant="bodySmall" element="p">
                {message}
              </Text>
            ))}
            {state.verdicts.length === 0 ? (
              <Text element="p">
                {say('config.preview.nothingFound', 'Nothing was found in {{repository}}.', { repository })}
              </Text>
            ) : (
              <VerdictTable verdicts={state.verdicts} />
            )}
          </Stack>
        </div>
      );
  }
}

function WhoseRules({ teams }: { readonly teams: readonly string[] }) {
  const [first] = teams;
  if (first === undefined) {
    return (
      <>
        {say(
          'config.preview.theRepositoryBelongsToNo',
          'The repository belongs to no team: the data source’s rules hold.'
        )}
      </>
    );
  }
  return teams.length === 1 ? (
    <>{say('config.preview.oneTeam', 'The repository belongs to {{team}}.', { team: first })}</>
  ) : (
    <>
      {say(
        'config.preview.severalTeams',
        'The repository belongs to {{teams}}: the first of them that has rules of its own decides.',
        { teams: sayList(teams) }
      )}
    </>
  );
}

function VerdictTable({ verdicts }: { readonly verdicts: readonly Verdict[] }) {
  const styles = useStyles2(previewStyles);
  const kinds = [...new Set(verdicts.map(({ kind }) => kind))];
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {say('config.preview.whatTheRulesCountBy', 'What the rules count, by kind, newest first')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('config.preview.counts', 'Counts')}</th>
            <th scope="col">{say('config.preview.what', 'What')}</th>
            <th scope="col">{say('config.preview.when', 'When')}</th>
            <th scope="col">{say('config.preview.why', 'Why')}</th>
          </tr>
        </thead>
        {kinds.map((kind) => (
          <KindRows key={kind} kind={kind} verdicts={verdicts.filter((one) => one.kind === kind)} />
        ))}
      </table>
    </div>
  );
}

/** More are shown on request: the first ones usually tell. */
const firstRows = 6;

function KindRows({ kind, verdicts }: { readonly kind: PreviewKind; readonly verdicts: readonly Verdict[] }) {
  const styles = useStyles2(previewStyles);
  const [isWhole, setIsWhole] = useState(false);
  const counted = verdicts.filter(({ counts }) => counts !== null).length;
  const shown = isWhole ? verdicts : verdicts.slice(0, firstRows);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={4} className={styles.kind}>
          {say('config.preview.counted', '{{kind}}: {{counted}} of {{all}} count', {
            kind: kindWords()[kind],
            counted,
            all: verdicts.length,
          })}
        </th>
      </tr>
      {shown.map((verdict) => (
        <tr key={verdict.id} className={verdict.counts === null ? styles.out : undefined}>
          <td className={styles.mark}>
            {verdict.counts === null ? (
              <Icon name="times" title={say('config.preview.no', 'No')} />
            ) : (
              <Icon name="check" title={say('config.preview.yes', 'Yes')} className={styles.yes} />
            )}
          </td>
          <td className={styles.what}>
            {verdict.url === null ? (
              verdict.name
            ) : (
              <TextLink href={verdict.url} external inline variant="bodySmall">
                {verdict.name || verdict.id}
              </TextLink>
            )}
          </td>
          <td className={styles.when}>{sayInstant(verdict.at)}</td>
          <td>
            {verdict.reason === null
              ? verdict.counts === null
                ? ''
                : countsWords()[verdict.counts]
              : sayNotCounted(verdict.reason)}
          </td>
        </tr>
      ))}
      {verdicts.length > firstRows && (
        <tr>
          <td />
          <td colSpan={3}>
            <Button size="sm" variant="secondary" fill="text" onClick={() => setIsWhole(!isWhole)}>
              {isWhole
                ? say('config.preview.showFewer', 'Show fewer')
                : say('config.preview.showAll', 'Show all {{count}}', { count: verdicts.length })}
            </Button>
          </td>
        </tr>
      )}
    </tbody>
  );
}

const previewStyles = (theme: GrafanaTheme2) => ({
  // A narrow page scrolls the table, not itself.
  frame: css({ overflowX: 'auto', maxWidth: 1100 }),
  table: css({
    width: '100%',
    ...theme.typography.bodySmall,
    '& th, & td': { padding: theme.spacing(0.5, 1), textAlign: 'left', verticalAlign: 'top' },
    '& thead th': { borderBottom: `1px solid ${theme.colors.border.medium}` },
    '& tbody tr': { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
  caption: css({ captionSide: 'top', color: theme.colors.text.secondary, padding: 0 }),
  kind: css({ background: theme.colors.background.secondary }),
  out: css({ color: theme.colors.text.secondary }),
  mark: css({ width: 60 }),
  yes: css({ color: theme.colors.success.text }),
  what: css({ minWidth: 160, maxWidth: 360, overflowWrap: 'anywhere' }),
  when: css({ whiteSpace: 'nowrap' }),
});
