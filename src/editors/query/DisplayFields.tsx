import React from 'react';
import { frequencyDisplays, MetricsQuery, tableLayouts } from '../../query';
import { ChoiceField, FlagField } from '../fields';
import { choicesOf, frequencyWords, tableLayoutWords } from '../words';
import { say } from '../../words';
import { QueryForm } from './form';

/** Shown how. */
export function DisplayFields({ query, change, id, applies }: QueryForm<MetricsQuery>) {
  return (
    <>
      {applies('frequencyDisplay') && (
        <ChoiceField
          id={id('frequencyDisplay')}
          label={say('editor.display.frequencyAs', 'Frequency as')}
          value={query.frequencyDisplay}
          choices={choicesOf(frequencyDisplays, frequencyWords())}
          width={28}
          onChange={(frequencyDisplay) => change({ ...query, frequencyDisplay })}
        />
      )}
      {applies('tableLayout') && (
        <ChoiceField
          id={id('tableLayout')}
          label={say('editor.display.tableWith', 'Table with')}
          value={query.tableLayout}
          choices={choicesOf(tableLayouts, tableLayoutWords())}
          width={28}
          onChange={(tableLayout) => change({ ...query, tableLayout })}
        />
      )}
      {applies('showIntervals') && (
        <FlagField
          id={id('showIntervals')}
          label={say('editor.display.countsAnd95Intervals', 'Counts and 95 % intervals')}
          value={query.showIntervals}
          onChange={(showIntervals) => change({ ...query, showIntervals })}
        />
      )}
    </>
  );
}
