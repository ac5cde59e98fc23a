import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { IncidentOverride } from '../../metrics';
import { TextField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { SettingsForm } from './form';
import { Subsection } from './Section';

const nobody: IncidentOverride = { incident: '', deployment: null, author: '', reason: '' };

/** Incidents a person has ruled on. Rows that do not name their incident yet are kept here until they do. */
export function Overrides({ settings, isReadOnly, change, problem }: SettingsForm) {
  const [isAdding, setIsAdding] = React.useState(false);
  const { overrides } = settings.rules;
  const save = (next: readonly IncidentOverride[]) => change({ rules: { ...settings.rules, overrides: next } });
  const replace = (index: number, override: IncidentOverride) =>
    save(overrides.map((one, position) => (position === index ? override : one)));
  return (
    <Subsection
      title={say('config.overrides.rulingsOnIncidents', 'Rulings on incidents')}
      description={say(
        'config.overrides.whereAPersonKnowsBetter',
        'Where a person knows better than the rules which deployment caused an incident. It beats every rule and is shown with author and reason.'
      )}
    >
      {overrides.map((override, index) => (
        <OverrideRow
          key={index}
          index={index}
          override={override}
          disabled={isReadOnly}
          problem={(name) => problem(`rules.overrides[${index}].${name}`)}
          onChange={(next) => replace(index, next)}
          onRemove={() => save(overrides.filter((_, position) => position !== index))}
        />
      ))}
      {isAdding && (
        <OverrideRow
          index={overrides.length}
          override={nobody}
          disabled={isReadOnly}
          problem={() => null}
          onChange={(next) => {
            setIsAdding(false);
            save([...overrides, next]);
          }}
          onRemove={() => setIsAdding(false)}
          isNew
        />
      )}
      <div>
        <Button
          variant="secondary"
          icon="plus"
          disabled={isReadOnly || isAdding}
          data-testid={selectors.config.addOverride}
          onClick={() => setIsAdding(true)}
        >
          {say('config.overrides.addARuling', 'Add a ruling')}
        </Button>
      </div>
    </Subsection>
  );
}

interface OverrideRowProps {
  readonly index: number;
  readonly override: IncidentOverride;
  readonly disabled: boolean;
  /** Only the incident can be entered first: without it there is no ruling. */
  readonly isNew?: boolean;
  readonly problem: (field: string) => string | null;
  readonly onChange: (override: IncidentOverride) => void;
  readonly onRemove: () => void;
}

function OverrideRow({ index, override, disabled, isNew = false, problem, onChange, onRemove }: OverrideRowProps) {
  const id = (name: string) => selectors.config.override(index, name);
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
      <TextField
        id={id('incident')}
        label={say('config.overrides.incident', 'Incident')}
        value={override.incident}
        placeholder={say('config.overrides.id', 'Id')}
        problem={problem('incident')}
        disabled={disabled}
        width={20}
        onCommit={(incident) => onChange({ ...override, incident: incident.trim() })}
      />
      <TextField
        id={id('deployment')}
        label={say('config.overrides.causedByDeployment', 'Caused by deployment')}
        value={override.deployment ?? ''}
        placeholder={say('config.overrides.noneNotChangeRelated', 'None: not change-related')}
        disabled={disabled || isNew}
        width={30}
        onCommit={(deployment) => onChange({ ...override, deployment: deployment.trim() || null })}
      />
      <TextField
        id={id('author')}
        label={say('config.overrides.whoSaysSo', 'Who says so')}
        value={override.author}
        disabled={disabled || isNew}
        width={20}
        onCommit={(author) => onChange({ ...override, author: author.trim() })}
      />
      <TextField
        id={id('reason')}
        label={say('config.overrides.why', 'Why')}
        value={override.reason}
        problem={problem('reason')}
        disabled={disabled || isNew}
        width={40}
        onCommit={(reason) => onChange({ ...override, reason: reason.trim() })}
      />
      <Button
        variant="secondary"
        icon="trash-alt"
        disabled={disabled}
        aria-label={
          override.incident === ''
            ? say('config.overrides.removeNew', 'Remove the ruling on the new incident')
            : say('config.overrides.remove', 'Remove the ruling on {{incident}}', { incident: override.incident })
        }
        onClick={onRemove}
      />
    </Stack>
  );
}
