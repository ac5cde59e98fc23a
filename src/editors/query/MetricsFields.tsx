import { Stack } from '@grafana/ui';
import React from 'react';
import { BenchmarkYear, benchmarkYears, metricNames, statistics } from '../../metrics';
import { bucketSizes, comparisons, frequencyDisplays, groupKeys, MetricsQuery, tableLayouts } from '../../query';
import { ChoiceField, FlagField, ManyField, NumberField, OptionalChoiceField, TextField } from '../fields';
import {
  choicesOf,
  comparisonWords,
  frequencyWords,
  groupWords,
  intervalWords,
  metricWords,
  statisticWords,
  tableLayoutWords,
} from '../words';
import { QueryForm } from './form';

const years = benchmarkYears.map((year) => ({
  value: year,
  label: String(year),
  ...(year === 2025 && { description: 'Quick Check scores instead of levels' }),
}));

/** What of the metrics, for whom, over which time. */
export function MetricsFields({ query, change, id, problem, applies }: QueryForm<MetricsQuery>) {
  const set = (fields: Partial<MetricsQuery>) => change({ ...query, ...fields });
  return (
    <>
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        <ManyField
          id={id('metrics')}
          label="Metrics"
          values={query.metrics}
          choices={choicesOf(metricNames, metricWords)}
          placeholder="Choose metrics"
          problem={problem('metrics')}
          width={60}
          onChange={(metrics) => set({ metrics })}
        />
        {applies('statistic') && (
          <ChoiceField
            id={id('statistic')}
            label="Statistic of durations"
            value={query.statistic}
            choices={choicesOf(statistics, statisticWords)}
            width={20}
            onChange={(statistic) => set({ statistic })}
          />
        )}
        <ManyField
          id={id('groupBy')}
          label="Group by"
          values={query.groupBy}
          choices={choicesOf(groupKeys, groupWords)}
          placeholder="Nothing"
          width={30}
          onChange={(groupBy) => set({ groupBy })}
        />
        <ChoiceField
          id={id('interval')}
          label="Interval"
          value={query.interval}
          choices={choicesOf(bucketSizes, intervalWords)}
          width={16}
          // A window cannot stand without an interval.
          onChange={(interval) => set({ interval, ...(interval === 'none' && { windowDays: 0 }) })}
        />
        {applies('windowDays') && (
          <NumberField
            id={id('windowDays')}
            label="Rolling window (days)"
            value={query.windowDays}
            placeholder="0"
            problem={problem('windowDays')}
            width={16}
            onCommit={(windowDays) => set({ windowDays: windowDays ?? 0 })}
          />
        )}
      </Stack>
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        <ChoiceField
          id={id('comparison')}
          label="Compare with"
          value={query.comparison}
          choices={choicesOf(comparisons, comparisonWords)}
          width={26}
          onChange={(comparison) => set({ comparison })}
        />
        {applies('comparisonDate') && (
          <TextField
            id={id('comparisonDate')}
            label="Date"
            value={query.comparisonDate}
            placeholder="2025-03-31"
            problem={problem('comparisonDate')}
            width={24}
            onCommit={(comparisonDate) => set({ comparisonDate: comparisonDate.trim() })}
          />
        )}
        {applies('frequencyDisplay') && (
          <ChoiceField
            id={id('frequencyDisplay')}
            label="Frequency as"
            value={query.frequencyDisplay}
            choices={choicesOf(frequencyDisplays, frequencyWords)}
            width={28}
            onChange={(frequencyDisplay) => set({ frequencyDisplay })}
          />
        )}
        <OptionalChoiceField<BenchmarkYear>
          id={id('benchmarkYear')}
          label="Levels of"
          value={query.benchmarkYear}
          choices={years}
          placeholder="As in the settings"
          width={24}
          onChange={(benchmarkYear) => set({ benchmarkYear })}
        />
        {applies('tableLayout') && (
          <ChoiceField
            id={id('tableLayout')}
            label="Table with"
            value={query.tableLayout}
            choices={choicesOf(tableLayouts, tableLayoutWords)}
            width={26}
            onChange={(tableLayout) => set({ tableLayout })}
          />
        )}
        <FlagField
          id={id('showIntervals')}
          label="Counts and intervals"
          value={query.showIntervals}
          onChange={(showIntervals) => set({ showIntervals })}
        />
      </Stack>
    </>
  );
}
