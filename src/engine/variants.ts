import { Interval } from '../events';
import { addDays, MetricName, metricUnit, Statistic } from '../metrics';
import {
  attributions,
  ItemsPeriod,
  leadTimeStarts,
  MetricsQuery,
  plainQuery,
  QueryContext,
  recoveryStarts,
  reworkWordings,
  RuleChoices,
  SensitivityQuery,
} from '../query';
import { sayVariant, Variation } from './variantText';

/** The same number under one choice that differs from what was asked for. */
export interface Variant {
  /** `asAsked`, or the choice and its value: `attribution=strict`. */
  readonly id: string;
  /** What is different, in words. */
  readonly label: string;
  readonly query: MetricsQuery;
  readonly period: Interval;
  /** The same stretch of time for an `items` query over the range that was asked for; null: all of it. */
  readonly point: ItemsPeriod | null;
}

const windowsTried = [6, 12, 24, 48, 72];
const daysTried = [30, 60, 90, 180];
const statisticsTried: readonly Statistic[] = ['median', 'mean', 'p75', 'p90'];

/**
 * The number as asked first, then each choice that can change this metric, with every other value it may have. Choices that
 * say what the query says already are left out.
 */
export function variantsOf(query: SensitivityQuery, context: QueryContext): readonly Variant[] {
  const range: Interval = { from: context.from, to: context.to };
  const asked: MetricsQuery = {
    ...plainQuery('metrics'),
    filters: query.filters,
    attribution: query.attribution,
    choices: query.choices,
    metrics: [query.metric],
    statistic: query.statistic,
    groupBy: query.groupBy,
    showIntervals: true,
  };
  const variant = (variation: Variation, change: Partial<MetricsQuery>, period: Interval = range): Variant => ({
    id: variation.kind === 'asAsked' ? variation.kind : `${variation.kind}=${variation.value}`,
    label: sayVariant(variation),
    query: { ...asked, ...change },
    period,
    point:
      variation.kind === 'days'
        ? { at: String(range.to), interval: 'day', windowDays: variation.value, timeZone: context.timeZone }
        : null,
  });
  const choosing = (choices: RuleChoices): Partial<MetricsQuery> => ({ choices: { ...query.choices, ...choices } });
  const { metric, choices } = query;
  return [
    variant({ kind: 'asAsked' }, {}),
    ...(isAttributed(metric)
      ? attributions
          .filter((attribution) => attribution !== query.attribution)
          .map((value) => variant({ kind: 'attribution', value }, { attribution: value }))
      : []),
    ...(isAttributed(metric) && query.attribution === 'inclusive'
      ? windowsTried
          .filter((hours) => hours !== choices.attributionWindowHours)
          .map((value) => variant({ kind: 'attributionWindow', value }, choosing({ attributionWindowHours: value })))
      : []),
    ...daysTried
      .map((value) => ({ value, period: { from: addDays(range.to, -value, context.timeZone), to: range.to } }))
      .filter(({ period }) => period.from !== range.from)
      .map(({ value, period }) => variant({ kind: 'days', value }, {}, period)),
    ...(metricUnit[metric] === 's'
      ? statisticsTried
          .filter((statistic) => statistic !== query.statistic)
          .map((value) => variant({ kind: 'statistic', value }, { statistic: value }))
      : []),
    ...(metric === 'changeLeadTime'
      ? leadTimeStarts
          .filter((start) => start !== choices.leadTimeStart)
          .map((value) => variant({ kind: 'leadTimeStart', value }, choosing({ leadTimeStart: value })))
      : []),
    ...(metric === 'failedDeploymentRecoveryTime'
      ? recoveryStarts
          .filter((start) => start !== choices.recoveryStart)
          .map((value) => variant({ kind: 'recoveryStart', value }, choosing({ recoveryStart: value })))
      : []),
    ...(metric === 'deploymentReworkRate'
      ? reworkWordings
          .filter((wording) => wording !== choices.reworkWording)
          .map((value) => variant({ kind: 'reworkWording', value }, choosing({ reworkWording: value })))
      : []),
  ];
}

/** Does it matter which deployment an incident is laid to? */
function isAttributed(metric: MetricName): boolean {
  return metric === 'changeFailRate' || metric === 'failedDeploymentRecoveryTime' || metric === 'deploymentReworkRate';
}
