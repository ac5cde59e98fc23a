import { Button } from '@grafana/ui';
import React from 'react';
import { viewerName } from '../../datasource';
import { IncidentOverride } from '../../metrics';
import { selectors } from '../selectors';
import { say } from '../../words';
import { SettingsForm } from './form';
import { OverrideFields } from './OverrideFields';
import { RequestedRuling } from './RequestedRuling';
import { Subsection } from './Section';
import { today } from './today';

/** Incidents a person has ruled on. Rows that do not name their incident yet are kept here until they do. */
export function Overrides(form: SettingsForm) {
  const { settings, isReadOnly, change, problem } = form;
  const [isAdding, setIsAdding] = React.useState(false);
  const { overrides } = settings.rules;
  const save = (next: readonly IncidentOverride[]) => change({ rules: { ...settings.rules, overrides: next } });
  const replace = (index: number, override: IncidentOverride) =>
    save(overrides.map((one, position) => (position === index ? override : one)));
  const id = (index: number) => (name: string) => selectors.config.override(index, name);
  return (
    <Subsection
      title={say('config.overrides.rulingsOnIncidents', 'Rulings on incidents')}
      description={say(
        'config.overrides.whereAPersonKnowsBetter',
        'Where a person knows better than the rules which deployment caused an incident. It beats every rule and is shown with author and reason.'
      )}
    >
      <RequestedRuling {...form} onAdd={(override) => save([...overrides, override])} />
      {overrides.map((override, index) => (
        <OverrideFields
          key={index}
          id={id(index)}
          override={override}
          disabled={isReadOnly}
          problem={(name) => problem(`rules.overrides[${index}].${name}`)}
          onChange={(next) => replace(index, next)}
        >
          <Remove
            incident={override.incident}
            isDisabled={isReadOnly}
            onRemove={() => save(overrides.filter((_, position) => position !== index))}
          />
        </OverrideFields>
      ))}
      {isAdding && (
        <OverrideFields
          id={id(overrides.length)}
          override={{ incident: '', deployment: null, author: '', reason: '' }}
          disabled={isReadOnly}
          problem={() => null}
          onChange={(next) => {
            setIsAdding(false);
            save([...overrides, { ...next, author: viewerName(), at: today() }]);
          }}
          needsIncident
        >
          <Remove incident="" isDisabled={isReadOnly} onRemove={() => setIsAdding(false)} />
        </OverrideFields>
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

interface RemoveProps {
  readonly incident: string;
  readonly isDisabled: boolean;
  readonly onRemove: () => void;
}

function Remove({ incident, isDisabled, onRemove }: RemoveProps) {
  const label =
    incident === ''
      ? say('config.ruling.removeNew', 'Remove the new ruling')
      : say('config.ruling.remove', 'Remove the ruling on {{incident}}', { incident });
  return <Button variant="secondary" icon="trash-alt" disabled={isDisabled} aria-label={label} onClick={onRemove} />;
}
