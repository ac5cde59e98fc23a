import { fullName, Organization, SimRepository } from './model';

/**
 * The organisation once a repository has another name (`name`, without its owner). The former one leads to it, until another
 * repository is given that name. Nothing else of it changes; its oracle (`truth`) does not hear of it.
 */
export function renamed(organization: Organization, { id }: SimRepository, name: string): Organization {
  const before = organization.repositories.find((one) => one.id === id);
  if (before === undefined) {
    throw new Error(`There is no repository ${id}.`);
  }
  const after = { ...before, name, formerNames: [...before.formerNames, fullName(before)] };
  const nameIn = (team: string) => (team === fullName(before) ? fullName(after) : team);
  return {
    ...organization,
    repositories: organization.repositories.map((one) => (one === before ? after : one)),
    teams: organization.teams.map((team) => ({ ...team, repositories: team.repositories.map(nameIn) })),
  };
}
