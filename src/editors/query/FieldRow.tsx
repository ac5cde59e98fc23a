import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

interface FieldRowProps {
  /** The part of the question that these fields answer. */
  readonly title: string;
  readonly children: React.ReactNode;
}

/** One step of a query: its title and its fields, as one group to see and to hear. */
export function FieldRow({ title, children }: FieldRowProps) {
  const styles = useStyles2(stylesOf);
  const titleId = useId();
  return (
    <div role="group" aria-labelledby={titleId} className={styles.row}>
      <div id={titleId} className={styles.title}>
        {title}
      </div>
      <div className={styles.fields}>{children}</div>
    </div>
  );
}

function stylesOf(theme: GrafanaTheme2) {
  return {
    row: css({
      display: 'flex',
      gap: theme.spacing(1, 2),
      padding: theme.spacing(1, 1.5, 1.5),
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      [theme.breakpoints.down('md')]: { flexDirection: 'column' },
    }),
    title: css({
      flex: '0 0 auto',
      width: theme.spacing(14),
      // On the first line of the labels beside it.
      ...theme.typography.bodySmall,
      fontWeight: theme.typography.fontWeightMedium,
      color: theme.colors.text.primary,
    }),
    fields: css({
      display: 'flex',
      flex: '1 1 auto',
      flexWrap: 'wrap',
      alignItems: 'flex-start',
      gap: theme.spacing(1, 2),
      minWidth: 0,
      // A long message below a field wraps in the field's width instead of pushing its neighbours away.
      '& > div:not([data-sized])': { width: 'min-content' },
      '& label': { whiteSpace: 'nowrap' },
    }),
  };
}
