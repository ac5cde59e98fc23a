import Table from 'cli-table3';
import { Cell, Line, Sheet } from '../columns';

export const formats = ['table', 'json', 'csv', 'markdown'] as const;
export type Format = (typeof formats)[number];

/** The sheet as text that ends with a newline. */
export function formatSheet(sheet: Sheet, format: Format): string {
  switch (format) {
    case 'json':
      return jsonText(sheet);
    case 'csv':
      return csvText(sheet);
    case 'table':
      return tableText(sheet);
    case 'markdown':
      return markdownText(sheet);
  }
}

/** An array of rows, a row a line, so that it can be read, compared and cut by the line. */
function jsonText(sheet: Sheet): string {
  const rows = sheet.lines.map((line) => JSON.stringify(jsonRow(line)));
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}

function jsonRow({ fields, group }: Line): Record<string, Cell | Record<string, Cell>> {
  const entries = fields.map(({ name, cell }): [string, Cell | Record<string, Cell>] => [name, cell]);
  if (group !== null) {
    entries.splice(1, 0, ['group', Object.fromEntries(group.map(({ name, cell }) => [name, cell]))]);
  }
  return Object.fromEntries(entries);
}

/** RFC 4180: CRLF, quotes doubled; unknown is empty. */
function csvText(sheet: Sheet): string {
  const rows = sheet.lines.map(({ fields, group }) => {
    const cells = fields.map(({ cell }) => cell);
    cells.splice(1, 0, ...(group ?? []).map(({ cell }) => cell));
    return cells.map((cell) => (cell === null ? '' : String(cell)));
  });
  return [sheet.names, ...rows].map((row) => row.map(csvCell).join(',') + '\r\n').join('');
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

function tableText(sheet: Sheet): string {
  const table = new Table({ head: [...sheet.headings], style: { head: [], border: [], compact: true } });
  sheet.lines.forEach(({ texts }) => table.push(texts.map(withoutControls)));
  return `${table.toString()}\n`;
}

function markdownText(sheet: Sheet): string {
  const row = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |\n`;
  return (
    row(sheet.headings) + row(sheet.headings.map(() => '---')) + sheet.lines.map(({ texts }) => row(texts)).join('')
  );
}

function markdownCell(text: string): string {
  return withoutControls(text).replace(/\\/g, '\\\\').replace(/\|/g, '\\|');
}

/** Titles come from strangers: no escape sequence of theirs may reach a terminal. */
function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
