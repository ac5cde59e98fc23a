import { Button, Field, Stack, Text } from '@grafana/ui';
import React from 'react';
import { metricNames, statistics } from '../../metrics';
import { describePoint, itemOutcomes, ItemsQuery, SensitivityQuery } from '../../query';
import { say } from '../../words';
import { ChoiceField, TextField } from '../fields';
import { choicesOf, metricWords, outcomeWords, statisticWords } from '../words';
import { QueryForm } from './form';

/** The events behind a number: of which metric, which of them, and of which point and group of it. */
export function ItemsFields({ query, change, id, problem }: QueryForm<ItemsQuery>) {
  const whole = { ...query, item: '' };
  const clauses = describePoint(whole);
  const trouble = ['group', 'period.at', 'period.windowDays', 'period.timeZone'].flatMap(
    (field) => problem(field) ?? []
  );
  return (
    <>
      <ChoiceField
        id={id('metric')}
        label={say('editors.items.metric', 'Metric')}
        value={query.metric}
        choices={choicesOf(metricNames, metricWords())}
        width={28}
        onChange={(metric) => change({ ...query, metric })}
      />
      <MetricVariable query={query} id={id} problem={problem} change={change} />
      <ChoiceField
        id={id('outcome')}
        label={say('editors.items.outcome', 'Which')}
        value={query.outcome}
        choices={choicesOf(itemOutcomes, outcomeWords().items)}
        width={28}
        onChange={(outcome) => change({ ...query, outcome })}
      />
      <TextField
        id={id('item')}
        label={say('editors.items.item.label', 'Why is this …?')}
        value={query.item}
        placeholder={say('editors.items.item.placeholder', 'Id, #number, commit or address')}
        width={36}
        onCommit={(item) => change({ ...query, item: item.trim() })}
      />
      {clauses.length > 0 && (
        <Field
          label={say('editors.items.point', 'Of one point')}
          invalid={trouble.length > 0}
          error={trouble.join(' ')}
          noMargin
        >
          <Stack direction="row" gap={1} alignItems="center">
            <Text>{clauses.join(', ')}</Text>
            <Button
              id={id('point')}
              size="sm"
              variant="secondary"
              onClick={() => change({ ...query, group: {}, period: null })}
            >
              {say('editors.items.whole', 'Everything in the time range')}
            </Button>
          </Stack>
        </Field>
      )}
    </>
  );
}

/** Of which metric, and for durations of which statistic, it is shown what hangs on what. */
export function SensitivityFields({ query, change, id, problem, applies }: QueryForm<SensitivityQuery>) {
  return (
    <>
      <ChoiceField
        id={id('metric')}
        label={say('editors.sensitivity.metric', 'Metric')}
        value={query.metric}
        choices={choicesOf(metricNames, metricWords())}
        width={28}
        onChange={(metric) => change({ ...query, metric })}
      />
      <MetricVariable query={query} id={id} problem={problem} change={change} />
      {applies('statistic') && (
        <ChoiceField
          id={id('statistic')}
          label={say('editors.sensitivity.statistic', 'Statistic')}
          value={query.statistic}
          choices={choicesOf(statistics, statisticWords())}
          width={28}
          onChange={(statistic) => change({ ...query, statistic })}
        />
      )}
    </>
  );
}

type MetricVariableProps = Pick<QueryForm<ItemsQuery | SensitivityQuery>, 'query' | 'id' | 'problem' | 'change'>;

/** The metric may be a choice of whoever looks at the dashboard. */
function MetricVariable({ query, id, problem, change }: MetricVariableProps) {
  return (
    <TextField
      id={id('metricVariable')}
      label={say('editors.metricVariable', 'Or from a variable')}
      value={query.metricVariable ?? ''}
      placeholder="$metric"
      problem={problem('metricVariable')}
      width={28}
      onCommit={(text) => {
        const { metricVariable: _, ...others } = query;
        change(text.trim() === '' ? others : { ...others, metricVariable: text.trim() });
      }}
    />
  );
}
