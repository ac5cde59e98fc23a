import { Directory, Events, Repository, Service } from '../../events';

/**
 * Everything a document names: its own lists first, then whatever its events mention. A service known only by name
 * has its name as id, and so has an incident on it.
 */
export function directoryOf(
  events: Events,
  listedRepositories: readonly Repository[],
  listedServices: readonly Service[],
  teamRepositories: Directory['teamRepositories']
): Directory {
  const repositories = new Map(listedRepositories.map((repository) => [repository.name, repository]));
  const nameRepository = (name: string | null) => {
    if (name !== null && name !== '' && !repositories.has(name)) {
      repositories.set(name, { name, defaultBranch: null, archived: false, topics: [], url: null });
    }
  };
  Object.values(teamRepositories).forEach((names) => names.forEach(nameRepository));
  Object.values(events).forEach((list: ReadonlyArray<{ readonly repository: string | null }>) =>
    list.forEach(({ repository }) => nameRepository(repository))
  );

  const services = new Map(listedServices.map((service) => [service.id, service]));
  const names = new Set(listedServices.map(({ name }) => name));
  const nameService = (id: string | null, name: string | null, teams: readonly string[]) => {
    const known = id === null ? name === null || name === '' || names.has(name) : services.has(id);
    const key = id ?? name;
    if (!known && key !== null) {
      services.set(key, { id: key, name: name ?? key, teams, url: null });
      names.add(name ?? key);
    }
  };
  events.incidents.forEach(({ serviceId, service, teams }) => nameService(serviceId, service, teams));
  events.deployments.forEach(({ service }) => nameService(null, service, []));
  return { repositories: [...repositories.values()], services: [...services.values()], teamRepositories };
}
