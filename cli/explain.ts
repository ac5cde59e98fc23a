import { costOf, Progress, upstreamNames } from '../src/engine';
import { formatSheet } from './format';

/** What an answer has cost, as text for people: a table of the calls by purpose, then the sum. */
export function explain(calls: Progress['calls']): string {
  const cost = costOf(calls);
  if (cost.byPurpose.length === 0) {
    return 'No call was needed.\n';
  }
  const headings = ['calls', 'cost', 'upstream', 'purpose'];
  const lines = cost.byPurpose.map(({ upstream, purpose, count, cost: sum }) => ({
    fields: [],
    group: null,
    texts: [String(count), sum === null ? '' : costText(upstream, sum), upstreamNames[upstream], purpose],
  }));
  const least = cost.arePointsKnown ? '' : 'at least ';
  const sums = [
    `${counted(cost.graphqlCalls, 'call')} to ${upstreamNames['github/graphql']} for ${least}${counted(cost.points, 'point')}`,
    `${counted(cost.restCalls, 'call')} to ${upstreamNames['github/rest']}`,
    `${counted(cost.pagerdutyCalls, 'call')} to ${upstreamNames.pagerduty}`,
    ...(cost.feedCalls > 0 ? [`${counted(cost.feedCalls, 'call')} to ${upstreamNames.feed}`] : []),
  ];
  return `${formatSheet({ names: headings, headings, lines }, 'table')}In all: ${sums.join(', ')}.\n`;
}

function costText(upstream: Progress['calls'][number]['upstream'], cost: number): string {
  return counted(cost, upstream === 'github/graphql' ? 'point' : 'request');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
