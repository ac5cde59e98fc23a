import { DataSourceRef } from '@grafana/data';
import {
  behaviors,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataProvider,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridItemLike,
  SceneGridLayout,
  SceneGridRow,
  SceneObject,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import { DashboardCursorSync } from '@grafana/schema';
import { annotationLayers } from './annotations';
import { AnnotationSwitches } from './AnnotationSwitches';
import { DashboardEntry, DashboardLinks } from './DashboardLinks';
import { DashboardJson, DataSourceRefJson, PanelJson } from './json';
import { PanelNotices } from './PanelNotices';
import { sceneVariable } from './variables';

/** A dashboard's JSON as a scene. `dashboards` are the others, for its links. Throws for what cannot be drawn at all. */
export function dashboardScene(json: DashboardJson, dashboards: readonly DashboardEntry[]): EmbeddedScene {
  const variables = (json.templating?.list ?? []).map(sceneVariable);
  const annotations = annotationLayers(json.annotations?.list ?? []);
  const sync = [DashboardCursorSync.Off, DashboardCursorSync.Crosshair, DashboardCursorSync.Tooltip];
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({
      from: json.time?.from ?? 'now-6h',
      to: json.time?.to ?? 'now',
      timeZone: json.timezone === '' ? 'browser' : json.timezone,
    }),
    $variables: new SceneVariableSet({ variables }),
    ...(annotations !== null && { $data: annotations }),
    $behaviors: [new behaviors.CursorSync({ sync: sync[json.graphTooltip ?? 0] ?? DashboardCursorSync.Off })],
    controls: [
      new VariableValueSelectors({}),
      ...(annotations === null ? [] : [new AnnotationSwitches({})]),
      new SceneControlsSpacer(),
      new DashboardLinks({ links: json.links ?? [], dashboards, uid: json.uid }),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ refresh: typeof json.refresh === 'string' ? json.refresh : '', isOnCanvas: true }),
    ],
    body: new SceneGridLayout({ children: gridOf(json.panels ?? []), isDraggable: false, isResizable: false }),
  });
}

/** Panels after an open row belong to it; a collapsed row carries its own. */
function gridOf(panels: readonly PanelJson[]): SceneGridItemLike[] {
  const firstRow = panels.findIndex((panel) => panel.type === 'row');
  if (firstRow < 0) {
    return panels.map(gridItem);
  }
  const row = panels[firstRow];
  const rest = panels.slice(firstRow + 1);
  const nextRow = rest.findIndex((panel) => panel.type === 'row');
  const following = nextRow < 0 ? rest : rest.slice(0, nextRow);
  const collapsed = row.collapsed ?? false;
  return [
    ...panels.slice(0, firstRow).map(gridItem),
    new SceneGridRow({
      key: `row-${row.id ?? firstRow}`,
      title: row.title ?? '',
      isCollapsible: true,
      isCollapsed: collapsed,
      y: row.gridPos?.y ?? 0,
      children: (collapsed ? (row.panels ?? []) : following).map(gridItem),
    }),
    ...(collapsed ? following.map(gridItem) : []),
    ...(nextRow < 0 ? [] : gridOf(rest.slice(nextRow))),
  ];
}

function gridItem(panel: PanelJson): SceneGridItem {
  const { x = 0, y = 0, w = 12, h = 8 } = panel.gridPos ?? {};
  return new SceneGridItem({ x, y, width: w, height: h, body: vizPanel(panel) });
}

function vizPanel(panel: PanelJson): VizPanel {
  const $data = panelData(panel);
  const titleItems: SceneObject[] = $data === undefined ? [] : [new PanelNotices({})];
  return new VizPanel({
    key: `panel-${panel.id ?? 0}`,
    title: panel.title ?? '',
    description: panel.description,
    pluginId: panel.type,
    options: { ...panel.options },
    fieldConfig: {
      defaults: { ...panel.fieldConfig?.defaults },
      overrides: [...(panel.fieldConfig?.overrides ?? [])],
    },
    displayMode: panel.transparent === true ? 'transparent' : 'default',
    hoverHeader: (panel.title ?? '') === '',
    titleItems,
    $data,
  });
}

function panelData(panel: PanelJson): SceneDataProvider | undefined {
  if (panel.targets === undefined || panel.targets.length === 0) {
    return undefined;
  }
  const queries = new PanelQueries({
    datasource: reference(panel.datasource),
    queries: panel.targets.map((target) => ({ ...target })),
    maxDataPoints: panel.maxDataPoints,
    minInterval: panel.interval,
  });
  const transformations = panel.transformations ?? [];
  return transformations.length === 0
    ? queries
    : new SceneDataTransformer({ $data: queries, transformations: [...transformations] });
}

/** A panel is drawn from the beginning and says itself that it waits; it would be empty until the first answer. */
class PanelQueries extends SceneQueryRunner {
  override isDataReadyToDisplay(): boolean {
    return true;
  }
}

function reference(datasource: DataSourceRefJson | undefined): DataSourceRef | undefined {
  return datasource === undefined ? undefined : { type: datasource.type, uid: datasource.uid };
}
