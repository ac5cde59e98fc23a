import {
  DataFrame,
  dateTimeFormat,
  Field,
  FieldColorModeId,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  PanelPlugin,
  PanelProps,
} from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import React from 'react';
import { annotationMarksOf, plainTextOf, regionOpacity } from './marks';
import { bandsOf } from './bands';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';

const labelWidth = 140;
const axisHeight = 22;

function StateTimelinePanel({ data, width, height, timeRange, timeZone, fieldConfig }: PanelProps<object>) {
  const theme = useTheme2();
  const rows = data.series.flatMap((frame) => rowsOf(frame, data.series));
  if (rows.length === 0) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  const [start, end] = [timeRange.from.valueOf(), timeRange.to.valueOf()];
  const x = (time: number) =>
    labelWidth + ((Math.min(end, Math.max(start, time)) - start) / (end - start || 1)) * (width - labelWidth);
  const rowHeight = (height - axisHeight) / rows.length;
  const count = Math.max(1, Math.floor((width - labelWidth) / 110));
  const ticks = Array.from({ length: count }, (_, index) => start + ((end - start) * (index + 0.5)) / count);
  return (
    <svg width={width} height={height} role="img" aria-label="State timeline" fontSize={12}>
      {annotationMarksOf(data.annotations, theme.visualization.getColorByName)
        .filter((mark) => (mark.to ?? mark.from) >= start && mark.from <= end)
        .map((mark, index) => (
          <rect
            key={`mark ${index}`}
            data-testid={mark.to === null ? 'annotation-line' : 'annotation-region'}
            x={x(mark.from)}
            y={0}
            width={Math.max(1, x(mark.to ?? mark.from) - x(mark.from))}
            height={height - axisHeight}
            fill={mark.color}
            fillOpacity={mark.to === null ? 1 : regionOpacity}
            stroke={mark.to === null ? 'none' : mark.color}
            strokeDasharray="4 4"
          >
            <title>{plainTextOf(mark)}</title>
          </rect>
        ))}
      {rows.map(({ name, times, field }, row) => (
        <g key={row} transform={`translate(0, ${row * rowHeight})`}>
          <text x={0} y={rowHeight / 2 + 4} fill={theme.colors.text.primary}>
            {name.slice(0, 22)}
          </text>
          {bandsOf(times, field, end).map(({ from, to, value }) => (
            <rect
              key={from}
              x={x(from)}
              y={rowHeight * 0.05}
              width={Math.max(2, x(to) - x(from))}
              height={rowHeight * 0.9}
              fill={value.color}
              fillOpacity={0.7}
            >
              <title>{`${name}: ${formattedValueToString(value)}`}</title>
            </rect>
          ))}
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={height - 5} textAnchor="middle" fill={theme.colors.text.primary}>
          {dateTimeFormat(tick, { timeZone, format: 'MM-DD HH:mm' })}
        </text>
      ))}
    </svg>
  );
}

interface Row {
  readonly name: string;
  readonly times: readonly number[];
  readonly field: Field;
}

function rowsOf(frame: DataFrame, all: DataFrame[]): readonly Row[] {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (time === undefined || frame.length === 0) {
    return [];
  }
  return frame.fields
    .filter((field) => field !== time)
    .map((field) => ({ name: getFieldDisplayName(field, frame, all), times: time.values, field }));
}

export const stateTimelinePanel = new PanelPlugin<object>(StateTimelinePanel)
  // Otherwise scenes keep annotations from it.
  .setDataSupport({ annotations: true, alertStates: false })
  .useFieldConfig(
    fieldOptions(FieldColorModeId.Thresholds, { fillOpacity: 70, lineWidth: 0, hideFrom: { viz: false } })
  );
