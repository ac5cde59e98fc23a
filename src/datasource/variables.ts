import {
  CustomVariableSupport,
  DataFrame,
  DataQueryRequest,
  DataQueryResponse,
  FieldType,
  LoadingState,
  QueryEditorProps,
} from '@grafana/data';
import { ComponentType } from 'react';
import { defer, map, Observable } from 'rxjs';
import type { DoraDataSource } from './DoraDataSource';
import { variableChoiceOf } from './storedQuery';
import { DoraJsonData, StoredQuery, StoredVariableQuery } from './types';

export type VariableEditorProps = QueryEditorProps<DoraDataSource, StoredQuery, DoraJsonData, StoredVariableQuery>;
export type VariableEditor = ComponentType<VariableEditorProps>;

/** Teams, repositories, services and production environments as dashboard variables. */
export class DoraVariableSupport extends CustomVariableSupport<
  DoraDataSource,
  StoredVariableQuery,
  StoredQuery,
  DoraJsonData
> {
  constructor(
    private readonly source: DoraDataSource,
    readonly editor: VariableEditor
  ) {
    super();
  }

  override getDefaultQuery(): Partial<StoredQuery> {
    return {};
  }

  override query(request: DataQueryRequest<StoredVariableQuery>): Observable<DataQueryResponse> {
    const [target] = request.targets;
    return defer(() => this.source.listNames(variableChoiceOf(target ?? { refId: 'A' }), request)).pipe(
      map((names) => ({ data: [namesFrame(names)], state: LoadingState.Done }))
    );
  }
}

function namesFrame(names: readonly string[]): DataFrame {
  const values = [...names];
  return {
    length: values.length,
    fields: [
      { name: 'text', type: FieldType.string, config: {}, values },
      { name: 'value', type: FieldType.string, config: {}, values },
    ],
  };
}
