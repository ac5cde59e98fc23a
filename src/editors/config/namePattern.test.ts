import fc from 'fast-check';
import { namesOfPattern, patternOfNames } from './namePattern';

describe('a pattern of names', () => {
  it.each<[readonly string[], string]>([
    [[], ''],
    [['production'], '^production$'],
    [['live', 'prod (eu)'], '^(live|prod \\(eu\\))$'],
    [['a|b'], '^a\\|b$'],
  ])('of %j is %j', (names, pattern) => {
    expect(patternOfNames(names)).toBe(pattern);
    expect(namesOfPattern(pattern)).toEqual(names);
  });

  it.each(['prod|live', '^prod', '^prod.*$', '^(a|b', '^(a)$|^(b)$', '^a|b$', '\\'])('is not what %j is', (pattern) => {
    expect(namesOfPattern(pattern)).toBeNull();
  });

  it('matches exactly its names, and gives them back', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), name, (names, other) => {
        const pattern = patternOfNames(names);
        const expression = new RegExp(pattern);
        expect(namesOfPattern(pattern)).toEqual(names);
        expect(names.every((one) => expression.test(one))).toBe(true);
        expect(expression.test(other)).toBe(names.includes(other));
      })
    );
  });
});
