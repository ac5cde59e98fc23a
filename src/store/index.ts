export { EventStore } from './store';
export type { StoreOptions } from './store';
export type { Snapshot } from './ledger';
export type { Standing } from './session';
export { noVault } from './vault';
export type { Hold, Vault, Watcher } from './vault';
export { createBrowserVault } from './browserVault';
export type { BrowserParts, BrowserVault, BrowserVaultOptions } from './browserVault';
export type { Usage } from './browser/database';
