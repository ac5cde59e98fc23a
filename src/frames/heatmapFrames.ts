import { DataFrame, DataFrameType, dateTimeFormat, Field, FieldType } from '@grafana/data';
import { DistributionColumn } from '../engine';
import { durationLimits, startOfNext } from '../metrics';
import { MetricsQuery, metricTitles } from '../query';
import { say, sayCount } from '../words';
import { capitalised } from './metricDisplay';

/**
 * How many events took how long, as a heatmap takes it: a row for each interval, a field for each band of durations, the
 * shortest first. A heatmap draws each row up to its time, so that is where the calendar interval ends.
 */
export function distributionFrame(
  query: MetricsQuery,
  columns: readonly DistributionColumn[],
  timeZone: string
): DataFrame {
  const { interval } = query;
  const until = interval === 'none' ? [] : columns.map(({ period }) => startOfNext(interval, period.to - 1, timeZone));
  const times: Field = {
    name: 'Until',
    type: FieldType.time,
    config: { description: say('frames.heatmap.untilMeaning', 'Where the interval ends that is counted.') },
    values: until,
  };
  const bands = [0, ...durationLimits].map((_, band) =>
    countField(
      bandName(band),
      columns.map(({ counts }) => counts?.[band] ?? null)
    )
  );
  return heatmapRows(capitalised(metricTitles[query.metrics[0]]), [times, ...bands]);
}

/** Deployments by hour of day and weekday: a row for each hour, named by its end, a field for each weekday. */
export function hoursFrame(counts: ReadonlyArray<readonly number[]>): DataFrame {
  const hours: Field = {
    name: 'Until hour',
    type: FieldType.number,
    config: { decimals: 0, description: say('frames.heatmap.untilHourMeaning', '1: from midnight to 1 o’clock.') },
    values: (counts[0] ?? []).map((_, hour) => hour + 1),
  };
  // A heatmap begins at the bottom: Monday comes to stand at the top.
  const days = counts.map((ofDay, day) => countField(weekdayName(day), [...ofDay])).reverse();
  return heatmapRows('Deployments', [hours, ...days]);
}

function heatmapRows(name: string, fields: Field[]): DataFrame {
  return {
    name,
    length: fields[0].values.length,
    fields,
    meta: { type: DataFrameType.HeatmapRows, preferredVisualisationType: 'table' },
  };
}

function countField(name: string, values: Array<number | null>): Field {
  return { name, type: FieldType.number, config: { decimals: 0, min: 0 }, values };
}

function bandName(band: number): string {
  if (band === 0) {
    return say('frames.band.under', 'under {{to}}', { to: durationText(durationLimits[0]) });
  }
  const from = durationText(durationLimits[band - 1]);
  return band === durationLimits.length
    ? say('frames.band.over', '{{from}} and more', { from })
    : say('frames.band.between', '{{from}} to {{to}}', { from, to: durationText(durationLimits[band]) });
}

/** Whole minutes, hours or days. */
function durationText(seconds: number): string {
  if (seconds < 3_600) {
    return sayCount('frames.duration.minutes', { one: '{{count}} min', other: '{{count}} min' }, seconds / 60);
  }
  return seconds < 86_400
    ? sayCount('frames.duration.hours', { one: '{{count}} h', other: '{{count}} h' }, seconds / 3_600)
    : sayCount('frames.duration.days', { one: '{{count}} d', other: '{{count}} d' }, seconds / 86_400);
}

/** In the language Grafana writes dates in. */
function weekdayName(day: number): string {
  const someMonday = Date.UTC(2026, 0, 5);
  return dateTimeFormat(someMonday + day * 86_400_000, { timeZone: 'utc', format: 'dddd' });
}
