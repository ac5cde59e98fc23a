import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { describeQuery, DoraQuery } from '../../query';
import { say } from '../../words';
import { examples } from './examples';

interface ExampleListProps {
  readonly onChoose: (query: DoraQuery) => void;
}

/** Questions people ask; choosing one sets the whole query. */
export function ExampleList({ onChoose }: ExampleListProps) {
  const styles = useStyles2(stylesOf);
  return (
    <ul aria-label={say('editor.examples.examples', 'Examples')} className={styles.list}>
      {examples().map(({ question, query }) => (
        <li key={question}>
          <button type="button" className={styles.example} onClick={() => onChoose(query)}>
            <span className={styles.question}>{question}</span>
            <span className={styles.sentence}>{describeQuery(query)}.</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function stylesOf(theme: GrafanaTheme2) {
  return {
    list: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
      gap: theme.spacing(1),
      margin: theme.spacing(0, 0, 1),
      padding: 0,
      listStyle: 'none',
    }),
    example: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      width: '100%',
      height: '100%',
      padding: theme.spacing(1, 1.5),
      textAlign: 'left',
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.primary,
      color: theme.colors.text.primary,
      '&:hover': { background: theme.colors.emphasize(theme.colors.background.primary, 0.03) },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: '1px' },
    }),
    question: css({ fontWeight: theme.typography.fontWeightMedium }),
    sentence: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  };
}
