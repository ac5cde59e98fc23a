import {
  dateTimeFormat,
  Field,
  FieldColorModeId,
  FieldType,
  getFieldDisplayName,
  PanelPlugin,
  PanelProps,
} from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';

const labelWidth = 110;
const axisHeight = 22;
const gap = 1;

/** A grid of a frame of rows: a column for each row of the frame, up to its time, a line for each number field. */
function HeatmapPanel({ data, width, height, timeRange, timeZone, fieldConfig }: PanelProps<object>) {
  const theme = useTheme2();
  const frame = data.series.find(({ length, fields }) => length > 0 && fields.length > 1);
  const bands = frame?.fields.slice(1).filter(({ type }) => type === FieldType.number) ?? [];
  if (frame === undefined || bands.length === 0) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  const [ends] = frame.fields;
  const columns = columnsOf(ends, timeRange.from.valueOf(), timeRange.to.valueOf());
  const { from, to } = columns.over;
  const x = (at: number) => labelWidth + ((at - from) / (to - from || 1)) * (width - labelWidth);
  const lineHeight = (height - axisHeight) / bands.length;
  const top = Math.max(1, ...bands.flatMap(({ values }) => values.map((value) => Number(value) || 0)));
  const written = (at: number) =>
    ends.type === FieldType.time ? dateTimeFormat(at, { timeZone, format: 'YYYY-MM-DD' }) : String(at);
  const every = Math.ceil((columns.cells.length * 80) / Math.max(80, width - labelWidth));
  return (
    <svg width={width} height={height} role="img" aria-label="Heatmap" fontSize={12} fill={theme.colors.text.primary}>
      {bands.map((band, line) => {
        const name = getFieldDisplayName(band, frame, data.series);
        const y = (bands.length - 1 - line) * lineHeight;
        return (
          <g key={name}>
            <text x={labelWidth - 6} y={y + lineHeight / 2 + 4} textAnchor="end">
              {name}
            </text>
            {columns.cells.map(({ start, end }, index) => {
              const value: unknown = band.values[index];
              const isKnown = typeof value === 'number';
              return (
                <rect
                  key={end}
                  x={x(start) + gap}
                  y={y + gap}
                  width={Math.max(1, x(end) - x(start) - 2 * gap)}
                  height={Math.max(1, lineHeight - 2 * gap)}
                  fill={isKnown && value > 0 ? theme.colors.primary.main : theme.colors.background.secondary}
                  // Few must be seen beside many.
                  fillOpacity={isKnown && value > 0 ? 0.2 + 0.8 * Math.sqrt(value / top) : 1}
                >
                  <title>{`${name}, until ${written(end)}: ${isKnown ? value : 'not known'}`}</title>
                </rect>
              );
            })}
          </g>
        );
      })}
      {columns.cells
        .filter((_, index) => index % every === 0)
        .map(({ start, end }) => (
          <text key={end} x={(x(start) + x(end)) / 2} y={height - 5} textAnchor="middle">
            {ends.type === FieldType.time ? dateTimeFormat(start, { timeZone, format: 'MM-DD' }) : String(start)}
          </text>
        ))}
    </svg>
  );
}

/** Each column begins where the one before ends, the first one as long before its end as the next. */
function columnsOf({ type, values }: Field, rangeFrom: number, rangeTo: number) {
  const ends: number[] = values.map(Number);
  const step = ends.length > 1 ? ends[1] - ends[0] : 1;
  const cells = ends.map((end, index) => ({ start: index === 0 ? end - step : ends[index - 1], end }));
  if (type !== FieldType.time) {
    return { cells, over: { from: cells[0].start, to: ends[ends.length - 1] } };
  }
  const within = (at: number) => Math.min(rangeTo, Math.max(rangeFrom, at));
  return {
    cells: cells.map(({ start, end }) => ({ start: within(start), end: within(end) })),
    over: { from: rangeFrom, to: rangeTo },
  };
}

export const heatmapPanel = new PanelPlugin<object>(HeatmapPanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Fixed, { hideFrom: { viz: false } })
);
