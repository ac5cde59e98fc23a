/// <reference types="systemjs" />
import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaI18n from '@grafana/i18n';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaSchema from '@grafana/schema';
import * as grafanaUi from '@grafana/ui';
import i18next from 'i18next';
import lodash from 'lodash';
import moment from 'moment';
import React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import ReactDOM from 'react-dom';
import * as reactRouter from 'react-router-dom';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

const whole = (library: object) => ({ ...library, default: library, __useDefault: true });

/** What Grafana gives plugins instead of letting them bring their own. */
const shared: Readonly<Record<string, System.Module>> = {
  '@emotion/css': emotionCss,
  '@emotion/react': emotionReact,
  '@grafana/data': grafanaData,
  '@grafana/i18n': grafanaI18n,
  '@grafana/runtime': grafanaRuntime,
  '@grafana/schema': grafanaSchema,
  '@grafana/ui': grafanaUi,
  i18next: whole(i18next),
  lodash: whole(lodash),
  moment: whole(moment),
  react: whole(React),
  'react-dom': whole(ReactDOM),
  'react-router': reactRouter,
  'react/jsx-runtime': jsxRuntime,
  rxjs,
  'rxjs/operators': rxjsOperators,
};

/** Puts the shared libraries where a plugin's AMD module finds them. */
export function shareModules(): void {
  System.addImportMap({
    imports: Object.fromEntries(Object.keys(shared).map((name) => [name, `package:${name}`])),
  });
  for (const [name, library] of Object.entries(shared)) {
    System.set(`package:${name}`, library);
  }
}

/** The built plugin's `plugin` export, loaded as Grafana loads it. Rejects with a sentence. */
export async function importDataSourcePlugin(
  moduleUrl: string
): Promise<grafanaData.DataSourcePlugin<grafanaData.DataSourceApi>> {
  const loaded: unknown = await System.import(moduleUrl);
  if (typeof loaded === 'object' && loaded !== null && 'plugin' in loaded) {
    const { plugin } = loaded;
    if (plugin instanceof grafanaData.DataSourcePlugin) {
      return plugin;
    }
  }
  throw new Error(`${moduleUrl} exports no data source plugin.`);
}
