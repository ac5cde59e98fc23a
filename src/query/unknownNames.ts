import { anyOf, NameTest, nameTest, repositoryTest } from './globs';
import { Filters } from './types';

/**
 * Of the names in a filter those that nothing known goes by, so that an editor can say so before a panel stays empty.
 * Variables are only known once the dashboard runs; names that are left out (`!`) need not exist.
 */
export function unknownNames(
  kind: keyof Filters,
  names: readonly string[],
  known: readonly string[]
): readonly string[] {
  const testOf = kind === 'repositories' ? repositoryTest : nameTest;
  return names.filter((name) => !/^!|\$\w|\$\{|\[\[/.test(name) && !known.some(testOf(name)));
}

/** Does a name pass a filter's list: names and patterns, `!` in front leaves out, an empty list lets everything pass. */
export function matchingNames(kind: keyof Filters, list: readonly string[]): NameTest {
  return anyOf(list, kind === 'repositories' ? repositoryTest : nameTest);
}
