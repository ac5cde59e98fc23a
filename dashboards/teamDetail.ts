import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { deliveryAnnotations } from './annotations';
import { dashboardFrame } from './frame';
import { addFactorStats, rolling } from './factorStats';
import { at, compactMetricTable, eventTable, metricBars, metricCurves } from './panels';
import { heatmap, nodeGraph, stateTimeline } from './shapePanels';
import { list, metrics } from './target';

/** One team: each metric over time, and the very events behind it with the rule that put them there. */
export function teamDetail(): DashboardBuilder {
  const dashboard = dashboardFrame({
    uid: 'dora-team-detail',
    title: 'Team detail',
    description: 'One team: its five metrics over time, its deployments, changes and incidents, and why each counts.',
    revision: 2,
    annotations: deliveryAnnotations(),
    severalTeams: false,
  });

  const top = addFactorStats(dashboard);
  dashboard.withRow(new RowBuilder('Over time: rolling 90 days').gridPos(at(0, top, 24, 1)));
  dashboard.withPanel(
    metricBars(
      'deploymentFrequency',
      'Deployments per day, week by week',
      metrics({ metrics: ['deploymentFrequency'], groupBy: ['repository'], interval: 'week' }),
      at(0, top + 1, 12, 8)
    ).displayName('${__field.labels.repository}')
  );
  dashboard.withPanel(
    metricCurves(
      'changeLeadTime',
      'Change lead time per repository',
      metrics({ metrics: ['changeLeadTime'], groupBy: ['repository'], ...rolling }),
      at(12, top + 1, 12, 8)
    ).displayName('${__field.labels.repository}')
  );
  dashboard.withPanel(
    metricCurves(
      'changeFailRate',
      'Change fail rate and rework rate',
      metrics({ metrics: ['changeFailRate', 'deploymentReworkRate'], ...rolling }),
      at(0, top + 9, 12, 8)
    )
  );
  dashboard.withPanel(
    metricCurves(
      'failedDeploymentRecoveryTime',
      'Recovery time and time to restore',
      metrics({ metrics: ['failedDeploymentRecoveryTime', 'timeToRestore'], ...rolling }),
      at(12, top + 9, 12, 8)
    )
  );

  dashboard.withPanel(
    heatmap(
      'How long changes took, week by week',
      'How many changes reached production after how long, by the week in which they did. The median hides the slow ones.',
      metrics({ metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' }),
      at(0, top + 17, 12, 9)
    )
  );
  dashboard.withPanel(
    stateTimeline(
      'Incidents, service by service',
      'Open while any incident of the service is open and nobody has acknowledged it. A service without an incident has no line.',
      list('incidents', { shape: 'states' }),
      at(12, top + 17, 12, 9)
    )
  );
  dashboard.withPanel(
    nodeGraph(
      'From change to repair',
      'Each failed deployment with the changes it brought, the incidents laid to it by which rule, and what repaired it. Click a node for its address.',
      list('deployments', { outcome: 'failed', shape: 'graph' }),
      at(0, top + 26, 24, 12)
    )
  );

  dashboard.withRow(new RowBuilder('The events behind the numbers').gridPos(at(0, top + 38, 24, 1)));
  dashboard.withPanel(
    eventTable(
      'Failed deployments',
      'Why each is called failed: the strongest rule, its confidence, the evidence to check, and when it was repaired.',
      list('deployments', { outcome: 'failed' }),
      {
        Finished: 166,
        Repository: { wrapped: 160 },
        Commit: 84,
        Rule: 150,
        Evidence: { rest: 188 },
        'Recovery time': 120,
        Recovered: 166,
        Confidence: 100,
        Environment: { wrapped: 116 },
      },
      at(0, top + 39, 24, 10)
    )
  );
  dashboard.withPanel(
    eventTable(
      'Incidents',
      'Every incident of the team. Those without a deployment are not change-related: they enter neither rate nor recovery time; Explain a number says why. Whoever knows better can rule on one.',
      list('incidents', {}),
      {
        Started: 166,
        Incident: 156,
        Title: { rest: 190 },
        'Time to restore': 126,
        Rule: 150,
        Evidence: { rest: 190 },
        Service: { wrapped: 118 },
        Ruling: 170,
      },
      at(0, top + 49, 24, 10)
    )
  );
  dashboard.withPanel(
    eventTable(
      'Deployments',
      'Every successful production deployment, the population of the rates.',
      list('deployments', { outcome: 'production' }),
      {
        Finished: 166,
        Repository: { rest: 170 },
        Commit: 84,
        Changes: 84,
        Failed: 74,
        Rework: 80,
        Rule: 150,
        Environment: { wrapped: 120 },
        Service: { wrapped: 130 },
        Deployment: { rest: 170 },
      },
      at(0, top + 59, 24, 10)
    )
  );
  dashboard.withPanel(
    eventTable(
      'Changes',
      'Every merged change, the deployment that first contained it and its lead time, or why there is none.',
      list('changes', {}),
      {
        Merged: 166,
        Repository: { wrapped: 160 },
        Change: 80,
        Title: { rest: 200 },
        'Lead time': 110,
        Deployed: 166,
        Author: { wrapped: 120 },
        Approximate: 112,
        'No lead time because': { rest: 180, oneLine: true },
      },
      at(0, top + 69, 24, 10)
    )
  );
  dashboard.withPanel(
    compactMetricTable(
      'Repositories',
      'What each repository contributes, over the time range.',
      metrics({ groupBy: ['repository'] }),
      at(0, top + 79, 24, 9)
    )
  );
  return dashboard;
}
