import { DataSourceInstanceSettings, DataSourcePlugin } from '@grafana/data';
import { DoraDataSource, DoraJsonData, DoraSecureJsonData, StoredQuery } from './datasource';
import { AnnotationQueryEditor, ConfigEditor, QueryEditor, QueryHelp, VariableQueryEditor } from './editors';
import { pluginType } from './query';
import { viewersLanguage } from './viewersLanguage';
import { speak } from './words';

// Not awaited: an asynchronous AMD module would export a promise. What Grafana has loaded is there before anything is shown;
// should it fail, the texts stay English.
viewersLanguage(pluginType).then(speak, () => speak(null));

/** The data source with its editors. Here, because the editors import the data source and not the other way round. */
class DoraDataSourceWithEditors extends DoraDataSource {
  constructor(instance: DataSourceInstanceSettings<DoraJsonData>) {
    super(instance, { variable: VariableQueryEditor, annotation: AnnotationQueryEditor });
  }
}

/** What Grafana loads. */
export const plugin = new DataSourcePlugin<DoraDataSource, StoredQuery, DoraJsonData, DoraSecureJsonData>(
  DoraDataSourceWithEditors
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryHelp);
