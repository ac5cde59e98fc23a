import { Language, say, sayCount, sayDuration, sayInstant, sayList, sayNumber, speak } from '.';

afterEach(() => speak(null));

/** Says what it was asked for. */
const german: Language = {
  locale: 'de-DE',
  translate: (id, english, values, count) => [id, typeof english, JSON.stringify(values), count].join('|'),
  instant: (at) => `am ${at}`,
};

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
    [1234, '1234 changes have no lead time.'],
    [12345, '12,345 changes have no lead time.'],
  ])('about %d things takes the wording for as many', (count, expected) => {
    const english = { one: '1 change has no lead time.', other: '{{count}} changes have no lead time.' };
    expect(sayCount('test.changes', english, count)).toBe(expected);
  });

  it('comes from whoever translates, who is told its id, its English, its values as written there and the count', () => {
    speak(german);
    expect(sayCount('test.changes', { one: 'a', other: 'b' }, 12345, { share: 0.5, number: '1234' })).toBe(
      'test.changes|object|{"share":"0,5","number":"1234","count":"12.345"}|12345'
    );
    expect(say('test.missing', 'c')).toBe('test.missing|string|{}|');
  });
});

// Expected values: CLDR's patterns for en and de.
describe('what stands in a text is written as the reader writes it', () => {
  const all = () => [
    sayNumber(12345.678, 1),
    sayDuration(1, 'minute'),
    sayDuration(1.25, 'hour', 1),
    sayDuration(3, 'day'),
    sayInstant(0),
    sayList(['a', 'b', 'c']),
    sayList(['a', 'b'], 'or'),
  ];

  it('in English where nobody says otherwise, with the zone of an instant', () => {
    expect(all()).toEqual(['12,345.7', '1 minute', '1.3 hours', '3 days', '1970-01-01T00:00Z', 'a, b and c', 'a or b']);
  });

  it('in German where that is spoken', () => {
    speak(german);
    expect(all()).toEqual(['12.345,7', '1 Minute', '1,3 Stunden', '3 Tage', 'am 0', 'a, b und c', 'a oder b']);
  });
});
