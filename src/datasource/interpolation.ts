import { ScopedVars } from '@grafana/data';
import { TemplateSrv } from '@grafana/runtime';
import { DoraQuery, interpolateQuery } from '../query';

/** What is needed of Grafana's variables. */
export type Templates = Pick<TemplateSrv, 'replace' | 'getVariables'>;

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
