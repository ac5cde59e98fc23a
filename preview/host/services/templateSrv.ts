import {
  ConstantVariableModel,
  LoadingState,
  ScopedVars,
  TimeRange,
  TypedVariableModel,
  VariableHide,
} from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';
import { isSceneObject, sceneGraph, SceneObject } from '@grafana/scenes';

/** Interpolation by the dashboard that is shown, or by the object a query belongs to. */
export class PreviewTemplateSrv implements TemplateSrv {
  private shown: SceneObject | null = null;

  /** The dashboard on the page from now on. */
  follow(scene: SceneObject | null): void {
    this.shown = scene;
  }

  replace(target?: string, scopedVars?: ScopedVars, format?: string | Function): string {
    const context = contextOf(scopedVars) ?? this.shown;
    if (target === undefined || context === null) {
      return target ?? '';
    }
    return sceneGraph.interpolate(context, target, scopedVars, isFormatter(format) ? format : undefined);
  }

  containsTemplate(target?: string): boolean {
    return target !== undefined && /\$\w|\$\{|\[\[/.test(target);
  }

  getVariables(): TypedVariableModel[] {
    const variables = this.shown === null ? [] : sceneGraph.getVariables(this.shown).state.variables;
    return variables.map(({ state }, index) => modelOf(state.name, state.label ?? undefined, index));
  }

  updateTimeRange(_timeRange: TimeRange): void {
    // Scenes keep the time range themselves.
  }
}

/** Enough of a variable for an editor to offer it. */
function modelOf(name: string, label: string | undefined, index: number): ConstantVariableModel {
  return {
    type: 'constant',
    id: name,
    name,
    label,
    query: '',
    hide: VariableHide.dontHide,
    skipUrlSync: false,
    index,
    global: false,
    rootStateKey: null,
    state: LoadingState.Done,
    error: null,
    description: null,
    current: {},
    options: [],
  };
}

type Formatter = Parameters<typeof sceneGraph.interpolate>[3];

function isFormatter(format: unknown): format is Formatter {
  return typeof format === 'string' || typeof format === 'function';
}

/** A scene puts itself, wrapped against serialisation, among the scoped variables of what it runs. */
function contextOf(scopedVars?: ScopedVars): SceneObject | null {
  const carried: unknown = scopedVars?.__sceneObject?.value;
  if (typeof carried !== 'object' || carried === null) {
    return null;
  }
  const scene: unknown = carried.valueOf();
  return typeof scene === 'object' && scene !== null && isScene(scene) ? scene : null;
}

/** `isSceneObject` of the library takes any for its argument and fails on anything but an object. */
function isScene(candidate: object): candidate is SceneObject {
  return isSceneObject(candidate);
}
