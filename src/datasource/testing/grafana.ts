import './observer';
import { DataQueryRequest, DataQueryResponse, LoadingState, PanelData } from '@grafana/data';
import { DataSourceSrv, setDataSourceSrv, setRunRequest } from '@grafana/runtime';
import { from, map, ObservableInput } from 'rxjs';
import { DoraDataSource } from '../DoraDataSource';
import { StoredQuery } from '../types';

type Ask = (request: DataQueryRequest<StoredQuery>) => ObservableInput<DataQueryResponse>;

/** Enough of Grafana for its own scenes to run this data source's queries, annotations, variables and ad hoc filters. */
export function giveGrafana(source: DoraDataSource): void {
  const ask: Ask = (request) => source.query(request);
  const dataSources: DataSourceSrv = {
    get: async () => source,
    getList: () => [],
    getInstanceSettings: () => undefined,
    reload: async () => {},
    registerRuntimeDataSource: () => {},
  };
  setDataSourceSrv(dataSources);
  setRunRequest((_, request: DataQueryRequest<StoredQuery>, variableQuery?: Ask) =>
    from((variableQuery ?? ask)(request)).pipe(
      map((packet): PanelData => {
        // Grafana keeps frames of the annotations' topic apart.
        const isMark = ({ meta }: (typeof packet.data)[number]) => meta?.dataTopic === 'annotations';
        return {
          state: packet.state ?? LoadingState.Done,
          series: packet.data.filter((frame) => !isMark(frame)),
          annotations: packet.data.filter(isMark),
          timeRange: request.range,
        };
      })
    )
  );
}
