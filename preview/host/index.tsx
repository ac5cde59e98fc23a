import './styles';
import { initPluginTranslations } from '@grafana/i18n';
import { config, LocationServiceProvider, locationService } from '@grafana/runtime';
import { loadResources } from '@grafana/scenes';
import { PortalContainer } from '@grafana/ui';
import React, { ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Location, Navigator, Router } from 'react-router-dom';
import { loadPluginTexts, startLanguage } from './boot/language';
import { importDataSourcePlugin, shareModules } from './boot/modules';
import { fillRegistries } from './boot/registries';
import { startDataSources, startServices } from './boot/services';
import { App } from './pages/App';
import { Themed } from './pages/Themed';

/** The address as React Router sees it, over Grafana's location service. */
function Routing({ children }: { readonly children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen((next: Location) => setLocation(next)), [history]);
  const navigator: Navigator = {
    createHref: (to) => (typeof to === 'string' ? to : history.createHref(to)),
    go: (by) => history.go(by),
    push: (to, state) => (typeof to === 'string' ? history.push(to, state) : history.push({ ...to, state })),
    replace: (to, state) => (typeof to === 'string' ? history.replace(to, state) : history.replace({ ...to, state })),
  };
  return (
    <Router navigator={navigator} location={location}>
      {children}
    </Router>
  );
}

async function start(root: HTMLElement): Promise<void> {
  fillRegistries();
  shareModules();
  const started = startServices();
  await startLanguage(config.bootData.user.language);
  await initPluginTranslations('preview-host');
  await initPluginTranslations('grafana-scenes', [loadResources]);
  const [settings] = Object.values(config.datasources);
  await loadPluginTexts(settings.meta);
  const dataSources = startDataSources(await importDataSourcePlugin(`/${settings.meta.module}`));
  createRoot(root).render(
    <Themed>
      <LocationServiceProvider service={locationService}>
        <Routing>
          <PortalContainer />
          <App services={{ ...started, dataSources }} />
        </Routing>
      </LocationServiceProvider>
    </Themed>
  );
}

const root = document.getElementById('reactRoot');
if (root !== null) {
  start(root).catch((error: unknown) => {
    root.textContent = `The preview could not start: ${error instanceof Error ? error.message : String(error)}`;
    throw error;
  });
}
