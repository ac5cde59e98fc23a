import { DoraQuery, isComplete, parseIso, plainQuery, validateQuery } from '.';

const metrics = plainQuery('metrics');

describe('validateQuery', () => {
  const cases: Array<[string, DoraQuery, readonly string[]]> = [
    ['the plain query', metrics, []],
    ['no metric', { ...metrics, metrics: [] }, ['metrics']],
    ['a metric that a variable names', { ...metrics, metrics: [], metricVariable: '$metric' }, []],
    ['a window without an interval', { ...metrics, windowDays: 90 }, ['windowDays']],
    ['a window with an interval', { ...metrics, windowDays: 90, interval: 'week' }, []],
    ['a negative window', { ...metrics, windowDays: -1, interval: 'week' }, ['windowDays']],
    ['half a day', { ...metrics, windowDays: 0.5, interval: 'day' }, ['windowDays']],
    ['no number', { ...metrics, windowDays: NaN, interval: 'day' }, ['windowDays']],
    ['a comparison without its date', { ...metrics, comparison: 'date' }, ['comparisonDate']],
    ['a day that does not exist', { ...metrics, comparison: 'date', comparisonDate: '2025-02-30' }, ['comparisonDate']],
    ['a comparison with a day', { ...metrics, comparison: 'date', comparisonDate: '2025-02-28' }, []],
    ['a comparison with a variable', { ...metrics, comparison: 'date', comparisonDate: '${launch}' }, []],
    ['a date nobody asks for', { ...metrics, comparisonDate: 'soon' }, []],
    [
      'a negative attribution window',
      { ...plainQuery('deployments'), choices: { attributionWindowHours: -1 } },
      ['choices.attributionWindowHours'],
    ],
    ['an attribution window of zero', { ...metrics, choices: { attributionWindowHours: 0 } }, []],
    ['any list', plainQuery('runs'), []],
    ['a wide table without an interval', { ...metrics, shape: 'wide' }, []],
    ['a long table without an interval', { ...metrics, shape: 'long' }, ['shape']],
    ['levels without an interval', { ...metrics, shape: 'levels' }, ['shape']],
    ['levels with an interval', { ...metrics, shape: 'levels', interval: 'week' }, []],
    ['a distribution of five metrics', { ...metrics, shape: 'distribution', interval: 'week' }, ['shape']],
    [
      'a distribution of a share',
      { ...metrics, shape: 'distribution', interval: 'week', metrics: ['changeFailRate'] },
      ['shape'],
    ],
    [
      'a distribution of each team',
      { ...metrics, shape: 'distribution', interval: 'week', metrics: ['timeToRestore'], groupBy: ['team'] },
      ['shape'],
    ],
    [
      'a distribution of one duration',
      { ...metrics, shape: 'distribution', interval: 'week', metrics: ['timeToRestore'] },
      [],
    ],
    [
      'levels, which are compared with nothing, without the date of a comparison',
      { ...metrics, shape: 'levels', interval: 'week', comparison: 'date' },
      [],
    ],
  ];
  it.each(cases)('%s', (_, query, fields) => {
    expect(validateQuery(query).map((problem) => problem.field)).toEqual(fields);
    expect(isComplete(query)).toBe(fields.length === 0);
  });
});

describe('parseIso', () => {
  it.each([
    ['2025-03-31', { kind: 'date', year: 2025, month: 3, day: 31 }],
    // date -u -d 2025-03-31T12:00:00Z +%s = 1743422400
    ['2025-03-31T12:00:00Z', { kind: 'instant', at: 1743422400000 }],
    ['2025-03-31T14:00:00+02:00', { kind: 'instant', at: 1743422400000 }],
    ['2025-03-31T08:30-0330', { kind: 'instant', at: 1743422400000 }],
    ['2025-03-31T12:00:00.285Z', { kind: 'instant', at: 1743422400285 }],
    ['2024-02-29', { kind: 'date', year: 2024, month: 2, day: 29 }],
    ['2025-02-29', null],
    ['2025-13-01', null],
    ['2025-03-31T24:00:00Z', null],
    ['2025-03-31T12:60:00Z', null],
    ['2025-03-31T12:00:00', null],
    ['2025-03-31T12:00:00+99:00', null],
    ['31.03.2025', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(parseIso(text)).toEqual(expected);
  });
});
