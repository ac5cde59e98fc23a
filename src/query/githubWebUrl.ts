import { DoraSettings } from './settings';

/** Where people look at GitHub: the address without what belongs to its API. */
export function githubWebUrl({ githubApiUrl, githubUrl }: DoraSettings): string {
  return githubApiUrl !== '' ? githubApiUrl.replace('://api.', '://') : githubUrl || 'https://github.com';
}
