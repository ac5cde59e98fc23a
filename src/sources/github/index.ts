export { createGithubSource } from './source';
export type { GithubOptions } from './source';
export { isBotName } from './people';
