export { createGithubSource } from './source';
export type { GithubOptions } from './source';
export { isBotName } from './people';
export { createGithubCatalog } from './catalog';
export type { GithubAccess } from './github';
