import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { MetricName, metricNames } from '../src/metrics';
import { deliveryAnnotations } from './annotations';
import { dashboardFrame } from './frame';
import { addFactorStats, rolling } from './factorStats';
import { at, compactMetricTable, meaning, metricCurves, prose, restsOnTable } from './panels';
import { metrics } from './target';

/** How are we doing, who is doing how, is it getting better, and what do the numbers rest on? */
export function doraOverview(): DashboardBuilder {
  const dashboard = dashboardFrame({
    uid: 'dora-overview',
    title: 'DORA overview',
    description:
      'The five DORA metrics over a rolling 90 days: where each team stands, how it moves, what it rests on.',
    revision: 2,
    annotations: deliveryAnnotations(),
    severalTeams: true,
  });

  const top = addFactorStats(dashboard);
  dashboard.withPanel(
    compactMetricTable(
      'Teams',
      'Each team over the time range, with the level of the benchmark year chosen in the data source; fewer than five observations have none. n is the number of observations, k/n for shares. Click a team for its details.',
      metrics({ groupBy: ['team'] }),
      at(0, top, 24, 9)
    ).overrideByName('Team', [
      {
        id: 'links',
        value: [
          {
            title: 'Open team',
            url: '/d/dora-team-detail?${datasource:queryparam}&var-team=${__value.text}&${__url_time_range}',
          },
        ],
      },
    ])
  );

  dashboard.withRow(new RowBuilder('Trend: rolling 90 days per team').gridPos(at(0, top + 9, 24, 1)));
  metricNames.forEach((metric, index) => {
    dashboard.withPanel(
      metricCurves(
        metric,
        meaning[metric].title,
        metrics({ metrics: [metric], groupBy: ['team'], ...rolling }),
        at((index % 3) * 8, top + 10 + Math.floor(index / 3) * 8, 8, 8)
      ).displayName('${__field.labels.team}')
    );
  });

  dashboard.withRow(new RowBuilder('What the numbers rest on').gridPos(at(0, top + 26, 24, 1)));
  dashboard.withPanel(
    restsOnTable(
      'Observations and intervals',
      'How many deployments, changes and incidents stand behind each number (n, k/n), its 95 % interval, and what had to be left out.',
      { metrics: metricNames },
      at(0, top + 27, 24, 10)
    )
  );
  dashboard.withPanel(
    compactMetricTable(
      'Strict: only what names a deployment',
      'Rules 1 to 5: stated, related change, rollback, revert, hotfix. The difference to the table below hangs on time proximity alone.',
      metrics({ metrics: attributed, groupBy: ['team'], attribution: 'strict' }),
      at(0, top + 37, 24, 9)
    )
  );
  dashboard.withPanel(
    compactMetricTable(
      'Inclusive: also incidents soon after a deployment',
      'Rules 1 to 6: an incident within the attribution window of a deployment on its service counts too.',
      metrics({ metrics: attributed, groupBy: ['team'], attribution: 'inclusive' }),
      at(0, top + 46, 24, 9)
    )
  );
  dashboard.withPanel(prose('How to read this', howToRead, at(0, top + 55, 24, 6)));
  return dashboard;
}

const attributed: readonly MetricName[] = ['changeFailRate', 'failedDeploymentRecoveryTime', 'deploymentReworkRate'];

const howToRead = `
- **No data is not zero.** A rate over no deployments is empty, a day without deployments counts as 0.
- **A level needs five observations** and always belongs to a report year: the year is set in the data source. In 2024 *medium* is more stable than *high*, so there is no overall badge.
- **A first deployment has no predecessor**, so the changes it contains have no lead time. They are counted in the panel's notice.
- **Every number has its events**: open a team for the deployments, changes and incidents behind it, each with the rule that put it there.
`.trim();
