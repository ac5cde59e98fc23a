export { createPagerdutySource } from './source';
export type { PagerdutyOptions } from './source';
