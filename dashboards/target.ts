import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { defaultQuery, DoraQuery, MetricsQuery, plainQuery, QueryOf, QueryType } from '../src/query';

export const pluginId = 'deliverymetrics-dora-datasource';

/** Every panel asks the data source chosen at the top, so one file serves import, provisioning and copy-paste. */
export const datasource: DataSourceRef = { type: pluginId, uid: '${datasource}' };

/** A query of ours as a panel's target. */
export function target(query: DoraQuery, refId = 'A'): cog.Builder<cog.Dataquery> {
  return {
    build: () => ({ ...query, refId, datasource, _implementsDataqueryVariant: () => {} }),
  };
}

/** A metrics query of the chosen team(s); what is not said is the default. */
export function metrics(choices: Partial<MetricsQuery>): MetricsQuery {
  return { ...plainQuery('metrics'), ...ofTeam, ...choices };
}

/** A list query of the chosen team(s). */
export function list<Type extends Exclude<QueryType, 'metrics'>>(
  queryType: Type,
  choices: Partial<QueryOf<Type>>
): QueryOf<Type> {
  return { ...plainQuery(queryType), ...ofTeam, ...choices };
}

const ofTeam = { filters: { ...defaultQuery().filters, teams: ['$team'] } };
