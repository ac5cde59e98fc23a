import { say } from '../words';
import { pointInstant } from './pointInstant';
import { GroupKey, groupKeys, ItemsPeriod, ItemsQuery } from './types';

/** Which item, which group and which point of a series the events are asked for; a clause for each that is said. */
export function describePoint({ item, group, period }: ItemsQuery): readonly string[] {
  return [
    ...(item === '' ? [] : [say('query.sentence.item', 'only {{item}}', { item })]),
    ...groupKeys.flatMap((key) => {
      const name = group[key];
      return name === undefined ? [] : [inGroup(key, name)];
    }),
    ...(period === null ? [] : [ofPoint(period)]),
  ];
}

function inGroup(key: GroupKey, name: string): string {
  switch (key) {
    case 'team':
      return say('query.sentence.group.team', 'as counted for team {{name}}', { name });
    case 'repository':
      return say('query.sentence.group.repository', 'as counted for repository {{name}}', { name });
    case 'service':
      return say('query.sentence.group.service', 'as counted for service {{name}}', { name });
    case 'environment':
      return say('query.sentence.group.environment', 'as counted for environment {{name}}', { name });
  }
}

function ofPoint(period: ItemsPeriod): string {
  const point = ofOwnStretch(period);
  switch (period.comparison) {
    case undefined:
      return point;
    case 'previousPeriod':
      return say('query.sentence.point.previousPeriod', '{{point}}, set back by the length of the time range', {
        point,
      });
    case 'previousYear':
      return say('query.sentence.point.previousYear', '{{point}}, a year earlier', { point });
  }
}

function ofOwnStretch({ at, interval, windowDays, timeZone }: ItemsPeriod): string {
  const instant = pointInstant(at);
  const zone = timeZone === '' ? '' : ` ${timeZone}`;
  const point = instant === null ? at : `${written(instant, timeZone || 'UTC')}${zone === '' ? ' UTC' : zone}`;
  if (windowDays > 0) {
    return at === ''
      ? say('query.sentence.point.lastWindow', 'in the last {{days}} days of the time range', { days: windowDays })
      : say('query.sentence.point.window', 'in the {{days}} days before {{point}}', { days: windowDays, point });
  }
  return at === ''
    ? say('query.sentence.point.lastBucket', 'in the last {{interval}} of the time range', { interval })
    : say('query.sentence.point.bucket', 'in the {{interval}} from {{point}}', { interval, point });
}

function written(instant: number, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);
  } catch {
    return new Date(instant).toISOString();
  }
}
