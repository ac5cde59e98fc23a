import { QueryResultMeta, QueryResultMetaStat } from '@grafana/data';
import { Cost, costOf, Progress, upstreamNames } from '../engine';

/** What an answer has cost, as the query inspector shows it: sums under "Stats", the calls by purpose under "JSON". */
export function costMeta(calls: Progress['calls']): Pick<QueryResultMeta, 'stats' | 'custom'> {
  const cost = costOf(calls);
  return { stats: statsOf(cost), custom: { calls: cost.byPurpose } };
}

function statsOf(cost: Cost): QueryResultMetaStat[] {
  const stat = (displayName: string, value: number): QueryResultMetaStat => ({ displayName, value, decimals: 0 });
  return [
    stat(`Calls to ${upstreamNames['github/graphql']}`, cost.graphqlCalls),
    stat(cost.arePointsKnown ? 'Points' : 'Points (at least; not every answer named them)', cost.points),
    stat(`Calls to ${upstreamNames['github/rest']}`, cost.restCalls),
    stat(`Calls to ${upstreamNames.pagerduty}`, cost.pagerdutyCalls),
    ...(cost.feedCalls > 0 ? [stat(`Calls to ${upstreamNames.feed}`, cost.feedCalls)] : []),
  ];
}
