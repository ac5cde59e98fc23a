import { cacheFieldDisplayNames, FieldColorModeId, getFrameDisplayName, PanelPlugin, PanelProps } from '@grafana/data';
import { TableCellHeight } from '@grafana/schema';
import { Select } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import React, { useMemo, useState } from 'react';
import { fieldOptions } from './fieldConfig';
import { NoData } from './NoData';

interface TableOptions {
  readonly frameIndex?: number;
  readonly showHeader?: boolean;
  readonly showTypeIcons?: boolean;
  readonly cellHeight?: TableCellHeight;
  readonly sortBy?: Array<{ readonly displayName: string; readonly desc?: boolean }>;
  readonly enablePagination?: boolean;
}

const pickerHeight = 40;

function TablePanel({ data, width, height, options, fieldConfig, timeRange, transparent }: PanelProps<TableOptions>) {
  const [chosen, setChosen] = useState(options.frameIndex ?? 0);
  const frames = useMemo(() => {
    // The table's header reads the names from there.
    cacheFieldDisplayNames(data.series);
    return data.series;
  }, [data.series]);
  const frame = frames[chosen] ?? frames[0];
  if (frame === undefined || frame.fields.length === 0 || frames.every((one) => one.length === 0)) {
    return <NoData fieldConfig={fieldConfig} />;
  }
  const several = frames.length > 1;
  return (
    <div style={{ width, height }}>
      <TableNG
        data={frame}
        width={width}
        height={several ? height - pickerHeight : height}
        noHeader={options.showHeader === false}
        showTypeIcons={options.showTypeIcons}
        cellHeight={options.cellHeight ?? TableCellHeight.Sm}
        sortBy={options.sortBy}
        enablePagination={options.enablePagination}
        resizable={true}
        structureRev={data.structureRev}
        fieldConfig={fieldConfig}
        timeRange={timeRange}
        transparent={transparent}
      />
      {several && (
        <Select
          aria-label="Frame"
          options={frames.map((one, index) => ({ label: getFrameDisplayName(one), value: index }))}
          value={frames.indexOf(frame)}
          onChange={({ value }) => setChosen(value ?? 0)}
        />
      )}
    </div>
  );
}

export const tablePanel = new PanelPlugin<TableOptions>(TablePanel).useFieldConfig(
  fieldOptions(FieldColorModeId.Thresholds, {
    align: 'auto',
    cellOptions: { type: 'auto' },
    displayMode: undefined,
    filterable: false,
    footer: undefined,
    hidden: false,
    hideFrom: { viz: false },
    inspect: false,
    minWidth: undefined,
    tooltip: undefined,
    width: undefined,
    wrapText: undefined,
    wrapHeaderText: undefined,
  })
);
