import { Bounds, usualConfidence } from './bounds';
import { inverseLowerGamma } from './special/inverseLowerGamma';

/** Garwood's exact interval of the mean of a Poisson count that was seen to be `count` (Garwood 1936). */
export function poissonInterval(count: number, confidence = usualConfidence): Bounds {
  const tail = (1 - confidence) / 2;
  return {
    low: count === 0 ? 0 : inverseLowerGamma(tail, count),
    high: inverseLowerGamma(1 - tail, count + 1),
  };
}
