import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** Narrow fields beside each other, in columns: a long label or message wraps in its column and pushes nothing aside. */
export function FieldGrid({ children }: { readonly children: React.ReactNode }) {
  const styles = useStyles2(stylesOf);
  return <div className={styles.grid}>{children}</div>;
}

function stylesOf(theme: GrafanaTheme2) {
  return {
    grid: css({
      display: 'grid',
      gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${theme.spacing(30)}), 1fr))`,
      gap: theme.spacing(2),
      maxWidth: theme.spacing(100),
      alignItems: 'start',
      '& > *': { minWidth: 0 },
    }),
  };
}
