import {
  FieldColorModeId,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  PanelPlugin,
  PanelProps,
} from '@grafana/data';
import { LegendDisplayMode } from '@grafana/schema';
import { useTheme2, VizLayout, VizLegend } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';

interface BarChartOptions {
  readonly xField?: string;
  readonly legend?: { readonly showLegend?: boolean };
}

const axisWidth = 56;
const axisHeight = 24;

/** Grouped bars of one frame: a category field, numbers beside it. */
function BarChartPanel({ data, width, height, options, fieldConfig }: PanelProps<BarChartOptions>) {
  const theme = useTheme2();
  const frame = data.series.find((one) => one.length > 0);
  const numbers = frame?.fields.filter((field) => field.type === FieldType.number) ?? [];
  const named = frame?.fields.find((field) => getFieldDisplayName(field, frame, data.series) === options.xField);
  const category =
    named ??
    frame?.fields.find((one) => one.type === FieldType.string) ??
    frame?.fields.find((one) => one.type === FieldType.time);
  if (frame === undefined || category === undefined || numbers.length === 0) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  const series = numbers.filter((field) => field !== category);
  const values = series.flatMap((field) => field.values.map(Number).filter(Number.isFinite));
  const top = Math.max(0, ...values.map((value) => value * 1.1), series[0]?.config.max ?? 0) || 1;
  const items = series.map((field) => ({
    label: getFieldDisplayName(field, frame, data.series),
    color: field.display?.(field.values[0]).color ?? theme.colors.primary.main,
    yAxis: 1,
  }));
  const legend =
    options.legend?.showLegend === false ? null : (
      <VizLayout.Legend placement="bottom">
        <VizLegend items={items} placement="bottom" displayMode={LegendDisplayMode.List} />
      </VizLayout.Legend>
    );
  return (
    <VizLayout width={width} height={height} legend={legend}>
      {(w: number, h: number) => {
        const plot = { width: w - axisWidth, height: h - axisHeight };
        const group = plot.width / frame.length;
        const bar = (group * 0.8) / series.length;
        return (
          <svg
            width={w}
            height={h}
            role="img"
            aria-label="Bar chart"
            overflow="visible"
            fontSize={12}
            fill={theme.colors.text.primary}
          >
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <g key={share} transform={`translate(0, ${plot.height * (1 - share)})`}>
                <line x1={axisWidth} x2={w} stroke={theme.colors.border.weak} />
                <text x={axisWidth - 6} y={4} textAnchor="end">
                  {shownValue(series[0].display?.(top * share))}
                </text>
              </g>
            ))}
            {Array.from({ length: frame.length }, (_, row) => (
              <g key={row} transform={`translate(${axisWidth + row * group}, 0)`}>
                {series.map((field, index) => {
                  const tall = (Math.max(0, Number(field.values[row]) || 0) / top) * plot.height;
                  const shown = field.display?.(field.values[row]);
                  return (
                    <rect
                      key={index}
                      x={group * 0.1 + index * bar}
                      y={plot.height - tall}
                      width={bar}
                      height={tall}
                      fill={shown?.color ?? items[index].color}
                      fillOpacity={0.8}
                    >
                      <title>{`${items[index].label}: ${shownValue(shown)}`}</title>
                    </rect>
                  );
                })}
                <text x={group / 2} y={h - 6} textAnchor="middle">
                  {shownValue(category.display?.(category.values[row]), String(category.values[row])).slice(
                    0,
                    Math.max(3, Math.floor(group / 7))
                  )}
                </text>
              </g>
            ))}
          </svg>
        );
      }}
    </VizLayout>
  );
}

function shownValue(value: Parameters<typeof formattedValueToString>[0] | undefined, otherwise = ''): string {
  return value === undefined ? otherwise : formattedValueToString(value);
}

export const barChartPanel = new PanelPlugin<BarChartOptions>(BarChartPanel).useFieldConfig(
  fieldOptions(FieldColorModeId.PaletteClassic, {
    fillOpacity: 80,
    lineWidth: 1,
    gradientMode: 'none',
    axisLabel: '',
    hideFrom: { legend: false, tooltip: false, viz: false },
  })
);
