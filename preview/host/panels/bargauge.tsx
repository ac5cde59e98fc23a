import {
  FieldColorModeId,
  FieldDisplay,
  getDisplayProcessor,
  getDisplayValueAlignmentFactors,
  PanelPlugin,
  PanelProps,
  VizOrientation,
} from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode } from '@grafana/schema';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';
import { ReducedOptions, useReduced } from './reduced';

interface BarGaugeOptions extends ReducedOptions {
  readonly displayMode?: BarGaugeDisplayMode;
  readonly showUnfilled?: boolean;
  readonly valueMode?: BarGaugeValueMode;
  readonly namePlacement?: BarGaugeNamePlacement;
}

function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { width, height, options, data, renderCounter, fieldConfig } = props;
  const theme = useTheme2();
  const values = useReduced(props);
  if (values.length === 0) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  return (
    <VizRepeater<FieldDisplay>
      getValues={() => values}
      renderValue={({ value, width: w, height: h, orientation }) => (
        <BarGauge
          theme={theme}
          width={w}
          height={h}
          orientation={orientation}
          field={value.field}
          display={getDisplayProcessor({ field: { config: value.field }, theme })}
          value={value.display}
          alignmentFactors={getDisplayValueAlignmentFactors(values)}
          displayMode={options.displayMode ?? BarGaugeDisplayMode.Gradient}
          showUnfilled={options.showUnfilled ?? true}
          valueDisplayMode={options.valueMode}
          namePlacement={options.namePlacement}
          itemSpacing={10}
        />
      )}
      width={width}
      height={height}
      source={data}
      itemSpacing={10}
      minVizHeight={16}
      renderCounter={renderCounter}
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}

export const barGaugePanel = new PanelPlugin<BarGaugeOptions>(BarGaugePanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Thresholds, {})
);
