import { TimeRange } from '@grafana/data';
import { DoraDataSource, NameKind } from '../../datasource';
import { DoraQuery, plainQuery, QueryType, defaultQuery, validateQuery } from '../../query';
import { selectors } from '../selectors';
import { applicableFields, OptionalField } from './applicable';

/** What the parts of the query editor share. */
export interface QueryForm<Query extends DoraQuery = DoraQuery> {
  readonly query: Query;
  /** A finished change: it is saved, and run when the query is complete. */
  readonly change: (query: DoraQuery) => void;
  readonly id: (field: string) => string;
  readonly problem: (field: string) => string | null;
  readonly applies: (field: OptionalField) => boolean;
  readonly suggest: (kind: NameKind) => () => Promise<readonly string[]>;
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
    suggest: (kind) => () => datasource.suggestNames(kind, range),
  };
}

/** The same question of another kind: scope and rules are kept. */
export function withType(query: DoraQuery, queryType: QueryType): DoraQuery {
  const { filters, attribution, choices } = query;
  const plain = queryType === 'metrics' ? defaultQuery() : plainQuery(queryType);
  return { ...plain, filters, attribution, choices };
}
