import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Stack, Text, useStyles2 } from '@grafana/ui';
import React from 'react';

interface FoldedCardProps {
  /** Of the fields, for whoever jumps to them. */
  readonly id: string;
  readonly toggleTestId: string;
  readonly name: string;
  /** What is in it, in a line. */
  readonly summary: string;
  readonly isOpen: boolean;
  readonly disabled: boolean;
  /** What the button beside it does: "Remove this team". */
  readonly removeTooltip: string;
  readonly removeLabel: string;
  readonly onToggle: (isOpen: boolean) => void;
  readonly onRemove: () => void;
  readonly children: React.ReactNode;
}

/** One of several things in a line, and all its fields when opened. */
export function FoldedCard(props: FoldedCardProps) {
  const { id, toggleTestId, name, summary, isOpen, disabled, removeTooltip, removeLabel, onToggle, onRemove } = props;
  const styles = useStyles2(cardStyles);
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={id}
          data-testid={toggleTestId}
          onClick={() => onToggle(!isOpen)}
        >
          <Icon name={isOpen ? 'angle-down' : 'angle-right'} />
          <span className={styles.name}>{name}</span>
          <Text color="secondary" variant="bodySmall">
            {summary}
          </Text>
        </button>
        <Button
          variant="secondary"
          fill="text"
          icon="trash-alt"
          disabled={disabled}
          aria-label={removeLabel}
          tooltip={removeTooltip}
          onClick={onRemove}
        />
      </div>
      {isOpen && (
        <div id={id} className={styles.body}>
          <Stack direction="column" gap={2}>
            {props.children}
          </Stack>
        </div>
      )}
    </div>
  );
}

const cardStyles = (theme: GrafanaTheme2) => ({
  card: css({
    maxWidth: 900,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  head: css({ display: 'flex', alignItems: 'center', paddingRight: theme.spacing(1) }),
  toggle: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(1, 1.5),
    border: 'none',
    background: 'none',
    textAlign: 'left',
    color: theme.colors.text.primary,
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  body: css({ padding: theme.spacing(1, 2, 2, 4), borderTop: `1px solid ${theme.colors.border.weak}` }),
});
