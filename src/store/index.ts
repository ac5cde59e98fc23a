export { EventStore } from './store';
export type { Standing, StoreOptions } from './store';
export { noVault } from './vault';
export type { Hold, Vault } from './vault';
