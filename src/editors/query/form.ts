import { TimeRange } from '@grafana/data';
import { DoraDataSource, NameKind, Suggestions } from '../../datasource';
import {
  applicableFields,
  defaultQuery,
  DoraQuery,
  Filters,
  OptionalField,
  plainQuery,
  QueryType,
  validateQuery,
} from '../../query';
import { selectors } from '../selectors';

/** What the parts of the query editor share. */
export interface QueryForm<Query extends DoraQuery = DoraQuery> {
  readonly query: Query;
  /** A finished change: it is saved, and run when the query is complete. */
  readonly change: (query: DoraQuery) => void;
  readonly id: (field: string) => string;
  readonly problem: (field: string) => string | null;
  readonly applies: (field: OptionalField) => boolean;
  /** Names to offer, of the teams and repositories that the query is about. */
  readonly suggest: (kind: NameKind) => () => Promise<Suggestions>;
}

export function queryForm(
  refId: string,
  query: DoraQuery,
  change: (query: DoraQuery) => void,
  datasource: Pick<DoraDataSource, 'suggestNames'>,
  range: TimeRange | undefined
): QueryForm {
  const problems = validateQuery(query);
  const applicable = applicableFields(query);
  return {
    query,
    change,
    id: (field) => selectors.query.field(refId, field),
    problem: (field) => problems.find((problem) => problem.field === field)?.message ?? null,
    applies: (field) => applicable.has(field),
    suggest: (kind) => () => datasource.suggestNames({ kind, ...scopeOf(kind, query.filters) }, range),
  };
}

/** A team is chosen among all, a repository among those of the teams, everything else among what both leave. */
function scopeOf(kind: NameKind, { teams, repositories }: Filters): Pick<Filters, 'teams' | 'repositories'> {
  return {
    teams: kind === 'teams' ? [] : teams,
    repositories: kind === 'teams' || kind === 'repositories' ? [] : repositories,
  };
}

/** The same question of another kind: scope and rules are kept. */
export function withType(query: DoraQuery, queryType: QueryType): DoraQuery {
  const { filters, attribution, choices } = query;
  const plain = queryType === 'metrics' ? defaultQuery() : plainQuery(queryType);
  return { ...plain, filters, attribution, choices };
}
