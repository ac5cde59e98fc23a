import { describeQuery, DoraQuery, Filters, fiveMetrics, MetricsQuery, plainQuery, RuleChoices } from '.';

const metrics = plainQuery('metrics');
const leadTime: MetricsQuery = { ...metrics, metrics: ['changeLeadTime'] };
const only = (filters: Partial<Filters>): Filters => ({ ...metrics.filters, ...filters });

describe('describeQuery', () => {
  it.each<[string, DoraQuery]>([
    [
      'Median change lead time of team payments, per week over a rolling 90 days',
      { ...leadTime, filters: only({ teams: ['payments'] }), interval: 'week', windowDays: 90, attribution: 'strict' },
    ],
    [
      'Deployment frequency, 90th percentile of change lead time, change fail rate, 90th percentile of failed deployment ' +
        'recovery time and deployment rework rate, over the whole time range, inclusive attribution',
      { ...metrics, metrics: fiveMetrics, statistic: 'p90' },
    ],
    [
      'Change fail rate of team Pay, only environments live and prod, per team and service, per month, compared ' +
        'with the same period a year ago, with counts and 95 % intervals, levels of 2024, strict attribution',
      {
        ...metrics,
        metrics: ['changeFailRate'],
        groupBy: ['team', 'service'],
        interval: 'month',
        comparison: 'previousYear',
        filters: only({ teams: ['Pay'], environments: ['live', 'prod'] }),
        benchmarkYear: 2024,
        showIntervals: true,
        attribution: 'strict',
      },
    ],
    ['No metric, over the whole time range', { ...metrics, metrics: [] }],
  ])('%s', (sentence, query) => {
    expect(describeQuery(query)).toBe(sentence);
  });

  describe('the metrics', () => {
    it.each<[string, Partial<MetricsQuery>]>([
      ['Mean change lead time, over the whole time range', { statistic: 'mean' }],
      ['75th percentile of change lead time, over the whole time range', { statistic: 'p75' }],
      [
        '95th percentile of time to restore, over the whole time range',
        { metrics: ['timeToRestore'], statistic: 'p95' },
      ],
      [
        'Deployment frequency (per week), per day',
        { metrics: ['deploymentFrequency'], frequencyDisplay: 'perWeek', interval: 'day' },
      ],
      [
        'Deployment frequency (per month), per quarter',
        { metrics: ['deploymentFrequency'], frequencyDisplay: 'perMonth', interval: 'quarter' },
      ],
      [
        'Deployment days per week, per week',
        { metrics: ['deploymentFrequency'], frequencyDisplay: 'deploymentDaysPerWeek', interval: 'week' },
      ],
      [
        'Median change lead time, over the whole time range, compared with the previous period',
        { comparison: 'previousPeriod' },
      ],
      [
        'Median change lead time, over the whole time range, before and after 2025-03-31',
        { comparison: 'date', comparisonDate: '2025-03-31' },
      ],
      ['Median change lead time, over the whole time range, before and after a date', { comparison: 'date' }],
      ['Median change lead time, over the whole time range, a row per metric', { tableLayout: 'rows' }],
      ['Median change lead time, per day', { tableLayout: 'rows', interval: 'day' }],
      ['Median change lead time, over the whole time range, as one wide table', { tableLayout: 'rows', shape: 'wide' }],
      ['Median change lead time, per day, as one long table', { interval: 'day', shape: 'long' }],
      [
        'Median change lead time, per week, as levels over time',
        { interval: 'week', shape: 'levels', comparison: 'previousPeriod', showIntervals: true },
      ],
      [
        'Change lead time, per week, as a distribution of how long each took',
        { interval: 'week', shape: 'distribution', statistic: 'p90' },
      ],
    ])('%s', (sentence, fields) => {
      expect(describeQuery({ ...leadTime, ...fields })).toBe(sentence);
    });
  });

  describe('the lists', () => {
    it.each<[string, DoraQuery]>([
      ['All deployments, inclusive attribution', { ...plainQuery('deployments'), outcome: 'all' }],
      ['Successful production deployments, inclusive attribution', plainQuery('deployments')],
      [
        'Failed deployments, strict attribution',
        { ...plainQuery('deployments'), outcome: 'failed', attribution: 'strict' },
      ],
      ['Deployments that were rework, inclusive attribution', { ...plainQuery('deployments'), outcome: 'rework' }],
      [
        'Successful production deployments, as states over time of each repository and environment, inclusive attribution',
        { ...plainQuery('deployments'), outcome: 'failed', shape: 'states' },
      ],
      [
        'Failed deployments, by hour of day and weekday, inclusive attribution',
        { ...plainQuery('deployments'), outcome: 'failed', shape: 'hours' },
      ],
      [
        'Failed deployments, with their changes, incidents and repairs as a graph, inclusive attribution',
        { ...plainQuery('deployments'), outcome: 'failed', shape: 'graph' },
      ],
      [
        'Open incidents, as states over time of each service, inclusive attribution',
        { ...plainQuery('incidents'), outcome: 'open', shape: 'states' },
      ],
      ['All changes', plainQuery('changes')],
      [
        'Changes in production labelled bug or hotfix',
        { ...plainQuery('changes'), outcome: 'deployed', labels: ['bug', 'hotfix'] },
      ],
      ['Changes waiting for production', { ...plainQuery('changes'), outcome: 'waiting' }],
      ['Changes without a lead time', { ...plainQuery('changes'), outcome: 'noLeadTime' }],
      ['All incidents, inclusive attribution', plainQuery('incidents')],
      [
        'Incidents laid to a deployment, inclusive attribution',
        { ...plainQuery('incidents'), outcome: 'changeRelated' },
      ],
      [
        'Incidents not laid to a deployment, inclusive attribution',
        { ...plainQuery('incidents'), outcome: 'notChangeRelated' },
      ],
      ['Open incidents, inclusive attribution', { ...plainQuery('incidents'), outcome: 'open' }],
      ['Releases and tags', { ...plainQuery('releases'), outcome: 'all' }],
      ['Published releases', plainQuery('releases')],
      ['Published releases without prereleases', { ...plainQuery('releases'), outcome: 'final' }],
      ['All workflow runs', plainQuery('runs')],
      ['Runs of the workflow ci', { ...plainQuery('runs'), workflows: ['ci'] }],
      ['Runs of the workflows ci and deploy', { ...plainQuery('runs'), workflows: ['ci', 'deploy'] }],
      ['The events behind change fail rate, inclusive attribution', plainQuery('items')],
      ['The events behind change lead time', { ...plainQuery('items'), metric: 'changeLeadTime' }],
    ])('%s', (sentence, query) => {
      expect(describeQuery(query)).toBe(sentence);
    });
  });

  describe('of whom', () => {
    it.each<[string, Partial<Filters>]>([
      ['All changes of teams Pay and Web', { teams: ['Pay', 'Web'] }],
      ['All changes of team $team', { teams: ['$team'] }],
      ['All changes of repository acme/pay', { repositories: ['acme/pay'] }],
      [
        'All changes of service pay-api, without repository acme/old',
        { services: ['pay-api'], repositories: ['!acme/old'] },
      ],
      ['All changes of team Pay, only repositories a/b and a/c', { teams: ['Pay'], repositories: ['a/b', 'a/c'] }],
      ['All changes, without teams Pay and Web', { teams: ['!Pay', '!Web'] }],
      ['All changes of team Pay, without team Web', { teams: ['Pay', '!Web'] }],
      ['All changes, only environment prod', { environments: ['prod'] }],
    ])('%s', (sentence, filters) => {
      expect(describeQuery({ ...plainQuery('changes'), filters: only(filters) })).toBe(sentence);
    });

    it('leaves out what changes nothing: runs and releases are in no environment', () => {
      const filters = only({ environments: ['prod'] });
      expect(describeQuery({ ...plainQuery('runs'), filters })).toBe('All workflow runs');
      expect(describeQuery({ ...plainQuery('releases'), filters })).toBe('Published releases');
    });
  });

  describe('the rules that a query chooses', () => {
    const recovery: MetricsQuery = { ...metrics, metrics: ['failedDeploymentRecoveryTime'] };
    const start = 'Median failed deployment recovery time, over the whole time range, inclusive attribution';
    it.each<[string, DoraQuery, RuleChoices]>([
      [
        'All changes, lead time from the first commit as authored',
        plainQuery('changes'),
        { leadTimeStart: 'authored' },
      ],
      [
        'All changes, lead time from the first commit as committed',
        plainQuery('changes'),
        { leadTimeStart: 'committed' },
      ],
      ['All changes, lead time from the opened pull request', plainQuery('changes'), { leadTimeStart: 'opened' }],
      ['All changes, lead time from ready for review', plainQuery('changes'), { leadTimeStart: 'ready' }],
      ['All changes, lead time from the merge', plainQuery('changes'), { leadTimeStart: 'merged' }],
      [`${start}, recovery from the deployment`, recovery, { recoveryStart: 'deployment' }],
      [`${start}, recovery from the incident`, recovery, { recoveryStart: 'incident' }],
      [`${start}, incidents up to 6 h after a deployment`, recovery, { attributionWindowHours: 6 }],
      [
        'All deployments, inclusive attribution, rework as in the guide (incident)',
        { ...plainQuery('deployments'), outcome: 'all' },
        { reworkWording: 'incident' },
      ],
      [
        'All deployments, inclusive attribution, rework as in the survey (user-facing bug)',
        { ...plainQuery('deployments'), outcome: 'all' },
        { reworkWording: 'userFacingBug' },
      ],
      ['All workflow runs', plainQuery('runs'), { leadTimeStart: 'merged', attributionWindowHours: 6 }],
      [
        'All incidents, strict attribution',
        { ...plainQuery('incidents'), attribution: 'strict' },
        { attributionWindowHours: 6 },
      ],
    ])('%s', (sentence, query, choices) => {
      expect(describeQuery({ ...query, choices })).toBe(sentence);
    });
  });
});
