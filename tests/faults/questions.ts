import { metricNames } from '../../src/metrics';
import { DoraQuery, plainQuery, QueryContext } from '../../src/query';
import { present } from './organization';

/** A query over a range, as a panel asks it. */
export interface Question {
  readonly query: DoraQuery;
  readonly context: QueryContext;
}

const day = 86_400_000;

function overDays(days: number): QueryContext {
  return { from: present - days * day, to: present, timeZone: 'UTC', now: present };
}

const usualDays = 14;
const byRepository = { ...plainQuery('metrics'), metrics: metricNames, groupBy: ['repository' as const] };

/** All metrics of each repository: the numbers of the matrix. */
export function numbersOver(days = usualDays): Question {
  return { query: byRepository, context: overDays(days) };
}

const others: readonly DoraQuery[] = [
  { ...byRepository, interval: 'week' },
  { ...byRepository, groupBy: [] },
  plainQuery('deployments'),
  plainQuery('changes'),
  plainQuery('incidents'),
];

/** What else a run asks of what it knows: the numbers week by week and in all, and the lists they are made of. */
export function otherQuestion(seed: number, days = usualDays): Question {
  return { query: others[seed % others.length], context: overDays(days) };
}
