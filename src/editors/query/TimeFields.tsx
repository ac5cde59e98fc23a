import React from 'react';
import { bucketSizes, MetricsQuery } from '../../query';
import { ChoiceField, NumberField } from '../fields';
import { choicesOf, intervalWords } from '../words';
import { say } from '../../words';
import { QueryForm } from './form';

/** Over what: one value for the whole range, or a series of them. */
export function TimeFields({ query, change, id, problem, applies }: QueryForm<MetricsQuery>) {
  return (
    <>
      <ChoiceField
        id={id('interval')}
        label={say('editor.time.interval', 'Interval')}
        value={query.interval}
        choices={choicesOf(bucketSizes, intervalWords())}
        width={28}
        onChange={(interval) => change({ ...query, interval, ...(interval === 'none' && withoutInterval(query)) })}
      />
      {applies('windowDays') && (
        <NumberField
          id={id('windowDays')}
          label={say('editor.time.rollingWindowDays', 'Rolling window (days)')}
          value={query.windowDays}
          placeholder={say('editor.time.x0EachIntervalByItself', '0: each interval by itself')}
          problem={problem('windowDays')}
          width={28}
          onCommit={(windowDays) => change({ ...query, windowDays: windowDays ?? 0 })}
        />
      )}
    </>
  );
}

/** A window cannot stand without an interval, nor can most shapes. */
function withoutInterval({ shape }: MetricsQuery): Pick<MetricsQuery, 'windowDays' | 'shape'> {
  return { windowDays: 0, shape: shape === 'wide' ? shape : 'plain' };
}
