import { Bounds, usualConfidence } from './bounds';
import { clopperPearsonInterval } from './clopperPearsonInterval';
import { logBinomial } from './logBinomial';
import { noMoreLikely } from './noMoreLikely';

/** A count over a time of observation, in any unit that both sides share. */
export interface Rate {
  readonly count: number;
  readonly days: number;
}

export interface RateRatio {
  /** After ÷ before; `Infinity` where nothing happened before, null where nothing happened at all. */
  readonly ratio: number | null;
  readonly interval: Bounds | null;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Exact comparison of two Poisson rates. Given the total, the later count is binomial; its test is the test of the
 * ratio, and its Clopper-Pearson interval, as odds over exposure, is the interval of the ratio.
 */
export function rateRatio(before: Rate, after: Rate, confidence = usualConfidence): RateRatio {
  const total = before.count + after.count;
  const shareIfEqual = after.days / (before.days + after.days);
  const asRatio = (share: number): number => (share / (1 - share)) * (before.days / after.days);
  const share = clopperPearsonInterval(after.count, total, confidence);
  const logProbabilities = Array.from(
    { length: total + 1 },
    (_, k) => logBinomial(total, k) + k * Math.log(shareIfEqual) + (total - k) * Math.log1p(-shareIfEqual)
  );
  return {
    ratio: total === 0 ? null : asRatio(after.count / total),
    interval: share === null ? null : { low: asRatio(share.low), high: asRatio(share.high) },
    p: noMoreLikely(logProbabilities, after.count),
  };
}
