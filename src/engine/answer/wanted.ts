import { groupKeys, isGroupText, ItemsQuery } from '../../query';
import { Belonging } from './grouping';
import { Item } from './itemRow';

const commit = /^[0-9a-f]{7,40}$/;

/** Is it of the group, of the outcome and the very item a query asks for? */
export function wantedBy({ group, outcome, item }: ItemsQuery): (item: Item) => boolean {
  const asked = plain(item);
  const isMeantGroup = isOfGroup(group);
  return ({ row, belonging, names }) =>
    isOfOutcome(row, outcome) &&
    isMeantGroup(belonging) &&
    (asked === '' || names().some((name) => isMeant(plain(name), asked)));
}

/** Does it belong to the group that is asked for? Of none asked for everything does. */
export function isOfGroup(group: ItemsQuery['group']): (belonging: Belonging) => boolean {
  const keys = groupKeys.flatMap((key) => {
    const text = group[key];
    return text === undefined ? [] : [{ key, text }];
  });
  return (belonging) => keys.every(({ key, text }) => belonging[key].some((name) => isGroupText(text, key, name)));
}

/** What stands beside the number has no value and a reason; other things that are not counted have only the sentence. */
function isOfOutcome({ counted, isBeside }: Item['row'], outcome: ItemsQuery['outcome']): boolean {
  switch (outcome) {
    case 'observed':
      return counted || isBeside;
    case 'counted':
      return counted;
    case 'notCounted':
      return !counted;
    case 'all':
      return true;
  }
}

/** The same name, or the beginning of a commit. */
function isMeant(name: string, asked: string): boolean {
  return name === asked || (commit.test(asked) && name.length === 40 && name.startsWith(asked));
}

/** `#7` and `7`, an address with and without its last slash, whatever the case. */
function plain(name: string): string {
  return name.trim().toLowerCase().replace(/^#/, '').replace(/\/+$/, '');
}
