import { Stack } from '@grafana/ui';
import React from 'react';
import { nameKinds } from '../../datasource';
import { Filters } from '../../query';
import { NamesField } from '../fields';
import { QueryForm } from './form';

const labels: Record<keyof Filters, string> = {
  teams: 'Teams',
  repositories: 'Repositories',
  services: 'Services',
  environments: 'Environments',
};

/** Of whom: what exists is offered, dashboard variables too, and any other text can be typed. */
export function ScopeFields({ query, change, id, suggest }: QueryForm) {
  const { filters } = query;
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {nameKinds.map((kind) => (
        <NamesField
          key={kind}
          id={id(kind)}
          label={labels[kind]}
          values={filters[kind]}
          placeholder="All"
          suggest={suggest(kind)}
          onChange={(values) => change({ ...query, filters: { ...filters, [kind]: values } })}
        />
      ))}
    </Stack>
  );
}
