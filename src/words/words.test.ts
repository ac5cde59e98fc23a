import { say, sayCount, speak, Translate } from '.';

afterEach(() => speak(null));

describe('a text', () => {
  it('is said in English where nobody translates, with its values in place', () => {
    expect(say('test.missing', '{{what}} of {{where}} is missing; {{unknown}} stays.', { what: 'x', where: 'y' })).toBe(
      'x of y is missing; {{unknown}} stays.'
    );
  });

  it.each([
    [0, '0 changes have no lead time.'],
    [1, '1 change has no lead time.'],
    [2, '2 changes have no lead time.'],
  ])('about %d things takes the wording for as many', (count, expected) => {
    const english = { one: '1 change has no lead time.', other: '{{count}} changes have no lead time.' };
    expect(sayCount('test.changes', english, count)).toBe(expected);
  });

  it('comes from whoever translates, who is told its id, its English and its values', () => {
    const german: Translate = (id, english, { count }) => `${id}|${typeof english}|${count}`;
    speak(german);
    expect(sayCount('test.changes', { one: 'a', other: 'b' }, 3)).toBe('test.changes|object|3');
  });
});
