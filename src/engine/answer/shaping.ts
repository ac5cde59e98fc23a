import { Interval } from '../../events';
import { countPerBand, countPerHour, Delivery, durationLimits, Slices } from '../../metrics';
import { DeploymentsQuery, durationOf, IncidentsQuery, MetricsQuery, QueryContext } from '../../query';
import { sayCount } from '../../words';
import { Notice, Shaped } from '../answers';
import { lookback } from '../needs';
import { periodsOf } from '../periods';
import { deliveryGraph, mostDeployments } from './deliveryGraph';
import { demandOfMetricIn } from '../demand';
import { knowledgeOf, knownWithin } from './known';
import { deploymentLanes, incidentLanes } from './lanes';
import { incidentRows, ListContext, wantedDeployments } from './lists';
import { observe } from './observed';
import { Situation } from './situation';

/** What a query's shape needs beyond the rows; nothing for the plain one. */

type MaybeShaped = { readonly shaped?: Shaped };

/** Counts of durations per period and band. A part of a repository's history is a step. */
export function* distributionOf(
  query: MetricsQuery,
  context: QueryContext,
  situation: Situation,
  parts: readonly Delivery[],
  list: ListContext
): Slices<MaybeShaped> {
  const metric = durationOf(query.metrics);
  if (query.shape !== 'distribution' || metric === null) {
    return {};
  }
  const observations = [];
  for (const part of parts) {
    for (const { at, value } of observe(metric, part, list)) {
      if (value !== null) {
        observations.push({ at, value });
      }
    }
    yield;
  }
  const periods = periodsOf(query, context).current;
  const counts = countPerBand(observations, periods, durationLimits);
  const knownOver = knowledgeOf(situation, (one) => demandOfMetricIn(query, one))(metric, {});
  // A count of a part is wrong until nothing more comes; then what could not be read is named in a notice.
  const isKnown = (period: Interval) => {
    const known = knownOver(period);
    return known === 'all' || known === 'recent' || (known === 'part' && situation.isComplete);
  };
  const columns = periods.map((period, index) => ({ period, counts: isKnown(period) ? counts[index] : null }));
  return { shaped: { kind: 'distribution', columns } };
}

export function* shapedDeployments(
  query: DeploymentsQuery,
  context: QueryContext,
  situation: Situation,
  parts: readonly Delivery[],
  list: ListContext
): Slices<MaybeShaped & { readonly notices: readonly Notice[] }> {
  switch (query.shape) {
    case 'plain':
      return { notices: [] };
    case 'states': {
      const lanes = yield* deploymentLanes(parts, list, overOf(context), knownWithin(situation));
      return { shaped: { kind: 'states', lanes }, notices: [] };
    }
    case 'hours': {
      const finished: number[] = [];
      for (const part of parts) {
        for (const { row } of wantedDeployments(part, query, list)) {
          finished.push(...(row.finishedAt === null ? [] : [row.finishedAt]));
        }
        yield;
      }
      return { shaped: { kind: 'hours', counts: countPerHour(finished, context.timeZone) }, notices: [] };
    }
    case 'graph': {
      const { leftOut, ...graph } = yield* deliveryGraph(parts, query, list);
      return { shaped: { kind: 'graph', ...graph }, notices: leftOut === 0 ? [] : [sayLeftOut(leftOut)] };
    }
  }
}

export function* shapedIncidents(
  query: IncidentsQuery,
  context: QueryContext,
  situation: Situation,
  parts: readonly Delivery[],
  list: ListContext
): Slices<MaybeShaped> {
  if (query.shape !== 'states') {
    return {};
  }
  // What began before the time range may last into it.
  const rows = yield* incidentRows(parts, query, { ...list, from: context.from - lookback });
  return { shaped: { kind: 'states', lanes: incidentLanes(rows, overOf(context), knownWithin(situation)) } };
}

/** What has not happened yet is in no state. */
function overOf({ from, to, now }: QueryContext): Interval {
  return { from, to: Math.min(to, now) };
}

function sayLeftOut(leftOut: number): Notice {
  const text = sayCount(
    'engine.graph.leftOut',
    {
      one: 'The graph shows the {{shown}} newest deployments of the query; {{count}} older one is left out. Choose a shorter time range, fewer repositories, or failed deployments only.',
      other:
        'The graph shows the {{shown}} newest deployments of the query; {{count}} older ones are left out. Choose a shorter time range, fewer repositories, or failed deployments only.',
    },
    leftOut,
    { shown: mostDeployments }
  );
  return { severity: 'info', text };
}
