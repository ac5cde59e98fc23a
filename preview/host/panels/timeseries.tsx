import { DataFrame, FieldColorModeId, FieldType, PanelPlugin, PanelProps } from '@grafana/data';
import { LegendDisplayMode, SortOrder, TooltipDisplayMode, VizLegendOptions, VizTooltipOptions } from '@grafana/schema';
import { EventBusPlugin, TimeSeries, TooltipPlugin, usePanelContext, ZoomPlugin } from '@grafana/ui';
import React, { useMemo } from 'react';
import { AnnotationMarks } from './AnnotationMarks';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';

interface TimeSeriesOptions {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

function TimeSeriesPanel(props: PanelProps<TimeSeriesOptions>) {
  const { data, width, height, timeRange, timeZone, options, fieldConfig, eventBus, onChangeTimeRange } = props;
  const { sync } = usePanelContext();
  const frames = useMemo(() => data.series.filter(isDrawable), [data.series]);
  // Where a region says why there is nothing, the axes are drawn for it, as Grafana does.
  const isMarked = (data.annotations ?? []).some((frame) => frame.length > 0);
  if (frames.length === 0 || !(isMarked || frames.some((frame) => frame.length > 0))) {
    const reason = data.series.some((frame) => frame.length > 0) ? 'Data is missing a time field' : undefined;
    return <NoData fieldConfig={fieldConfig} reason={reason} />;
  }
  const legend: VizLegendOptions = {
    displayMode: LegendDisplayMode.List,
    placement: 'bottom',
    showLegend: true,
    calcs: [],
    ...options.legend,
  };
  const tooltip = { mode: TooltipDisplayMode.Single, sort: SortOrder.None, ...options.tooltip };
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend}
      options={options}
    >
      {(config, alignedFrame) => (
        <>
          <EventBusPlugin config={config} frame={alignedFrame} eventBus={eventBus} />
          <AnnotationMarks config={config} annotations={data.annotations} timeZone={timeZone} />
          <ZoomPlugin config={config} onZoom={onChangeTimeRange} />
          <TooltipPlugin
            frames={frames}
            data={alignedFrame}
            config={config}
            mode={tooltip.mode}
            sortOrder={tooltip.sort}
            sync={sync}
            timeZone={timeZone}
          />
        </>
      )}
    </TimeSeries>
  );
}

function isDrawable(frame: DataFrame): boolean {
  const has = (type: FieldType) => frame.fields.some((field) => field.type === type);
  return has(FieldType.time) && has(FieldType.number);
}

export const timeSeriesPanel = new PanelPlugin<TimeSeriesOptions>(TimeSeriesPanel)
  // Otherwise scenes keep annotations from it.
  .setDataSupport({ annotations: true, alertStates: false })
  .useFieldConfig(
    fieldOptions(FieldColorModeId.PaletteClassic, {
      drawStyle: 'line',
      lineInterpolation: 'linear',
      lineWidth: 1,
      lineStyle: undefined,
      fillOpacity: 0,
      fillBelowTo: undefined,
      gradientMode: 'none',
      showPoints: 'auto',
      showValues: false,
      pointSize: 5,
      spanNulls: false,
      insertNulls: false,
      barAlignment: 0,
      barWidthFactor: 0.6,
      stacking: { mode: 'none', group: 'A' },
      axisPlacement: 'auto',
      axisLabel: '',
      axisColorMode: 'text',
      axisBorderShow: false,
      axisCenteredZero: false,
      axisGridShow: true,
      axisWidth: undefined,
      axisSoftMin: undefined,
      axisSoftMax: undefined,
      scaleDistribution: { type: 'linear' },
      transform: undefined,
      thresholdsStyle: { mode: 'off' },
      hideFrom: { legend: false, tooltip: false, viz: false },
    })
  );
