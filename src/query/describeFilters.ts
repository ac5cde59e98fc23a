import { say, sayCount, sayList } from '../words';
import { Filters } from './types';

const owners = ['teams', 'repositories', 'services'] as const;

/** Filters in words: whom it is about (`team payments`; null: everyone), and the clauses that narrow it further. */
export function describeFilters(filters: Filters): {
  readonly ofWhom: string | null;
  readonly others: readonly string[];
} {
  const first = owners.find((kind) => included(filters[kind]).length > 0) ?? null;
  const others = [...owners, 'environments' as const].flatMap((kind) => {
    const wanted = included(filters[kind]);
    const excluded = filters[kind].filter((name) => name.startsWith('!')).map((name) => name.slice(1));
    return [
      ...(wanted.length === 0 || kind === first
        ? []
        : [say('query.describe.only', 'only {{names}}', { names: named(kind, wanted) })]),
      ...(excluded.length === 0
        ? []
        : [say('query.describe.without', 'without {{names}}', { names: named(kind, excluded) })]),
    ];
  });
  return { ofWhom: first === null ? null : named(first, included(filters[first])), others };
}

function included(names: readonly string[]): readonly string[] {
  return names.filter((name) => !name.startsWith('!'));
}

function named(kind: keyof Filters, list: readonly string[]): string {
  const names = sayList(list);
  switch (kind) {
    case 'teams':
      return sayCount('query.describe.teams', { one: 'team {{names}}', other: 'teams {{names}}' }, list.length, {
        names,
      });
    case 'repositories':
      return sayCount(
        'query.describe.repositories',
        { one: 'repository {{names}}', other: 'repositories {{names}}' },
        list.length,
        { names }
      );
    case 'services':
      return sayCount(
        'query.describe.services',
        { one: 'service {{names}}', other: 'services {{names}}' },
        list.length,
        {
          names,
        }
      );
    case 'environments':
      return sayCount(
        'query.describe.environments',
        { one: 'environment {{names}}', other: 'environments {{names}}' },
        list.length,
        { names }
      );
  }
}
