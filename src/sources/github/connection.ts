import { ConnectionReport } from '../types';
import { asObject, Errand, isAbortError, number, optionalObject, text } from '../transport';
import { say, sayCount } from '../../words';
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
        say(
          'github.test.githubKnowsTheTokenAs',
          'GitHub knows the token as {{login}}, but no organization or repository is configured. Add one.',
          { login }
        ),
        details
      );
    }
    const { directory, problems } = await discover(github, scope, errand);
    const count = directory.repositories.length;
    const names = directory.repositories.slice(0, 5).map(({ name }) => name);
    const seen = sayCount(
      'github.test.seen',
      { one: '1 repository visible', other: '{{count}} repositories visible' },
      count
    );
    const lacking = count > 0 ? await permissionLines(github, directory.repositories[0].name, errand) : [];
    if (count > 0) {
      details.push(`${seen}: ${names.join(', ')}${count > names.length ? ', …' : ''}`);
      details.push(...lacking);
    }
    details.push(...problems.map(({ message }) => message));
    if (problems.length > 0) {
      const said = { login, seen, message: problems[0].message };
      const message =
        problems.length > 1
          ? say(
              'github.test.problems',
              'GitHub knows the token as {{login}}, {{seen}}, but: {{message}} (and {{more}} more, see the details)',
              { ...said, more: problems.length - 1 }
            )
          : say('github.test.problem', 'GitHub knows the token as {{login}}, {{seen}}, but: {{message}}', said);
      return report(false, message, details);
    }
    if (count === 0) {
      return report(
        false,
        say(
          'github.test.githubKnowsTheTokenAs2',
          'GitHub knows the token as {{login}}, but it sees no repository of what is configured. Give it access to the repositories ("Metadata: Read-only").',
          { login }
        ),
        details
      );
    }
    const fine = say('github.test.fine', 'GitHub knows the token as {{login}}; {{seen}}.', { login, seen });
    const but = lacking.length > 0 ? [...lacking, say('github.test.lacking', 'What rests on it stays empty.')] : [];
    return report(true, [fine, ...but].join(' '), details);
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
      ? say('github.test.classicTokenWithoutScopesIt', 'Classic token without scopes: it sees public repositories only')
      : say('github.test.scopesOfTheClassicToken', 'Scopes of the classic token: {{scopes}}', { scopes }),
  ];
}

/** GitHub Enterprise Server may have no rate limit. */
function rateLine(answer: GraphqlAnswer): readonly string[] {
  const limit = optionalObject(answer.data, 'rateLimit', 'rate limit');
  if (limit === null) {
    return [];
  }
  const [remaining, all] = [number(limit, 'remaining', 'rate limit'), number(limit, 'limit', 'rate limit')];
  return [
    say('github.test.rateLimit', 'Rate limit: {{remaining}} of {{all}} points left, full again at {{at}}', {
      remaining,
      all,
      at: text(limit, 'resetAt', 'rate limit'),
    }),
  ];
}

const lacks = {
  deployments: (name: string) =>
    say('github.test.lacksDeployments', 'Deployments of {{name}} cannot be read: the token lacks "{{permission}}".', {
      name,
      permission: 'Deployments: Read-only',
    }),
  pullRequests: (name: string) =>
    say(
      'github.test.lacksPullRequests',
      'Pull requests of {{name}} cannot be read: the token lacks "{{permission}}".',
      { name, permission: 'Pull requests: Read-only' }
    ),
  issues: (name: string) =>
    say('github.test.lacksIssues', 'Issues of {{name}} cannot be read: the token lacks "{{permission}}".', {
      name,
      permission: 'Issues: Read-only',
    }),
  defaultBranchRef: (name: string) =>
    say('github.test.lacksCommits', 'Commits of {{name}} cannot be read: the token lacks "{{permission}}".', {
      name,
      permission: 'Contents: Read-only',
    }),
  runs: (name: string) =>
    say('github.test.lacksRuns', 'Workflow runs of {{name}} cannot be read: the token lacks "{{permission}}".', {
      name,
      permission: 'Actions: Read-only',
    }),
};
const probed = ['deployments', 'pullRequests', 'issues', 'defaultBranchRef'] as const;

/** Tries one thing of each kind on one repository and names the permissions that are missing. */
async function permissionLines(github: Github, name: string, errand: Errand): Promise<readonly string[]> {
  const lines: string[] = [];
  const answer = await github.graphql.query(permissionProbe, ownerAndName(name), errand);
  for (const field of probed) {
    const refused = answer.errors.some(
      ({ path, ...error }) => path[1] === field && failureOfError({ path, ...error }).kind === 'forbidden'
    );
    if (refused) {
      lines.push(lacks[field](name));
    }
  }
  try {
    await github.rest.get(`${repositoryPath(name)}/actions/runs`, { per_page: 1, exclude_pull_requests: true }, errand);
  } catch (error) {
    if (isAbortError(error)) {
      throw error;
    }
    lines.push(lacks.runs(name));
  }
  return lines;
}
