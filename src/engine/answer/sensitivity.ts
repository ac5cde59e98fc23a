import { Slices } from '../../metrics';
import { MetricsQuery, QueryContext, SensitivityQuery } from '../../query';
import { MetricRow, SensitivityRow } from '../answers';
import { variantsOf } from '../variants';
import { groupId } from './grouping';

/** The same metric by another query over another range, from what is known. */
export type AnswerVariant = (query: MetricsQuery, context: QueryContext) => Slices<MetricRow[]>;

/**
 * One metric as asked and under every other choice, group by group, each with its difference to the value as asked. All of
 * them come the same way as any metric does, so none can say what a panel with those choices would not.
 */
export function* sensitivityRows(
  query: SensitivityQuery,
  context: QueryContext,
  answer: AnswerVariant
): Slices<readonly SensitivityRow[]> {
  const rows: SensitivityRow[] = [];
  const asked = new Map<string, number | null>();
  for (const { id, label, query: variant, period, point } of variantsOf(query, context)) {
    const items = { attribution: variant.attribution, choices: variant.choices, period: point };
    for (const row of yield* answer(variant, { ...context, ...period })) {
      const group = groupId(row.group, query.groupBy);
      if (!asked.has(group)) {
        asked.set(group, id === 'asAsked' ? row.value : null);
      }
      const { metric, value, unit, n, k, low, high, incomplete } = row;
      const difference = differenceOf(value, asked.get(group) ?? null);
      const shared = { metric, value, unit, n, k, low, high, incomplete, difference };
      rows.push({ ...shared, group: row.group, variant: id, label, period: row.period, items });
    }
    yield;
  }
  return inGroups(rows, query);
}

function differenceOf(value: number | null, asked: number | null): number | null {
  return value === null || asked === null ? null : value - asked;
}

/** The variants of one group together, groups in the order of the first answer. */
function inGroups(rows: readonly SensitivityRow[], { groupBy }: SensitivityQuery): readonly SensitivityRow[] {
  const groups = new Map<string, SensitivityRow[]>();
  for (const row of rows) {
    const id = groupId(row.group, groupBy);
    const known = groups.get(id);
    if (known === undefined) {
      groups.set(id, [row]);
    } else {
      known.push(row);
    }
  }
  return [...groups.values()].flat();
}
