import { QueryResultMeta, QueryResultMetaStat } from '@grafana/data';
import { Cost, costOf, Progress, upstreamNames } from '../engine';
import { say } from '../words';

/** What an answer has cost, as the query inspector shows it: sums under "Stats", the calls by purpose under "JSON". */
export function costMeta(calls: Progress['calls']): Pick<QueryResultMeta, 'stats' | 'custom'> {
  const cost = costOf(calls);
  return { stats: statsOf(cost), custom: { calls: cost.byPurpose } };
}

function statsOf(cost: Cost): QueryResultMetaStat[] {
  const stat = (displayName: string, value: number): QueryResultMetaStat => ({ displayName, value, decimals: 0 });
  return [
    stat(
      say('frames.cost.calls', 'Calls to {{upstream}}', { upstream: upstreamNames['github/graphql'] }),
      cost.graphqlCalls
    ),
    stat(
      cost.arePointsKnown
        ? say('frames.cost.points', 'Points')
        : say('frames.cost.leastPoints', 'Points (at least; not every answer named them)'),
      cost.points
    ),
    stat(say('frames.cost.calls', 'Calls to {{upstream}}', { upstream: upstreamNames['github/rest'] }), cost.restCalls),
    stat(say('frames.cost.calls', 'Calls to {{upstream}}', { upstream: upstreamNames.pagerduty }), cost.pagerdutyCalls),
    ...(cost.feedCalls > 0
      ? [stat(say('frames.cost.calls', 'Calls to {{upstream}}', { upstream: upstreamNames.feed }), cost.feedCalls)]
      : []),
  ];
}
