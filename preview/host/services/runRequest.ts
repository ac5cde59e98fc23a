import {
  CoreApp,
  DataFrame,
  DataQuery,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataTopic,
  LoadingState,
  PanelData,
  rangeUtil,
  toDataFrame,
} from '@grafana/data';
import { catchError, from, map, Observable, of } from 'rxjs';
import { queryError } from './queryError';

/** Milliseconds of silence before a panel says that it is loading. */
const silence = 200;

/** What happens between a panel and a data source's `query`: packets of one key replace each other, all keys together
 * are the answer, the last packet's state is the panel's. Unsubscribing cancels. */
export function runRequest(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<PanelData> {
  const start: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  if (request.targets.length === 0) {
    request.endTime = Date.now();
    return of({ ...start, state: LoadingState.Done });
  }
  return new Observable<PanelData>((subscriber) => {
    const announce = setTimeout(() => subscriber.next(start), silence);
    const answers = packetsOf(dataSource, request, queryFunction).subscribe({
      next: (answer) => {
        clearTimeout(announce);
        subscriber.next(answer);
      },
      error: (error) => subscriber.error(error),
      complete: () => {
        clearTimeout(announce);
        subscriber.complete();
      },
    });
    return () => {
      clearTimeout(announce);
      answers.unsubscribe();
    };
  });
}

function packetsOf(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<PanelData> {
  const packets = new Map<string, DataQueryResponse>();
  let latest: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  return callQuery(dataSource, request, queryFunction).pipe(
    map((packet) => {
      request.endTime = Date.now();
      packets.set(packet.key ?? 'A', packet);
      latest = combined(request, packet, [...packets.values()]);
      return latest;
    }),
    catchError((error: unknown) => {
      request.endTime = Date.now();
      return of({ ...latest, state: LoadingState.Error, error: queryError(error) });
    })
  );
}

function combined(
  request: DataQueryRequest,
  last: DataQueryResponse,
  packets: readonly DataQueryResponse[]
): PanelData {
  const frames: DataFrame[] = packets.flatMap((packet) => packet.data.map(asFrame));
  const errors = packets.flatMap((packet) => packet.errors ?? (packet.error === undefined ? [] : [packet.error]));
  const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
  const state = errors.length > 0 ? LoadingState.Error : (last.state ?? LoadingState.Done);
  return {
    state,
    series: frames.filter((frame) => !isAnnotation(frame)),
    annotations: frames.filter(isAnnotation),
    request,
    error: errors[0],
    errors: errors.length > 0 ? errors : undefined,
    // A stream outlives the range it was asked with.
    timeRange:
      state === LoadingState.Streaming
        ? rangeUtil.convertRawToRange(request.range.raw, request.timezone)
        : request.range,
  };
}

/** Variables answer with texts and values instead of frames; those are passed on as they are. */
function asFrame(part: DataQueryResponse['data'][number]) {
  return typeof part === 'object' && part !== null && ('fields' in part || 'columns' in part || 'target' in part)
    ? toDataFrame(part)
    : part;
}

function callQuery(
  dataSource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: DataSourceApi['query']
): Observable<DataQueryResponse> {
  const wanted = (query: DataQuery) => query.hide !== true && (dataSource.filterQuery?.(query) ?? true);
  const targets = request.targets.filter(wanted);
  if (targets.length === 0) {
    return of({ data: [], state: LoadingState.Done });
  }
  const asked: DataQueryRequest = { ...request, app: request.app ?? CoreApp.Unknown, targets };
  try {
    return from(queryFunction === undefined ? dataSource.query(asked) : queryFunction(asked));
  } catch (error) {
    return new Observable((subscriber) => subscriber.error(error));
  }
}
