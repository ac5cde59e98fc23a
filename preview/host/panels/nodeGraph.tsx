import { DataFrame, FieldColorModeId, PanelPlugin, PanelProps } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { layersOf } from './layers';
import { NoData } from './NoData';

const rowHeight = 64;
const radius = 9;
const textWidth = 7;
/** Pixels in front of a node in which edges leave the height of the one for that of the other. */
const turning = 56;

/** Nodes in layers from left to right, edges between them; what there is to know about each stands in its tooltip. */
function NodeGraphPanel({ data, width, height, fieldConfig }: PanelProps<object>) {
  const theme = useTheme2();
  const edgesFrame = data.series.find(({ fields }) => fields.some(({ name }) => name === 'source'));
  // What is no graph may come too: the answer to a query that has just been changed.
  const nodesFrame = data.series.find(
    ({ fields, length }) => length > 0 && ['id', 'title'].every((wanted) => fields.some(({ name }) => name === wanted))
  );
  if (nodesFrame === undefined) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  const nodes = rowsOf(nodesFrame);
  const edges = edgesFrame === undefined ? [] : rowsOf(edgesFrame);
  const layers = layersOf(
    nodes.map(({ id }) => id),
    edges.map(({ source, target }) => ({ source, target }))
  );
  const columnWidth = width / layers.length;
  const tall = Math.max(height - 4, rowHeight * Math.max(...layers.map(({ length }) => length)));
  const places = new Map(
    layers.flatMap((layer, column) =>
      layer.map((id, row) => [id, { x: column * columnWidth + 16, y: ((row + 0.5) * tall) / layer.length }] as const)
    )
  );
  const fitting = Math.max(4, Math.floor((columnWidth - turning - 3 * radius) / textWidth));
  return (
    <div style={{ width, height, overflow: 'auto' }} tabIndex={0}>
      <svg width={width - 16} height={tall} role="img" aria-label="Node graph" fontSize={12}>
        {edges.map((edge) => {
          const [from, to] = [places.get(edge.source), places.get(edge.target)];
          if (from === undefined || to === undefined) {
            return null;
          }
          // Straight between the two lines of the node's text; it turns where no text stands.
          const turn = to.x - radius - turning;
          const bend = turning / 2;
          return (
            <path
              key={edge.id}
              d={`M ${from.x + radius} ${from.y} H ${turn} C ${turn + bend} ${from.y} ${turn + bend} ${to.y} ${to.x - radius} ${to.y}`}
              fill="none"
              stroke={edge.color || theme.colors.border.strong}
              strokeWidth={2}
              strokeOpacity={0.6}
            >
              <title>{told(edge, ['mainstat', 'secondarystat', 'detail__evidence'])}</title>
            </path>
          );
        })}
        {nodes.map((node) => {
          const { x, y } = places.get(node.id) ?? { x: 0, y: 0 };
          return (
            <g key={node.id} transform={`translate(${x}, ${y})`}>
              <title>{told(node, ['title', 'subtitle', 'mainstat', 'secondarystat', 'detail__what'])}</title>
              <circle r={radius} fill={node.color || theme.colors.text.secondary} />
              <text
                x={radius + 6}
                y={-6}
                fill={theme.colors.text.primary}
                stroke={theme.colors.background.primary}
                strokeWidth={4}
                paintOrder="stroke"
              >
                {cut(node.title, fitting)}
              </text>
              <text
                x={radius + 6}
                y={18}
                fill={theme.colors.text.secondary}
                stroke={theme.colors.background.primary}
                strokeWidth={4}
                paintOrder="stroke"
              >
                {cut([node.mainstat, node.subtitle].filter((text) => (text ?? '') !== '').join(' · '), fitting)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

type Row = Readonly<Record<string, string>>;

/** Every row as texts by the fields' names; what is not there is an empty text. */
function rowsOf({ fields, length }: DataFrame): readonly Row[] {
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(fields.map(({ name, values }) => [name, String(values[index] ?? '')]))
  );
}

function told(row: Row, names: readonly string[]): string {
  return names
    .map((name) => row[name] ?? '')
    .filter((text) => text !== '')
    .join('\n');
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

export const nodeGraphPanel = new PanelPlugin<object>(NodeGraphPanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Fixed, { hideFrom: { viz: false } })
);
