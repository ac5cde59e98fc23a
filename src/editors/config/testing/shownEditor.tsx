import { DataSourceSettings } from '@grafana/data';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { ComponentType, useState } from 'react';
import { DoraJsonData, DoraSecureJsonData } from '../../../datasource';
import { ConfigEditor } from '../ConfigEditor';
import { ConfigEditorProps, SetupForm, useSetupForm } from '../form';
import { FakeCatalog } from './fakeCatalog';

export type Options = DataSourceSettings<DoraJsonData, DoraSecureJsonData>;

/** A data source as Grafana keeps it, with these settings. */
export function storedOptions(jsonData: DoraJsonData, given: Partial<Options> = {}): Options {
  return {
    id: 1,
    uid: 'dora',
    orgId: 1,
    name: 'DORA',
    typeLogoUrl: '',
    type: 'deliverymetrics-dora-datasource',
    typeName: 'DORA',
    access: 'proxy',
    url: '',
    user: '',
    database: '',
    basicAuth: false,
    basicAuthUser: '',
    isDefault: false,
    jsonData,
    secureJsonFields: {},
    readOnly: false,
    withCredentials: false,
    ...given,
  };
}

/** The whole page over options that really change, with a button that saves as Grafana does. */
export async function showEditor(
  jsonData: DoraJsonData,
  given: Partial<Options> = {},
  catalog: FakeCatalog = new FakeCatalog(),
  Editor: ComponentType<ConfigEditorProps> = ConfigEditor
) {
  const saved: Options[] = [];
  function Page() {
    const [options, setOptions] = useState(() => storedOptions(jsonData, given));
    const change = (next: Options) => {
      saved.push(next);
      setOptions(next);
    };
    // As Grafana does: secrets are taken away, and the version is counted up.
    const save = () =>
      setOptions({
        ...options,
        version: (options.version ?? 0) + 1,
        secureJsonFields: { ...options.secureJsonFields, githubToken: true },
        secureJsonData: {},
      });
    return (
      <>
        <Editor options={options} onOptionsChange={change} openCatalog={catalog.open} />
        <button type="button" onClick={save}>
          Save
        </button>
      </>
    );
  }
  // Counting what is kept in the browser ends a moment later.
  await act(async () => render(<Page />));
  return { saved, last: () => saved[saved.length - 1], user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

/** The same with one section alone, decoded and saved as on the page: the whole of it is drawn anew at every key. */
export function showSection(
  Section: ComponentType<SetupForm>,
  jsonData: DoraJsonData,
  given: Partial<Options> = {},
  catalog: FakeCatalog = new FakeCatalog()
) {
  const Alone = (props: ConfigEditorProps) => <Section {...useSetupForm(props)} />;
  return showEditor(jsonData, given, catalog, Alone);
}
