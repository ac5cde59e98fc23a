import { DataFrame, FieldType, getDefaultTimeRange, LoadingState, PanelData } from '@grafana/data';
import { requestOf } from '../../../src/datasource/testing/fakes';
import { isWaiting } from './isWaiting';

const frame = (...values: number[]): DataFrame => ({
  fields: [{ name: 'n', type: FieldType.number, config: {}, values }],
  length: values.length,
});

const panel = (state: LoadingState, given: Partial<PanelData> = {}): PanelData => ({
  state,
  series: [],
  timeRange: getDefaultTimeRange(),
  request: requestOf({}),
  ...given,
});

it.each<[string, PanelData, boolean]>([
  ['that has not been asked yet', panel(LoadingState.Done, { request: undefined }), true],
  [
    'that has not been asked yet, with annotations of the dashboard',
    panel(LoadingState.Done, { request: undefined, annotations: [frame(1)] }),
    true,
  ],
  ['without a packet', panel(LoadingState.Loading), true],
  [
    'without a packet, with annotations of the dashboard',
    panel(LoadingState.Loading, { annotations: [frame(1)] }),
    true,
  ],
  ['that is refreshed', panel(LoadingState.Loading, { series: [frame(1)] }), false],
  ['whose first packets are empty', panel(LoadingState.Streaming, { series: [frame()] }), true],
  [
    'whose first packets are only regions that are not read',
    panel(LoadingState.Streaming, { series: [frame()], annotations: [frame(1)] }),
    false,
  ],
  ['whose answer has begun', panel(LoadingState.Streaming, { series: [frame(1)] }), false],
  ['without data', panel(LoadingState.Done, { series: [frame()] }), false],
  ['that failed', panel(LoadingState.Error), false],
  ['that failed before it was asked', panel(LoadingState.Error, { request: undefined }), false],
])('a panel %s waits: %#', (_, data, expected) => {
  expect(isWaiting(data)).toBe(expected);
});
