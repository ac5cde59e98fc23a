import { IntervalNeed } from '../../types';

export const at = (time: string) => Date.parse(time);
/** The window that is asked for. */
export const interval = { from: at('2026-05-01T00:00:00Z'), to: at('2026-05-20T00:00:00Z') };
/** Something of one repository in that window. */
export const needOf = (kind: 'commits' | 'releases' | 'incidents', rest: Partial<IntervalNeed> = {}): IntervalNeed => ({
  source: 'github',
  scope: 'acme/pay',
  kind,
  interval,
  ...rest,
});
