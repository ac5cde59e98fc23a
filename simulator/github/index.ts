export { startGithub } from './server';
export type { GithubOptions } from './server';
