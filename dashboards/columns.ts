import type { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';

/**
 * The room of a column in pixels. A number: exactly so many, one line. `wrapped`: exactly so many, with as many lines as
 * the text takes. `rest`: an equal share of what the others leave, at least so many, with as many lines as it takes, or
 * with one. What is shown as another text than it holds (`choice`) must not wrap: Grafana measures what it holds.
 */
export type Room = number | { readonly wrapped: number } | { readonly rest: number; readonly oneLine?: true };

/** As Grafana 12.3 and as later ones read it. */
const wrapped = [
  { id: 'custom.cellOptions', value: { type: 'auto', wrapText: true } },
  { id: 'custom.wrapText', value: true },
];

/**
 * Of all columns those that are given room, in that order. What matters most comes first: half a laptop's screen shows
 * about 740 pixels, the rest can be scrolled to; a whole one shows about 1,380.
 */
export function withColumns(table: Table, rooms: Readonly<Record<string, Room>>, all: readonly string[]): Table {
  const names = Object.keys(rooms);
  table.withTransformation({
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(all.filter((name) => !names.includes(name)).map((name) => [name, true])),
      indexByName: Object.fromEntries(names.map((name, index) => [name, index])),
      renameByName: {},
    },
  });
  for (const [name, room] of Object.entries(rooms)) {
    table.overrideByName(name, roomOverrides(room));
  }
  return table;
}

/** What gives a column its room. */
export function roomOverrides(room: Room) {
  if (typeof room === 'number') {
    return [{ id: 'custom.width', value: room }];
  }
  return 'wrapped' in room
    ? [{ id: 'custom.width', value: room.wrapped }, ...wrapped]
    : [{ id: 'custom.minWidth', value: room.rest }, ...(room.oneLine === true ? [] : wrapped)];
}
