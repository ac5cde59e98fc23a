import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dataQuality } from './dataQuality';
import { doraOverview } from './doraOverview';
import { explainNumber } from './explain';
import { teamDetail } from './teamDetail';

/** Grafana 12.3's newest classic schema. */
const schemaVersion = 42;

/** Every bundled dashboard by file name, with panel ids counted through so that links to panels stay valid. */
export function bundledDashboards(): Record<string, Dashboard> {
  return {
    'dora-overview': numbered(doraOverview().build()),
    'team-detail': numbered(teamDetail().build()),
    'explain-a-number': numbered(explainNumber().build()),
    'data-quality': numbered(dataQuality().build()),
  };
}

function numbered(dashboard: Dashboard): Dashboard {
  const panels = (dashboard.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 }));
  return { ...dashboard, schemaVersion, panels };
}
