export { createGithub, startGithub } from './server';
export type { GithubOptions } from './server';
