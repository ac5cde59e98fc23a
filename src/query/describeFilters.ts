import { listed } from './listed';
import { Filters } from './types';

const kinds: { readonly [Kind in keyof Filters]: { readonly one: string; readonly many: string } } = {
  teams: { one: 'team', many: 'teams' },
  repositories: { one: 'repository', many: 'repositories' },
  services: { one: 'service', many: 'services' },
  environments: { one: 'environment', many: 'environments' },
};
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
      ...(wanted.length === 0 || kind === first ? [] : [`only ${named(kind, wanted)}`]),
      ...(excluded.length === 0 ? [] : [`without ${named(kind, excluded)}`]),
    ];
  });
  return { ofWhom: first === null ? null : named(first, included(filters[first])), others };
}

function included(names: readonly string[]): readonly string[] {
  return names.filter((name) => !name.startsWith('!'));
}

function named(kind: keyof Filters, names: readonly string[]): string {
  const { one, many } = kinds[kind];
  return `${names.length === 1 ? one : many} ${listed(names)}`;
}
