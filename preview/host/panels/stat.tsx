import {
  FieldColorModeId,
  FieldDisplay,
  getDisplayValueAlignmentFactors,
  PanelPlugin,
  PanelProps,
  VizOrientation,
} from '@grafana/data';
import { BigValueTextMode, PercentChangeColorMode } from '@grafana/schema';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueJustifyMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';
import React from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';
import { ReducedOptions, useReduced } from './reduced';

interface StatOptions extends ReducedOptions {
  readonly graphMode?: BigValueGraphMode;
  readonly colorMode?: BigValueColorMode;
  readonly justifyMode?: BigValueJustifyMode;
  readonly textMode?: BigValueTextMode;
  readonly wideLayout?: boolean;
  readonly showPercentChange?: boolean;
  readonly percentChangeColorMode?: PercentChangeColorMode;
}

function StatPanel(props: PanelProps<StatOptions>) {
  const { width, height, options, data, timeRange, renderCounter, fieldConfig } = props;
  const theme = useTheme2();
  const graphMode = options.graphMode ?? BigValueGraphMode.Area;
  const values = useReduced(props, {
    sparkline: graphMode !== BigValueGraphMode.None,
    percentChange: options.showPercentChange,
  });
  if (values.length === 0) {
    // What the data itself says in place of a value.
    const reason = data.series.flatMap(({ fields }) => fields).find(({ config }) => config.noValue !== undefined);
    return <NoData fieldConfig={fieldConfig} reason={reason?.config.noValue} />;
  }
  const big = (value: FieldDisplay, size: { width: number; height: number }, onClick?: React.MouseEventHandler) => (
    <BigValue
      {...size}
      theme={theme}
      value={value.display}
      count={values.length}
      sparkline={value.sparkline === undefined ? undefined : { ...value.sparkline, timeRange }}
      colorMode={options.colorMode ?? BigValueColorMode.Value}
      graphMode={graphMode}
      justifyMode={options.justifyMode ?? BigValueJustifyMode.Auto}
      textMode={options.textMode ?? BigValueTextMode.Auto}
      alignmentFactors={getDisplayValueAlignmentFactors(values)}
      percentChangeColorMode={options.percentChangeColorMode}
      disableWideLayout={options.wideLayout === false}
      hasLinks={value.hasLinks}
      onClick={onClick}
    />
  );
  return (
    <VizRepeater<FieldDisplay>
      getValues={() => values}
      renderValue={({ value, width: w, height: h }) => {
        const { getLinks } = value;
        return value.hasLinks && getLinks !== undefined ? (
          <DataLinksContextMenu links={getLinks}>
            {({ openMenu }) => big(value, { width: w, height: h }, openMenu)}
          </DataLinksContextMenu>
        ) : (
          big(value, { width: w, height: h })
        );
      }}
      width={width}
      height={height}
      source={data}
      itemSpacing={3}
      renderCounter={renderCounter}
      autoGrid={true}
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}

export const statPanel = new PanelPlugin<StatOptions>(StatPanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Thresholds, {})
);
