import { Stack } from '@grafana/ui';
import React from 'react';
import { IncidentOverride } from '../../metrics';
import { say } from '../../words';
import { TextField } from '../fields';

interface OverrideFieldsProps {
  readonly override: IncidentOverride;
  readonly id: (name: string) => string;
  readonly problem: (field: string) => string | null;
  readonly disabled: boolean;
  /** Only the incident can be entered: without it there is no ruling. */
  readonly needsIncident?: boolean;
  readonly onChange: (override: IncidentOverride) => void;
  /** What stands at the end of the row. */
  readonly children?: React.ReactNode;
}

/** A ruling: on which incident, what caused it, who says so, when, and why. */
export function OverrideFields(props: OverrideFieldsProps) {
  const { override, id, problem, disabled, needsIncident = false, onChange, children } = props;
  const isWaiting = disabled || needsIncident;
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-end">
      <TextField
        id={id('incident')}
        label={say('config.ruling.incident.label', 'Incident')}
        value={override.incident}
        placeholder={say('config.ruling.incident.placeholder', 'Id')}
        problem={problem('incident')}
        disabled={disabled}
        width={20}
        onCommit={(incident) => onChange({ ...override, incident: incident.trim() })}
      />
      <TextField
        id={id('deployment')}
        label={say('config.ruling.deployment.label', 'Caused by deployment')}
        value={override.deployment ?? ''}
        placeholder={say('config.ruling.deployment.placeholder', 'None: not change-related')}
        disabled={isWaiting}
        width={30}
        onCommit={(deployment) => onChange({ ...override, deployment: deployment.trim() || null })}
      />
      <TextField
        id={id('author')}
        label={say('config.ruling.author', 'Who says so')}
        value={override.author}
        disabled={isWaiting}
        width={20}
        onCommit={(author) => onChange({ ...override, author: author.trim() })}
      />
      <TextField
        id={id('at')}
        label={say('config.ruling.at.label', 'When')}
        value={override.at ?? ''}
        placeholder={say('config.ruling.at.placeholder', '2025-03-31')}
        problem={problem('at')}
        disabled={isWaiting}
        width={14}
        onCommit={(at) => onChange(withDate(override, at.trim()))}
      />
      <TextField
        id={id('reason')}
        label={say('config.ruling.reason', 'Why')}
        value={override.reason}
        problem={problem('reason')}
        disabled={isWaiting}
        width={40}
        onCommit={(reason) => onChange({ ...override, reason: reason.trim() })}
      />
      {children}
    </Stack>
  );
}

/** A ruling without a date has no such field: that is how it was saved before there was one. */
export function withDate(override: IncidentOverride, date: string): IncidentOverride {
  const { at: _, ...others } = override;
  return date === '' ? others : { ...others, at: date };
}
