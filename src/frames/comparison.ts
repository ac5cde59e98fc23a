import { MetricsQuery } from '../query';

/** What the value beside a value is called. */
export function comparisonName(query: MetricsQuery): string {
  switch (query.comparison) {
    case 'previousYear':
      return 'a year before';
    case 'date':
      return `before ${query.comparisonDate}`;
    default:
      return 'previous period';
  }
}
