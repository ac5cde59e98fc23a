export { EventStore } from './store';
export type { Standing, StoreOptions } from './store';
