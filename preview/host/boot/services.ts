import {
  DataSourceApi,
  DataSourcePlugin,
  EventBusExtended,
  EventBusSrv,
  locationUtil,
  setTimeZoneResolver,
} from '@grafana/data';
import {
  config,
  EchoSrv,
  locationService,
  setAppEvents,
  setBackendSrv,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
} from '@grafana/runtime';
import { panelPlugin } from '../panels';
import { PreviewBackendSrv } from '../services/backendSrv';
import { PreviewDataSourceSrv } from '../services/dataSourceSrv';
import { runRequest } from '../services/runRequest';
import { PreviewTemplateSrv } from '../services/templateSrv';

/** What the pages use of the services directly; all else they reach as a plugin does, through @grafana/runtime. */
export interface Services {
  readonly events: EventBusExtended;
  readonly templates: PreviewTemplateSrv;
  readonly dataSources: PreviewDataSourceSrv;
}

/** Nothing is measured or reported in the preview. */
class SilentEcho implements EchoSrv {
  flush(): void {}
  addBackend(): void {}
  addEvent(): void {}
  onInteraction(): () => void {
    return () => undefined;
  }
}

/** Registers the services that need no plugin. Once per page, before a plugin is loaded. */
export function startServices(): Pick<Services, 'events' | 'templates'> {
  const events = new EventBusSrv();
  const templates = new PreviewTemplateSrv();
  setAppEvents(events);
  setBackendSrv(new PreviewBackendSrv(events));
  setTemplateSrv(templates);
  setRunRequest(runRequest);
  setPluginImportUtils({
    importPanelPlugin: (id) => Promise.resolve(panelPlugin(id)),
    getPanelPluginFromCache: panelPlugin,
  });
  setLocationSrv(locationService);
  setEchoSrv(new SilentEcho());
  setReturnToPreviousHook(() => () => undefined);
  setCurrentUser(config.bootData.user);
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: null, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setTimeZoneResolver(() => 'browser');
  locationUtil.initialize({
    config: config.bootData.settings,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => ({ from: 'now-90d', to: 'now' }),
  });
  return { events, templates };
}

/** Registers the plugin's data sources (named in the page's boot data). */
export function startDataSources(plugin: DataSourcePlugin<DataSourceApi>): PreviewDataSourceSrv {
  const dataSources = new PreviewDataSourceSrv(Object.values(config.datasources), plugin);
  setDataSourceSrv(dataSources);
  return dataSources;
}
