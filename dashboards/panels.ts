import * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  GraphDrawStyle,
  GraphGradientMode,
  LegendDisplayMode,
  LegendPlacement,
  LineInterpolation,
  PercentChangeColorMode,
  ReduceDataOptionsBuilder,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Text } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { groupTitles } from '../src/frames/groups';
import { layouts } from '../src/frames/listColumns';
import { MetricName } from '../src/metrics';
import { DoraQuery, MetricsQuery, QualityQuery, SensitivityQuery } from '../src/query';
import { Room, roomOverrides, withColumns } from './columns';
import { datasource, metrics, target } from './target';

/** The panels the dashboards are made of: one look for one job, so that two dashboards never differ by accident. */

/** What each number answers, in the words a reader needs; shown behind the panel's (i). */
export const meaning: Record<MetricName, { readonly title: string; readonly description: string }> = {
  deploymentFrequency: {
    title: 'Deployment frequency',
    description: 'Successful production deployments per day, days without one included.',
  },
  changeLeadTime: {
    title: 'Change lead time',
    description:
      'Median time from the first commit of a change to the first successful production deployment that contains it.',
  },
  changeFailRate: {
    title: 'Change fail rate',
    description:
      'Share of production deployments that failed: named by an incident, rolled back, reverted, hot-fixed, or followed by an incident on their service within the attribution window.',
  },
  failedDeploymentRecoveryTime: {
    title: 'Failed deployment recovery time',
    description:
      'Median time from a failed deployment to its recovery: the resolution of its last incident, or the deployment that repaired it. Still-open failures are counted beside it, never in it.',
  },
  deploymentReworkRate: {
    title: 'Deployment rework rate',
    description: 'Share of production deployments that were unplanned repairs: rollbacks, reverts and hotfixes.',
  },
  timeToRestore: {
    title: 'Time to restore',
    description: 'Median time from start to resolution of every incident, change-related or not (the classic MTTR).',
  },
};

/** More is better only for one of them. */
const higherIsBetter: ReadonlySet<MetricName> = new Set<MetricName>(['deploymentFrequency']);

export function at(x: number, y: number, w: number, h: number): GridPos {
  return { x, y, w, h };
}

/**
 * A number with its change over the range; coloured by level. Its course is drawn elsewhere on each dashboard: behind the
 * number it would run through it wherever the panel is narrow.
 */
export function metricStat(metric: MetricName, query: DoraQuery, position: GridPos): Stat {
  return (
    new Stat()
      .title(meaning[metric].title)
      .description(`${meaning[metric].description} Rolling 90 days; the percentage is the change over the time range.`)
      .datasource(datasource)
      .gridPos(position)
      .withTarget(target(query))
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['last']).fields('').values(false))
      .graphMode(BigValueGraphMode.None)
      .colorMode(BigValueColorMode.Value)
      .textMode(BigValueTextMode.Value)
      // The change below the number, in wide panels as in narrow ones.
      .wideLayout(false)
      .showPercentChange(true)
      .percentChangeColorMode(
        higherIsBetter.has(metric) ? PercentChangeColorMode.Standard : PercentChangeColorMode.Inverted
      )
  );
}

/** Names alone, in a row. */
export function legendBelow(): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true)
    .calcs([]);
}

/** Curves of one metric, one per group. Gaps stay gaps: no value is not zero. */
export function metricCurves(metric: MetricName, title: string, query: DoraQuery, position: GridPos): TimeSeries {
  return new TimeSeries()
    .title(title)
    .description(meaning[metric].description)
    .datasource(datasource)
    .gridPos(position)
    .withTarget(target(query))
    .drawStyle(GraphDrawStyle.Line)
    .lineInterpolation(LineInterpolation.Linear)
    .lineWidth(2)
    .fillOpacity(0)
    .gradientMode(GraphGradientMode.None)
    .showPoints(VisibilityMode.Auto)
    .spanNulls(false)
    .min(0)
    .legend(legendBelow())
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
}

/** Bars per period, for counts that belong to a week and not to a window. */
export function metricBars(metric: MetricName, title: string, query: DoraQuery, position: GridPos): TimeSeries {
  return metricCurves(metric, title, query, position)
    .drawStyle(GraphDrawStyle.Bars)
    .fillOpacity(70)
    .lineWidth(0)
    .showPoints(VisibilityMode.Never);
}

export function listTable(title: string, description: string, queries: readonly DoraQuery[], position: GridPos): Table {
  return new Table()
    .title(title)
    .description(description)
    .datasource(datasource)
    .gridPos(position)
    .targets(queries.map((query, index) => target(query, String.fromCharCode(65 + index))))
    .showHeader(true);
}

/** One word or two for a column's header; tables tell columns apart by their names, so no two may share one. */
const shortName: Record<MetricName, string> = {
  deploymentFrequency: 'Frequency',
  changeLeadTime: 'Lead time',
  changeFailRate: 'Fail rate',
  failedDeploymentRecoveryTime: 'Recovery',
  deploymentReworkRate: 'Rework',
  timeToRestore: 'Restore',
};

/**
 * A metric table that fits a page: the number, its level in colour, and n. The number itself stays uncoloured: colours go
 * by column, and below five observations a number has no level.
 */
export function compactMetricTable(title: string, description: string, query: MetricsQuery, position: GridPos): Table {
  const table = listTable(title, description, [query], position).overrideByRegexp('/./', [
    { id: 'custom.wrapHeaderText', value: true },
  ]);
  for (const key of query.groupBy) {
    table.overrideByName(groupTitles[key], roomOverrides({ wrapped: 152 }));
  }
  for (const metric of query.metrics) {
    const name = meaning[metric].title;
    const short = shortName[metric];
    table
      .overrideByName(name, [{ id: 'custom.minWidth', value: 98 }])
      .overrideByRegexp(`/^${name} · level/`, [
        { id: 'displayName', value: `${short} level` },
        { id: 'custom.width', value: 84 },
      ])
      .overrideByName(`${name} · n`, [
        { id: 'displayName', value: `${short} n` },
        { id: 'custom.width', value: 82 },
      ]);
  }
  return table;
}

/** Everything needed to believe a number beside it; a row per metric, or one alone, whose name stands elsewhere. */
export function restsOnTable(
  title: string,
  description: string,
  choices: Partial<MetricsQuery>,
  position: GridPos
): Table {
  const query = metrics({ ...choices, tableLayout: 'rows', showIntervals: true, comparison: 'previousPeriod' });
  const isOneMetric = query.metricVariable !== undefined;
  const table = listTable(title, description, [query], position)
    .overrideByRegexp('/./', [{ id: 'custom.wrapHeaderText', value: true }])
    .overrideByRegexp('/^(Level|Score) /', [{ id: 'custom.width', value: 76 }]);
  for (const [name, room] of Object.entries(restsOnRooms)) {
    table.overrideByName(name, roomOverrides(room));
  }
  return isOneMetric
    ? table.withTransformation({
        id: 'organize',
        options: { excludeByName: { Metric: true }, indexByName: {}, renameByName: {} },
      })
    : table;
}

const restsOnRooms: Readonly<Record<string, Room>> = {
  Metric: { wrapped: 152 },
  Result: { rest: 96, oneLine: true },
  'Previous period': { rest: 96, oneLine: true },
  '95 % interval': { rest: 216, oneLine: true },
  Observations: 104,
  Target: 90,
  Open: 70,
  Unknown: 90,
  Approximate: 112,
};

/** A list with the columns that matter for its question, in that order; the rest stays in the query's own table. */
export function eventTable(
  title: string,
  description: string,
  query: Exclude<DoraQuery, MetricsQuery | QualityQuery | SensitivityQuery>,
  rooms: Readonly<Record<string, Room>>,
  position: GridPos
): Table {
  const all = layouts[query.queryType].columns.map(({ name }) => name);
  const missing = Object.keys(rooms).filter((name) => !all.includes(name));
  if (missing.length > 0) {
    throw new Error(`"${title}" wants columns that ${query.queryType} do not have: ${missing.join(', ')}`);
  }
  return withColumns(listTable(title, description, [query], position), rooms, all);
}

export function prose(title: string, markdown: string, position: GridPos): cog.Builder<ReturnType<Text['build']>> {
  return new Text().title(title).gridPos(position).content(markdown);
}
