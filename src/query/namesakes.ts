import { grouped, Service, shortNameOf } from '../events';
import { Organization } from './organization';

/** Where the settings say nothing about a service, it runs the repositories whose short name is its own, whatever the case. */
export function namesakes(repositories: readonly string[]): (service: Pick<Service, 'name'>) => readonly string[] {
  const named = grouped(repositories, shortNameOf);
  return ({ name }) => named.get(name.toLowerCase()) ?? [];
}

/** What a service runs: what the settings say, else its namesakes. */
export function runBy({
  repositories,
  repositoriesOfService,
}: Pick<Organization, 'repositories' | 'repositoriesOfService'>): (
  service: string | null,
  serviceId: string | null
) => readonly string[] {
  const namesakesOf = namesakes(repositories);
  return (service, serviceId) =>
    repositoriesOfService(service, serviceId) ?? (service === null ? [] : namesakesOf({ name: service }));
}
