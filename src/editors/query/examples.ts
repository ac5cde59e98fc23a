import { defaultQuery, DoraQuery, plainQuery } from '../../query';

/** A whole query that answers a question people ask. */
export interface Example {
  readonly question: string;
  readonly query: DoraQuery;
}

const metrics = plainQuery('metrics');
const monthly = { interval: 'month', windowDays: 90 } as const;

export const examples: readonly Example[] = [
  { question: 'How are the five metrics going, week by week?', query: defaultQuery() },
  {
    question: 'How do the teams stand beside each other?',
    query: { ...metrics, groupBy: ['team'] },
  },
  {
    question: 'How fast do changes reach production, team by team?',
    query: { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], interval: 'week', windowDays: 90 },
  },
  {
    question: 'How often is each repository deployed?',
    query: {
      ...metrics,
      metrics: ['deploymentFrequency'],
      frequencyDisplay: 'perWeek',
      groupBy: ['repository'],
      interval: 'week',
    },
  },
  {
    question: 'Is it better than in the time before, and is the difference more than chance?',
    query: { ...metrics, comparison: 'previousPeriod', tableLayout: 'rows', showIntervals: true },
  },
  {
    question: 'What share of deployments fails, counting only what names or repairs them?',
    query: { ...metrics, metrics: ['changeFailRate'], interval: 'month', attribution: 'strict', showIntervals: true },
  },
  {
    question: 'Which deployments failed, and how do we know?',
    query: { ...plainQuery('deployments'), outcome: 'failed' },
  },
  {
    question: 'At which level was each team, and when?',
    query: { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], ...monthly, shape: 'levels' },
  },
  {
    question: 'How long do changes take, not only at the median?',
    query: { ...metrics, metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' },
  },
  {
    question: 'When was production broken, and for how long?',
    query: { ...plainQuery('deployments'), shape: 'states' },
  },
  {
    question: 'Which change led to which incident, and what repaired it?',
    query: { ...plainQuery('deployments'), outcome: 'failed', shape: 'graph' },
  },
  { question: 'What is merged and waits for production?', query: { ...plainQuery('changes'), outcome: 'waiting' } },
  {
    question: 'Which incidents could be laid to no deployment?',
    query: { ...plainQuery('incidents'), outcome: 'notChangeRelated' },
  },
  { question: 'What exactly is the change fail rate made of?', query: plainQuery('items') },
  {
    question: 'What does not count in the change fail rate, and why?',
    query: { ...plainQuery('items'), outcome: 'notCounted' },
  },
  {
    question: 'Why has a change no lead time?',
    query: { ...plainQuery('items'), metric: 'changeLeadTime', outcome: 'notCounted' },
  },
  {
    question: 'How much does the change fail rate depend on how failures are attributed?',
    query: plainQuery('sensitivity'),
  },
  { question: 'What was released?', query: plainQuery('releases') },
  { question: 'Which workflows ran, and how did they end?', query: plainQuery('runs') },
  { question: 'Can the numbers be believed, and what is missing?', query: plainQuery('quality') },
];
