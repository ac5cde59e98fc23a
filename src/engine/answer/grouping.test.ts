import { Belonging, groupBy, groupsOf } from './grouping';

const belonging = (team: ReadonlyArray<string | null>, environment: ReadonlyArray<string | null>): Belonging => ({
  team,
  repository: ['acme/pay'],
  service: [null],
  environment,
});

describe('groupsOf', () => {
  it('puts everything into one group without keys', () => {
    expect(groupsOf(belonging(['a', 'b'], ['production']), [])).toEqual([{}]);
  });

  it('makes every combination', () => {
    expect(groupsOf(belonging(['a', 'b'], ['eu', 'us']), ['team', 'environment'])).toEqual([
      { team: 'a', environment: 'eu' },
      { team: 'a', environment: 'us' },
      { team: 'b', environment: 'eu' },
      { team: 'b', environment: 'us' },
    ]);
  });
});

describe('groupBy', () => {
  const items = [
    { id: 1, belonging: belonging([null], ['eu']) },
    { id: 2, belonging: belonging(['b', 'a'], ['eu']) },
    { id: 3, belonging: belonging(['b'], ['us']) },
  ];
  const byTeam = groupBy(items, ['team'], (item) => item.belonging, [{ team: 'quiet' }]);

  it('shows a group in which nothing happened, and what belongs to nobody last', () => {
    expect(byTeam.map(({ group, items: inside }) => [group.team, inside.map((item) => item.id)])).toEqual([
      ['a', [2]],
      ['b', [2, 3]],
      ['quiet', []],
      [null, [1]],
    ]);
  });

  it('holds every item once in the total', () => {
    const total = groupBy(items, [], (item) => item.belonging, [{}]);
    expect(total.map(({ items: inside }) => inside.length)).toEqual([3]);
  });
});
