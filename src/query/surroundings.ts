import { Scope } from './filterScope';
import { namesakes } from './namesakes';
import { Organization } from './organization';

type Places = Pick<Scope, 'repositories' | 'services'>;

/**
 * A scope with what decides about it without being of it. An incident is laid to the latest deployment of all
 * repositories that its service may belong to, so whoever asks for one of them has to know the others, and the incidents of
 * every service that runs it. The very same lists where there is nothing besides. O(services × their repositories).
 */
export function withSurroundings(organization: Organization, { repositories, services }: Places): Places {
  const [inScope, asked] = [new Set(repositories), new Set(services)];
  const namesakesOf = namesakes(organization.repositories);
  const isConcerned = (names: readonly string[]) => names.some((name) => inScope.has(name));
  const wanted = new Set(repositories);
  const deciding = organization.services.filter((service) => {
    const mapped = organization.repositoriesOfService(service.name, service.id);
    const namesakes = mapped === null ? namesakesOf(service) : [];
    const theirs = mapped ?? namesakes;
    // A service of which nothing is said may name any deployment as the cause of its incidents.
    const isDeciding = asked.has(service) || theirs.length === 0 || isConcerned(theirs);
    if (isDeciding && (mapped !== null || isConcerned(namesakes))) {
      theirs.forEach((name) => wanted.add(name));
    }
    return isDeciding;
  });
  const around = organization.repositories.filter((name) => wanted.has(name));
  return {
    repositories: around.length === repositories.length ? repositories : around,
    services: deciding.length === services.length ? services : deciding,
  };
}
