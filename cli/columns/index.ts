import { Answer, MetricRow, SensitivityRow } from '../../src/engine';
import { GroupKey } from '../../src/query';
import { changeColumns } from './changes';
import { Column, Sheet } from './column';
import { deploymentColumns } from './deployments';
import { experimentColumns } from './experiments';
import { incidentColumns } from './incidents';
import { itemColumns } from './items';
import { metricColumns } from './metrics';
import { findingColumns, qualityColumns } from './quality';
import { releaseColumns } from './releases';
import { runColumns } from './runs';
import { sensitivityColumns } from './sensitivity';

export type { Cell, Column, Line, Sheet } from './column';

/** An answer as lines of named cells. `timeZone` is that of the texts; cells hold UTC. */
export function sheetOf(answer: Answer, groupBy: readonly GroupKey[], timeZone: string): Sheet {
  switch (answer.type) {
    case 'metrics':
      return groupedSheet(answer.rows, metricColumns(timeZone), groupBy);
    case 'sensitivity':
      return groupedSheet(answer.rows, sensitivityColumns(), groupBy);
    case 'deployments':
      return plainSheet(answer.rows, deploymentColumns(timeZone));
    case 'changes':
      return plainSheet(answer.rows, changeColumns(timeZone));
    case 'incidents':
      return plainSheet(answer.rows, incidentColumns(timeZone));
    case 'releases':
      return plainSheet(answer.rows, releaseColumns(timeZone));
    case 'runs':
      return plainSheet(answer.rows, runColumns(timeZone));
    case 'experiments':
      return plainSheet(answer.rows, experimentColumns(timeZone));
    case 'items':
      return plainSheet(answer.rows, itemColumns(timeZone));
    case 'quality':
      return plainSheet(answer.rows, qualityColumns);
    case 'findings':
      return plainSheet(answer.rows, findingColumns(timeZone));
  }
}

function plainSheet<Row>(rows: readonly Row[], columns: ReadonlyArray<Column<Row>>): Sheet {
  const readable = columns.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
  return {
    names: columns.map(({ name }) => name),
    headings: readable.map(({ name }) => name),
    lines: rows.map((row) => ({
      fields: columns.map(({ name, cell }) => ({ name, cell: cell(row) })),
      group: null,
      texts: readable.map(({ text }) => text(row)),
    })),
  };
}

/** The metric comes first, what it is grouped by behind it. */
function groupedSheet<Row extends MetricRow | SensitivityRow>(
  rows: readonly Row[],
  columns: ReadonlyArray<Column<Row>>,
  groupBy: readonly GroupKey[]
): Sheet {
  const sheet = plainSheet(rows, columns);
  const afterMetric = <Item>(list: readonly Item[], items: readonly Item[]) => [list[0], ...items, ...list.slice(1)];
  return {
    names: afterMetric(sheet.names, groupBy),
    headings: afterMetric(sheet.headings, groupBy),
    lines: sheet.lines.map((line, index) => {
      const group = groupBy.map((key) => ({ name: key, cell: rows[index].group[key] ?? null }));
      return {
        ...line,
        group,
        texts: afterMetric(
          line.texts,
          group.map(({ cell }) => cell ?? '(none)')
        ),
      };
    }),
  };
}
