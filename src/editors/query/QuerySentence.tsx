import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

interface QuerySentenceProps {
  readonly testId: string;
  /** Without its full stop. */
  readonly sentence: string;
}

/** What the query means. Read out when a choice has changed it. */
export function QuerySentence({ testId, sentence }: QuerySentenceProps) {
  const styles = useStyles2(stylesOf);
  return (
    <p role="status" className={styles.sentence}>
      <Icon name="comment-alt" className={styles.icon} />
      <span data-testid={testId}>{sentence}.</span>
    </p>
  );
}

function stylesOf(theme: GrafanaTheme2) {
  return {
    sentence: css({
      display: 'flex',
      gap: theme.spacing(1),
      margin: theme.spacing(0.5, 0),
      flex: '1 1 0',
      minWidth: 0,
      overflowWrap: 'anywhere',
      color: theme.colors.text.primary,
    }),
    icon: css({ flex: '0 0 auto', marginTop: theme.spacing(0.25), color: theme.colors.text.secondary }),
  };
}
