import fc from 'fast-check';
import { DoraQuery, Filters, interpolateQuery, plainQuery } from '.';

const variables: Record<string, readonly string[]> = {
  $team: ['Pay', 'Web'],
  $all: ['$__all'],
  $nothing: [''],
  $repo: ['acme/pay'],
  $date: ['2025-01-01'],
};
const expand = (text: string) => variables[text] ?? [text];
const filtered = (filters: Partial<Filters>): DoraQuery => {
  const plain = plainQuery('deployments');
  return { ...plain, filters: { ...plain.filters, ...filters } };
};

describe('interpolateQuery', () => {
  it.each([
    [['$team'], ['Pay', 'Web']],
    [
      ['Web', '$team', 'Ops'],
      ['Web', 'Pay', 'Ops'],
    ],
    [['Web', '$all'], []],
    [['All'], []],
    [['$nothing'], []],
    [['$unknown'], ['$unknown']],
    [[' Pay '], ['Pay']],
  ])('teams %j become %j', (teams, expected) => {
    expect(interpolateQuery(filtered({ teams }), expand).filters.teams).toEqual(expected);
  });

  it('reaches every list and the comparison date, and nothing else', () => {
    const metrics = interpolateQuery({ ...plainQuery('metrics'), comparisonDate: '$date' }, expand);
    expect(metrics).toEqual({ ...plainQuery('metrics'), comparisonDate: '2025-01-01' });
    expect(interpolateQuery({ ...plainQuery('runs'), workflows: ['$repo'] }, expand)).toMatchObject({
      workflows: ['acme/pay'],
    });
    const all = { repositories: ['$repo'], services: ['$team'], environments: ['$repo'] };
    expect(interpolateQuery(filtered(all), expand).filters).toEqual({
      teams: [],
      repositories: ['acme/pay'],
      services: ['Pay', 'Web'],
      environments: ['acme/pay'],
    });
  });

  it('changes nothing where there are no variables', () => {
    const name = fc.string({ minLength: 1 }).map((text) => `n${text}`.trim());
    fc.assert(
      fc.property(fc.uniqueArray(name), (teams) => {
        const query = filtered({ teams });
        expect(interpolateQuery(query, (text) => [text])).toEqual(query);
      })
    );
  });
});
