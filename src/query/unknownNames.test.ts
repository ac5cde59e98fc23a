import { unknownNames } from '.';

const known = ['acme/pay', 'acme/web'];

describe('unknownNames', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['what exists, whatever the case', ['Acme/Pay'], []],
    ['a repository without its owner', ['pay'], []],
    ['a pattern that matches', ['acme/p*'], []],
    ['a pattern that matches nothing', ['acme/q*'], ['acme/q*']],
    ['a name nothing goes by', ['acme/pay', 'acme/pya'], ['acme/pya']],
    ['variables', ['$repository', '${repository:raw}', '[[repository]]'], []],
    ['what is left out', ['!acme/old'], []],
  ])('of repositories: %s', (_, names, unknown) => {
    expect(unknownNames('repositories', names, known)).toEqual(unknown);
  });

  it('of teams: part of a name is another name', () => {
    expect(unknownNames('teams', ['Pay', 'Payments'], ['Payments'])).toEqual(['Pay']);
  });
});
