import { CoreApp, DataQuery, DataSourceApi, FieldType, PanelData, PluginContextProvider } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import {
  EmbeddedScene,
  SceneControlsSpacer,
  SceneFlexItem,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneReactObject,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  VizPanel,
} from '@grafana/scenes';
import { Alert, LoadingPlaceholder, RadioButtonGroup, useTheme2 } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { Services } from '../boot/services';
import { PanelNotices } from '../dashboard/PanelNotices';
import { SceneView } from './SceneView';
import { useLoaded } from './useLoaded';

const kinds = [
  'auto',
  'timeseries',
  'table',
  'stat',
  'barchart',
  'bargauge',
  'state-timeline',
  'heatmap',
  'nodeGraph',
] as const;
type Kind = (typeof kinds)[number];

/**
 * One query with the plugin's editor, and what it answers. The query is kept in the address (`?query=`); a link to Explore
 * brings it along with its time range, as Grafana writes them (`?left=`).
 */
export function ExplorePage({ services }: { readonly services: Services }) {
  const loaded = useLoaded('explore', () => services.dataSources.get());
  if (loaded.state === 'loading') {
    return <LoadingPlaceholder text="Loading..." />;
  }
  if (loaded.state === 'failed') {
    return <Alert severity="error" title={loaded.message} />;
  }
  return <Explore dataSource={loaded.value} services={services} />;
}

function Explore({ dataSource, services }: { readonly dataSource: DataSourceApi; readonly services: Services }) {
  const linked = locationService.getSearch().get('left');
  // Another link, another page: what was asked before is not to stay.
  const scene = useMemo(() => exploreScene(dataSource, linked), [dataSource, linked]);
  return <SceneView scene={scene} services={services} />;
}

function exploreScene(dataSource: DataSourceApi, linked: string | null): EmbeddedScene {
  const { range, query } = paneOf(linked);
  const asked = query ?? { ...dataSource.getDefaultQuery?.(CoreApp.Explore), ...queryInAddress() };
  const first: DataQuery = { refId: 'A', ...asked };
  const runner = new SceneQueryRunner({ datasource: dataSource.getRef(), queries: [first] });
  const panel = new VizPanel({
    title: 'Result',
    pluginId: 'timeseries',
    options: {},
    fieldConfig: { defaults: {}, overrides: [] },
    titleItems: [new PanelNotices({})],
    $data: runner,
  });
  const controls = <QueryControls dataSource={dataSource} runner={runner} panel={panel} />;
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: range.from, to: range.to, timeZone: 'browser' }),
    controls: [
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        new SceneFlexItem({ ySizing: 'content', body: new SceneReactObject({ reactNode: controls }) }),
        new SceneFlexItem({ minHeight: 450, body: panel }),
      ],
    }),
  });
}

function QueryControls(props: {
  readonly dataSource: DataSourceApi;
  readonly runner: SceneQueryRunner;
  readonly panel: VizPanel;
}) {
  const { dataSource, runner, panel } = props;
  const { queries, data } = runner.useState();
  const [kind, setKind] = useState<Kind>('auto');
  const wanted = kind === 'auto' ? fittingKind(data) : kind;
  const { pluginId } = panel.useState();
  useEffect(() => {
    if (pluginId !== wanted) {
      void panel.changePluginType(wanted);
    }
  }, [panel, pluginId, wanted]);
  const theme = useTheme2();
  useEffect(() => {
    // Scenes work colours out with the data.
    panel.clearFieldConfigCache();
    panel.forceRender();
  }, [panel, theme]);
  const Editor = dataSource.components?.QueryEditor;
  const [query] = queries;
  const change = (changed: DataQuery) => {
    runner.setState({ queries: [{ ...changed }] });
    locationService.partial({ query: JSON.stringify(changed) }, true);
  };
  if (Editor === undefined) {
    return <Alert severity="warning" title="The plugin has no query editor." />;
  }
  return (
    <PluginContextProvider meta={dataSource.meta}>
      <div data-testid="query-editor">
        <Editor
          datasource={dataSource}
          query={query}
          queries={queries}
          app={CoreApp.Explore}
          data={data}
          range={data?.timeRange}
          onChange={change}
          onRunQuery={() => runner.runQueries()}
        />
      </div>
      <div style={{ marginTop: 16 }}>
        <RadioButtonGroup<Kind>
          aria-label="Visualization"
          size="sm"
          options={kinds.map((value) => ({ value, label: value }))}
          value={kind}
          onChange={setKind}
        />
      </div>
    </PluginContextProvider>
  );
}

/** What the frames prefer, as Grafana's Explore has it; a graph for frames over time, else a table. */
function fittingKind(data: PanelData | undefined): Kind {
  const frames = data?.series ?? [];
  if (frames.some((frame) => frame.meta?.preferredVisualisationType === 'nodeGraph')) {
    return 'nodeGraph';
  }
  const overTime = frames.every((frame) => {
    const types = frame.fields.map((field) => field.type);
    const kind = frame.meta?.preferredVisualisationType;
    const others = types.filter((type) => type !== FieldType.time && type !== FieldType.number);
    return kind !== 'table' && types[0] === FieldType.time && others.length === 0;
  });
  return overTime ? 'timeseries' : 'table';
}

interface Pane {
  readonly range: { readonly from: string; readonly to: string };
  readonly query: object | null;
}

/** What a link to Explore says of its left pane; the usual time range where it says nothing. */
function paneOf(left: string | null): Pane {
  const pane = jsonOf(left ?? '{}');
  const range = 'range' in pane && typeof pane.range === 'object' && pane.range !== null ? pane.range : {};
  const [query]: unknown[] = 'queries' in pane && Array.isArray(pane.queries) ? pane.queries : [];
  return {
    range: {
      from: 'from' in range ? instantOf(range.from) : 'now-90d',
      to: 'to' in range ? instantOf(range.to) : 'now',
    },
    query: typeof query === 'object' ? query : null,
  };
}

/** Epoch milliseconds are written as an instant, which scenes understand; `now-90d` stays. */
function instantOf(text: unknown): string {
  return /^\d+$/.test(String(text)) ? new Date(Number(text)).toISOString() : String(text);
}

function queryInAddress(): object {
  return jsonOf(locationService.getSearch().get('query') ?? '{}');
}

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
