import { Service, shortNameOf } from '../events';

/** Where the settings say nothing about a service, it runs the repositories whose short name is its own, whatever the case. */
export function namesakes(repositories: readonly string[]): (service: Pick<Service, 'name'>) => readonly string[] {
  const named = new Map<string, string[]>();
  for (const repository of repositories) {
    const name = shortNameOf(repository);
    named.set(name, [...(named.get(name) ?? []), repository]);
  }
  return ({ name }) => named.get(name.toLowerCase()) ?? [];
}
