import {
  FieldColorModeId,
  FieldDisplay,
  formattedValueToString,
  PanelPlugin,
  PanelProps,
  VizOrientation,
} from '@grafana/data';
import { useTheme2, VizRepeater } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';
import { ReducedOptions, useReduced } from './reduced';

/** Half a turn and a third, as Grafana's gauge. */
const sweep = (240 * Math.PI) / 180;

function GaugePanel(props: PanelProps<ReducedOptions>) {
  const { width, height, options, data, renderCounter, fieldConfig } = props;
  const values = useReduced(props);
  if (values.length === 0) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  return (
    <VizRepeater<FieldDisplay>
      getValues={() => values}
      renderValue={({ value, width: w, height: h }) => <Dial value={value} width={w} height={h} />}
      width={width}
      height={height}
      source={data}
      autoGrid={true}
      renderCounter={renderCounter}
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}

function Dial({ value, width, height }: { value: FieldDisplay; width: number; height: number }) {
  const theme = useTheme2();
  const min = value.field.min ?? 0;
  const max = value.field.max ?? 100;
  const share = value.display.percent ?? (value.display.numeric - min) / (max - min || 1);
  const filled = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  const radius = Math.min(width / 2, height / 1.6) * 0.85;
  const title = value.display.title ?? '';
  const shown = formattedValueToString(value.display);
  return (
    <svg width={width} height={height} role="img" aria-label={`${title} ${shown}`}>
      <g transform={`translate(${width / 2}, ${height / 2 + radius * 0.2})`} fill="none" strokeWidth={radius * 0.22}>
        <path d={arc(radius * 0.85, 1)} stroke={theme.colors.background.secondary} />
        {filled > 0 && <path d={arc(radius * 0.85, filled)} stroke={value.display.color} />}
      </g>
      <g textAnchor="middle" transform={`translate(${width / 2}, ${height / 2 + radius * 0.3})`}>
        <text fontSize={Math.min(radius * 0.38, (radius * 2.2) / shown.length)} fill={value.display.color}>
          {shown}
        </text>
        <text fontSize={Math.min(14, radius * 0.2)} y={radius * 0.5} fill={theme.colors.text.primary}>
          {title}
        </text>
      </g>
    </svg>
  );
}

function arc(radius: number, share: number): string {
  const from = -Math.PI / 2 - sweep / 2;
  const to = from + sweep * share;
  const point = (angle: number) => `${radius * Math.cos(angle)} ${radius * Math.sin(angle)}`;
  return `M ${point(from)} A ${radius} ${radius} 0 ${sweep * share > Math.PI ? 1 : 0} 1 ${point(to)}`;
}

export const gaugePanel = new PanelPlugin<ReducedOptions>(GaugePanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Thresholds, {})
);
