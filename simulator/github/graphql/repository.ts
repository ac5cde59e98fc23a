import { nodeId, SimIssue, SimRelease, SimTag } from '../../organization';
import { issueId, repositoryId } from '../contents';
import { RepositoryShelf } from '../world';
import { actor, Scene } from './actors';
import { commitNode } from './commits';
import { connection, Fields, iso, PageArguments } from './connection';
import { deploymentNode } from './deployments';
import { GithubProblem, notFound } from './problem';
import { commentNode, labelNode, pullRequestNode, timeline } from './pullRequests';

interface Ordered extends PageArguments {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null;
}

type Wanted = readonly string[] | null | undefined;

interface PullRequestArguments extends Ordered {
  readonly states?: Wanted;
  readonly labels?: Wanted;
  readonly baseRefName?: string | null;
  readonly headRefName?: string | null;
}

interface IssueArguments extends Ordered {
  readonly states?: Wanted;
  readonly labels?: Wanted;
  readonly filterBy?: {
    readonly since?: string | null;
    readonly labels?: Wanted;
    readonly states?: Wanted;
  } | null;
}

function accepts(wanted: Wanted, values: readonly string[]): boolean {
  return wanted === null || wanted === undefined || values.some((value) => wanted.includes(value));
}

export function repositoryNode(scene: Scene, shelf: RepositoryShelf): Fields {
  const { repository } = shelf;
  const url = `${scene.webUrl}/${shelf.name}`;
  const head = repository.head === null ? undefined : repository.commits.get(repository.head);
  const pushedAt = head === undefined ? null : iso(head.committedAt);
  const oldestFirst = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const branchRef =
    head === undefined ? null : refNode(scene, shelf, repository.defaultBranch, 'refs/heads/', head.sha);
  const pullRequest = ({ number }: { readonly number: number }) => {
    const found = repository.pullRequests.find((pull) => pull.number === number);
    if (found === undefined) {
      throw notFound(`Could not resolve to a PullRequest with the number of ${number}.`);
    }
    return pullRequestNode(scene, shelf, found);
  };
  return {
    __typename: 'Repository',
    id: repositoryId(repository),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: shelf.name,
    owner: { __typename: 'Organization', id: nodeId('O', repository.owner), login: repository.owner },
    url,
    description: null,
    isArchived: repository.isArchived,
    isFork: false,
    isDisabled: false,
    isPrivate: true,
    isTemplate: false,
    visibility: 'PRIVATE',
    createdAt: iso(repository.createdAt),
    updatedAt: pushedAt ?? iso(repository.createdAt),
    pushedAt,
    primaryLanguage: null,
    defaultBranchRef: branchRef,
    repositoryTopics: (page: PageArguments) => connection(repository.topics, page, (name) => ({ topic: { name } })),
    environments: (page: PageArguments) =>
      connection([...new Set(repository.deployments.map(({ environment }) => environment))].sort(), page, (name) => ({
        __typename: 'Environment',
        name,
      })),
    deployments: ({ orderBy, environments, ...page }: Ordered & { readonly environments?: Wanted }) =>
      connection(
        shelf.deployments.by(orderBy, oldestFirst).filter(({ environment }) => accepts(environments, [environment])),
        page,
        (deployment) => deploymentNode(scene, shelf, deployment)
      ),
    pullRequests: ({ orderBy, states, labels, baseRefName, headRefName, ...page }: PullRequestArguments) =>
      connection(
        shelf.pullRequests
          .by(orderBy, oldestFirst)
          .filter(
            (pull) =>
              accepts(states, [pull.state]) &&
              accepts(labels, pull.labels) &&
              (baseRefName ?? pull.baseBranch) === pull.baseBranch &&
              (headRefName ?? pull.branch) === pull.branch
          ),
        page,
        (pull) => pullRequestNode(scene, shelf, pull)
      ),
    pullRequest,
    issues: ({ orderBy, states, labels, filterBy, ...page }: IssueArguments) => {
      const since = typeof filterBy?.since === 'string' ? Date.parse(filterBy.since) : -Infinity;
      const wanted = shelf.issues
        .by(orderBy, oldestFirst)
        .filter(
          (issue) =>
            accepts(states ?? filterBy?.states, [stateOf(issue)]) &&
            accepts(labels ?? filterBy?.labels, issue.labels) &&
            issue.updatedAt >= since
        );
      return connection(wanted, page, (issue) => issueNode(scene, shelf, issue));
    },
    releases: ({ orderBy, ...page }: Ordered) =>
      connection(shelf.releases.by(orderBy, { field: 'CREATED_AT', direction: 'DESC' }), page, (release) =>
        releaseNode(scene, shelf, release)
      ),
    refs: ({ orderBy, refPrefix, ...page }: Ordered & { readonly refPrefix: string }) => {
      if (refPrefix === 'refs/heads/') {
        return connection(branchRef === null ? [] : [branchRef], page, (ref) => ref);
      }
      const tags =
        refPrefix === 'refs/tags/' ? shelf.tags.by(orderBy, { field: 'ALPHABETICAL', direction: 'ASC' }) : [];
      return connection(tags, page, (tag) => tagNode(scene, shelf, tag));
    },
    object: ({ oid, expression }: { readonly oid?: string | null; readonly expression?: string | null }) => {
      const wanted =
        oid ?? (expression === 'HEAD' || expression === repository.defaultBranch ? repository.head : expression);
      if (oid !== undefined && oid !== null && !/^[0-9a-f]{40}$/.test(oid)) {
        throw new GithubProblem(null, `Variable $oid of type GitObjectID! was provided invalid value`);
      }
      const commit = wanted === null || wanted === undefined ? undefined : repository.commits.get(wanted);
      return commit === undefined ? null : commitNode(scene, shelf, commit);
    },
  };
}

function refNode(scene: Scene, shelf: RepositoryShelf, name: string, prefix: string, sha: string): Fields {
  const commit = shelf.repository.commits.get(sha);
  return {
    __typename: 'Ref',
    id: nodeId('REF', shelf.repository.id, prefix, name),
    name,
    prefix,
    target: () => (commit === undefined ? { __typename: 'Commit', oid: sha } : commitNode(scene, shelf, commit)),
  };
}

/** An annotated tag points at an object of its own, which points at the commit. */
function tagNode(scene: Scene, shelf: RepositoryShelf, tag: SimTag): Fields {
  const plain = refNode(scene, shelf, tag.name, 'refs/tags/', tag.sha);
  const { annotation } = tag;
  if (annotation === null) {
    return plain;
  }
  const target = {
    __typename: 'Tag',
    oid: annotation.sha,
    name: tag.name,
    tagger: { name: annotation.tagger, date: iso(annotation.at) },
    target: plain['target'],
  };
  return { ...plain, target };
}

export function releaseNode(scene: Scene, shelf: RepositoryShelf, release: SimRelease): Fields {
  const commit = shelf.repository.commits.get(release.sha);
  return {
    __typename: 'Release',
    id: release.nodeId,
    databaseId: release.id,
    tagName: release.tag,
    name: release.name,
    url: `${scene.webUrl}/${shelf.name}/releases/tag/${release.tag}`,
    isDraft: release.isDraft,
    isPrerelease: release.isPrerelease,
    createdAt: iso(release.createdAt),
    publishedAt: iso(release.publishedAt),
    updatedAt: iso(release.publishedAt ?? release.createdAt),
    author: () => actor(scene, release.author),
    tagCommit: () =>
      commit === undefined ? { __typename: 'Commit', oid: release.sha } : commitNode(scene, shelf, commit),
  };
}

function stateOf(issue: SimIssue): 'OPEN' | 'CLOSED' {
  return issue.closedAt === null ? 'OPEN' : 'CLOSED';
}

export function issueNode(scene: Scene, shelf: RepositoryShelf, issue: SimIssue): Fields {
  const { repository } = shelf;
  const closer = repository.pullRequests.find(({ number }) => number === issue.closedBy);
  const items = [
    ...issue.labels.map((name) => ({ type: 'LabeledEvent', at: issue.createdAt, fields: { label: labelNode(name) } })),
    ...(issue.closedAt === null
      ? []
      : [
          {
            type: 'ClosedEvent',
            at: issue.closedAt,
            fields: { closer: closer === undefined ? null : pullRequestNode(scene, shelf, closer) },
          },
        ]),
  ];
  return {
    __typename: 'Issue',
    id: issueId(repository, issue.number),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    url: `${scene.webUrl}/${shelf.name}/issues/${issue.number}`,
    state: stateOf(issue),
    stateReason: issue.closedAt === null ? null : 'COMPLETED',
    createdAt: iso(issue.createdAt),
    closedAt: iso(issue.closedAt),
    updatedAt: iso(issue.updatedAt),
    author: () => actor(scene, issue.author),
    repository: () => repositoryNode(scene, shelf),
    labels: (page: PageArguments) => connection(issue.labels, page, labelNode),
    comments: (page: PageArguments) => connection(issue.comments, page, (comment) => commentNode(scene, comment)),
    timelineItems: (page: PageArguments) => timeline(items, page),
  };
}
