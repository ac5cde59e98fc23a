import { EmbeddedScene, UrlSyncContextProvider } from '@grafana/scenes';
import React, { useEffect } from 'react';
import { Services } from '../boot/services';

/** A scene on the page, its state in the address, and the page's variables those of the scene. */
export function SceneView({ scene, services }: { readonly scene: EmbeddedScene; readonly services: Services }) {
  services.templates.follow(scene);
  useEffect(() => () => services.templates.follow(null), [services]);
  return (
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>
  );
}
