import React from 'react';
import { metricNames, statistics } from '../../metrics';
import { changeOutcomes, deploymentOutcomes, incidentOutcomes, QueryType, releaseOutcomes } from '../../query';
import { ChoiceField, ManyField, NamesField } from '../fields';
import { choicesOf, metricWords, outcomeWords, queryTypeWords, statisticWords } from '../words';
import { say } from '../../words';
import { QueryForm, withType } from './form';
import { ItemsFields, SensitivityFields } from './ItemsFields';
import { QualityFields } from './QualityFields';

interface WhatFieldsProps extends QueryForm {
  readonly types: readonly QueryType[];
  readonly label: string;
}

/** What is asked for: the kind of answer, and which of its kind. */
export function WhatFields({ types, label, ...form }: WhatFieldsProps) {
  const { query, change, id } = form;
  return (
    <>
      <ChoiceField
        id={id('queryType')}
        label={label}
        value={query.queryType}
        choices={choicesOf(types, queryTypeWords())}
        width={28}
        onChange={(queryType) => change(withType(query, queryType))}
      />
      <Particulars {...form} />
    </>
  );
}

function Particulars(form: QueryForm) {
  const { query, change, id, problem, applies, suggest } = form;
  const outcome = { id: id('outcome'), label: say('editor.what.which', 'Which'), width: 28 };
  switch (query.queryType) {
    case 'metrics':
      return (
        <>
          <ManyField
            id={id('metrics')}
            label={say('editor.what.metrics', 'Metrics')}
            values={query.metrics}
            choices={choicesOf(metricNames, metricWords())}
            placeholder={say('editor.what.chooseMetrics', 'Choose metrics')}
            problem={problem('metrics')}
            width={88}
            onChange={(metrics) => change({ ...query, metrics })}
          />
          {applies('statistic') && (
            <ChoiceField
              id={id('statistic')}
              label={say('editor.what.statisticOfDurations', 'Statistic of durations')}
              value={query.statistic}
              choices={choicesOf(statistics, statisticWords())}
              width={28}
              onChange={(statistic) => change({ ...query, statistic })}
            />
          )}
        </>
      );
    case 'deployments':
      return !applies('outcome') ? null : (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(deploymentOutcomes, outcomeWords().deployments)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'changes':
      return (
        <>
          <ChoiceField
            {...outcome}
            value={query.outcome}
            choices={choicesOf(changeOutcomes, outcomeWords().changes)}
            onChange={(chosen) => change({ ...query, outcome: chosen })}
          />
          <NamesField
            id={id('labels')}
            label={say('editor.what.labels', 'Labels')}
            values={query.labels}
            placeholder={say('editor.what.any', 'Any')}
            suggest={suggest('labels')}
            width={28}
            onChange={(labels) => change({ ...query, labels })}
          />
        </>
      );
    case 'incidents':
      return (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(incidentOutcomes, outcomeWords().incidents)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'releases':
      return (
        <ChoiceField
          {...outcome}
          value={query.outcome}
          choices={choicesOf(releaseOutcomes, outcomeWords().releases)}
          onChange={(chosen) => change({ ...query, outcome: chosen })}
        />
      );
    case 'runs':
      return (
        <NamesField
          id={id('workflows')}
          label={say('editor.what.workflows', 'Workflows')}
          values={query.workflows}
          placeholder={say('editor.what.all', 'All')}
          suggest={suggest('workflows')}
          width={58}
          onChange={(workflows) => change({ ...query, workflows })}
        />
      );
    case 'experiments':
      return null;
    case 'items':
      return <ItemsFields {...form} query={query} />;
    case 'sensitivity':
      return <SensitivityFields {...form} query={query} />;
    case 'quality':
      return <QualityFields query={query} change={change} id={id} />;
  }
}
