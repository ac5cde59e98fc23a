import { metricNames } from '../src/metrics';
import { plainQuery } from '../src/query';
import { isCommanderEnd, parseArguments, Request } from './arguments';
import { BadInput } from './badInput';

const now = Date.parse('2025-03-31T12:00:00Z');

function parsed(...argv: string[]): Request {
  return parseArguments(argv, now, { out: () => {}, err: () => {} });
}

describe('parseArguments', () => {
  it('asks for the five metrics and time to restore, over the last 90 days, when nothing else is said', () => {
    expect(parsed('metrics', '--feed', 'f.json')).toEqual({
      query: { ...plainQuery('metrics'), metrics: metricNames, showIntervals: true },
      context: { from: Date.parse('2024-12-31T12:00:00Z'), to: now, timeZone: 'UTC', now },
      format: 'table',
      explain: false,
      feeds: ['f.json'],
      config: null,
      remarks: [],
    });
  });

  it.each<[string, object]>([
    ['--group-by team,service --group-by repository', { groupBy: ['team', 'service', 'repository'] }],
    ['--metric changeFailRate,changeLeadTime', { metrics: ['changeFailRate', 'changeLeadTime'] }],
    ['--metrics timeToRestore', { metrics: ['timeToRestore'] }],
    ['--interval week --window 90d', { interval: 'week', windowDays: 90 }],
    [
      '--statistic p90 --year 2024 --attribution strict',
      { statistic: 'p90', benchmarkYear: 2024, attribution: 'strict' },
    ],
    ['--comparison previousYear', { comparison: 'previousYear' }],
    ['--comparison 2025-02-01', { comparison: 'date', comparisonDate: '2025-02-01' }],
    ['--team Pay --team Web,Shop', { filters: { ...plainQuery('metrics').filters, teams: ['Pay', 'Web', 'Shop'] } }],
    [
      '--lead-time-start merged --attribution-window 12',
      { choices: { leadTimeStart: 'merged', attributionWindowHours: 12 } },
    ],
  ])('reads %s', (options, expected) => {
    expect(parsed('metrics', ...options.split(' ')).query).toMatchObject(expected);
  });

  it('reads what other queries need', () => {
    expect(parsed('items', '--metric', 'changeLeadTime').query).toMatchObject({ metric: 'changeLeadTime' });
    expect(parsed('items', '--outcome', 'all', '--item', '#7').query).toMatchObject({ outcome: 'all', item: '#7' });
    expect(parsed('sensitivity', '--metric', 'timeToRestore', '--group-by', 'team').query).toMatchObject({
      metric: 'timeToRestore',
      groupBy: ['team'],
    });
    expect(parsed('deployments', '--outcome', 'failed').query).toMatchObject({ outcome: 'failed' });
    expect(parsed('runs', '--workflow', 'ci,deploy').query).toMatchObject({ workflows: ['ci', 'deploy'] });
  });

  it('reads which point of a series is to be explained', () => {
    const point = ['--interval', 'week', '--window', '90d'];
    // 2025-03-31, 00:00 UTC.
    const at = String(Date.UTC(2025, 2, 31));
    expect(parsed('items', ...point, '--at', '2025-03-31')).toMatchObject({
      query: { period: { at, interval: 'week', windowDays: 90, timeZone: '' } },
      remarks: [],
    });
    expect(parsed('items', ...point).query).toMatchObject({ period: { at: '' } });
    expect(parsed('items').query).toMatchObject({ period: null });
    expect(() => parsed('items', ...point, '--at', 'soon')).toThrow(/^--at: "soon" is no time/);
  });

  it('remarks on what has no effect instead of ignoring it silently', () => {
    expect(parsed('deployments', '--interval', 'week').remarks).toEqual(['--interval has no effect on deployments.']);
  });

  it.each<[string, RegExp]>([
    ['mttr', /^There is no query mttr\. Choose one of metrics, deployments/],
    ['value-stream', /not available in this version/],
    ['pipelines', /not available in this version/],
    ['metrics --metric mttr', /^--metrics: "mttr" is not known/],
    ['metrics --statistic p50', /^--statistic: "p50" is not known.*median, mean, p75, p90, p95/],
    ['metrics --year 1999', /^--year: "1999"/],
    ['metrics --interval fortnight', /^--interval: "fortnight"/],
    ['metrics --window 90', /^--window: A rolling window needs an interval/],
    ['metrics --window many --interval week', /^--window: .*must be a number/],
    ['metrics --attribution loose', /^--attribution/],
    ['metrics --attribution-window -1', /^--attribution-window: /],
    ['metrics --comparison date', /^--comparison-date: The date to compare with is missing/],
    ['metrics --group-by city', /^--group-by: "city"/],
    ['metrics --from yesterday', /^--from: "yesterday" is no time/],
    ['metrics --to 2025-02-30', /^--to: "2025-02-30" is no time/],
    ['metrics --from 2025-03-01 --to 2025-03-01', /^--from must lie before --to/],
    ['metrics --time-zone Mars/Olympus', /^--time-zone: "Mars\/Olympus"/],
    ['metrics --format xml', /^--format: "xml" is not known/],
    ['deployments --outcome lost', /^--outcome: "lost"/],
  ])('refuses %s', (line, message) => {
    expect(() => parsed(...line.split(' '))).toThrow(BadInput);
    expect(() => parsed(...line.split(' '))).toThrow(message);
  });

  it.each(['metrics --colour red', '', 'metrics deployments', 'metrics --from'])('leaves "%s" to commander', (line) => {
    let thrown: unknown = null;
    try {
      parsed(...line.split(' ').filter((word) => word !== ''));
    } catch (error) {
      thrown = error;
    }
    expect(isCommanderEnd(thrown)).toBe(true);
  });
});
