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
    case 'metrics':
      return { ...interpolated, comparisonDate: one(interpolated.comparisonDate) };
    case 'changes':
      return { ...interpolated, labels: list(interpolated.labels) };
    case 'runs':
      return { ...interpolated, workflows: list(interpolated.workflows) };
    case 'items': {
      const { item, group, period } = interpolated;
      // A variable that stands for all of them asks about none in particular.
      const asked = one(item);
      return {
        ...interpolated,
        item: everything.has(asked) ? '' : asked,
        group: Object.fromEntries(Object.entries(group).map(([key, name]) => [key, one(name)])),
        period: period === null ? null : { ...period, at: one(period.at) },
      };
    }
    default:
      return interpolated;
  }
}

/** One list with its variables filled in; empty: all. */
export function interpolateList(
  texts: readonly string[],
  expand: (text: string) => readonly string[]
): readonly string[] {
  const values = texts.flatMap(expand).map((value) => value.trim());
  return values.some((value) => everything.has(value)) ? [] : [...new Set(values.filter((value) => value !== ''))];
}
