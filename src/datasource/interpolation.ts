import { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';
import { DoraQuery, interpolateQuery } from '../query';

/** What is needed of Grafana's variables. */
export interface Templates extends Pick<TemplateSrv, 'replace' | 'getVariables'> {
  /** In no public type any more, and still what dashboards without `request.filters` have. */
  getAdhocFilters?(dataSourceName: string, skipDeprecationWarning?: boolean): AdHocVariableFilter[];
}

/**
 * Dashboard variables as real lists: several chosen values become several entries, never a text like `{a,b}`. The
 * values are handed over by Grafana's own interpolation, so that every syntax of a variable works.
 */
export function expandVariables(text: string, scopedVars: ScopedVars, templates: Templates): readonly string[] {
  const several: string[][] = [];
  const replaced = templates.replace(text, scopedVars, (value: string | string[]) => {
    const values = (Array.isArray(value) ? value : [value]).map(String);
    several.push(values);
    return placeholder(several.length - 1);
  });
  return several.reduce<readonly string[]>(
    (texts, values, index) =>
      texts.flatMap((one) =>
        one.includes(placeholder(index)) ? values.map((value) => one.split(placeholder(index)).join(value)) : [one]
      ),
    [replaced]
  );
}

export function withVariables(query: DoraQuery, scopedVars: ScopedVars, templates: Templates): DoraQuery {
  return interpolateQuery(query, (text) => expandVariables(text, scopedVars, templates));
}

/** A control character cannot be typed into a name. */
function placeholder(index: number): string {
  return `\u0001${index}\u0001`;
}
