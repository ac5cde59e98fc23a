import { Attribution, LeadTimeStart, RecoveryStart, ReworkWording, Statistic } from '../metrics';
import { say } from '../words';

/** One choice and the value it has instead. */
export type Variation =
  | { readonly kind: 'asAsked' }
  | { readonly kind: 'attribution'; readonly value: Attribution }
  /** Hours. */
  | { readonly kind: 'attributionWindow'; readonly value: number }
  | { readonly kind: 'days'; readonly value: number }
  | { readonly kind: 'statistic'; readonly value: Statistic }
  | { readonly kind: 'leadTimeStart'; readonly value: LeadTimeStart }
  | { readonly kind: 'recoveryStart'; readonly value: RecoveryStart }
  | { readonly kind: 'reworkWording'; readonly value: ReworkWording };

/** What is different, as a table's first column reads it. */
export function sayVariant(variation: Variation): string {
  switch (variation.kind) {
    case 'asAsked':
      return say('sensitivity.asAsked', 'As asked');
    case 'attribution':
      return variation.value === 'strict'
        ? say('sensitivity.strict', 'Strict: only what names, rolls back, reverts or hot-fixes')
        : say('sensitivity.inclusive', 'Inclusive: also incidents soon after a deployment');
    case 'attributionWindow':
      return say('sensitivity.window', 'Incidents up to {{hours}} h after a deployment', { hours: variation.value });
    case 'days':
      return say('sensitivity.days', 'The last {{days}} days', { days: variation.value });
    case 'statistic':
      return sayStatistic(variation.value);
    case 'leadTimeStart':
      return sayLeadTimeStart(variation.value);
    case 'recoveryStart':
      return variation.value === 'incident'
        ? say('sensitivity.recovery.incident', 'Recovery from the start of the incident')
        : say('sensitivity.recovery.deployment', 'Recovery from the failed deployment');
    case 'reworkWording':
      return variation.value === 'incident'
        ? say('sensitivity.rework.incident', 'Rework is only what follows a linked incident (guide)')
        : say('sensitivity.rework.repairs', 'Rework is every repair (survey)');
  }
}

function sayStatistic(statistic: Statistic): string {
  switch (statistic) {
    case 'median':
      return say('sensitivity.statistic.median', 'Median');
    case 'mean':
      return say('sensitivity.statistic.mean', 'Mean');
    case 'p75':
      return say('sensitivity.statistic.p75', '75th percentile');
    case 'p90':
      return say('sensitivity.statistic.p90', '90th percentile');
    case 'p95':
      return say('sensitivity.statistic.p95', '95th percentile');
  }
}

function sayLeadTimeStart(start: LeadTimeStart): string {
  switch (start) {
    case 'authored':
      return say('sensitivity.lead.authored', 'From the first commit as authored');
    case 'committed':
      return say('sensitivity.lead.committed', 'From the first commit as committed');
    case 'opened':
      return say('sensitivity.lead.opened', 'From the opened pull request');
    case 'ready':
      return say('sensitivity.lead.ready', 'From ready for review');
    case 'merged':
      return say('sensitivity.lead.merged', 'From the merge');
  }
}
