import { TooltipDisplayMode, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapColorScale,
  HeatmapTooltipBuilder,
  PanelBuilder as Heatmap,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as NodeGraph } from '@grafana/grafana-foundation-sdk/nodegraph';
import { PanelBuilder as StateTimeline } from '@grafana/grafana-foundation-sdk/statetimeline';
import { DoraQuery } from '../src/query';
import { legendBelow } from './panels';
import { datasource, target } from './target';

/** Panels for the shapes of an answer: names, words and colours come with the frames, so that nothing is overridden. */

/** One hue that grows stronger: few must be seen beside many, hence the exponent. */
export function heatmap(title: string, description: string, query: DoraQuery, position: GridPos): Heatmap {
  return new Heatmap()
    .title(title)
    .description(description)
    .datasource(datasource)
    .gridPos(position)
    .withTarget(target(query))
    .calculate(false)
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Opacity)
        .fill('blue')
        .scale(HeatmapColorScale.Exponential)
        .exponent(0.5)
    )
    .cellGap(1)
    .showValue(VisibilityMode.Never)
    .tooltip(new HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single).showColorScale(true))
    .hideLegend();
}

export function stateTimeline(title: string, description: string, query: DoraQuery, position: GridPos): StateTimeline {
  return new StateTimeline()
    .title(title)
    .description(description)
    .datasource(datasource)
    .gridPos(position)
    .withTarget(target(query))
    .mergeValues(true)
    .showValue(VisibilityMode.Auto)
    .rowHeight(0.8)
    .lineWidth(0)
    .fillOpacity(85)
    .legend(legendBelow());
}

export function nodeGraph(title: string, description: string, query: DoraQuery, position: GridPos): NodeGraph {
  return new NodeGraph()
    .title(title)
    .description(description)
    .datasource(datasource)
    .gridPos(position)
    .withTarget(target(query));
}
