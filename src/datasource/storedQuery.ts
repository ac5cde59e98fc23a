import { DataQuery } from '@grafana/schema';
import { DoraQuery, migrateQuery, querySchemaVersion } from '../query';
import { say } from '../words';
import { NameKind, nameKinds, StoredQuery, StoredVariableQuery } from './types';

/** A query that a later version saved must not be touched: this one would lose what it does not know. */
export function isFromNewerVersion(query: { readonly schemaVersion?: number }): boolean {
  return query.schemaVersion !== undefined && query.schemaVersion > querySchemaVersion;
}

export function newerVersionMessage(version: number | undefined): string {
  return say(
    'datasource.query.thisQueryWasSavedBy',
    'This query was saved by a newer version of the plugin (schema {{version}}; this one knows {{querySchemaVersion}}). It is left as it is. Update the plugin to run or edit it.',
    { version: String(version), querySchemaVersion: String(querySchemaVersion) }
  );
}

/** The query to save: ours, and of what was there before only what is Grafana's. */
export function storeQuery(query: DoraQuery, before: StoredQuery): StoredQuery {
  return { ...grafanaFields(before), ...query };
}

function grafanaFields({ refId, hide, key, datasource }: DataQuery): DataQuery {
  return {
    refId,
    ...(hide !== undefined && { hide }),
    ...(key !== undefined && { key }),
    ...(datasource !== undefined && { datasource }),
  };
}

/** Today's model of a saved query. */
export function doraQueryOf(stored: StoredQuery): DoraQuery {
  return migrateQuery(stored);
}

/** Which names are wanted: of one kind, of these teams and repositories only (empty: of all). */
export interface NameChoice {
  readonly kind: NameKind;
  readonly teams: readonly string[];
  readonly repositories: readonly string[];
}

/** What a saved variable lists; teams where it does not say. */
export function nameChoiceOf(stored: StoredVariableQuery): NameChoice {
  const kind = nameKinds.find((name) => name === stored.kind) ?? 'teams';
  return { kind, teams: textsOf(stored.teams), repositories: textsOf(stored.repositories) };
}

function textsOf(saved: unknown): readonly string[] {
  return Array.isArray(saved) ? saved.filter((text) => typeof text === 'string') : [];
}
