import { Change, Deployment, Incident, Instant, Release, Run } from '../../events';
import { DeploymentFact, IncidentFact } from '../../metrics';
import { ItemRow } from '../answers';
import { say } from '../../words';
import { Belonging } from './grouping';

/** An event with what it is known by and where it belongs, before it is asked whether anybody wants to see it. */
export interface Item {
  readonly row: ItemRow;
  readonly belonging: Belonging;
  /** Ids, numbers, commits and addresses of the event and of what it rests on, as a person may write them. */
  names(): readonly string[];
}

export type Described = Pick<ItemRow, 'kind' | 'id' | 'title' | 'repository' | 'team' | 'url'>;

export function describedDeployment(deployment: Deployment, teams: readonly string[]): Described {
  return {
    kind: 'deployment',
    id: deployment.id,
    title: say('engine.item.to', '{{repository}} {{sha}} to {{environment}}', {
      repository: deployment.repository,
      sha: deployment.sha.slice(0, 7),
      environment: deployment.environment,
    }),
    repository: deployment.repository,
    team: joined(teams),
    url: deployment.url,
  };
}

export function describedRun(run: Run, teams: readonly string[]): Described {
  return {
    kind: 'run',
    id: `${run.id}/${run.attempt}`,
    title: `${run.repository} ${run.workflow} (${run.branch ?? run.sha.slice(0, 7)})`,
    repository: run.repository,
    team: joined(teams),
    url: run.url,
  };
}

export function describedRelease(release: Release, teams: readonly string[]): Described {
  return {
    kind: release.isTagOnly ? 'tag' : 'release',
    id: release.id,
    title: `${release.repository} ${release.tag}`,
    repository: release.repository,
    team: joined(teams),
    url: release.url,
  };
}

export function describedChange(change: Change, teams: readonly string[]): Described {
  return {
    kind: 'change',
    id: `${change.repository}#${change.id}`,
    title: change.title,
    repository: change.repository,
    team: joined(teams),
    url: change.url,
  };
}

export function describedIncident(incident: Incident, teams: readonly string[]): Described {
  return {
    kind: 'incident',
    id: incident.id,
    title: incident.title,
    repository: incident.repository,
    team: joined(teams),
    url: incident.url,
  };
}

/** A row of something that is not counted and has no value; `because`: why. */
export function notCountedRow(
  metric: ItemRow['metric'],
  described: Described,
  at: Instant,
  because: string,
  more: Partial<ItemRow> = {}
): ItemRow {
  return {
    metric,
    ...described,
    at,
    value: null,
    rule: null,
    confidence: null,
    evidence: null,
    reason: null,
    counted: false,
    isBeside: false,
    because,
    ruling: null,
    ...more,
  };
}

/** By its own names, by what it delivered, and by the incidents and repairs that speak of it. */
export function namesOfFact({ deployment, hits, repairs, delivered }: DeploymentFact): readonly string[] {
  return [
    ...namesOfDeployment(deployment),
    ...hits.flatMap(({ incident, repair }) => [
      ...(incident === null ? [] : namesOfIncident(incident)),
      ...idOf(repair),
    ]),
    ...repairs.flatMap(({ of }) => idOf(of)),
    ...delivered.flatMap(({ change }) => namesOfChange(change)),
  ];
}

/** Of a deployment beside: its commit would mean the deployment itself. */
function idOf(deployment: Deployment | null): readonly string[] {
  return deployment === null ? [] : [deployment.id, ...known(deployment.url)];
}

export function namesOfDeployment({ id, sha, url, ref, origin }: Deployment): readonly string[] {
  return [id, sha, ...known(url), ...(origin === 'release' || origin === 'tag' ? known(ref) : [])];
}

export function namesOfChange({ id, repository, number, url, mergeSha, headSha }: Change): readonly string[] {
  return [
    id,
    `${repository}#${id}`,
    ...(number === null ? [] : [`#${number}`]),
    ...known(url),
    ...known(mergeSha),
    ...known(headSha),
  ];
}

export function namesOfIncident({ id, number, url }: Incident): readonly string[] {
  return [id, ...(number === null ? [] : [`#${number}`]), ...known(url)];
}

/** Whose ruling would change it: the incident, and the deployment it is now laid to. */
export function rulingOn({ incident, link }: IncidentFact): ItemRow['ruling'] {
  return { incident: incident.id, deployment: link?.deployment.id ?? null };
}

function joined(teams: readonly string[]): string | null {
  return teams.length === 0 ? null : teams.join(', ');
}

function known(name: string | null): readonly string[] {
  return name === null ? [] : [name];
}
