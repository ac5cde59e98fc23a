export { DoraDataSource } from './DoraDataSource';
export type { Collaborators, SupportEditors } from './DoraDataSource';
export { annotationQuery, annotationTypes } from './annotations';
export type { AnnotationType } from './annotations';
export type { NameRequest, Suggestions } from './nameSource';
export type { KnownNames, MakeEngine, QueryEngine } from './engine';
export { doraQueryOf, isFromNewerVersion, nameChoiceOf, newerVersionMessage, storeQuery } from './storedQuery';
export type { NameChoice } from './storedQuery';
export * from './types';
export { openVault } from './vault';
export { viewerName } from './viewerName';
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
