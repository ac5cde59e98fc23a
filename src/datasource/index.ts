export { DoraDataSource } from './DoraDataSource';
export type { Collaborators, SupportEditors } from './DoraDataSource';
export { annotationQuery } from './annotations';
export type { KnownNames, MakeEngine, QueryEngine } from './engine';
export { doraQueryOf, isFromNewerVersion, newerVersionMessage, storeQuery, variableChoiceOf } from './storedQuery';
export * from './types';
export { openVault } from './vault';
export type { BrowserVault, Usage as VaultUsage } from '../store';
export type { VariableEditorProps } from './variables';
export { openSetupCatalog } from './setupCatalog';
export type { OpenSetupCatalog, SetupCatalog, SetupPlace } from './setupCatalog';
export type {
  ConnectionReport,
  ListedTeam,
  Listing,
  Problem,
  RecentActivity,
  RecentIncident,
  SourceId,
} from '../sources';
