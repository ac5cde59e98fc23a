import {
  DataSourceInstanceSettings,
  DataSourcePluginMeta,
  DataSourceSettings,
  PluginContextProvider,
} from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { Alert, Button, LoadingPlaceholder } from '@grafana/ui';
import React, { useState } from 'react';
import { Services } from '../boot/services';
import { messageOf, useLoaded } from './useLoaded';

interface TestResult {
  readonly severity: 'success' | 'error' | 'warning' | 'info';
  readonly title: string;
  readonly details: string;
}

const address = (uid: string) => `/api/datasources/uid/${uid}`;

/** The plugin's settings, as Grafana's page for a data source shows, saves and tests them. */
export function DataSourcePage({ services }: { readonly services: Services }) {
  const [{ uid, name, meta }] = services.dataSources.getList();
  const loaded = useLoaded(uid, () => getBackendSrv().get<DataSourceSettings>(address(uid)));
  if (loaded.state === 'loading') {
    return <LoadingPlaceholder text="Loading settings..." />;
  }
  if (loaded.state === 'failed') {
    return <Alert severity="error" title={loaded.message} />;
  }
  return <SettingsForm saved={loaded.value} title={name} meta={meta} services={services} />;
}

function SettingsForm(props: {
  readonly saved: DataSourceSettings;
  readonly title: string;
  readonly meta: DataSourcePluginMeta;
  readonly services: Services;
}) {
  const { saved, title, meta, services } = props;
  const [options, setOptions] = useState(saved);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<TestResult | null>(null);
  const Editor = services.dataSources.plugin.components.ConfigEditor;
  const saveAndTest = async () => {
    setBusy(true);
    setResult(null);
    try {
      setOptions(await save(options, services));
      setResult(await test(options.uid, services));
    } catch (error) {
      setResult({ severity: 'error', title: messageOf(error), details: '' });
    }
    setBusy(false);
  };
  return (
    <form
      style={{ maxWidth: 900 }}
      onSubmit={(event) => {
        event.preventDefault();
        void saveAndTest();
      }}
    >
      <h1>{title}</h1>
      <PluginContextProvider meta={meta}>
        {Editor === undefined ? (
          <Alert severity="warning" title="The plugin has no config editor." />
        ) : (
          <Editor options={options} onOptionsChange={setOptions} />
        )}
      </PluginContextProvider>
      {result !== null && (
        <Alert
          severity={result.severity}
          title={result.title}
          data-testid="data-testid Data source settings page Alert"
        >
          <div style={{ whiteSpace: 'pre-wrap' }}>{result.details}</div>
        </Alert>
      )}
      <Button type="submit" disabled={busy} data-testid="data-testid Data source settings page Save and Test button">
        Save & test
      </Button>
    </form>
  );
}

interface SaveAnswer {
  readonly datasource: DataSourceSettings;
  readonly instanceSettings: DataSourceInstanceSettings;
}

async function save(options: DataSourceSettings, services: Services): Promise<DataSourceSettings> {
  const answer = await getBackendSrv().put<SaveAnswer>(address(options.uid), options);
  services.dataSources.replace(answer.instanceSettings);
  return answer.datasource;
}

async function test(uid: string, services: Services): Promise<TestResult> {
  const dataSource = await services.dataSources.get(uid);
  const answer: unknown = await dataSource.testDatasource();
  if (typeof answer !== 'object' || answer === null) {
    return { severity: 'info', title: 'The test gave no result.', details: '' };
  }
  const status = 'status' in answer ? answer.status : 'info';
  const details = 'details' in answer && typeof answer.details === 'object' ? answer.details : null;
  const verbose = details !== null && 'verboseMessage' in details ? String(details.verboseMessage ?? '') : '';
  return {
    severity: status === 'success' || status === 'error' || status === 'warning' ? status : 'info',
    title: 'message' in answer ? String(answer.message) : '',
    details: verbose,
  };
}
