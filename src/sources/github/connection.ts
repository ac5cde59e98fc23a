import { ConnectionReport } from '../types';
import { asObject, Errand, isAbortError, number, optionalObject, text } from '../transport';
import { ownerAndName } from './ask';
import { Github } from './github';
import { discover, Scope } from './discovery';
import { permissionProbe, viewer } from './documents';
import { failureOfError, reach } from './answers';
import { GraphqlAnswer } from './graphql';
import { problemOf } from './problems';
import { repositoryPath } from './rest';

const subject = { what: 'GitHub', scope: null, permission: 'Metadata: Read-only' };

/**
 * Who the token is, what it may do and what it sees. `ok` only when everything configured is visible. Rejects only when
 * cancelled.
 */
export async function testConnection(github: Github, scope: Scope, errand: Errand): Promise<ConnectionReport> {
  const report = (ok: boolean, message: string, details: readonly string[] = []): ConnectionReport => ({
    source: 'github',
    ok,
    message,
    details,
  });
  try {
    const answer = await github.graphql.query(viewer, {}, errand, { attempts: 2 });
    const login = text(asObject(reach(answer, ['viewer']), 'viewer'), 'login', 'viewer');
    const details = [...scopeLine(answer), ...rateLine(answer)];
    if (scope.organizations.length + scope.repositories.length + scope.teams.length === 0) {
      return report(
        false,
        `GitHub knows the token as ${login}, but no organization or repository is configured. Add one.`,
        details
      );
    }
    const { directory, problems } = await discover(github, scope, errand);
    const count = directory.repositories.length;
    const names = directory.repositories.slice(0, 5).map(({ name }) => name);
    const seen = `${count} ${count === 1 ? 'repository' : 'repositories'} visible`;
    const lacking = count > 0 ? await permissionLines(github, directory.repositories[0].name, errand) : [];
    if (count > 0) {
      details.push(`${seen}: ${names.join(', ')}${count > names.length ? ', …' : ''}`);
      details.push(...lacking);
    }
    details.push(...problems.map(({ message }) => message));
    if (problems.length > 0) {
      const more = problems.length > 1 ? ` (and ${problems.length - 1} more, see the details)` : '';
      return report(false, `GitHub knows the token as ${login}, ${seen}, but: ${problems[0].message}${more}`, details);
    }
    if (count === 0) {
      return report(
        false,
        `GitHub knows the token as ${login}, but it sees no repository of what is configured. Give it access to the repositories ("Metadata: Read-only").`,
        details
      );
    }
    const but = lacking.length > 0 ? ` ${lacking.join(' ')} What rests on it stays empty.` : '';
    return report(true, `GitHub knows the token as ${login}; ${seen}.${but}`, details);
  } catch (error) {
    if (isAbortError(error)) {
      throw error;
    }
    return report(false, problemOf(error, subject).message);
  }
}

/** Only classic tokens have scopes; fine-grained ones and apps send no such header. */
function scopeLine(answer: GraphqlAnswer): readonly string[] {
  const scopes = answer.headers['x-oauth-scopes'];
  if (scopes === undefined) {
    return [];
  }
  return [
    scopes.trim() === ''
      ? 'Classic token without scopes: it sees public repositories only'
      : `Scopes of the classic token: ${scopes}`,
  ];
}

/** GitHub Enterprise Server may have no rate limit. */
function rateLine(answer: GraphqlAnswer): readonly string[] {
  const limit = optionalObject(answer.data, 'rateLimit', 'rate limit');
  if (limit === null) {
    return [];
  }
  const [remaining, all] = [number(limit, 'remaining', 'rate limit'), number(limit, 'limit', 'rate limit')];
  return [`Rate limit: ${remaining} of ${all} points left, full again at ${text(limit, 'resetAt', 'rate limit')}`];
}

const probed: ReadonlyArray<readonly [path: string, what: string, permission: string]> = [
  ['deployments', 'Deployments', 'Deployments: Read-only'],
  ['pullRequests', 'Pull requests', 'Pull requests: Read-only'],
  ['issues', 'Issues', 'Issues: Read-only'],
  ['defaultBranchRef', 'Commits', 'Contents: Read-only'],
];

/** Tries one thing of each kind on one repository and names the permissions that are missing. */
async function permissionLines(github: Github, name: string, errand: Errand): Promise<readonly string[]> {
  const lines: string[] = [];
  const missing = (what: string, permission: string) =>
    lines.push(`${what} of ${name} cannot be read: the token lacks "${permission}".`);
  const answer = await github.graphql.query(permissionProbe, ownerAndName(name), errand);
  for (const [field, what, permission] of probed) {
    const refused = answer.errors.some(
      ({ path, ...error }) => path[1] === field && failureOfError({ path, ...error }).kind === 'forbidden'
    );
    if (refused) {
      missing(what, permission);
    }
  }
  try {
    await github.rest.get(`${repositoryPath(name)}/actions/runs`, { per_page: 1, exclude_pull_requests: true }, errand);
  } catch (error) {
    if (isAbortError(error)) {
      throw error;
    }
    missing('Workflow runs', 'Actions: Read-only');
  }
  return lines;
}
