import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

interface SizedProps {
  /** In units of 8 px, as Grafana counts widths; where there is less room, that. */
  readonly width: number;
  readonly onFocus?: React.FocusEventHandler<HTMLDivElement>;
  readonly children: React.ReactNode;
}

/**
 * The room of a MultiCombobox. Its own `width` is in units of 8 px, but it reckons with pixels when it works out how many
 * of the chosen values it can show, and then shows one; without a width it measures the room it has.
 */
export function Sized({ width, onFocus, children }: SizedProps) {
  const styles = useStyles2(stylesOf, width);
  return (
    <div className={styles.room} data-sized onFocus={onFocus}>
      {children}
    </div>
  );
}

function stylesOf(theme: GrafanaTheme2, width: number) {
  return { room: css({ width: theme.spacing(width), maxWidth: '100%' }) };
}
