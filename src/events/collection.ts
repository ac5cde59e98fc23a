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

/** What makes two records the same event: the later record replaces the earlier one. */
export const eventKey: { [Kind in EventKind]: (event: Events[Kind][number]) => string } = {
  deployments: (event) => `${event.repository}\n${event.id}`,
  changes: (event) => `${event.repository}\n${event.id}`,
  commits: (event) => `${event.repository}\n${event.sha}`,
  comparisons: (event) => `${event.repository}\n${event.base}\n${event.head}`,
  releases: (event) => `${event.repository}\n${event.id}`,
  incidents: (event) => event.id,
  runs: (event) => `${event.repository}\n${event.id}\n${event.attempt}`,
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
