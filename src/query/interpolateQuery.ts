import { MetricName, metricNames } from '../metrics';
import { DoraQuery } from './types';

/** Grafana's value for "All", the text it shows for it, and what is usually set as a custom all value. */
const everything = new Set(['$__all', 'All', '*', '.*', '.+']);

/**
 * Dashboard variables become real arrays. `expand` gives the values of one entry (`$team` → `['Pay', 'Web']`, a plain
 * name → itself). "All" anywhere in a list makes the list empty, which means all; so does a variable with nothing
 * chosen. Repeated values are kept once, in their first place.
 */
export function interpolateQuery(query: DoraQuery, expand: (text: string) => readonly string[]): DoraQuery {
  const list = (texts: readonly string[]) => interpolateList(texts, expand);
  const one = (text: string) => (expand(text)[0] ?? '').trim();
  const { filters } = query;
  const interpolated = {
    ...query,
    filters: {
      teams: list(filters.teams),
      repositories: list(filters.repositories),
      services: list(filters.services),
      environments: list(filters.environments),
    },
  };
  switch (interpolated.queryType) {
    case 'metrics': {
      const { metricVariable, ...others } = interpolated;
      const named = metricsNamed(metricVariable, expand);
      return {
        ...(named.length > 0 ? { ...others, metrics: named } : interpolated),
        comparisonDate: one(interpolated.comparisonDate),
      };
    }
    case 'changes':
      return { ...interpolated, labels: list(interpolated.labels) };
    case 'runs':
      return { ...interpolated, workflows: list(interpolated.workflows) };
    case 'items': {
      const { metricVariable, ...others } = interpolated;
      const { item, group, period } = interpolated;
      const [metric] = metricsNamed(metricVariable, expand);
      // A variable that stands for all of them asks about none in particular.
      const asked = one(item);
      return {
        ...(metric === undefined ? interpolated : { ...others, metric }),
        item: everything.has(asked) ? '' : asked,
        group: Object.fromEntries(Object.entries(group).map(([key, name]) => [key, one(name)])),
        period: period === null ? null : { ...period, at: one(period.at) },
      };
    }
    case 'sensitivity': {
      const { metricVariable, ...others } = interpolated;
      const [metric] = metricsNamed(metricVariable, expand);
      return metric === undefined ? interpolated : { ...others, metric };
    }
    default:
      return interpolated;
  }
}

/** By its name, whatever the case. Of a variable that names none there is none, and the query keeps it (`unfilled`). "All" names them all. */
function metricsNamed(
  variable: string | undefined,
  expand: (text: string) => readonly string[]
): readonly MetricName[] {
  const names = variable === undefined ? [] : expand(variable).map((name) => name.trim());
  const isAll = names.some((name) => everything.has(name));
  return metricNames.filter((metric) => isAll || names.some((name) => name.toLowerCase() === metric.toLowerCase()));
}

/** One list with its variables filled in; empty: all. */
export function interpolateList(
  texts: readonly string[],
  expand: (text: string) => readonly string[]
): readonly string[] {
  const values = texts.flatMap(expand).map((value) => value.trim());
  return values.some((value) => everything.has(value)) ? [] : [...new Set(values.filter((value) => value !== ''))];
}
