import { deploymentDaysPerWeek, frequencyPer } from './frequency';

const at = (text: string): number => Date.parse(text);

describe('deployment days per week', () => {
  // Monday 2 March to Sunday 22 March 2026: three ISO weeks.
  const interval = { from: at('2026-03-02T00:00Z'), to: at('2026-03-23T00:00Z') };

  it('counts days, not deployments, and weeks without any', () => {
    const deployments = [
      '2026-03-02T08:00Z',
      '2026-03-02T09:00Z',
      '2026-03-04T09:00Z',
      '2026-03-06T09:00Z',
      '2026-03-17T09:00Z',
    ];
    // 3, 0 and 1 day: median 1.
    expect(deploymentDaysPerWeek(deployments.map(at), interval, 'UTC')).toBe(1);
  });

  it('takes the days of the time zone', () => {
    // 23:30 on Monday in UTC is Tuesday in Berlin; one week, from Monday 00:00 in Berlin.
    const week = { from: at('2026-03-01T23:00Z'), to: at('2026-03-08T23:00Z') };
    const deployments = ['2026-03-02T23:30Z', '2026-03-03T08:00Z'].map(at);
    expect(deploymentDaysPerWeek(deployments, week, 'Europe/Berlin')).toBe(1);
    expect(deploymentDaysPerWeek(deployments, interval, 'UTC')).toBe(0);
  });

  it('leaves out weeks that are only partly in the interval', () => {
    const midweek = { from: at('2026-03-04T00:00Z'), to: at('2026-03-18T00:00Z') };
    const deployments = ['2026-03-05T00:00Z', '2026-03-10T00:00Z', '2026-03-11T00:00Z', '2026-03-17T00:00Z'].map(at);
    expect(deploymentDaysPerWeek(deployments, midweek, 'UTC')).toBe(2);
    const days = { from: at('2026-03-03T00:00Z'), to: at('2026-03-09T00:00Z') };
    expect(deploymentDaysPerWeek(deployments, days, 'UTC')).toBeNull();
  });
});

it('a rate is told per day, per week or per month of 730 hours', () => {
  expect(frequencyPer('perDay', 0.5)).toBe(0.5);
  expect(frequencyPer('perWeek', 0.5)).toBe(3.5);
  // 1,460 a year, DORA's "on demand", are 4 a day and 121.67 a month.
  expect(frequencyPer('perMonth', 4)).toBeCloseTo(1460 / 12, 9);
  expect(frequencyPer('perWeek', null)).toBeNull();
});
