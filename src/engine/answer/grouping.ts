import { GroupKey } from '../../query';
import { Group } from '../answers';

/** Where an item belongs, per key; several where it belongs to several (a repository of two teams), never empty. */
export type Belonging = Readonly<Record<GroupKey, ReadonlyArray<string | null>>>;

/** Identity of a group, stable across panels and sessions: it also seeds the bootstrap. */
export function groupId(group: Group, keys: readonly GroupKey[]): string {
  return keys.map((key) => JSON.stringify(group[key] ?? null)).join(',');
}

/** Every group an item belongs to: one per combination of its teams, repositories, services and environments. */
export function groupsOf(belonging: Belonging, keys: readonly GroupKey[]): readonly Group[] {
  return keys.reduce<readonly Group[]>(
    (groups, key) => groups.flatMap((group) => belonging[key].map((name) => ({ ...group, [key]: name }))),
    [{}]
  );
}

export interface Grouped<Item> {
  readonly group: Group;
  readonly items: readonly Item[];
}

/**
 * Items by group, sorted by the groups' names. `seeds` are groups that are shown even when nothing happened in them:
 * a team without a deployment is a finding, not a gap.
 */
export function groupBy<Item>(
  items: readonly Item[],
  keys: readonly GroupKey[],
  belongingOf: (item: Item) => Belonging,
  seeds: readonly Group[]
): ReadonlyArray<Grouped<Item>> {
  const groups = new Map<string, { group: Group; items: Item[] }>();
  const open = (group: Group) => {
    const id = groupId(group, keys);
    const known = groups.get(id);
    if (known !== undefined) {
      return known;
    }
    const created = { group, items: [] };
    groups.set(id, created);
    return created;
  };
  seeds.forEach(open);
  const places = new Places(keys, (group) => open(group).items);
  for (const item of items) {
    for (const place of places.of(belongingOf(item))) {
      place.push(item);
    }
  }
  return [...groups.values()].sort((a, b) => compareGroups(a.group, b.group, keys));
}

/** Nearly all items belong where another one did: which groups those are, is worked out once. */
class Places<Item> {
  private readonly known = new Map<string, readonly Item[][]>();

  constructor(
    private readonly keys: readonly GroupKey[],
    private readonly open: (group: Group) => Item[]
  ) {}

  of(belonging: Belonging): readonly Item[][] {
    let id = '';
    for (const key of this.keys) {
      for (const name of belonging[key]) {
        id += name === null ? '\u0000' : `${name}\n`;
      }
      id += '\u0001';
    }
    const before = this.known.get(id);
    if (before !== undefined) {
      return before;
    }
    const places = groupsOf(belonging, this.keys).map(this.open);
    this.known.set(id, places);
    return places;
  }
}

/** By name, key by key; what belongs to nobody comes last. */
export function compareGroups(a: Group, b: Group, keys: readonly GroupKey[]): number {
  for (const key of keys) {
    const [left, right] = [a[key] ?? null, b[key] ?? null];
    if (left !== right) {
      return left === null ? 1 : right === null ? -1 : left < right ? -1 : 1;
    }
  }
  return 0;
}
