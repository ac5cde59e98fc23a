import { compilePattern, nameMatcher, wordMatcher } from './pattern';

describe('patterns', () => {
  it('are case-insensitive, and null instead of an error when invalid', () => {
    expect(compilePattern('prod')?.test('PRODUCTION')).toBe(true);
    expect(compilePattern('(')).toBeNull();
  });

  it.each([
    ['^deploy$', 'Deploy', true],
    ['^deploy$', 'deployment', false],
    ['deploy', null, false],
    ['', 'anything', true],
    ['', null, true],
    ['(', 'anything', false],
    ['(', null, false],
  ])('match "%s" against %s: %s', (pattern, name, expected) => {
    expect(nameMatcher(pattern)(name)).toBe(expected);
  });

  it.each([
    ['hotfix/login', true],
    ['Hotfix: login', true],
    ['hotfix_login', true],
    ['v1.2-hotfix1', true],
    ['INCIDENT', true],
    ['post-incident', true],
    ['incidental', false],
    ['Coincident dots', false],
    ['Rollbacks explained', false],
    ['login', false],
  ])('takes %s for a hotfix: %s', (name, expected) => {
    expect(wordMatcher('hotfix|rollback|incident')(name)).toBe(expected);
  });

  it('lets letters follow where the pattern itself ends in a separator', () => {
    expect(wordMatcher('^hotfix/')('hotfix/login')).toBe(true);
    expect(wordMatcher('^hotfix/')('hotfixes/login')).toBe(false);
  });

  it.each(['', '('])('of a hotfix that is "%s" match nothing', (pattern) => {
    expect(wordMatcher(pattern)('hotfix')).toBe(false);
  });
});
