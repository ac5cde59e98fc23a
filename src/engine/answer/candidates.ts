import { Deployment, Incident } from '../../events';
import { DeploymentFact, failureOf, IncidentFact, MetricName } from '../../metrics';
import { say } from '../../words';
import { Analysed } from '../analyst';
import {
  filteredOut,
  isStandingAttempt,
  NotCounted,
  sayNotCounted,
  standingAmong,
  whyNotDeployment,
  whyNotRelease,
  whyNotRun,
} from '../counting';
import { becauseNotSuccessful, becauseOfDeployment } from './because';
import { Belonging } from './grouping';
import {
  describedChange,
  describedDeployment,
  describedIncident,
  describedRelease,
  describedRun,
  Item,
  namesOfChange,
  namesOfDeployment,
  namesOfFact,
  namesOfIncident,
  notCountedRow,
  rulingOn,
} from './itemRow';
import type { Explaining } from './items';
import { ListContext } from './lists';
import { sayUnlinked } from './unlinked';

/** The incidents of the territory as they were read, before the rules' filters. */
export type RawIncidents = readonly Incident[];

/**
 * What somebody may look for in a number and does not find as an observation of it: deployments that are not production or
 * never got there, incidents that are laid to nothing, changes that are none. A repository at a time, then the incidents.
 */
export function* notCountedIn(explaining: Explaining): Generator<readonly Item[]> {
  const { query, parts, analysed } = explaining;
  const { metric } = query;
  if (metric !== 'changeLeadTime' && metric !== 'timeToRestore') {
    for (const { deployments } of parts) {
      yield deployments.flatMap((fact) => deploymentBeside(fact, explaining) ?? []);
    }
  }
  for (const one of analysed) {
    if (countsDeployments(metric)) {
      yield notRecognised(one, explaining);
    }
    if (metric === 'changeLeadTime') {
      yield notChanges(one, explaining);
    }
  }
  if (metric === 'changeFailRate' || metric === 'failedDeploymentRecoveryTime') {
    yield incidentsElsewhere(explaining);
  }
  if (metric === 'timeToRestore') {
    yield explaining.elsewhere.flatMap((fact) => incidentElsewhere(fact, noneObserved, explaining));
  }
  if (metric !== 'changeLeadTime' && metric !== 'deploymentFrequency' && metric !== 'deploymentReworkRate') {
    yield filteredIncidents(explaining);
  }
}

function countsDeployments(metric: MetricName): boolean {
  return metric === 'deploymentFrequency' || metric === 'changeFailRate' || metric === 'deploymentReworkRate';
}

/** A production deployment that is no observation. One that did not fail is looked for in a recovery time only by name. */
function deploymentBeside(fact: DeploymentFact, { query, list }: Explaining): Item | null {
  const { metric } = query;
  const { deployment, teams } = fact;
  const rules = list.ownership.rulesOf(deployment.repository);
  const isSuccess = deployment.status === 'success' && deployment.finishedAt !== null;
  const isFailedPipeline =
    deployment.status === 'failure' && rules.countFailedPipelines && deployment.finishedAt !== null;
  const isRecovery = metric === 'failedDeploymentRecoveryTime';
  if (isRecovery && (query.item === '' || failureOf(fact, list.attribution, rules) !== null)) {
    return null;
  }
  const isCounted = isSuccess || (isFailedPipeline && metric === 'changeFailRate');
  if (!isRecovery && isCounted) {
    return null;
  }
  const because = isSuccess ? becauseOfDeployment(metric, fact, list) : becauseNotSuccessful(deployment);
  return {
    row: notCountedRow(metric, describedDeployment(deployment, teams), instantOf(deployment), because),
    belonging: list.belonger.ofDeployment(fact),
    names: () => (metric === 'deploymentFrequency' ? namesOfDeployment(deployment) : namesOfFact(fact)),
  };
}

/** Deployments, runs, releases and tags that the rules do not call a production deployment. */
function notRecognised({ analysis, selected }: Analysed, { query: { metric }, list }: Explaining): readonly Item[] {
  const { repository } = analysis;
  const rules = list.ownership.rulesOf(repository);
  const teams = list.ownership.teamsOfRepository(repository);
  const standingOf = standingAmong(analysis.deployments);
  const item = (
    described: Parameters<typeof notCountedRow>[1],
    at: number,
    reason: NotCounted,
    belonging: Belonging,
    names: readonly string[]
  ): Item => ({ row: notCountedRow(metric, described, at, sayNotCounted(reason)), belonging, names: () => names });
  const elsewhere = belongingOf(repository, teams);

  const deployments = selected.deployments
    .filter((one) => standingOf(one.origin, one.id) === undefined && list.isEnvironmentWanted(one.environment))
    .map((one) =>
      item(
        describedDeployment(one, teams),
        instantOf(one),
        whyNotDeployment(one, rules),
        { ...elsewhere, service: list.belonger.servicesOfDeployment(one), environment: [one.environment] },
        namesOfDeployment(one)
      )
    );
  const runs = (rules.deploymentSource === 'workflow' ? selected.runs : []).flatMap((run): Item[] => {
    const standing = standingOf('run', run.id);
    const isStoodFor = standing !== undefined;
    if (isStoodFor && standing.sha === run.sha && isStandingAttempt(run, selected.runs, standing)) {
      return [];
    }
    const at = run.startedAt ?? run.createdAt;
    const names = [run.id, run.sha, ...(run.url === null ? [] : [run.url])];
    return [item(describedRun(run, teams), at, whyNotRun(run, rules, isStoodFor), elsewhere, names)];
  });
  const readsReleases = rules.deploymentSource === 'releases' || rules.deploymentSource === 'tags';
  const releases = (readsReleases ? selected.releases : [])
    .filter((one) => standingOf(one.isTagOnly ? 'tag' : 'release', one.id) === undefined)
    .map((one) => {
      const at = one.publishedAt ?? one.createdAt;
      const names = [one.id, one.tag, one.sha, ...(one.url === null ? [] : [one.url])];
      return item(describedRelease(one, teams), at, whyNotRelease(one, rules), elsewhere, names);
    });
  return [...deployments, ...runs, ...releases];
}

/** Pull requests where commits are the changes. */
function notChanges({ analysis, selected }: Analysed, { query: { metric }, list }: Explaining): readonly Item[] {
  const { repository } = analysis;
  if (list.ownership.rulesOf(repository).changeUnit !== 'commit') {
    return [];
  }
  const teams = list.ownership.teamsOfRepository(repository);
  return selected.changes
    .filter(({ origin }) => origin !== 'commit')
    .map((change) => ({
      row: notCountedRow(metric, describedChange(change, teams), change.mergedAt, sayNotCounted({ code: 'commits' })),
      belonging: belongingOf(repository, teams),
      names: () => namesOfChange(change),
    }));
}

/** Incidents that no observation of the period rests on: laid to nothing, or to a deployment that is not among them. */
function incidentsElsewhere(explaining: Explaining): readonly Item[] {
  const { parts, elsewhere, list } = explaining;
  const facts = [...parts.flatMap(({ incidents }) => incidents), ...elsewhere];
  const observed = new Set(
    parts.flatMap(({ deployments }) =>
      deployments.filter((fact) => isObserved(fact, list)).map((fact) => fact.deployment)
    )
  );
  return facts.flatMap((fact) => incidentElsewhere(fact, observed, explaining));
}

const noneObserved: ReadonlySet<Deployment> = new Set();

function incidentElsewhere(
  fact: IncidentFact,
  observed: ReadonlySet<Deployment>,
  { query: { metric }, list }: Explaining
): readonly Item[] {
  const { incident, teams, link } = fact;
  const because =
    sayUnlinked(fact, list.attribution) ??
    (link === null || observed.has(link.deployment) ? null : sayElsewhere(link, list));
  if (because === null) {
    return [];
  }
  const row = notCountedRow(metric, describedIncident(incident, teams), incident.createdAt, because, {
    rule: link?.rule ?? (fact.unlinked?.code === 'ruled' ? 'override' : null),
    confidence: link?.confidence ?? null,
    evidence: link?.evidence ?? null,
    ruling: rulingOn(fact),
  });
  return [{ row, belonging: list.belonger.ofIncident(fact), names: () => namesOfIncident(incident) }];
}

function isObserved({ deployment }: DeploymentFact, { from, to, ownership }: ListContext): boolean {
  const { status, finishedAt, repository } = deployment;
  const enters = status === 'success' || (status === 'failure' && ownership.rulesOf(repository).countFailedPipelines);
  return enters && finishedAt !== null && from <= finishedAt && finishedAt < to;
}

function sayElsewhere({ deployment, evidence }: NonNullable<IncidentFact['link']>, { from, to }: ListContext): string {
  const { finishedAt, status, id } = deployment;
  if (status !== 'success' || finishedAt === null) {
    return say('because.laidToUnfinished', 'Laid to {{deployment}}, which never reached production ({{evidence}}).', {
      deployment: id,
      evidence,
    });
  }
  return from <= finishedAt && finishedAt < to
    ? say('because.laidElsewhere', 'Laid to {{deployment}}, which the filters leave out ({{evidence}}).', {
        deployment: id,
        evidence,
      })
    : say(
        'because.laidOutside',
        'Laid to {{deployment}}, which finished outside this period and counts there ({{evidence}}).',
        { deployment: id, evidence }
      );
}

/** Incidents that were merged into another, and those whose urgency or priority does not count. */
function filteredIncidents({ query: { metric }, parts, incidents, list }: Explaining): readonly Item[] {
  const counted = new Set(parts.flatMap((part) => part.incidents.map(({ incident }) => incident.id)));
  return incidents.flatMap((incident): Item[] => {
    const mapped = list.ownership.repositoriesOfService(incident.service, incident.serviceId);
    const repositories = incident.repository !== null ? [incident.repository] : (mapped ?? []);
    const reason = counted.has(incident.id)
      ? null
      : filteredOut(incident, list.ownership.rulesOf(repositories[0] ?? ''));
    if (reason === null) {
      return [];
    }
    const ofService = list.ownership.teamsOfService(incident.service, incident.serviceId);
    const teams =
      ofService.length > 0
        ? ofService
        : [...new Set(repositories.flatMap((name) => list.ownership.teamsOfRepository(name)))];
    return [
      {
        row: notCountedRow(
          metric,
          describedIncident(incident, teams),
          incident.createdAt,
          sayNotCounted(withNumber(reason, incidents))
        ),
        belonging: list.belonger.ofIncident({ incident, teams, link: null, unlinked: null }),
        names: () => namesOfIncident(incident),
      },
    ];
  });
}

/** People know an incident by its number. */
function withNumber(reason: NotCounted, incidents: RawIncidents): NotCounted {
  const number = reason.code === 'merged' ? incidents.find(({ id }) => id === reason.into)?.number : undefined;
  return typeof number === 'number' ? { code: 'merged', into: `#${number}` } : reason;
}

/** Of an event that stands in no fact: its repository's. */
function belongingOf(repository: string, teams: readonly string[]): Belonging {
  return { team: teams.length === 0 ? [null] : teams, repository: [repository], service: [null], environment: [null] };
}

function instantOf({ finishedAt, createdAt }: Deployment): number {
  return finishedAt ?? createdAt;
}
