export { createPagerdutySource } from './source';
export type { PagerdutyOptions } from './source';
export { createPagerdutyCatalog } from './catalog';
export type { PagerdutyCatalogOptions } from './catalog';
