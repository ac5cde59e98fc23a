import { DataSourceJsonData } from '@grafana/data';
import { DataQuery } from '@grafana/schema';
import {
  ChangesQuery,
  DoraSecrets,
  DoraSettings,
  ItemsQuery,
  MetricsQuery,
  QualityQuery,
  RunsQuery,
  SensitivityQuery,
} from '../query';

type OwnFields<Query> = Partial<Omit<Query, 'queryType' | 'schemaVersion' | 'outcome' | 'shape'>>;

/**
 * A query as a dashboard keeps it: the fields of `DoraQuery` beside Grafana's own, any of them missing. What is really
 * in it is only known after `migrateQuery`.
 */
export interface StoredQuery
  extends
    DataQuery,
    OwnFields<MetricsQuery>,
    OwnFields<ChangesQuery>,
    OwnFields<RunsQuery>,
    OwnFields<ItemsQuery>,
    OwnFields<SensitivityQuery>,
    OwnFields<QualityQuery> {
  schemaVersion?: number;
  outcome?: string;
  shape?: string;
  /** Set by the annotation support: answer with marks on the time axis. */
  asAnnotations?: boolean;
}

/** `jsonData` as saved or provisioned; `decodeSettings` says what is in it. */
export interface DoraJsonData extends DataSourceJsonData, Partial<Omit<DoraSettings, 'schemaVersion'>> {
  schemaVersion?: number;
}

export type DoraSecureJsonData = DoraSecrets;

export const nameKinds = ['teams', 'repositories', 'services', 'environments', 'workflows', 'labels'] as const;
/** What a variable can list and a picker offer. */
export type NameKind = (typeof nameKinds)[number];

export interface StoredVariableQuery extends DataQuery {
  kind?: NameKind;
  /** Only what belongs to these teams; may hold variables. */
  teams?: readonly string[];
  /** Only what belongs to these repositories; may hold variables. */
  repositories?: readonly string[];
}
