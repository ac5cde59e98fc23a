import { getBackendSrv } from '@grafana/runtime';
import { Alert, LoadingPlaceholder } from '@grafana/ui';
import React, { useEffect } from 'react';
import { Services } from '../boot/services';
import { DashboardEntry } from '../dashboard/DashboardLinks';
import { DashboardJson } from '../dashboard/json';
import { dashboardScene } from '../dashboard/scene';
import { SceneView } from './SceneView';
import { useLoaded } from './useLoaded';

/** One dashboard of the built plugin. */
export function DashboardPage({ uid, services }: { readonly uid: string; readonly services: Services }) {
  const loaded = useLoaded(uid, async () => {
    const [{ dashboard }, dashboards] = await Promise.all([
      getBackendSrv().get<{ dashboard: DashboardJson }>(`/api/dashboards/uid/${encodeURIComponent(uid)}`),
      getBackendSrv().get<DashboardEntry[]>('/api/search'),
    ]);
    return { title: dashboard.title, scene: dashboardScene(dashboard, dashboards) };
  });
  const title = loaded.state === 'there' ? loaded.value.title : 'DORA preview';
  useEffect(() => {
    document.title = title;
  }, [title]);
  switch (loaded.state) {
    case 'loading':
      return <LoadingPlaceholder text="Loading dashboard..." />;
    case 'failed':
      return <Alert severity="error" title={loaded.message} />;
    case 'there':
      return (
        <>
          <h1 style={{ fontSize: 18 }}>{title}</h1>
          <SceneView scene={loaded.value.scene} services={services} />
        </>
      );
  }
}
