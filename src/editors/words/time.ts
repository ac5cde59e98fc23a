import { BucketSize, Comparison } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Over what time, and compared with which. */

export const intervalWords = (): Record<BucketSize, Word> => ({
  none: {
    label: say('options.wholeTimeRange', 'Whole time range'),
    description: say('options.oneValue', 'One value'),
  },
  day: { label: say('options.day', 'Day') },
  week: {
    label: say('options.week', 'Week'),
    description: say('options.isoFromMonday', 'ISO, from Monday'),
  },
  month: { label: say('options.month', 'Month') },
  quarter: { label: say('options.quarter', 'Quarter') },
});

export const comparisonWords = (): Record<Comparison, Word> => ({
  none: { label: say('options.noComparison', 'None') },
  previousPeriod: { label: say('options.previousPeriod', 'Previous period') },
  previousYear: { label: say('options.samePeriodAYearAgo', 'Same period a year ago') },
  date: { label: say('options.beforeADate', 'Before a date') },
});
