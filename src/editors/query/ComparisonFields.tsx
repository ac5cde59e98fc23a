import React from 'react';
import { BenchmarkYear, benchmarkYears } from '../../metrics';
import { comparisons, MetricsQuery } from '../../query';
import { ChoiceField, OptionalChoiceField, TextField } from '../fields';
import { asInSettings, choicesOf, comparisonWords, yearWords } from '../words';
import { say } from '../../words';
import { QueryForm } from './form';

const years = () => benchmarkYears.map((value) => ({ value, ...yearWords(value) }));

/** Compared with what: another time, and the levels of a report. */
export function ComparisonFields({ query, change, id, problem, applies }: QueryForm<MetricsQuery>) {
  return (
    <>
      {applies('comparison') && (
        <ChoiceField
          id={id('comparison')}
          label={say('editor.comparison.anotherTime', 'Another time')}
          value={query.comparison}
          choices={choicesOf(comparisons, comparisonWords())}
          width={28}
          onChange={(comparison) => change({ ...query, comparison })}
        />
      )}
      {applies('comparisonDate') && (
        <TextField
          id={id('comparisonDate')}
          label={say('editor.comparison.date', 'Date')}
          value={query.comparisonDate}
          placeholder="2025-03-31"
          problem={problem('comparisonDate')}
          width={28}
          onCommit={(comparisonDate) => change({ ...query, comparisonDate: comparisonDate.trim() })}
        />
      )}
      <OptionalChoiceField<BenchmarkYear>
        id={id('benchmarkYear')}
        label={say('editor.comparison.levelsOf', 'Levels of')}
        value={query.benchmarkYear}
        choices={years()}
        placeholder={asInSettings()}
        width={28}
        onChange={(benchmarkYear) => change({ ...query, benchmarkYear })}
      />
    </>
  );
}
