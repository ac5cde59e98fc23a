import { Aside } from '../../events';
import { Delivery, MetricName, Slices } from '../../metrics';
import { GroupKey } from '../../query';
import { Group } from '../answers';
import { Belonger } from './belonging';
import { groupBy, groupId } from './grouping';
import { ListContext } from './lists';
import { observe, ObservedItem } from './observed';

/** What one metric observed of one part of a delivery in one group, as bare instants and values. */
export interface GroupSeries {
  readonly group: Group;
  readonly at: Float64Array;
  /** Seconds, or 1/0; one for each of `at`. */
  readonly values: Float64Array;
  /** Instants of what stands beside the values. */
  readonly open: Float64Array;
  readonly unknown: Float64Array;
  readonly approximate: Float64Array;
}

type SeriesByGroup = ReadonlyMap<string, GroupSeries>;

/**
 * Observations by group, kept for each part of a delivery as long as it is the same: a panel's next answer sums up again
 * only the groups in which something has changed. No facts are kept, only numbers.
 */
export class ObservedSeries {
  private readonly known = new Aside<Delivery, Map<string, SeriesByGroup>>();

  constructor(private readonly belonger: Belonger) {}

  /** By the groups' ids, for each part; a step each. */
  *of(
    metric: MetricName,
    parts: readonly Delivery[],
    keys: readonly GroupKey[],
    context: ListContext
  ): Slices<readonly SeriesByGroup[]> {
    const series: SeriesByGroup[] = [];
    for (const part of parts) {
      series.push(this.ofPart(metric, part, keys, context));
      yield;
    }
    return series;
  }

  private ofPart(metric: MetricName, part: Delivery, keys: readonly GroupKey[], context: ListContext): SeriesByGroup {
    const known = this.known.get(part) ?? new Map<string, SeriesByGroup>();
    this.known.set(part, known);
    const key = JSON.stringify([metric, keys, context.attribution, context.choices]);
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const items = observe(metric, part, { ...context, belonger: this.belonger });
    const groups = groupBy(items, keys, (item) => item.belonging, []);
    const fresh = new Map(groups.map(({ group, items: own }) => [groupId(group, keys), seriesOf(group, own)]));
    known.set(key, fresh);
    return fresh;
  }
}

function seriesOf(group: Group, items: readonly ObservedItem[]): GroupSeries {
  const counted = items.filter(({ value }) => value !== null);
  const instants = (some: readonly ObservedItem[]) => Float64Array.from(some, ({ at }) => at);
  return {
    group,
    at: instants(counted),
    values: Float64Array.from(counted, ({ value }) => value ?? 0),
    open: instants(items.filter(({ standing }) => standing === 'open')),
    unknown: instants(items.filter(({ standing }) => standing === 'unknown')),
    approximate: instants(items.filter(({ approximate }) => approximate)),
  };
}
