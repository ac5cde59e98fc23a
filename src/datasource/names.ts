import { plainQuery, QueryContext } from '../query';
import { KnownNames, QueryEngine } from './engine';
import { NameKind } from './types';

/** Names of one kind, of the given teams (empty: of all), sorted; teams in the settings' order. */
export function namesOf(
  { organization }: KnownNames,
  choice: { readonly kind: Exclude<NameKind, 'environments'>; readonly teams: readonly string[] }
): readonly string[] {
  const wanted = new Set(choice.teams.map((name) => name.toLowerCase()));
  const teams = organization.teams.filter(({ name }) => wanted.size === 0 || wanted.has(name.toLowerCase()));
  switch (choice.kind) {
    case 'teams':
      return teams.map(({ name }) => name);
    case 'repositories':
      return sorted(wanted.size === 0 ? organization.repositories : teams.flatMap(({ repositories }) => repositories));
    case 'services': {
      const services = wanted.size === 0 ? organization.services : teams.flatMap((team) => team.services);
      return sorted(services.map(({ name }) => name));
    }
  }
}

/** No API lists environments: they are read off the deployments of the time range. */
export async function productionEnvironments(
  engine: QueryEngine,
  teams: readonly string[],
  context: QueryContext,
  signal: AbortSignal
): Promise<readonly string[]> {
  const plain = plainQuery('deployments');
  const query = { ...plain, outcome: 'all', filters: { ...plain.filters, teams } } as const;
  const names: string[] = [];
  for await (const { answer, complete } of engine.run(query, context, signal)) {
    if (complete && answer.type === 'deployments') {
      names.push(...answer.rows.map(({ environment }) => environment));
    }
  }
  return sorted(names);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort((a, b) => a.localeCompare(b));
}
