import { QuickCheckMetric } from './quickCheck';

/** Mean and standard deviation of the scores (0 to 10, 10 best) of those who answered. */
export interface ScoreSpread {
  readonly mean: number;
  readonly sd: number;
}

export interface IndustryScores {
  readonly name: string;
  readonly scores: Readonly<Record<QuickCheckMetric, ScoreSpread>>;
}

type Pair = readonly [mean: number, sd: number];

/**
 * Quick Check 2025 by industry (dora.dev, published 2026-04-22). Fail and rework rate are published as raw percentages
 * ÷ 10; here they are turned round like every other score. Industry seldom predicts performance: compare with yourself.
 */
function industry(
  name: string,
  leadTime: Pair,
  frequency: Pair,
  recovery: Pair,
  fail: Pair,
  rework: Pair
): IndustryScores {
  return {
    name,
    scores: {
      changeLeadTime: spread(leadTime),
      deploymentFrequency: spread(frequency),
      failedDeploymentRecoveryTime: spread(recovery),
      changeFailRate: spread(fail),
      deploymentReworkRate: spread(rework),
    },
  };
}

function spread([mean, sd]: Pair): ScoreSpread {
  return { mean, sd };
}

/** The first is everybody. */
export const quickCheckIndustries: readonly IndustryScores[] = [
  industry('All industries', [5.5, 2.4], [4.8, 2.8], [7.4, 2.1], [8.1, 2.1], [7.8, 2.2]),
  industry('Retail/consumer', [5.9, 2.3], [5.3, 2.7], [7.8, 1.8], [8.3, 2.0], [8.0, 1.9]),
  industry('Media', [5.8, 2.4], [5.2, 2.7], [7.6, 2.1], [8.2, 1.8], [8.2, 1.7]),
  industry('Technology', [5.7, 2.4], [4.9, 2.8], [7.4, 2.1], [8.1, 2.0], [7.7, 2.2]),
  industry('Financial services', [5.4, 2.3], [5.1, 2.6], [7.7, 1.9], [8.3, 2.1], [8.1, 1.9]),
  industry('Telecom', [5.2, 2.4], [4.7, 2.6], [7.2, 2.3], [7.6, 2.5], [7.4, 2.5]),
  industry('Healthcare/pharma', [5.0, 2.6], [4.3, 2.8], [7.1, 2.2], [7.5, 2.3], [7.4, 2.4]),
  industry('Government', [4.8, 2.6], [4.3, 3.0], [7.0, 2.1], [7.9, 2.2], [7.6, 2.2]),
  industry('Insurance', [4.8, 2.2], [4.4, 2.5], [7.5, 1.8], [8.3, 2.0], [8.2, 1.9]),
  industry('Industrials/manufacturing', [4.9, 2.6], [3.7, 2.7], [6.5, 2.3], [8.0, 1.9], [7.6, 2.3]),
  industry('Education', [5.5, 2.6], [4.5, 2.9], [6.6, 2.6], [7.3, 2.4], [7.1, 2.3]),
  industry('Energy', [5.4, 2.5], [4.5, 2.7], [7.2, 1.9], [8.2, 1.8], [7.9, 1.9]),
  industry('Non-profit', [5.9, 2.7], [4.5, 2.6], [7.5, 1.8], [7.8, 2.8], [7.9, 2.5]),
];
