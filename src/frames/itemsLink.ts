import { DataFrame, DataLink, dateTime, Field, InternalDataLink, TimeRange } from '@grafana/data';
import { DataQuery } from '@grafana/schema';
import { Interval } from '../events';
import { MetricName } from '../metrics';
import { GroupKey, ItemsQuery, MetricsQuery, plainQuery, pluginType, SensitivityQuery } from '../query';
import { say } from '../words';
import { groupTitles } from './groups';

/** The data source that answers: where links lead. */
export interface AnsweringSource {
  readonly uid: string;
  readonly name: string;
}

/** What of an `items` query a link fills in; the metric may be a template. */
export interface Filled
  extends Pick<ItemsQuery, 'group' | 'period'>, Partial<Pick<ItemsQuery, 'attribution' | 'choices'>> {
  readonly metric: MetricName | string;
}

/** A link's query: the same wherever it is followed, or by what Grafana knows of the value that was clicked. */
export type FilledIn = Filled | ((read: (template: string) => string) => Filled);

/** A link into Explore that lists the events behind a value of the query over a range; templates are filled in by Grafana. */
export function itemsLink(
  { filters, attribution, choices }: MetricsQuery | SensitivityQuery,
  filled: FilledIn,
  range: Interval,
  { uid, name }: AnsweringSource
): DataLink<DataQuery> {
  const whole = (one: Filled) => ({
    refId: 'A',
    datasource: { type: pluginType, uid },
    ...plainQuery('items'),
    outcome: 'all',
    filters,
    attribution,
    choices,
    ...one,
  });
  const query: InternalDataLink<DataQuery>['query'] =
    typeof filled === 'function'
      ? ({ replaceVariables, scopedVars }) => whole(filled((template) => replaceVariables(template, scopedVars)))
      : whole(filled);
  return {
    title: say('frames.explain', 'Explain this number'),
    url: '',
    internal: { datasourceUid: uid, datasourceName: name, query, range: timeRange(range) },
  };
}

/** Absolute: "now" will be later when the link is followed, and the number is that of this moment. */
function timeRange({ from, to }: Interval): TimeRange {
  const range = { from: dateTime(from), to: dateTime(to) };
  return { ...range, raw: range };
}

/** Whatever stands in the columns of the group that was clicked. */
export function groupOfRow(groupBy: readonly GroupKey[]): ItemsQuery['group'] {
  return Object.fromEntries(groupBy.map((key) => [key, `\${__data.fields["${groupTitles[key]}"]}`]));
}

export function withLink(frame: DataFrame, linkOf: (field: Field) => DataLink<DataQuery> | null): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) => {
      const link = linkOf(field);
      return link === null
        ? field
        : { ...field, config: { ...field.config, links: [...(field.config.links ?? []), link] } };
    }),
  };
}
