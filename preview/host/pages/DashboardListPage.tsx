import { getBackendSrv } from '@grafana/runtime';
import { Alert, Card, LoadingPlaceholder, TagList } from '@grafana/ui';
import React from 'react';
import { DashboardEntry } from '../dashboard/DashboardLinks';
import { useLoaded } from './useLoaded';

/** Every bundled dashboard. */
export function DashboardListPage() {
  const list = useLoaded('dashboards', () => getBackendSrv().get<DashboardEntry[]>('/api/search'));
  if (list.state === 'loading') {
    return <LoadingPlaceholder text="Loading dashboards..." />;
  }
  if (list.state === 'failed') {
    return <Alert severity="error" title={list.message} />;
  }
  if (list.value.length === 0) {
    return <Alert severity="info" title="The built plugin has no dashboards." />;
  }
  return (
    <>
      <h1>Dashboards</h1>
      {list.value.map(({ uid, title, tags, url }) => (
        <Card key={uid} href={url}>
          <Card.Heading>{title}</Card.Heading>
          <Card.Tags>
            <TagList tags={[...tags]} />
          </Card.Tags>
        </Card>
      ))}
    </>
  );
}
