import { nameTest, repositoryTest } from './globs';
import { Filters } from './types';

/**
 * A filter's list narrowed to names as well: what satisfies both. An empty list means "all", so nothing in common cannot
 * be a list: it is null. A pattern stands for whatever it matches; of two patterns only equal ones have anything in common.
 */
export function narrowed(
  kind: keyof Filters,
  list: readonly string[],
  names: readonly string[]
): readonly string[] | null {
  const included = list.filter((name) => !name.startsWith('!'));
  const excluded = list.filter((name) => name.startsWith('!'));
  if (included.length === 0) {
    return [...names, ...excluded];
  }
  const testOf = kind === 'repositories' ? repositoryTest : nameTest;
  const common = [
    ...names.filter((name) => included.some((pattern) => testOf(pattern)(name))),
    // The other way round, where what narrows is the pattern.
    ...included.filter((name) => names.some((pattern) => testOf(pattern)(name))),
  ];
  const once = common.filter((name, index) => common.findIndex((other) => same(other, name)) === index);
  return once.length === 0 ? null : [...once, ...excluded];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
