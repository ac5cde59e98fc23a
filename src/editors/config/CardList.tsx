import { Button, Stack, Text } from '@grafana/ui';
import React from 'react';

interface CardListProps {
  /** What stands there while there is no card. */
  readonly none: string;
  readonly addLabel: string;
  readonly addTestId: string;
  readonly isReadOnly: boolean;
  readonly onAdd: () => void;
  readonly children: readonly React.ReactElement[];
}

/** Cards below each other, and the button that adds one. */
export function CardList({ none, addLabel, addTestId, isReadOnly, onAdd, children }: CardListProps) {
  return (
    <>
      <Stack direction="column" gap={1}>
        {children.length === 0 && <Text color="secondary">{none}</Text>}
        {children}
      </Stack>
      <div>
        <Button variant="secondary" icon="plus" disabled={isReadOnly} data-testid={addTestId} onClick={onAdd}>
          {addLabel}
        </Button>
      </div>
    </>
  );
}
