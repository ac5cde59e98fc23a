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
