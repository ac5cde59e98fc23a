import { describeQuery, DoraQuery, fiveMetrics, plainQuery } from '.';

const metrics = plainQuery('metrics');

describe('describeQuery', () => {
  const cases: Array<[string, DoraQuery]> = [
    [
      'Median change lead time per team, per week over a rolling 90 days, strict attribution',
      {
        ...metrics,
        metrics: ['changeLeadTime'],
        groupBy: ['team'],
        interval: 'week',
        windowDays: 90,
        attribution: 'strict',
      },
    ],
    [
      'Deployment frequency, p90 change lead time, change fail rate, p90 failed deployment recovery time and ' +
        'deployment rework rate, inclusive attribution',
      { ...metrics, metrics: fiveMetrics, statistic: 'p90' },
    ],
    [
      'Change fail rate per team and service, per month, compared with the same period a year ago, team Pay, ' +
        'environments live and prod, inclusive attribution, levels of 2024',
      {
        ...metrics,
        metrics: ['changeFailRate'],
        groupBy: ['team', 'service'],
        interval: 'month',
        comparison: 'previousYear',
        filters: { teams: ['Pay'], repositories: [], services: [], environments: ['live', 'prod'] },
        benchmarkYear: 2024,
      },
    ],
    ['Failed deployments, inclusive attribution', { ...plainQuery('deployments'), outcome: 'failed' }],
    [
      'All changes, inclusive attribution, lead time from the merge',
      { ...plainQuery('changes'), choices: { leadTimeStart: 'merged' } },
    ],
    ['Runs of ci and deploy', { ...plainQuery('runs'), workflows: ['ci', 'deploy'] }],
    ['The events behind change fail rate, inclusive attribution', plainQuery('items')],
  ];
  it.each(cases)('%s', (sentence, query) => {
    expect(describeQuery(query)).toBe(sentence);
  });
});
