import { defaultQuery, DoraQuery, plainQuery } from '../../query';
import { say } from '../../words';

/** A whole query that answers a question people ask. */
export interface Example {
  readonly question: string;
  readonly query: DoraQuery;
}

const metrics = plainQuery('metrics');
const monthly = { interval: 'month', windowDays: 90 } as const;

export const examples = (): readonly Example[] => [
  {
    question: say('editor.example.howAreTheFiveMetrics', 'How are the five metrics going, week by week?'),
    query: defaultQuery(),
  },
  {
    question: say('editor.example.howDoTheTeamsStand', 'How do the teams stand beside each other?'),
    query: { ...metrics, groupBy: ['team'] },
  },
  {
    question: say('editor.example.howFastDoChangesReach', 'How fast do changes reach production, team by team?'),
    query: { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], interval: 'week', windowDays: 90 },
  },
  {
    question: say('editor.example.howOftenIsEachRepository', 'How often is each repository deployed?'),
    query: {
      ...metrics,
      metrics: ['deploymentFrequency'],
      frequencyDisplay: 'perWeek',
      groupBy: ['repository'],
      interval: 'week',
    },
  },
  {
    question: say(
      'editor.example.isItBetterThanIn',
      'Is it better than in the time before, and is the difference more than chance?'
    ),
    query: { ...metrics, comparison: 'previousPeriod', tableLayout: 'rows', showIntervals: true },
  },
  {
    question: say(
      'editor.example.whatShareOfDeploymentsFails',
      'What share of deployments fails, counting only what names or repairs them?'
    ),
    query: { ...metrics, metrics: ['changeFailRate'], interval: 'month', attribution: 'strict', showIntervals: true },
  },
  {
    question: say('editor.example.whichDeploymentsFailedAndHow', 'Which deployments failed, and how do we know?'),
    query: { ...plainQuery('deployments'), outcome: 'failed' },
  },
  {
    question: say('editor.example.atWhichLevel', 'At which level was each team, and when?'),
    query: { ...metrics, metrics: ['changeLeadTime'], groupBy: ['team'], ...monthly, shape: 'levels' },
  },
  {
    question: say('editor.example.notOnlyAtTheMedian', 'How long do changes take, not only at the median?'),
    query: { ...metrics, metrics: ['changeLeadTime'], interval: 'week', shape: 'distribution' },
  },
  {
    question: say('editor.example.whenWasProductionBroken', 'When was production broken, and for how long?'),
    query: { ...plainQuery('deployments'), shape: 'states' },
  },
  {
    question: say('editor.example.whichChangeLedToWhich', 'Which change led to which incident, and what repaired it?'),
    query: { ...plainQuery('deployments'), outcome: 'failed', shape: 'graph' },
  },
  {
    question: say('editor.example.whatIsMergedAndWaits', 'What is merged and waits for production?'),
    query: { ...plainQuery('changes'), outcome: 'waiting' },
  },
  {
    question: say('editor.example.whichIncidentsCouldBeLaid', 'Which incidents could be laid to no deployment?'),
    query: { ...plainQuery('incidents'), outcome: 'notChangeRelated' },
  },
  {
    question: say('editor.example.whatExactlyIsTheChange', 'What exactly is the change fail rate made of?'),
    query: plainQuery('items'),
  },
  {
    question: say('editor.example.whatDoesNotCountIn', 'What does not count in the change fail rate, and why?'),
    query: { ...plainQuery('items'), outcome: 'notCounted' },
  },
  {
    question: say('editor.example.whyHasAChangeNo', 'Why has a change no lead time?'),
    query: { ...plainQuery('items'), metric: 'changeLeadTime', outcome: 'notCounted' },
  },
  {
    question: say(
      'editor.example.howMuchDoesTheChange',
      'How much does the change fail rate depend on how failures are attributed?'
    ),
    query: plainQuery('sensitivity'),
  },
  {
    question: say('editor.example.whatWasReleased', 'What was released?'),
    query: plainQuery('releases'),
  },
  {
    question: say('editor.example.whichWorkflowsRanAndHow', 'Which workflows ran, and how did they end?'),
    query: plainQuery('runs'),
  },
  {
    question: say('editor.example.canTheNumbersBeBelieved', 'Can the numbers be believed, and what is missing?'),
    query: plainQuery('quality'),
  },
  {
    question: say('editor.example.whatAreWeTryingOut', 'What are we trying out, and since when?'),
    query: plainQuery('experiments'),
  },
];
