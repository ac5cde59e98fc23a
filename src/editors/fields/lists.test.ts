import { joinServiceRepositories, splitServiceRepositories } from '../config/serviceRepositories';
import { joinList, splitList } from './lists';

describe('splitList', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    [' a , b ,, a ', ['a', 'b']],
    ['acme/{pay,web}, acme/x', ['acme/{pay,web}', 'acme/x']],
    ['a}, b', ['a}', 'b']],
    ['{a, b\nc', ['{a', 'b', 'c']],
    ['x-{a,b}-{c,d}, y', ['x-{a,b}-{c,d}', 'y']],
  ])('reads %j', (text, entries) => {
    expect(splitList(text)).toEqual(entries);
    expect(splitList(joinList(entries))).toEqual(entries);
  });
});

describe('splitServiceRepositories', () => {
  it('reads services and their repositories, and writes them as they were', () => {
    const text = 'pay-api: acme/pay; team: ledger: acme/ledger, acme/books';
    const services = { 'pay-api': ['acme/pay'], 'team: ledger': ['acme/ledger', 'acme/books'] };
    expect(splitServiceRepositories(text)).toEqual(services);
    expect(joinServiceRepositories(services)).toBe(text);
  });

  it('leaves out what says nothing', () => {
    expect(splitServiceRepositories('pay-api; : acme/x; web:; ')).toEqual({});
  });
});
