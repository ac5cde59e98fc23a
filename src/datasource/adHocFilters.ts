import { AdHocVariableFilter, DataQueryRequest, MetricFindValue } from '@grafana/data';
import { Notice } from '../engine';
import { applicableFields, defaultFilters, DoraQuery, Filters, narrowed, plainQuery } from '../query';
import { say } from '../words';
import { Templates } from './interpolation';
import { NameChoice } from './storedQuery';
import { StoredQuery } from './types';

/** Ad hoc filters: what a viewer narrows every panel of a dashboard to. They join the query's own filters. */

const kindOf = {
  team: 'teams',
  repository: 'repositories',
  service: 'services',
  environment: 'environments',
} as const satisfies Record<string, keyof Filters>;
type Key = keyof typeof kindOf;

const keys: readonly Key[] = ['team', 'repository', 'service', 'environment'];

export const tagKeys: MetricFindValue[] = keys.map((key) => ({ text: key, value: key }));

/** Which names a key offers, where the other filters leave something of them; null: there is no such key. */
export function tagChoice(key: string, filters: readonly AdHocVariableFilter[] = []): NameChoice | null {
  const kind = kindOfTag(key);
  if (kind === null) {
    return null;
  }
  const others = filters.filter((filter) => filter.key !== key);
  const left = withAdHocFilters(plainQuery('metrics'), others).query?.filters ?? defaultFilters;
  return { kind, teams: left.teams, repositories: left.repositories };
}

function kindOfTag(key: string): keyof Filters | null {
  const known = keys.find((one) => one === key);
  return known === undefined ? null : kindOf[known];
}

/** The filters of a request; where Grafana sends none along (no scene), those it keeps for the data source of this name. */
export function adHocFiltersOf(
  { filters }: Pick<DataQueryRequest<StoredQuery>, 'filters'>,
  templates: Templates,
  dataSourceName: string
): readonly AdHocVariableFilter[] {
  if (filters !== undefined) {
    return filters;
  }
  try {
    const kept: unknown = templates.getAdhocFilters?.(dataSourceName, true);
    return Array.isArray(kept) ? kept : [];
  } catch {
    // A dashboard without filters is no reason for a panel without numbers.
    return [];
  }
}

export interface AdHocResult {
  /** Null: the filters and the query's own have nothing in common. */
  readonly query: DoraQuery | null;
  readonly notices: readonly Notice[];
}

/** A query, its variables filled in, narrowed by ad hoc filters. What cannot be applied is said, never silently dropped. */
export function withAdHocFilters(query: DoraQuery, filters: readonly AdHocVariableFilter[]): AdHocResult {
  const notices: Notice[] = [];
  let narrowedFilters: Filters | null = query.filters;
  for (const filter of filters.filter(isFinished)) {
    const kind = kindOfTag(filter.key);
    const operator = operators[filter.operator];
    if (kind === null || operator === undefined) {
      notices.push({ severity: 'warning', text: kind === null ? unknownKey(filter) : unknownOperator(filter) });
    } else if (kind === 'environments' && !applicableFields(query).has('environments')) {
      notices.push({ severity: 'info', text: withoutEnvironment(filter) });
    } else if (narrowedFilters !== null) {
      const list = joined(kind, narrowedFilters[kind], operator, valuesOf(filter));
      if (list === null) {
        notices.push({ severity: 'warning', text: nothingInCommon(filter, narrowedFilters[kind]) });
      }
      narrowedFilters = list === null ? null : { ...narrowedFilters, [kind]: list };
    }
  }
  return { query: narrowedFilters === null ? null : { ...query, filters: narrowedFilters }, notices };
}

type Operator = 'only' | 'without';
const operators: Readonly<Record<string, Operator | undefined>> = {
  '=': 'only',
  '=|': 'only',
  '!=': 'without',
  '!=|': 'without',
};

function joined(
  kind: keyof Filters,
  list: readonly string[],
  operator: Operator,
  values: readonly string[]
): readonly string[] | null {
  return operator === 'only'
    ? narrowed(kind, list, values)
    : [...new Set([...list, ...values.map((value) => `!${value}`)])];
}

/** `=|` and `!=|` carry a list; in a few versions only the first of it stands in `value`. */
function valuesOf({ operator, value, values }: AdHocVariableFilter): readonly string[] {
  return operator.endsWith('|') && values !== undefined && values.length > 0 ? values : [value];
}

/** Somebody is still filling it in. */
function isFinished(filter: AdHocVariableFilter): boolean {
  return filter.key !== '' && valuesOf(filter).some((value) => value !== '');
}

function shown(filter: AdHocVariableFilter): string {
  return `${filter.key} ${filter.operator} ${valuesOf(filter).join(', ')}`;
}

function unknownKey(filter: AdHocVariableFilter): string {
  return say(
    'datasource.filter.theFilterWasNotApplied',
    'The filter "{{filter}}" was not applied: there is no {{key}} here. Filter by {{keys}}.',
    { filter: shown(filter), key: filter.key, keys: keys.join(', ') }
  );
}

function unknownOperator(filter: AdHocVariableFilter): string {
  return say(
    'datasource.filter.theFilterWasNotApplied2',
    'The filter "{{filter}}" was not applied: {{operator}} is not understood here. Use = or != (one or several values).',
    { filter: shown(filter), operator: filter.operator }
  );
}

function withoutEnvironment(filter: AdHocVariableFilter): string {
  return say(
    'datasource.filter.theFilterWasNotApplied3',
    'The filter "{{filter}}" was not applied: what this query lists belongs to no environment.',
    { filter: shown(filter) }
  );
}

function nothingInCommon(filter: AdHocVariableFilter, own: readonly string[]): string {
  return say(
    'datasource.filter.theFilterLeavesNothingThis',
    'The filter "{{filter}}" leaves nothing: this query is about {{own}} only.',
    { filter: shown(filter), own: own.join(', ') }
  );
}
