import { PanelPlugin, PanelProps } from '@grafana/data';
import { createElement } from 'react';
import { barChartPanel } from './barchart';
import { barGaugePanel } from './bargauge';
import { namedPanel } from './fieldConfig';
import { gaugePanel } from './gauge';
import { heatmapPanel } from './heatmap';
import { NoData } from './NoData';
import { nodeGraphPanel } from './nodeGraph';
import { stateTimelinePanel } from './stateTimeline';
import { statPanel } from './stat';
import { tablePanel } from './table';
import { textPanel } from './text';
import { timeSeriesPanel } from './timeseries';
import { untilAnswered } from './untilAnswered';

const panels = new Map<string, PanelPlugin>(
  [
    namedPanel('timeseries', timeSeriesPanel),
    namedPanel('stat', statPanel),
    namedPanel('table', tablePanel),
    namedPanel('text', textPanel),
    namedPanel('barchart', barChartPanel),
    namedPanel('bargauge', barGaugePanel),
    namedPanel('gauge', gaugePanel),
    namedPanel('state-timeline', stateTimelinePanel),
    namedPanel('heatmap', heatmapPanel),
    namedPanel('nodeGraph', nodeGraphPanel),
  ].map((plugin) => [plugin.meta.id, waiting(plugin)])
);

/** The preview's drawing of a panel type; a type it does not know says so in its place. */
export function panelPlugin(id: string): PanelPlugin {
  const known = panels.get(id);
  if (known !== undefined) {
    return known;
  }
  const reason = `The preview cannot draw ${id} panels; Grafana can.`;
  const stranger = namedPanel(
    id,
    new PanelPlugin(({ fieldConfig }: PanelProps) => createElement(NoData, { fieldConfig, reason }))
  );
  panels.set(id, stranger);
  return stranger;
}

/** A text has nothing to wait for. */
function waiting(plugin: PanelPlugin): PanelPlugin {
  if (plugin.panel !== null && plugin.meta.id !== 'text') {
    plugin.panel = untilAnswered(plugin.panel);
  }
  return plugin;
}
