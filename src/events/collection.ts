import { Directory, EventKind, Events } from './types';

/** No events at all; a fresh object each time so that nobody shares arrays by accident. */
export function noEvents(): Events {
  return {
    deployments: [],
    changes: [],
    commits: [],
    comparisons: [],
    releases: [],
    incidents: [],
    runs: [],
  };
}

type KeyOfEvent = { readonly [Kind in EventKind]: (event: Events[Kind][number]) => string };

/** What tells an event from the others of its kind in its repository; an incident from all others, wherever they are. */
export const ownKey: KeyOfEvent = {
  deployments: ({ id }) => id,
  changes: ({ id }) => id,
  commits: ({ sha }) => sha,
  comparisons: ({ base, head }) => `${base}\n${head}`,
  releases: ({ id }) => id,
  incidents: ({ id }) => id,
  runs: ({ id, attempt }) => `${id}\n${attempt}`,
};

/** What makes two records the same event: the later record replaces the earlier one. */
export const eventKey: KeyOfEvent = {
  deployments: (event) => `${event.repository}\n${ownKey.deployments(event)}`,
  changes: (event) => `${event.repository}\n${ownKey.changes(event)}`,
  commits: (event) => `${event.repository}\n${ownKey.commits(event)}`,
  comparisons: (event) => `${event.repository}\n${ownKey.comparisons(event)}`,
  releases: (event) => `${event.repository}\n${ownKey.releases(event)}`,
  incidents: ownKey.incidents,
  runs: (event) => `${event.repository}\n${ownKey.runs(event)}`,
};

export const emptyDirectory: Directory = { repositories: [], services: [], teamRepositories: {} };

/** Items by key, in order. */
export function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
