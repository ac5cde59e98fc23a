import { narrowed } from '.';

describe('narrowed', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[] | null]>([
    ['all to some', [], ['acme/pay'], ['acme/pay']],
    ['some to those in common', ['acme/pay', 'acme/web'], ['acme/web', 'acme/ops'], ['acme/web']],
    ['whatever the case, as the narrowing spells it', ['Acme/Pay'], ['acme/pay'], ['acme/pay']],
    ['a pattern to a name it matches', ['acme/p*'], ['acme/pay', 'acme/web'], ['acme/pay']],
    ['names to those a pattern matches', ['acme/pay', 'acme/web'], ['acme/p*'], ['acme/pay']],
    ['nothing in common', ['acme/pay'], ['acme/web'], null],
    ['exclusions stay', ['!acme/old'], ['acme/pay'], ['acme/pay', '!acme/old']],
  ])('%s', (_, list, names, expected) => {
    expect(narrowed('repositories', list, names)).toEqual(expected);
  });
});
