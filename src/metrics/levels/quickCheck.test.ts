import { quickCheckIndustries } from './industries';
import { quickCheckScore, quickCheckSummary, scoreOfAnswer } from './quickCheck';
import { MetricName } from '../names';

const hour = 3600;
const day = 24 * hour;

/** The Quick Check's own tests (dora.dev), and its answer options. */
describe('Quick Check scores', () => {
  test.each([
    [1, 0],
    [6, 10],
    [3.5, 5],
  ])('answer %p scores %p', (level, score) => {
    expect(scoreOfAnswer(level)).toBe(score);
  });

  test.each<[MetricName, number, number]>([
    ['changeFailRate', 0, 10],
    ['changeFailRate', 0.5, 5],
    ['changeFailRate', 1, 0],
    ['deploymentReworkRate', 0.22, 7.8],
    ['changeLeadTime', hour - 1, 10],
    ['changeLeadTime', hour, 8],
    ['changeLeadTime', day, 6],
    ['changeLeadTime', 7 * day, 4],
    ['changeLeadTime', 730 * hour, 2],
    ['changeLeadTime', 4380 * hour, 0],
    ['failedDeploymentRecoveryTime', 59 * 60, 10],
    ['failedDeploymentRecoveryTime', 8 * day, 4],
    ['deploymentFrequency', 4, 10],
    ['deploymentFrequency', 3.9, 8],
    ['deploymentFrequency', 1, 8],
    ['deploymentFrequency', 0.99, 6],
    ['deploymentFrequency', 1 / 7, 6],
    ['deploymentFrequency', 12 / 365, 4],
    ['deploymentFrequency', 2 / 365, 2],
    ['deploymentFrequency', 1.9 / 365, 0],
    ['deploymentFrequency', 0, 0],
  ])('%s %p scores %p', (metric, value, score) => {
    expect(quickCheckScore(metric, value, 5, 2025)).toBeCloseTo(score, 12);
  });

  it('none without a value, below five observations, for other years, for time to restore', () => {
    expect(quickCheckScore('changeFailRate', null, 9, 2025)).toBeNull();
    expect(quickCheckScore('changeFailRate', 0.1, 4, 2025)).toBeNull();
    expect(quickCheckScore('changeFailRate', 0.1, 9, 2024)).toBeNull();
    expect(quickCheckScore('timeToRestore', 60, 9, 2025)).toBeNull();
  });

  it('a team: lead time and frequency one below the top, recovery at the top, 12 % failed, 8 % rework', () => {
    const scores = {
      changeLeadTime: quickCheckScore('changeLeadTime', 5 * hour, 20, 2025),
      deploymentFrequency: quickCheckScore('deploymentFrequency', 2, 60, 2025),
      failedDeploymentRecoveryTime: quickCheckScore('failedDeploymentRecoveryTime', 1800, 5, 2025),
      changeFailRate: quickCheckScore('changeFailRate', 0.12, 60, 2025),
      deploymentReworkRate: quickCheckScore('deploymentReworkRate', 0.08, 60, 2025),
    };
    const near = (value: number) => expect.closeTo(value, 9);
    expect(Object.values(scores)).toEqual([8, 8, 10, near(8.8), near(9.2)]);
    expect(quickCheckSummary(scores)).toEqual({ throughput: near(26 / 3), stability: near(9), overall: near(8.8) });
    expect(quickCheckSummary({ ...scores, deploymentReworkRate: null })).toEqual({
      throughput: near(26 / 3),
      stability: null,
      overall: null,
    });
  });
});

describe('industries', () => {
  test.each([
    ['All industries', 6.72],
    ['Retail/consumer', 7.06],
    ['Media', 7.0],
    ['Technology', 6.76],
    ['Financial services', 6.92],
    ['Telecom', 6.42],
    ['Healthcare/pharma', 6.26],
    ['Government', 6.32],
    ['Insurance', 6.64],
    ['Industrials/manufacturing', 6.14],
    ['Education', 6.2],
    ['Energy', 6.64],
    ['Non-profit', 6.72],
  ])('%s has the overall score dora.dev shows: %p', (name, overall) => {
    const found = quickCheckIndustries.find((industry) => industry.name === name);
    const means = Object.fromEntries(Object.entries(found?.scores ?? {}).map(([metric, { mean }]) => [metric, mean]));
    expect(quickCheckSummary(means).overall).toBeCloseTo(overall, 9);
  });

  it('all industries: fail rate 8.1, rework 7.8, stability 7.9', () => {
    const { changeFailRate, deploymentReworkRate } = quickCheckIndustries[0].scores;
    expect([changeFailRate.mean, deploymentReworkRate.mean]).toEqual([8.1, 7.8]);
    // dora.dev shows one decimal: (8.1 + 7.8) / 2 = 7.95, truncated in floating point.
    const { stability } = quickCheckSummary({ changeFailRate: 8.1, deploymentReworkRate: 7.8 });
    expect(stability?.toFixed(1)).toBe('7.9');
  });
});
