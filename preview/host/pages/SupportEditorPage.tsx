import { DataQuery, DataSourceApi, PluginContextProvider } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React, { ComponentType, useState } from 'react';
import { Services } from '../boot/services';
import { useLoaded } from './useLoaded';

/** The editor as Grafana's dashboard settings would draw it; its query is kept in the address (`?query=`). */
type SupportEditor = ComponentType<{
  readonly datasource: DataSourceApi;
  readonly query: DataQuery;
  onChange(query: DataQuery): void;
  onRunQuery(): void;
}>;

type Kind = 'variable' | 'annotation';

export function SupportEditorPage({ kind, services }: { readonly kind: Kind; readonly services: Services }) {
  const loaded = useLoaded(kind, () => services.dataSources.get());
  if (loaded.state === 'loading') {
    return <LoadingPlaceholder text="Loading..." />;
  }
  if (loaded.state === 'failed') {
    return <Alert severity="error" title={loaded.message} />;
  }
  const Editor = editorOf(loaded.value, kind);
  return Editor === null ? (
    <Alert severity="warning" title={`The plugin has no ${kind} editor.`} />
  ) : (
    <Shown Editor={Editor} kind={kind} dataSource={loaded.value} />
  );
}

function Shown(props: { readonly Editor: SupportEditor; readonly kind: Kind; readonly dataSource: DataSourceApi }) {
  const { Editor, kind, dataSource } = props;
  const [query, setQuery] = useState<DataQuery>(() => queryInAddress(kind));
  return (
    <>
      <h1>{kind === 'variable' ? 'A dashboard variable' : 'An annotation'}</h1>
      <PluginContextProvider meta={dataSource.meta}>
        <div data-testid="support-editor">
          <Editor
            datasource={dataSource}
            query={query}
            onChange={(changed) => {
              setQuery(changed);
              locationService.partial({ query: JSON.stringify(changed) }, true);
            }}
            onRunQuery={() => undefined}
          />
        </div>
      </PluginContextProvider>
    </>
  );
}

function editorOf(dataSource: DataSourceApi, kind: Kind): SupportEditor | null {
  const editor: unknown =
    kind === 'annotation'
      ? dataSource.annotations?.QueryEditor
      : dataSource.variables !== undefined && 'editor' in dataSource.variables
        ? dataSource.variables.editor
        : null;
  return isEditor(editor) ? editor : null;
}

function isEditor(editor: unknown): editor is SupportEditor {
  return typeof editor === 'function';
}

function queryInAddress(kind: Kind): DataQuery {
  const plain = { refId: kind === 'variable' ? 'variable' : 'Anno' };
  try {
    const query: unknown = JSON.parse(locationService.getSearch().get('query') ?? '{}');
    return typeof query === 'object' && query !== null ? { ...plain, ...query } : plain;
  } catch {
    return plain;
  }
}
