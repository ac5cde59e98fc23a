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
import { map, Observable } from 'rxjs';
import type { DoraDataSource } from './DoraDataSource';
import { nameChoiceOf } from './storedQuery';
import { streamOf } from './stream';
import { DoraJsonData, StoredQuery, StoredVariableQuery } from './types';

export type VariableEditorProps = QueryEditorProps<DoraDataSource, StoredQuery, DoraJsonData, StoredVariableQuery>;
export type VariableEditor = ComponentType<VariableEditorProps>;

/** Teams, repositories, services, production environments, workflows and labels as dashboard variables. */
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
    const choice = nameChoiceOf(target ?? { refId: 'A' });
    const source = this.source;
    // As a stream, because a variable that is not waited for any more must not go on asking.
    const names = streamOf(async function* (signal) {
      yield await source.listNames(choice, request, signal);
    });
    return names.pipe(map((found) => ({ data: [namesFrame(found)], state: LoadingState.Done })));
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
