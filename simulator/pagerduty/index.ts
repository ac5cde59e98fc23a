export { createPagerduty, startPagerduty } from './server';
export type { PagerdutyOptions } from './server';
