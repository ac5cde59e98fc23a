import picomatch from 'picomatch/posix';
import { Repository } from '../../events';
import { Discovery, Problem } from '../types';
import {
  asObject,
  DecodeError,
  Errand,
  flag,
  isAbortError,
  Json,
  optionalObject,
  optionalText,
  text,
  UpstreamError,
} from '../transport';
import { say } from '../../words';
import { ownerAndName } from './ask';
import { Github } from './github';
import { namedRepositories, ownerRepositories, teamRepositories } from './documents';
import { reach } from './answers';
import { nodesOf } from './people';
import { configurationProblem, notFoundProblem, problemOf } from './problems';

export interface Scope {
  readonly organizations: readonly string[];
  /** `owner/name`, globs allowed. An owner with patterns is limited to them; one without is taken whole. */
  readonly repositories: readonly string[];
  /** `org/team-slug`. */
  readonly teams: readonly string[];
}

const metadata = 'Metadata: Read-only';
const members = 'Members: Read-only (organization)';
const byName = 20;

/**
 * Every repository that can be asked about. What cannot be read becomes a problem of its own; the rest stays. Rejects
 * only when cancelled.
 */
export async function discover(github: Github, scope: Scope, errand: Errand): Promise<Discovery> {
  const problems: Problem[] = [];
  const found = new Map<string, Repository>();
  const keep = (repository: Repository) => {
    found.set(repository.name.toLowerCase(), repository);
  };
  async function attempt(what: string, place: string, permission: string, read: () => Promise<void>) {
    try {
      await read();
    } catch (error) {
      if (isAbortError(error)) {
        throw error;
      }
      problems.push(problemOf(error, { what, scope: place, permission }));
    }
  }

  const patterns = scope.repositories.filter((pattern) => {
    const good = /^[^/\s]+\/[^/\s]+$/.test(pattern);
    if (!good) {
      problems.push(
        configurationProblem(
          pattern,
          say(
            'github.discovery.namesNoRepositoryWriteIt',
            '"{{pattern}}" names no repository: write it as owner/name, for example acme/pay or acme/pay-*.',
            { pattern }
          )
        )
      );
    }
    return good;
  });
  const isLiteral = (pattern: string) => !/[*?[\]{}()!]/.test(pattern);
  const owners = ownersToList(
    scope.organizations,
    patterns.filter((pattern) => !isLiteral(pattern))
  );
  const wanted = matcher(patterns);
  const unreadable = new Set<string>();
  for (const owner of owners) {
    const before = problems.length;
    await attempt(
      say('github.subject.ownerRepositories', 'The repositories of organization {{owner}}', { owner }),
      `organization ${owner}`,
      metadata,
      async () => {
        const all = listing(github, ownerRepositories, { login: owner }, ['repositoryOwner', 'repositories'], errand);
        for await (const repository of all) {
          if (wanted(repository.name)) {
            keep(repository);
          }
        }
      }
    );
    if (problems.length > before) {
      unreadable.add(owner.toLowerCase());
    }
  }

  const named = patterns.filter((pattern) => isLiteral(pattern) && !found.has(pattern.toLowerCase()));
  const keepNamed = (repository: Repository, asked: string) => {
    keep(repository);
    if (repository.name.toLowerCase() !== asked.toLowerCase()) {
      problems.push(
        configurationProblem(
          asked,
          say(
            'github.discovery.theRepositoryIsNowCalled',
            'The repository {{asked}} is now called {{name}}. Change it in the settings.',
            { asked, name: repository.name }
          )
        )
      );
    }
  };
  for (let start = 0; start < named.length; start += byName) {
    const batch = named.slice(start, start + byName);
    const list = batch.join(', ');
    await attempt(say('github.subject.listedRepositories', 'The repositories {{list}}', { list }), list, metadata, () =>
      readNamed(github, batch, keepNamed, problems, errand)
    );
  }

  const teams: Record<string, readonly string[]> = {};
  for (const team of new Set(scope.teams)) {
    await attempt(
      say('github.subject.teamRepositories', 'The repositories of GitHub team {{team}}', { team }),
      `team ${team}`,
      members,
      async () => {
        const { owner: organization, name: slug } = ownerAndName(team);
        const names: string[] = [];
        const path = ['organization', 'team', 'repositories'];
        const variables = { organization, team: slug };
        for await (const repository of listing(github, teamRepositories, variables, path, errand)) {
          if (wanted(repository.name)) {
            keep(repository);
            names.push(repository.name);
          }
        }
        teams[team] = names.sort();
      }
    );
  }

  for (const pattern of patterns.filter((each) => !isLiteral(each))) {
    const matches = picomatch(pattern, { nocase: true });
    const owner = pattern.split('/')[0].toLowerCase();
    if (!unreadable.has(owner) && ![...found.values()].some(({ name }) => matches(name))) {
      problems.push(
        configurationProblem(
          pattern,
          say(
            'github.discovery.thePatternMatchesNoneOf',
            'The pattern "{{pattern}}" matches none of the repositories the token can see. Check its spelling and the token\'s access.',
            { pattern }
          )
        )
      );
    }
  }
  const repositories = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { directory: { repositories, services: [], teamRepositories: teams }, problems };
}

/** The organisations, and the owners that glob patterns name in full. */
function ownersToList(organizations: readonly string[], globs: readonly string[]): readonly string[] {
  const named = globs.map((pattern) => pattern.split('/')[0]).filter((owner) => !/[*?[\]{}()!]/.test(owner));
  return [...new Map([...organizations, ...named].map((owner) => [owner.toLowerCase(), owner])).values()];
}

/** Does a repository belong? Patterns of its owner decide; an owner without patterns is taken whole. */
function matcher(patterns: readonly string[]): (name: string) => boolean {
  const rules = patterns.map((pattern) => ({
    owner: picomatch(pattern.split('/')[0], { nocase: true }),
    whole: picomatch(pattern, { nocase: true }),
  }));
  return (name) => {
    const own = rules.filter(({ owner }) => owner(name.split('/')[0]));
    return own.length === 0 || own.some(({ whole }) => whole(name));
  };
}

async function* listing(
  github: Github,
  document: string,
  variables: Json,
  path: readonly string[],
  errand: Errand
): AsyncGenerator<Repository> {
  let pages = 0;
  for await (const { nodes } of github.graphql.pages({ document, variables, path, pageSize: 100 }, errand)) {
    pages++;
    for (const node of nodes) {
      yield discovered(github, node);
    }
  }
  if (pages === 0) {
    const reason = `no ${path[path.length - 2]} the token can see`;
    throw new UpstreamError({ kind: 'notFound', reason, status: 200, retry: 'never', retryAt: null });
  }
}

async function readNamed(
  github: Github,
  names: readonly string[],
  keep: (repository: Repository, asked: string) => void,
  problems: Problem[],
  errand: Errand
): Promise<void> {
  const variables = Object.fromEntries(
    names.flatMap((name, index) => {
      const parts = ownerAndName(name);
      return [
        [`o${index}`, parts.owner],
        [`n${index}`, parts.name],
      ];
    })
  );
  const answer = await github.graphql.query(namedRepositories(names.length), variables, errand);
  for (const [index, name] of names.entries()) {
    try {
      keep(discovered(github, reach(answer, [`r${index}`]), name), name);
    } catch (error) {
      const problem = problemOf(error, {
        what: say('github.subject.repository', 'The repository {{name}}', { name }),
        scope: name,
        permission: metadata,
      });
      problems.push(
        problem.kind === 'notFound'
          ? notFoundProblem(
              name,
              say(
                'github.discovery.theRepositoryDoesNotExist',
                'The repository {{name}} does not exist or the token cannot see it. Check the spelling; if it is private, give the token access to it.',
                { name }
              )
            )
          : problem
      );
    }
  }
}

/** Discovery sees every repository anyway, so it takes note of what tells whether its lists have changed. */
function discovered(github: Github, record: unknown, asked?: string): Repository {
  const repository = decodeRepository(record);
  for (const name of new Set([repository.name, asked ?? repository.name])) {
    try {
      github.heads.note(name, asObject(record, name));
    } catch (error) {
      if (!(error instanceof DecodeError)) {
        throw error;
      }
    }
  }
  return repository;
}

export function decodeRepository(value: unknown): Repository {
  const record = asObject(value, 'a repository');
  const name = text(record, 'nameWithOwner', 'a repository');
  const at = `repository ${name}`;
  const branch = optionalObject(record, 'defaultBranchRef', at);
  return {
    name,
    defaultBranch: branch === null ? null : text(branch, 'name', at),
    archived: flag(record, 'isArchived', at),
    topics: nodesOf(record, 'repositoryTopics', at).map((node) => text(asObject(node['topic'], at), 'name', at)),
    url: optionalText(record, 'url', at),
  };
}
