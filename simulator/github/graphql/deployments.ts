import { nodeId, SimDeployment } from '../../organization';
import { RepositoryShelf } from '../world';
import { actor, Scene } from './actors';
import { commitNode } from './commits';
import { connection, Fields, iso, PageArguments, Row } from './connection';

/** `Deployment`. Its statuses come newest first, as recorded answers show them. */
export function deploymentNode(scene: Scene, shelf: RepositoryShelf, deployment: SimDeployment): Fields {
  const { statuses, environment } = deployment;
  const newestFirst = [...statuses].reverse();
  const latest = newestFirst[0] ?? null;
  const status = (one: SimDeployment['statuses'][number]): Fields => ({
    __typename: 'DeploymentStatus',
    id: nodeId('DES', deployment.id, statuses.indexOf(one)),
    state: one.state,
    createdAt: iso(one.createdAt),
    updatedAt: iso(one.createdAt),
    environment,
    logUrl: one.logUrl === '' ? null : one.logUrl,
    environmentUrl: null,
    description: null,
    creator: () => actor(scene, deployment.creator),
  });
  const commit = shelf.repository.commits.get(deployment.sha);
  return {
    __typename: 'Deployment',
    id: deployment.nodeId,
    databaseId: deployment.id,
    createdAt: iso(deployment.createdAt),
    updatedAt: iso(latest?.createdAt ?? deployment.createdAt),
    environment,
    latestEnvironment: environment,
    originalEnvironment: environment,
    task: deployment.task,
    description: deployment.description,
    payload: JSON.stringify(deployment.payload),
    state: latest === null ? 'PENDING' : latest.state === 'SUCCESS' ? 'ACTIVE' : latest.state,
    commitOid: deployment.sha,
    commit: () => (commit === undefined ? null : commitNode(scene, shelf, commit)),
    ref: deployment.ref === null ? null : { __typename: 'Ref', name: deployment.ref, prefix: 'refs/heads/' },
    creator: () => actor(scene, deployment.creator),
    latestStatus: latest === null ? null : status(latest),
    statuses: (page: PageArguments) =>
      connection(new Row(newestFirst, (one) => [one.createdAt, statuses.indexOf(one)], -1), page, status),
  };
}
