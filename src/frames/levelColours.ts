import { FieldConfig, MappingType, ThresholdsConfig, ThresholdsMode } from '@grafana/data';
import { BenchmarkYear, Level, levelThresholds, MetricName } from '../metrics';
import { say } from '../words';

/**
 * One colour a level, the same everywhere: at least 3:1 against Grafana's light and dark panels, and told apart by people
 * who see no red, no green or no blue (teal, violet, ochre, brick; the tests simulate each). The word always stands beside.
 */
export const levelColours: Record<Level, string> = {
  elite: '#12a19c',
  high: '#9770e6',
  medium: '#bd8a0a',
  low: '#b4463c',
};

export const levelTexts: Record<Level, string> = {
  get elite() {
    return say('frames.level.elite', 'Elite');
  },
  get high() {
    return say('frames.level.high', 'High');
  },
  get medium() {
    return say('frames.level.medium', 'Medium');
  },
  get low() {
    return say('frames.level.low', 'Low');
  },
};
const levels: readonly Level[] = ['elite', 'high', 'medium', 'low'];

/** For a value that has no level: neither good nor bad. */
const neutral: ThresholdsConfig = {
  mode: ThresholdsMode.Absolute,
  steps: [{ value: Number.NEGATIVE_INFINITY, color: 'text' }],
};

/** The limits of one report year as thresholds; `factor` turns the metric's unit into the one shown. */
export function thresholdsOf(metric: MetricName, year: BenchmarkYear, factor: number): ThresholdsConfig {
  const limits = levelThresholds(metric, year);
  if (limits.length === 0) {
    return neutral;
  }
  return {
    mode: ThresholdsMode.Absolute,
    steps: limits.map(({ level, from }, index) => ({
      value: index === 0 ? Number.NEGATIVE_INFINITY : from * factor,
      color: levelColours[level],
    })),
  };
}

/** Thresholds that colour nothing. */
export function noLevels(): ThresholdsConfig {
  return neutral;
}

/** A column that holds a level: its name in its colour. */
export function levelConfig(): FieldConfig {
  return {
    mappings: [
      {
        type: MappingType.ValueToText,
        options: Object.fromEntries(
          levels.map((level, index) => [level, { text: levelTexts[level], color: levelColours[level], index }])
        ),
      },
    ],
    custom: { cellOptions: { type: 'color-text' } },
  };
}
