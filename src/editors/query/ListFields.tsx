import { Stack } from '@grafana/ui';
import React from 'react';
import { metricNames } from '../../metrics';
import { changeOutcomes, deploymentOutcomes, DoraQuery, incidentOutcomes } from '../../query';
import { ChoiceField, ListField } from '../fields';
import { choicesOf, metricWords, outcomeWords } from '../words';
import { QueryForm } from './form';

/** Which entries of a list. */
export function ListFields({ query, change, id }: QueryForm) {
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {fieldOf(query, change, id)}
    </Stack>
  );
}

function fieldOf(query: DoraQuery, change: QueryForm['change'], id: QueryForm['id']) {
  const outcome = { id: id('outcome'), label: 'Which', width: 32 };
  switch (query.queryType) {
    case 'deployments':
      return (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(deploymentOutcomes, outcomeWords.deployments)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'changes':
      return (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(changeOutcomes, outcomeWords.changes)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'incidents':
      return (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(incidentOutcomes, outcomeWords.incidents)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'runs':
      return (
        <ListField
          id={id('workflows')}
          label="Workflows"
          values={query.workflows}
          placeholder="All; or ci, deploy"
          width={40}
          onCommit={(workflows) => change({ ...query, workflows })}
        />
      );
    case 'items':
      return (
        <ChoiceField
          id={id('metric')}
          label="Metric"
          value={query.metric}
          choices={choicesOf(metricNames, metricWords)}
          width={36}
          onChange={(metric) => change({ ...query, metric })}
        />
      );
    case 'metrics':
      return null;
  }
}
