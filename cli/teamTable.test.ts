import { MetricRow } from '../src/engine';
import { MetricName, metricUnit } from '../src/metrics';
import { duration, metricValue, moment, short } from './humanText';
import { teamTable } from './teamTable';

const row = (team: string | null, metric: MetricName, more: Partial<MetricRow>): MetricRow => ({
  metric,
  group: { team },
  time: null,
  period: { from: 0, to: 1 },
  value: null,
  unit: metricUnit[metric],
  n: 0,
  k: null,
  low: null,
  high: null,
  level: null,
  score: null,
  open: 0,
  unknown: 0,
  approximate: 0,
  target: null,
  previous: null,
  incomplete: false,
  ...more,
});

describe('teamTable', () => {
  it('has a team a row and a metric a column, each value with its level and what it rests on', () => {
    const table = teamTable([
      row('Pay', 'deploymentFrequency', { value: 2.5, n: 225, level: 'elite' }),
      row('Pay', 'changeFailRate', { value: 0.04, n: 225, k: 9, level: 'elite' }),
      row('Pay', 'changeLeadTime', { value: 5400, n: 300 }),
      row(null, 'deploymentFrequency', { value: 0, n: 0 }),
    ]);
    const cells = table
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .map((line) =>
        line
          .split('│')
          .slice(1, -1)
          .map((cell) => cell.trim())
      );
    expect(cells).toEqual([
      [
        'team',
        'deployment frequency',
        'change lead time',
        'change fail rate',
        'failed deployment recovery time',
        'deployment rework rate',
      ],
      ['Pay', '2.5/day elite (n=225)', '1 h 30 min (n=300)', '4.0 % elite (9/225)', '–', '–'],
      ['(no team)', '0/day (n=0)', '–', '–', '–', '–'],
    ]);
  });
});

describe('texts for people', () => {
  it.each([
    [null, ''],
    [0, '0 s'],
    [59.6, '1 min 0 s'],
    [61, '1 min 1 s'],
    [7500, '2 h 5 min'],
    [86399.7, '1 d 0 h'],
    [1123466, '13 d 0 h'],
  ])('%s seconds are "%s"', (seconds, expected) => {
    expect(duration(seconds)).toBe(expected);
  });

  it.each([
    [0.02197802197802198, 'perDay', '0.022/day'],
    [1234.5, 'perDay', '1235/day'],
    [0.1234, 'ratio', '12.3 %'],
    [null, 'ratio', '–'],
    [0, 's', '0 s'],
  ] as const)('%s %s reads %s', (value, unit, expected) => {
    expect(metricValue(value, unit)).toBe(expected);
  });

  it('shows an instant in the time zone, and one line of a long text', () => {
    expect(moment(Date.parse('2025-03-30T00:59:00Z'), 'Europe/Berlin')).toBe('2025-03-30 01:59');
    expect(moment(Date.parse('2025-03-30T01:00:00Z'), 'Europe/Berlin')).toBe('2025-03-30 03:00');
    expect(short('a\n b')).toBe('a b');
    expect(short('x'.repeat(61))).toBe(`${'x'.repeat(59)}…`);
  });
});
