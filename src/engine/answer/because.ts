import { Deployment } from '../../events';
import {
  Attribution,
  ChangeFact,
  DeploymentFact,
  Failure,
  failureOf,
  IncidentFact,
  LeadTimeStart,
  MetricName,
  Ownership,
  Rules,
} from '../../metrics';
import { say } from '../../words';
import { sayNotCounted } from '../counting';

/** Why an event stands in a number as it does, in one whole sentence. */

export interface Judging {
  readonly attribution: Attribution;
  /** With the query's choices. */
  readonly ownership: Ownership;
}

/** Of a deployment that the metric observed. */
export function becauseOfDeployment(
  metric: MetricName,
  fact: DeploymentFact,
  { attribution, ownership }: Judging
): string {
  const rules = ownership.rulesOf(fact.deployment.repository);
  const failure = failureOf(fact, attribution, rules);
  switch (metric) {
    case 'changeFailRate':
      return failure === null ? sayNotFailed(fact) : sayFailed(failure);
    case 'failedDeploymentRecoveryTime':
      return failure === null ? sayNotFailed(fact) : sayRecovery(failure);
    case 'deploymentReworkRate':
      return sayRework(fact, attribution, rules);
    default:
      return say('because.deployed', 'Counted: it reached {{environment}}, which is production by the rules.', {
        environment: fact.deployment.environment,
      });
  }
}

function sayFailed({ hit: { evidence } }: Failure): string {
  return say('because.failed', 'Counted as failed: {{evidence}}.', { evidence });
}

function sayNotFailed({ hits }: DeploymentFact): string {
  const near = hits.find(({ rule }) => rule === 'proximity');
  return near === undefined
    ? say('because.notFailed', 'Did not fail: no incident, rollback, revert or hotfix points at it.')
    : say('because.notFailedStrictly', 'Did not fail: strict attribution leaves out proximity ({{evidence}}).', {
        evidence: near.evidence,
      });
}

function sayRecovery({ hit: { evidence }, hits, recoveredAt }: Failure): string {
  const incidents = hits.flatMap(({ incident }) => incident ?? []);
  const open = incidents.find(({ resolvedAt }) => resolvedAt === null);
  if (open !== undefined) {
    return say('because.stillOpen', 'Failed ({{evidence}}) and not recovered: incident {{incident}} is still open.', {
      evidence,
      incident: open.id,
    });
  }
  const last = incidents.find(({ resolvedAt }) => resolvedAt === recoveredAt);
  if (last !== undefined) {
    return say(
      'because.resolved',
      'Counted: failed ({{evidence}}), recovered with the resolution of incident {{incident}}.',
      { evidence, incident: last.id }
    );
  }
  const repair = hits.find((one) => one.repair !== null)?.repair ?? null;
  return repair === null
    ? say('because.notRepaired', 'Failed ({{evidence}}) and not recovered: nothing has repaired it yet.', { evidence })
    : say('because.repaired', 'Counted: failed ({{evidence}}), recovered when {{repair}} had finished.', {
        evidence,
        repair: repair.id,
      });
}

function sayRework({ repairs }: DeploymentFact, attribution: Attribution, { reworkWording }: Rules): string {
  if (repairs.length === 0) {
    return say('because.planned', 'Counted as planned work: it is no rollback, revert or hotfix.');
  }
  if (reworkWording === 'userFacingBug') {
    return say('because.rework', 'Counted as rework: {{evidence}}.', { evidence: repairs[0].evidence });
  }
  const following = repairs.find(({ follows }) => follows[attribution] !== null);
  const incident = following?.follows[attribution] ?? null;
  if (following !== undefined && incident !== null) {
    return say('because.reworkAfter', 'Counted as rework: {{evidence}}, and it follows incident {{incident}}.', {
      evidence: following.evidence,
      incident: incident.id,
    });
  }
  const { evidence, follows } = repairs[0];
  return follows.inclusive === null
    ? say(
        'because.repairWithoutIncident',
        'Counted as planned work: {{evidence}}, but it follows no linked incident, and here only such repairs are rework.',
        { evidence }
      )
    : say(
        'because.repairAfterNearIncident',
        'Counted as planned work: {{evidence}}, but it follows incident {{incident}} by proximity only, which strict attribution leaves out.',
        { evidence, incident: follows.inclusive.id }
      );
}

/** Of a change: its lead time, or why there is none. */
export function becauseOfChange(fact: ChangeFact, { ownership }: Judging): string {
  const { change, deployment, reason, approximate } = fact;
  const mark = startMark(ownership.rulesOf(change.repository).leadTimeStart);
  const id = deployment?.id ?? '';
  switch (reason) {
    case 'notDeployed': {
      const defaultBranch = ownership.defaultBranchOf?.(change.repository) ?? null;
      return change.baseBranch !== null && defaultBranch !== null && change.baseBranch !== defaultBranch
        ? sayNotCounted({ code: 'baseBranch', branch: change.baseBranch, defaultBranch })
        : say('because.notDeployed', 'Not in production yet: no successful production deployment contains it.');
    }
    case 'firstDeployment':
      return say(
        'because.firstDeployment',
        'First known deployment: {{deployment}} is the first of {{repository}} to {{environment}} that is known, so what it delivered cannot be known.',
        { deployment: id, repository: change.repository, environment: deployment?.environment ?? '' }
      );
    case 'noStart':
      return say('because.noStart', 'In production with {{deployment}}, but its start (“{{mark}}”) was not recorded.', {
        deployment: id,
        mark,
      });
    case null:
      return approximate
        ? say(
            'because.leadTimeByMerge',
            'Counted: from “{{mark}}” to {{deployment}}, the first deployment after its merge, because the commit graph does not tell what that contains.',
            { mark, deployment: id }
          )
        : say(
            'because.leadTime',
            'Counted: from “{{mark}}” to {{deployment}}, the first production deployment that contains it.',
            { mark, deployment: id }
          );
  }
}

function startMark(start: LeadTimeStart): string {
  switch (start) {
    case 'authored':
      return say('because.mark.authored', 'first commit authored');
    case 'committed':
      return say('because.mark.committed', 'first commit committed');
    case 'opened':
      return say('because.mark.opened', 'pull request opened');
    case 'ready':
      return say('because.mark.ready', 'ready for review');
    case 'merged':
      return say('because.mark.merged', 'merged');
  }
}

/** Of an incident's time to restore. */
export function becauseOfIncident({ incident }: IncidentFact): string {
  return incident.resolvedAt === null
    ? say('because.open', 'Not resolved yet: an open incident has no time to restore.')
    : say('because.restored', 'Counted: from its start to its resolution.');
}

/** Of a production deployment that no rate counts. */
export function becauseNotSuccessful({ status }: Deployment): string {
  switch (status) {
    case 'failure':
      return say('because.pipelineFailed', 'The pipeline failed, so nothing reached production.');
    case 'pending':
      return sayNotCounted({ code: 'pending' });
    case 'success':
      return say('because.undated', 'It succeeded, but nobody says when, so it belongs to no period.');
  }
}
