import { AnnotationQuery, DataFrame, DataQuery, DataTransformerConfig, FieldConfigSource } from '@grafana/data';

/** The parts of classic dashboard JSON (schema 42) that the preview draws. Grafana's own docs: "Dashboard JSON model". */
export interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly time?: { readonly from?: string; readonly to?: string };
  readonly timezone?: string;
  readonly refresh?: string | boolean;
  readonly graphTooltip?: number;
  readonly weekStart?: string;
  readonly panels?: readonly PanelJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
  readonly annotations?: { readonly list?: readonly AnnotationJson[] };
  readonly links?: readonly LinkJson[];
}

export interface PanelJson {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly gridPos?: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: DataSourceRefJson;
  readonly targets?: readonly DataQuery[];
  readonly maxDataPoints?: number;
  readonly interval?: string;
  readonly options?: object;
  readonly fieldConfig?: Partial<FieldConfigSource>;
  readonly transformations?: readonly DataTransformerConfig[];
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
  readonly frames?: readonly DataFrame[];
}

export interface DataSourceRefJson {
  readonly type?: string;
  readonly uid?: string;
}

export interface AnnotationJson {
  readonly name: string;
  readonly enable?: boolean;
  /** Whether its switch is hidden. */
  readonly hide?: boolean;
  readonly iconColor?: string;
  /** 1: Grafana's own annotations and alerts. */
  readonly builtIn?: number;
  readonly datasource?: DataSourceRefJson;
  readonly target?: DataQuery;
  readonly mappings?: AnnotationQuery['mappings'];
}

export interface VariableJson {
  readonly type: string;
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly hide?: number;
  readonly skipUrlSync?: boolean;
  readonly query?: string | DataQuery;
  readonly regex?: string;
  readonly datasource?: DataSourceRefJson;
  readonly refresh?: number;
  readonly sort?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly auto?: boolean;
  readonly auto_min?: string;
  readonly auto_count?: number;
  readonly current?: { readonly value?: string | string[]; readonly text?: string | string[] };
}

export interface LinkJson {
  readonly type: 'dashboards' | 'link';
  readonly title: string;
  readonly url?: string;
  readonly tooltip?: string;
  readonly tags?: readonly string[];
  readonly includeVars?: boolean;
  readonly keepTime?: boolean;
  readonly targetBlank?: boolean;
}
