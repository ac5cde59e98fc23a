import { DataFrame, DataTopic, Field, FieldType } from '@grafana/data';
import { MetricRow } from '../engine';
import { Instant, Interval } from '../events';
import { MetricsQuery } from '../query';
import { say } from '../words';

/** Grey, at least 3:1 against Grafana's light and dark panels; Grafana fills a region with a tenth of it. */
export const unreadColour = '#808080';

/** Buckets in a row of which something is not known. */
interface Stretch extends Interval {
  /** No value of any series lies in it: otherwise some of it has been read, and what is drawn may still move. */
  readonly isEmpty: boolean;
}

/**
 * Shaded regions where a series rests on what has not been read yet or, once the answer is complete, could not be read:
 * one for each stretch of buckets, in time order. Null where everything is known. `from`: the start of the time range.
 */
export function unreadFrame(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  from: Instant,
  isComplete: boolean
): DataFrame | null {
  const stretches = stretchesOf(query, rows, from);
  if (stretches.length === 0) {
    return null;
  }
  const field = <Value>(name: string, type: FieldType, read: (stretch: Stretch) => Value): Field => ({
    name,
    type,
    config: {},
    values: stretches.map(read),
  });
  return {
    name: 'Not read',
    length: stretches.length,
    fields: [
      field('time', FieldType.time, (stretch) => stretch.from),
      field('timeEnd', FieldType.time, (stretch) => stretch.to),
      field('isRegion', FieldType.boolean, () => true),
      field('color', FieldType.string, () => unreadColour),
      field(
        'text',
        FieldType.string,
        ({ isEmpty }) => texts[isComplete ? 'failed' : 'reading'][isEmpty ? 'all' : 'part']
      ),
    ],
    meta: { dataTopic: DataTopic.Annotations },
  };
}

const texts = {
  reading: {
    get all() {
      return say('frames.unread.notReadYet', 'Not read yet');
    },
    get part() {
      return say('frames.unread.notReadYetInFull', 'Not read yet in full: the values here may still move');
    },
  },
  failed: {
    get all() {
      return say('frames.unread.couldNotBeRead', 'Could not be read');
    },
    get part() {
      return say(
        'frames.unread.couldNotBeReadIn',
        "Could not be read in full: the panel's notices say what is missing"
      );
    },
  },
} as const;

function stretchesOf(query: MetricsQuery, rows: readonly MetricRow[], from: Instant): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const bucket of bucketsOf(query, rows, from)) {
    const before = stretches[stretches.length - 1];
    if (!bucket.isIncomplete) {
      continue;
    }
    if (before !== undefined && before.to === bucket.from) {
      stretches[stretches.length - 1] = { ...before, to: bucket.to, isEmpty: before.isEmpty && bucket.isEmpty };
    } else {
      stretches.push({ from: bucket.from, to: bucket.to, isEmpty: bucket.isEmpty });
    }
  }
  return stretches;
}

interface Bucket extends Stretch {
  readonly isIncomplete: boolean;
}

/** The buckets of all series in time order. The point of a rolling window ends its bucket, another one begins it. */
function bucketsOf(query: MetricsQuery, rows: readonly MetricRow[], from: Instant): readonly Bucket[] {
  const byTime = new Map<Instant, { to: Instant; isIncomplete: boolean; isEmpty: boolean }>();
  for (const { time, period, incomplete, value } of rows) {
    if (time !== null) {
      const known = byTime.get(time) ?? { to: period.to, isIncomplete: false, isEmpty: true };
      byTime.set(time, {
        to: period.to,
        isIncomplete: known.isIncomplete || incomplete,
        isEmpty: known.isEmpty && value === null,
      });
    }
  }
  const inOrder = [...byTime].sort(([a], [b]) => a - b);
  return inOrder.map(([time, bucket], index): Bucket => ({
    ...bucket,
    from: query.windowDays > 0 ? (index === 0 ? Math.min(from, time) : inOrder[index - 1][0]) : time,
  }));
}
