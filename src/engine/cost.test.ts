import { Call } from '../sources';
import { costOf } from './cost';

function call(upstream: Call['upstream'], purpose: string, cost: number | null): Call {
  return { upstream, purpose, at: 0, cost };
}

describe('costOf', () => {
  it('is nothing for an answer from memory', () => {
    expect(costOf([])).toEqual({
      graphqlCalls: 0,
      points: 0,
      arePointsKnown: true,
      restCalls: 0,
      pagerdutyCalls: 0,
      feedCalls: 0,
      byPurpose: [],
    });
  });

  it('counts calls by upstream and adds up points', () => {
    const cost = costOf([
      call('github/graphql', 'deployments of 2 repositories', 1),
      call('github/graphql', 'pull requests', 2),
      call('github/rest', 'workflow runs', 1),
      call('pagerduty', 'incidents', 1),
      call('pagerduty', 'incidents', null),
      call('feed', 'the feed', null),
    ]);
    expect(cost).toMatchObject({ graphqlCalls: 2, points: 3, restCalls: 1, pagerdutyCalls: 2, feedCalls: 1 });
    expect(cost.arePointsKnown).toBe(true);
  });

  it('says when an answer kept its points to itself', () => {
    expect(costOf([call('github/graphql', 'a', 4), call('github/graphql', 'a', null)])).toMatchObject({
      points: 4,
      arePointsKnown: false,
    });
  });

  it('sums by upstream and purpose, most calls first, then the dearer', () => {
    const { byPurpose } = costOf([
      call('github/graphql', 'a', 1),
      call('github/rest', 'a', 1),
      call('github/graphql', 'b', 2),
      call('github/graphql', 'c', null),
      call('github/graphql', 'b', 3),
      call('github/graphql', 'd', 7),
    ]);
    expect(byPurpose).toEqual([
      { upstream: 'github/graphql', purpose: 'b', count: 2, cost: 5 },
      { upstream: 'github/graphql', purpose: 'd', count: 1, cost: 7 },
      { upstream: 'github/graphql', purpose: 'a', count: 1, cost: 1 },
      { upstream: 'github/rest', purpose: 'a', count: 1, cost: 1 },
      { upstream: 'github/graphql', purpose: 'c', count: 1, cost: null },
    ]);
  });
});
