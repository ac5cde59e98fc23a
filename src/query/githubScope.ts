import { nameTest } from './globs';
import { DoraSettings } from './settings';

/** What a GitHub source must list so that `resolveOrganization` can see everything the settings name. */
export interface GithubScope {
  readonly organizations: readonly string[];
  /** `owner/pattern`; an organisation without any is listed whole. */
  readonly repositories: readonly string[];
  /** `org/team-slug`. */
  readonly teams: readonly string[];
}

/**
 * Patterns without an owner (`pay-*`, or a glob as owner) are spelled out for each organisation; exclusions stay with
 * `resolveOrganization`. Teams' patterns widen the listing where the settings' own patterns would narrow it, and never
 * narrow it themselves.
 */
export function githubScope(settings: DoraSettings): GithubScope {
  const { organizations, teams } = settings;
  const spelledOut = (patterns: readonly string[]) =>
    patterns.filter((pattern) => !pattern.startsWith('!')).flatMap((pattern) => withOwner(pattern, organizations));
  const own = spelledOut(settings.repositories);
  const ofTeams = spelledOut(teams.flatMap((team) => team.repositories));
  const listedWhole = new Set(organizations.map((name) => name.toLowerCase()));
  const added = own.length > 0 ? ofTeams : ofTeams.filter((pattern) => !listedWhole.has(ownerOf(pattern)));
  return {
    organizations,
    repositories: [...new Set([...own, ...added])],
    teams: [...new Set(teams.map((team) => team.githubTeam).filter((team) => team !== ''))],
  };
}

function withOwner(pattern: string, organizations: readonly string[]): readonly string[] {
  const slash = pattern.indexOf('/');
  if (slash < 0) {
    return organizations.map((name) => `${name}/${pattern}`);
  }
  const owner = pattern.slice(0, slash);
  const isGlob = /[*?[\]{}()]/.test(owner);
  return isGlob ? organizations.filter(nameTest(owner)).map((name) => name + pattern.slice(slash)) : [pattern];
}

function ownerOf(pattern: string): string {
  return pattern.slice(0, pattern.indexOf('/')).toLowerCase();
}
