import { GithubCatalog, Listing, ListedTeam } from '../catalog';
import { Errand, inParallel, isAbortError, asObject, object, text } from '../transport';
import { Problem } from '../types';
import { say } from '../../words';
import { reach } from './answers';
import { ownerAndName } from './ask';
import { createGithub, Github, GithubAccess } from './github';
import { environmentsOf, organizationTeams, viewerOrganizations } from './catalogDocuments';
import { discover } from './discovery';
import { teamRepositories, viewer } from './documents';
import { nodesOf } from './people';
import { problemOf, Subject } from './problems';
import { readRecent } from './recent';
import { repositoryPath } from './rest';
import { workflowsOf } from './workflows';

/** Environments of so many repositories are asked for in one call. */
const repositoriesPerCall = 20;
/** Workflows are listed a repository at a time, side by side. */
const listsAtOnce = 2;

/** What GitHub offers to choose from. Trouble is listed, never thrown; a promise rejects only when cancelled. */
export function createGithubCatalog(options: GithubAccess): GithubCatalog {
  const github = createGithub(options);

  return {
    organizations: (signal) => organizations(github, { signal }),
    async repositories(owners, signal) {
      const scope = { organizations: owners, repositories: [], teams: [] };
      const { directory, problems } = await discover(github, scope, { signal });
      return { items: directory.repositories, problems };
    },
    async teams(owners, signal) {
      const found = await Promise.all(owners.map((owner) => teams(github, owner, { signal })));
      return joined(found);
    },
    environments: (repositories, signal) => environments(github, repositories, { signal }),
    workflows: (repositories, signal) => workflows(github, repositories, signal),
    recent: (repository, withJobs, signal) => readRecent(github, repository, withJobs, { signal }),
  };
}

/** Reads into a list; what stands in the way ends the reading and stands beside what was read before. */
async function listed<Item>(subject: Subject, read: (items: Item[]) => Promise<void>): Promise<Listing<Item>> {
  const items: Item[] = [];
  try {
    await read(items);
    return { items, problems: [] };
  } catch (error) {
    if (isAbortError(error)) {
      throw error;
    }
    return { items, problems: [problemOf(error, subject)] };
  }
}

function joined<Item>(listings: ReadonlyArray<Listing<Item>>): Listing<Item> {
  return {
    items: listings.flatMap(({ items }) => items),
    problems: distinct(listings.flatMap(({ problems }) => problems)),
  };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function organizations(github: Github, errand: Errand): Promise<Listing<string>> {
  const subject = {
    what: say('github.subject.theOrganizationsOfTheToken', 'The organizations of the token'),
    scope: null,
    permission: 'Metadata: Read-only',
  };
  return listed<string>(subject, async (items) => {
    const answer = await github.graphql.query(viewer, {}, errand);
    const login = text(asObject(reach(answer, ['viewer']), 'viewer'), 'login', 'viewer');
    const path = ['viewer', 'organizations'];
    const pages = { document: viewerOrganizations, variables: {}, path, pageSize: 100 };
    for await (const { nodes } of github.graphql.pages(pages, errand)) {
      items.push(...nodes.map((node) => text(asObject(node, 'an organization'), 'login', 'an organization')));
    }
    items.push(login);
  });
}

function teams(github: Github, organization: string, errand: Errand): Promise<Listing<ListedTeam>> {
  const subject = {
    what: say('github.subject.theTeamsOfOrganization', 'The teams of organization {{organization}}', { organization }),
    scope: `organization ${organization}`,
    permission: 'Members: Read-only (organization)',
  };
  return listed<ListedTeam>(subject, async (items) => {
    const path = ['organization', 'teams'];
    const pages = { document: organizationTeams, variables: { organization }, path, pageSize: 50 };
    for await (const { nodes } of github.graphql.pages(pages, errand)) {
      for (const node of nodes) {
        const record = asObject(node, `a team of ${organization}`);
        const slug = text(record, 'slug', `a team of ${organization}`);
        const at = `team ${organization}/${slug}`;
        const isWhole = object(object(record, 'repositories', at), 'pageInfo', at)['hasNextPage'] !== true;
        const names = isWhole
          ? nodesOf(record, 'repositories', at).map((one) => text(one, 'nameWithOwner', at))
          : await allRepositoriesOf(github, organization, slug, errand);
        items.push({
          slug: `${organization}/${slug}`,
          name: text(record, 'name', at),
          repositories: [...names].sort(),
        });
      }
    }
  });
}

async function allRepositoriesOf(github: Github, organization: string, team: string, errand: Errand) {
  const names: string[] = [];
  const path = ['organization', 'team', 'repositories'];
  const pages = { document: teamRepositories, variables: { organization, team }, path, pageSize: 100 };
  for await (const { nodes } of github.graphql.pages(pages, errand)) {
    names.push(...nodes.map((node) => text(asObject(node, `team ${team}`), 'nameWithOwner', `team ${team}`)));
  }
  return names;
}

async function environments(github: Github, repositories: readonly string[], errand: Errand): Promise<Listing<string>> {
  const names = new Set<string>();
  const problems: Problem[] = [];
  for (let start = 0; start < repositories.length; start += repositoriesPerCall) {
    const batch = repositories.slice(start, start + repositoriesPerCall);
    const subject = {
      what: say('github.subject.theEnvironments', 'The environments'),
      scope: null,
      permission: 'Deployments: Read-only',
    };
    const { problems: found } = await listed(subject, async () => {
      const variables = Object.fromEntries(
        batch.flatMap((name, index) => {
          const parts = ownerAndName(name);
          return [
            [`o${index}`, parts.owner],
            [`n${index}`, parts.name],
          ];
        })
      );
      const answer = await github.graphql.query(environmentsOf(batch.length), variables, errand);
      for (const [index, name] of batch.entries()) {
        problems.push(
          ...(
            await listed(
              {
                ...subject,
                what: say('github.subject.theEnvironmentsOf', 'The environments of {{name}}', { name }),
                scope: name,
              },
              async () => {
                const repository = asObject(reach(answer, [`r${index}`]), name);
                reach(answer, [`r${index}`, 'environments']);
                nodesOf(repository, 'environments', name).forEach((one) => names.add(text(one, 'name', name)));
              }
            )
          ).problems
        );
      }
    });
    problems.push(...found);
  }
  return { items: sorted(names), problems: distinct(problems) };
}

async function workflows(
  github: Github,
  repositories: readonly string[],
  signal: AbortSignal
): Promise<Listing<string>> {
  const names = new Set<string>();
  const problems: Problem[] = [];
  const found = inParallel<string, Listing<string>>(
    repositories,
    listsAtOnce,
    async (name, hand, inner) => {
      const subject = {
        what: say('github.subject.theWorkflowsOf', 'The workflows of {{name}}', { name }),
        scope: name,
        permission: 'Actions: Read-only',
      };
      const at = `workflows of ${name}`;
      hand(
        await listed<string>(subject, async (items) => {
          for await (const workflow of workflowsOf(github, repositoryPath(name), at, { signal: inner })) {
            items.push(workflow.name);
          }
        })
      );
    },
    signal
  );
  for await (const listing of found) {
    listing.items.forEach((name) => names.add(name));
    problems.push(...listing.problems);
  }
  return { items: sorted(names), problems: distinct(problems) };
}

function sorted(names: ReadonlySet<string>): readonly string[] {
  return [...names].sort((a, b) => a.localeCompare(b));
}
