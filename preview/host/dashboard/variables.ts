import { VariableHide, VariableRefresh, VariableSort } from '@grafana/schema';
import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  SceneVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import { VariableJson } from './json';

/** A template variable as Grafana's dashboards save it. Throws, naming it, for a type the preview does not know. */
export function sceneVariable(json: VariableJson): SceneVariable {
  const common = {
    name: json.name,
    label: json.label ?? json.name,
    description: json.description ?? null,
    hide: hideOf(json.hide),
    skipUrlSync: json.skipUrlSync ?? false,
  };
  const current = { value: json.current?.value ?? '', text: json.current?.text ?? '' };
  const multi = {
    ...common,
    ...current,
    isMulti: json.multi ?? false,
    includeAll: json.includeAll ?? false,
    allValue: json.allValue,
    defaultToAll: json.includeAll ?? false,
  };
  const text = typeof json.query === 'string' ? json.query : '';
  switch (json.type) {
    case 'datasource':
      return new DataSourceVariable({ ...multi, pluginId: text, regex: json.regex ?? '' });
    case 'query':
      return new QueryVariable({
        ...multi,
        query: json.query ?? '',
        datasource: json.datasource ?? null,
        regex: json.regex ?? '',
        refresh: json.refresh === 2 ? VariableRefresh.onTimeRangeChanged : VariableRefresh.onDashboardLoad,
        sort: sortOf(json.sort),
      });
    case 'custom':
      return new CustomVariable({ ...multi, query: text });
    case 'interval':
      return new IntervalVariable({
        ...common,
        intervals: text.split(',').map((one) => one.trim()),
        value: String(current.value),
        autoEnabled: json.auto ?? false,
        autoMinInterval: json.auto_min ?? '10s',
        autoStepCount: json.auto_count ?? 30,
        refresh: VariableRefresh.onTimeRangeChanged,
      });
    case 'textbox':
      return new TextBoxVariable({ ...common, value: String(current.value || text) });
    case 'constant':
      return new ConstantVariable({ ...common, value: text });
    default:
      throw new Error(`The preview does not know variables of type ${json.type} (${json.name}).`);
  }
}

function hideOf(hide = 0): VariableHide {
  return [VariableHide.dontHide, VariableHide.hideLabel, VariableHide.hideVariable][hide] ?? VariableHide.dontHide;
}

function sortOf(sort = 0): VariableSort {
  const sorts = [
    VariableSort.disabled,
    VariableSort.alphabeticalAsc,
    VariableSort.alphabeticalDesc,
    VariableSort.numericalAsc,
    VariableSort.numericalDesc,
    VariableSort.alphabeticalCaseInsensitiveAsc,
    VariableSort.alphabeticalCaseInsensitiveDesc,
  ];
  return sorts[sort] ?? VariableSort.disabled;
}
