import { DataFrame } from '@grafana/data';
import { SensitivityRow } from '../engine';
import { QueryContext, SensitivityQuery } from '../query';
import { hiddenColumn } from './hiddenColumn';
import { AnsweringSource, groupOfRow, itemsLink, withLink } from './itemsLink';
import { displayOf } from './metricDisplay';

const variantField = 'variant';

/**
 * Every value under another choice carries a link to the events behind it, by that very choice. The choices differ from row
 * to row: which one was clicked stands in a column that nobody sees. Where Grafana knows no row, it is the value as asked.
 */
export function withSensitivityLinks(
  frame: DataFrame,
  query: SensitivityQuery,
  rows: readonly SensitivityRow[],
  context: QueryContext,
  source: AnsweringSource
): DataFrame {
  const [asked] = rows;
  if (asked === undefined) {
    return frame;
  }
  const { metric } = query;
  const behind = new Map(rows.map(({ variant, items }) => [variant, items]));
  const link = itemsLink(
    query,
    (read) => {
      const items = behind.get(read(`\${__data.fields.${variantField}}`)) ?? asked.items;
      return { metric, group: groupOfRow(query.groupBy), ...items };
    },
    context,
    source
  );
  const { title } = displayOf(metric, { frequencyDisplay: 'perDay' });
  const linked = withLink(frame, ({ name }) => (name === title ? link : null));
  const variants = hiddenColumn(
    variantField,
    rows.map(({ variant }) => variant)
  );
  return { ...linked, fields: [...linked.fields, variants] };
}
