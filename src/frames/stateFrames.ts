import { DataFrame, Field, FieldConfig, FieldType } from '@grafana/data';
import { Lane, MetricRow } from '../engine';
import { Instant } from '../events';
import { BenchmarkYear, levelThresholds } from '../metrics';
import { GroupKey, groupKeys, MetricsQuery } from '../query';
import { byGroup, groupName, groupText, seriesName } from './groups';
import { displayOf } from './metricDisplay';
import { levelStateConfig, stateConfig, tooFew } from './stateColours';

/**
 * States over time as a state timeline takes them: one frame, a text field for each lane, a row wherever any of them
 * changes. The last row ends what stands before it: a panel would draw that on into what has not happened yet.
 */
export function laneFrame(of: 'deployments' | 'incidents', lanes: readonly Lane[]): DataFrame {
  const bounds = lanes.flatMap(({ spells }) => spells.flatMap(({ from, to }) => [from, to]));
  const times = [...new Set(bounds)].sort((a, b) => a - b);
  return stateFrame(
    of === 'deployments' ? 'Deployments' : 'Incidents',
    times,
    lanes.map(({ group, spells }) => {
      const keys = groupKeys.filter((key) => key in group);
      let index = 0;
      return {
        name: groupName(group, keys),
        labels: Object.fromEntries(keys.map((key: GroupKey) => [key, groupText(group, key)])),
        config: stateConfig(of),
        values: times.map((time) => {
          while (index < spells.length && spells[index].to <= time) {
            index++;
          }
          return index < spells.length && spells[index].from <= time ? spells[index].state : null;
        }),
      };
    })
  );
}

/**
 * The level of each metric and group over time; null without a value. A rolling window's level stands over the interval
 * that its window ends with, from where the one before ends. A metric without levels in the year has no lane.
 */
export function levelFrame(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  from: Instant
): DataFrame {
  const points = [...new Map(rows.map((row) => [row.time ?? row.period.from, row.period.to]))].sort(
    ([a], [b]) => a - b
  );
  const begins = points.map(([time], index) =>
    query.windowDays > 0 ? (index === 0 ? Math.min(from, time) : points[index - 1][0]) : time
  );
  const end = points.map(([, to]) => to).slice(-1);
  const lanes = query.metrics
    .filter((metric) => levelThresholds(metric, year).length > 0)
    .flatMap((metric) =>
      byGroup(rows.filter((row) => row.metric === metric)).map(({ group, rows: own }) => {
        const states = new Map(own.map((row) => [row.time ?? row.period.from, stateOf(row)]));
        return {
          name: seriesName(query, displayOf(metric, query).title, group),
          labels: Object.fromEntries(query.groupBy.map((key) => [key, groupText(group, key)])),
          config: levelStateConfig(),
          values: [...points.map(([time]) => states.get(time) ?? null), ...end.map(() => null)],
        };
      })
    );
  return stateFrame(`Levels of ${year}`, [...begins, ...end], lanes);
}

function stateOf({ value, level }: MetricRow): string | null {
  return value === null ? null : (level ?? tooFew);
}

interface StateLane {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly config: FieldConfig;
  readonly values: Array<string | null>;
}

function stateFrame(name: string, times: Instant[], lanes: readonly StateLane[]): DataFrame {
  return {
    name,
    length: times.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: times },
      ...lanes.map(({ name: lane, labels, config, values }): Field => ({
        name: lane,
        type: FieldType.string,
        labels,
        config: { ...config, displayNameFromDS: lane },
        values,
      })),
    ],
    meta: { preferredVisualisationType: 'table' },
  };
}
