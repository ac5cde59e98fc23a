import { css } from '@emotion/css';
import { FieldConfigSource, GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { ReactNode } from 'react';
import { noValueText } from './fieldConfig';

interface PanelMessageProps {
  readonly children: ReactNode;
  readonly testId: string;
}

/** A quiet word in the middle of a panel, where there is no picture. */
export function PanelMessage({ children, testId }: PanelMessageProps) {
  const style = useStyles2(getStyle);
  return (
    <div className={style} data-testid={testId}>
      {children}
    </div>
  );
}

/** What a panel shows instead of a picture: "No data", or what is wrong with the data for this kind of panel. */
export function NoData({ fieldConfig, reason }: { readonly fieldConfig: FieldConfigSource; readonly reason?: string }) {
  return (
    <PanelMessage testId="data-testid Panel data error message">{reason ?? noValueText(fieldConfig)}</PanelMessage>
  );
}

const getStyle = (theme: GrafanaTheme2) =>
  css({
    alignItems: 'center',
    color: theme.colors.text.secondary,
    display: 'flex',
    fontSize: theme.typography.size.lg,
    height: '100%',
    justifyContent: 'center',
    width: '100%',
  });
