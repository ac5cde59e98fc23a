import { say } from '../words';
import { GroupKey } from './types';

/** What stands where an event has no team, repository, service or environment. */
export function noGroupText(key: GroupKey): string {
  switch (key) {
    case 'team':
      return say('query.group.noTeam', '(no team)');
    case 'repository':
      return say('query.group.noRepository', '(no repository)');
    case 'service':
      return say('query.group.noService', '(no service)');
    case 'environment':
      return say('query.group.noEnvironment', '(no environment)');
  }
}

/**
 * Is it what a group's text means? A link carries the text that a table showed, in the language of whoever copied it; the
 * English one is always understood.
 */
export function isGroupText(text: string, key: GroupKey, name: string | null): boolean {
  return name === null ? text === noGroupText(key) || text === `(no ${key})` : text === name;
}
