import { BucketSize, Comparison } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Over what time, and compared with which. */

export const intervalWords: Record<BucketSize, Word> = {
  none: {
    get label() {
      return say('options.wholeTimeRange', 'Whole time range');
    },
    get description() {
      return say('options.oneValue', 'One value');
    },
  },
  day: {
    get label() {
      return say('options.day', 'Day');
    },
  },
  week: {
    get label() {
      return say('options.week', 'Week');
    },
    get description() {
      return say('options.isoFromMonday', 'ISO, from Monday');
    },
  },
  month: {
    get label() {
      return say('options.month', 'Month');
    },
  },
  quarter: {
    get label() {
      return say('options.quarter', 'Quarter');
    },
  },
};

export const comparisonWords: Record<Comparison, Word> = {
  none: {
    get label() {
      return say('options.noComparison', 'None');
    },
  },
  previousPeriod: {
    get label() {
      return say('options.previousPeriod', 'Previous period');
    },
  },
  previousYear: {
    get label() {
      return say('options.samePeriodAYearAgo', 'Same period a year ago');
    },
  },
  date: {
    get label() {
      return say('options.beforeADate', 'Before a date');
    },
  },
};
