import { Level } from '../names';
import { day, halfYear, hour, month, perDay, perHalfYear, perMonth, perWeek, week } from './span';

/**
 * DORA's tables of the years that had levels, as printed. What they are: the clusters that emerged from that year's
 * answers, each described by its median answer. They are not limits. To give a value a level they are read so:
 *
 * - A level is earned by meeting what the table says of it: a value gets the best level whose band reaches that far.
 *   So the far end of a band is its limit, and a value in a gap between two bands (2021: lead time between one hour and
 *   one day; 2019: fail rate between 15 and 46 %) belongs to the worse of them.
 * - Worse than the last band that can be earned is `low`, also beyond what `low` is printed with.
 * - Where two levels print the same band (2019: fail rate 0–15 % for elite, high and medium) the table cannot tell
 *   them apart, and the best of them is given. The others then have no value of their own.
 * - "Less than a day" does not hold one day. "Between once per day and once per week" holds both ends; "on demand"
 *   is several a day, so more than one. Percentages hold their end.
 * - Exact percentages (2023, 2024) are medians of the clusters: a value at least as good as a cluster's median has that
 *   level. In 2024 medium (10 %) is more stable than high (20 %); the level is read off all the same, per metric.
 */
export interface Band {
  readonly level: Level;
  /** As printed, in words. */
  readonly text: string;
  /** The far end: seconds, deployments per day, or share. Null: `low`, which takes the rest. */
  readonly limit: number | null;
}

/** Best first, as printed. */
export type Table = readonly Band[];

export type LevelYear = 2019 | 2021 | 2022 | 2023 | 2024;

/** The metrics the tables have rows for; `recovery` is "time to restore service" until 2022, then failed deployments. */
export type TableRow = 'deploymentFrequency' | 'changeLeadTime' | 'recovery' | 'changeFailRate';

const lessThanHour = { text: 'less than one hour', limit: hour };
const lessThanDay = { text: 'less than one day', limit: day };
const dayToWeek = { text: 'between one day and one week', limit: week };
const weekToMonth = { text: 'between one week and one month', limit: month };
const monthToHalfYear = { text: 'between one month and six months', limit: halfYear };
const moreThanHalfYear = { text: 'more than six months', limit: null };

const onDemand = { text: 'on demand (multiple deployments per day)', limit: perDay };
const dailyToWeekly = { text: 'between once per day and once per week', limit: perWeek };
const weeklyToMonthly = { text: 'between once per week and once per month', limit: perMonth };
const monthlyToHalfYearly = { text: 'between once per month and once every six months', limit: perHalfYear };
const lessThanHalfYearly = { text: 'fewer than once per six months', limit: null };

const percent = (text: string, limit: number) => ({ text, limit });

type Printed = { readonly text: string; readonly limit: number | null };

function table(elite: Printed | null, high: Printed, medium: Printed, low: Printed): Table {
  const rows: Table = [
    { level: 'high', ...high },
    { level: 'medium', ...medium },
    { level: 'low', ...low, limit: null },
  ];
  return elite === null ? rows : [{ level: 'elite', ...elite }, ...rows];
}

export const levelTables: Record<LevelYear, Record<TableRow, Table>> = {
  2019: {
    deploymentFrequency: table(onDemand, dailyToWeekly, weeklyToMonthly, monthlyToHalfYearly),
    changeLeadTime: table(lessThanDay, dayToWeek, weekToMonth, monthToHalfYear),
    recovery: table(lessThanHour, lessThanDay, lessThanDay, weekToMonth),
    changeFailRate: table(
      percent('0–15 %', 0.15),
      percent('0–15 %', 0.15),
      percent('0–15 %', 0.15),
      percent('46–60 %', 0.6)
    ),
  },
  2021: {
    deploymentFrequency: table(onDemand, weeklyToMonthly, monthlyToHalfYearly, lessThanHalfYearly),
    changeLeadTime: table(lessThanHour, dayToWeek, monthToHalfYear, moreThanHalfYear),
    recovery: table(lessThanHour, lessThanDay, dayToWeek, moreThanHalfYear),
    changeFailRate: table(
      percent('0–15 %', 0.15),
      percent('16–30 %', 0.3),
      percent('16–30 %', 0.3),
      percent('16–30 %', 0.3)
    ),
  },
  // No elite cluster emerged in 2022.
  2022: {
    deploymentFrequency: table(null, onDemand, weeklyToMonthly, monthlyToHalfYearly),
    changeLeadTime: table(null, dayToWeek, weekToMonth, monthToHalfYear),
    recovery: table(null, lessThanDay, dayToWeek, weekToMonth),
    changeFailRate: table(null, percent('0–15 %', 0.15), percent('16–30 %', 0.3), percent('46–60 %', 0.6)),
  },
  2023: {
    deploymentFrequency: table(onDemand, dailyToWeekly, weeklyToMonthly, weeklyToMonthly),
    changeLeadTime: table(lessThanDay, dayToWeek, weekToMonth, weekToMonth),
    recovery: table(lessThanHour, lessThanDay, dayToWeek, monthToHalfYear),
    changeFailRate: table(percent('5 %', 0.05), percent('10 %', 0.1), percent('15 %', 0.15), percent('64 %', 0.64)),
  },
  2024: {
    deploymentFrequency: table(onDemand, dailyToWeekly, weeklyToMonthly, monthlyToHalfYearly),
    changeLeadTime: table(lessThanDay, dayToWeek, weekToMonth, monthToHalfYear),
    recovery: table(lessThanHour, lessThanDay, lessThanDay, weekToMonth),
    changeFailRate: table(percent('5 %', 0.05), percent('20 %', 0.2), percent('10 %', 0.1), percent('40 %', 0.4)),
  },
};
