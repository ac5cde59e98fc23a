import React from 'react';
import { MetricName, metricNames, metricUnit } from '../../metrics';
import { TeamSettings } from '../../query';
import { NumberField } from '../fields';
import { metricWords } from '../words';
import { say } from '../../words';
import { FieldGrid } from './FieldGrid';

type Targets = TeamSettings['targets'];

interface TargetFieldsProps {
  readonly targets: Targets;
  readonly disabled: boolean;
  readonly id: (name: string) => string;
  readonly problem: (field: string) => string | null;
  readonly onChange: (targets: Targets) => void;
}

/** A team's own targets, entered in the units people think in. */
export function TargetFields({ targets, disabled, id, problem, onChange }: TargetFieldsProps) {
  return (
    <FieldGrid>
      {metricNames.map((metric) => {
        const { unit, factor } = entered(metric);
        const { [metric]: target, ...others } = targets;
        return (
          <NumberField
            key={metric}
            id={id(`target-${metric}`)}
            label={say('config.targets.target', 'Target: {{label}} ({{unit}})', {
              label: metricWords()[metric].label,
              unit,
            })}
            value={target === undefined ? null : rounded(target / factor)}
            placeholder={say('config.targets.none', 'None')}
            problem={problem(`targets.${metric}`)}
            disabled={disabled}
            onCommit={(value) => onChange(value === null ? others : { ...others, [metric]: value * factor })}
          />
        );
      })}
    </FieldGrid>
  );
}

/** The unit of the field and how many of the metric's own units it is worth. */
function entered(metric: MetricName): { readonly unit: string; readonly factor: number } {
  switch (metricUnit[metric]) {
    case 's':
      return { unit: say('config.targets.hours', 'hours'), factor: 3600 };
    case 'ratio':
      return { unit: '%', factor: 0.01 };
    default:
      return { unit: say('config.targets.perDay', 'per day'), factor: 1 };
  }
}

/** 15 % and not 15.000000000000002. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
