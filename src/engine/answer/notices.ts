import { Delivery, Slices, wasDeployedIn } from '../../metrics';
import { EventQuery } from '../../query';
import { Analysed } from '../analyst';
import { sayCount } from '../../words';
import { Answer, MetricRow, Notice } from '../answers';
import { demandOf } from '../demand';
import { ListContext } from './lists';
import { missingOf, sayMissing } from './missing';
import { explainEmptiness, groupsWithoutValue } from './nothing';
import { rulingNotices } from './rulingNotices';
import { Situation } from './situation';
import { Delivered } from './workshop';

/**
 * What a reader must know to read the answer right. Each text stands for itself; nothing is said twice. `delivered`: null
 * where the query is about no delivery. `rows`: of the answer. A part is a step.
 */
export function* noticesOf(
  query: EventQuery,
  situation: Situation,
  analysed: readonly Analysed[],
  delivered: Delivered | null,
  list: ListContext,
  rows: Answer['rows']
): Slices<readonly Notice[]> {
  const missing = missingOf(situation);
  const { parts, elsewhere } = delivered ?? { parts: null, elsewhere: [] };
  const question = { query, situation, analysed, parts, elsewhere, list, span: list };
  return [
    ...situation.scope.unknown.map(({ message }): Notice => ({ severity: 'warning', text: message })),
    ...situation.atlas.organization.problems.map(({ severity, message }): Notice => ({ severity, text: message })),
    ...sayMissing(missing, situation),
    ...(parts === null || !demandOf(query).incidents ? [] : yield* rulingNotices(situation, parts)),
    ...(parts === null ? [] : yield* leftOut(query, parts, list)),
    // What is still missing explains enough, and what is not there yet may come.
    ...(missing.size > 0 ? [] : explainEmptiness(rows, question)),
    ...(missing.size > 0 || query.queryType !== 'metrics'
      ? []
      : yield* groupsWithoutValue(metricRowsIn(rows), query.groupBy, question)),
  ];
}

function metricRowsIn(rows: Answer['rows']): readonly MetricRow[] {
  return rows.flatMap((row) => ('previous' in row ? [row] : []));
}

function* leftOut(query: EventQuery, parts: readonly Delivery[], list: ListContext): Slices<readonly Notice[]> {
  if (query.queryType !== 'changes' && !aboutLeadTime(query)) {
    return [];
  }
  let [first, approximate] = [0, 0];
  for (const { changes } of parts) {
    for (const fact of changes) {
      if (wasDeployedIn(list, fact)) {
        first += fact.reason === 'firstDeployment' ? 1 : 0;
        approximate += fact.approximate && fact.leadTime !== null ? 1 : 0;
      }
    }
    yield;
  }
  const notices: Notice[] = [];
  if (first > 0) {
    notices.push({
      severity: 'info',
      text: sayCount(
        'engine.notice.firstDeployment',
        {
          one: '1 change has no lead time: the deployment that contains it is the first known one of its repository and environment, so what it delivered cannot be known.',
          other:
            '{{count}} changes have no lead time: the deployment that contains them is the first known one of its repository and environment, so what it delivered cannot be known.',
        },
        first
      ),
    });
  }
  if (approximate > 0) {
    notices.push({
      severity: 'info',
      text: sayCount(
        'engine.notice.approximate',
        {
          one: '1 change has an approximate lead time: the commit graph did not reach the deployed commit, so the merge time decided.',
          other:
            '{{count}} changes have an approximate lead time: the commit graph did not reach the deployed commit, so the merge time decided.',
        },
        approximate
      ),
    });
  }
  return notices;
}

function aboutLeadTime(query: EventQuery): boolean {
  return (
    (query.queryType === 'metrics' && query.metrics.includes('changeLeadTime')) ||
    ((query.queryType === 'items' || query.queryType === 'sensitivity') && query.metric === 'changeLeadTime')
  );
}
