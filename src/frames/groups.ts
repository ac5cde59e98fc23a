import { Group, MetricRow } from '../engine';
import { GroupKey, groupKeys, MetricsQuery, noGroupText } from '../query';

/** Rows of one group together, groups in the order in which they first appear. */
export interface RowGroup {
  readonly group: Group;
  readonly rows: readonly MetricRow[];
}

export function byGroup(rows: readonly MetricRow[]): readonly RowGroup[] {
  const groups = new Map<string, { group: Group; rows: MetricRow[] }>();
  for (const row of rows) {
    const key = JSON.stringify(groupKeys.map((name) => row.group[name]));
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, { group: row.group, rows: [row] });
    } else {
      known.rows.push(row);
    }
  }
  return [...groups.values()];
}

export const groupTitles: Record<GroupKey, string> = {
  team: 'Team',
  repository: 'Repository',
  service: 'Service',
  environment: 'Environment',
};

/** What a person reads for a group's value; an event without a team is shown as such, not hidden. */
export function groupText(group: Group, key: GroupKey): string {
  return group[key] ?? noGroupText(key);
}

/** `payments · pay-api`; empty without grouping. */
export function groupName(group: Group, keys: readonly GroupKey[]): string {
  return keys.map((key) => groupText(group, key)).join(' · ');
}

/**
 * What a legend calls the series of a metric and a group: only what tells it from the query's others. `payments` of one
 * metric and several groups, `Change lead time` without grouping, `payments · Change lead time` of several of both.
 */
export function seriesName(query: MetricsQuery, title: string, group: Group): string {
  const name = groupName(group, query.groupBy);
  return name === '' ? title : query.metrics.length === 1 ? name : `${name} · ${title}`;
}
