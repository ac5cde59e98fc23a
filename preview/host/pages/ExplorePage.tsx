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
import { Alert, LoadingPlaceholder, RadioButtonGroup } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { Services } from '../boot/services';
import { PanelNotices } from '../dashboard/PanelNotices';
import { SceneView } from './SceneView';
import { useLoaded } from './useLoaded';

const kinds = ['auto', 'timeseries', 'table', 'stat', 'barchart'] as const;
type Kind = (typeof kinds)[number];

/** One query with the plugin's editor, and what it answers. The query is kept in the address (`?query=`). */
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
  const scene = useMemo(() => exploreScene(dataSource), [dataSource]);
  return <SceneView scene={scene} services={services} />;
}

function exploreScene(dataSource: DataSourceApi): EmbeddedScene {
  const first: DataQuery = { refId: 'A', ...dataSource.getDefaultQuery?.(CoreApp.Explore), ...queryInAddress() };
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
    $timeRange: new SceneTimeRange({ from: 'now-90d', to: 'now', timeZone: 'browser' }),
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

/** A graph for frames over time, else a table. Until something came the panel stays as it is. */
function fittingKind(data: PanelData | undefined): Kind {
  const frames = data?.series ?? [];
  const overTime = frames.every((frame) => {
    const types = frame.fields.map((field) => field.type);
    const kind = frame.meta?.preferredVisualisationType;
    const others = types.filter((type) => type !== FieldType.time && type !== FieldType.number);
    return kind !== 'table' && types[0] === FieldType.time && others.length === 0;
  });
  return overTime ? 'timeseries' : 'table';
}

function queryInAddress(): object {
  try {
    const query: unknown = JSON.parse(locationService.getSearch().get('query') ?? '{}');
    return typeof query === 'object' && query !== null ? query : {};
  } catch {
    return {};
  }
}
