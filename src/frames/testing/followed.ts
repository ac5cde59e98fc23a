import { DataFrame, DataLink, FieldType, mapInternalLinkToExplore, TimeRange } from '@grafana/data';
import { DoraQuery, migrateQuery } from '../../query';

/** The first link of a field; the field by its name and by what it is shown as. */
export function linkOf(frames: readonly DataFrame[], frame: string, field: string): DataLink | undefined {
  return frames.find(({ name }) => name === frame)?.fields.find(({ name }) => name === field)?.config.links?.[0];
}

/** The query that Explore is opened with: templates filled in by what Grafana hands over. */
export function followed(link: DataLink | undefined, filledIn: Readonly<Record<string, string>> = {}): DoraQuery {
  if (link?.internal === undefined) {
    throw new Error('There is no link.');
  }
  const { href } = mapInternalLinkToExplore({
    link,
    internalLink: link.internal,
    scopedVars: {},
    range: link.internal.range,
    field: { name: 'x', type: FieldType.number, config: {}, values: [] },
    replaceVariables: (text) =>
      Object.entries(filledIn).reduce((whole, [template, value]) => whole.split(template).join(value), text),
  });
  const left = JSON.parse(new URL(href, 'http://x').searchParams.get('left') ?? '{}');
  if (left.datasource !== 'dora') {
    throw new Error(`The link leads to ${left.datasource}.`);
  }
  return migrateQuery(left.queries[0]);
}

/** The time range that Explore is opened with. */
export function rangeOf(link: DataLink | undefined): Pick<Record<keyof TimeRange, number>, 'from' | 'to'> {
  return { from: link?.internal?.range?.from.valueOf() ?? NaN, to: link?.internal?.range?.to.valueOf() ?? NaN };
}
