import { Incident, Instant, Run } from '../../events';
import {
  Attribution,
  ChangeFact,
  deployedAt,
  Delivery,
  DeploymentFact,
  failureOf,
  IncidentFact,
  isRework,
  Ownership,
  Slices,
  sortedBy,
} from '../../metrics';
import { ChangesQuery, DeploymentsQuery, IncidentsQuery, RuleChoices, RunsQuery } from '../../query';
import { Analysed } from '../analyst';
import { ChangeRow, DeploymentRow, IncidentRow, RunRow } from '../answers';
import { Belonger } from './belonging';
import { sayUnlinked } from './unlinked';

/** The lists: every deployment, change, incident or run of the range, newest first, with what was made of it. */

export interface ListContext {
  readonly from: Instant;
  readonly to: Instant;
  /** With the query's choices. */
  readonly ownership: Ownership;
  readonly choices: RuleChoices;
  readonly attribution: Attribution;
  readonly belonger: Belonger;
  /** By the query's filter. */
  isEnvironmentWanted(environment: string): boolean;
}

export function deploymentRows(
  parts: readonly Delivery[],
  query: DeploymentsQuery,
  context: ListContext
): Slices<readonly DeploymentRow[]> {
  return newestFirst(
    parts,
    (part) => wantedDeployments(part, query, context).map(({ row }) => row),
    (row) => row.finishedAt ?? 0,
    (row) => row.id
  );
}

/** Those of a part that the list holds, each with its row. */
export function wantedDeployments(
  { deployments }: Delivery,
  { outcome }: Pick<DeploymentsQuery, 'outcome'>,
  context: ListContext
): ReadonlyArray<{ readonly fact: DeploymentFact; readonly row: DeploymentRow }> {
  return deployments
    .filter((fact) => inRange(fact.deployment.finishedAt ?? fact.deployment.createdAt, context))
    .map((fact) => ({ fact, row: deploymentRow(fact, context) }))
    .filter(({ row }) => wantedDeployment(row, outcome));
}

function wantedDeployment(row: DeploymentRow, outcome: DeploymentsQuery['outcome']): boolean {
  switch (outcome) {
    case 'all':
      return true;
    case 'production':
      return row.status === 'success';
    case 'failed':
      return row.failed;
    case 'rework':
      return row.rework;
  }
}

export function deploymentRow(fact: DeploymentFact, context: ListContext): DeploymentRow {
  const { deployment } = fact;
  const rules = context.ownership.rulesOf(deployment.repository);
  const failure = failureOf(fact, context.attribution, rules);
  const rework = isRework(fact, rules.reworkWording, context.attribution);
  const repair = rework ? fact.repairs[0] : undefined;
  return {
    id: deployment.id,
    repository: deployment.repository,
    environment: deployment.environment,
    sha: deployment.sha,
    status: deployment.status,
    team: nameList(fact.teams),
    service: nameList(context.belonger.servicesOfDeployment(deployment)),
    url: deployment.url,
    finishedAt: deployment.finishedAt,
    changes: fact.delivered.length,
    failed: failure !== null,
    rework,
    // A repair that did not fail shows by which rule it is one.
    rule: failure?.hit.rule ?? repair?.rule ?? null,
    confidence: failure?.hit.confidence ?? null,
    evidence: failure?.hit.evidence ?? repair?.evidence ?? null,
    recoveredAt: failure?.recoveredAt ?? null,
    recoveryTime: failure?.recoveryTime ?? null,
  };
}

/** Changes merged in the range, and those deployed in it however long ago they were merged. */
export function changeRows(
  parts: readonly Delivery[],
  query: ChangesQuery,
  context: ListContext
): Slices<readonly ChangeRow[]> {
  return newestFirst(
    parts,
    ({ changes }) =>
      changes
        .filter((fact) => inRange(deployedAt(fact) ?? fact.change.mergedAt, context))
        .filter((fact) => wantedChange(fact, query.outcome) && hasAnyLabel(fact, query.labels))
        .map(changeRow),
    (row) => row.deployedAt ?? row.mergedAt,
    (row) => `${row.repository}#${row.id}`
  );
}

function wantedChange(fact: ChangeFact, outcome: ChangesQuery['outcome']): boolean {
  switch (outcome) {
    case 'all':
      return true;
    case 'deployed':
      return fact.deployment !== null;
    case 'waiting':
      return fact.reason === 'notDeployed';
    case 'noLeadTime':
      return fact.leadTime === null;
  }
}

function hasAnyLabel({ change }: ChangeFact, labels: readonly string[]): boolean {
  const wanted = new Set(labels.map((label) => label.toLowerCase()));
  return wanted.size === 0 || change.labels.some((label) => wanted.has(label.toLowerCase()));
}

export function changeRow(fact: ChangeFact): ChangeRow {
  const { change } = fact;
  return {
    repository: change.repository,
    id: change.id,
    number: change.number,
    title: change.title,
    author: change.author,
    labels: change.labels,
    team: nameList(fact.teams),
    url: change.url,
    mergedAt: change.mergedAt,
    deployment: fact.deployment?.id ?? null,
    deployedAt: deployedAt(fact),
    leadTime: fact.leadTime,
    approximate: fact.approximate,
    reason: fact.reason,
  };
}

export function incidentRows(
  parts: readonly Delivery[],
  query: IncidentsQuery,
  context: ListContext
): Slices<readonly IncidentRow[]> {
  return newestFirst(
    parts,
    ({ incidents }) =>
      incidents
        .filter((fact) => inRange(fact.incident.createdAt, context))
        .map((fact) => incidentRow(fact, context.attribution))
        .filter((row) => wantedIncident(row, query.outcome)),
    (row) => row.createdAt,
    (row) => row.id
  );
}

function wantedIncident(row: IncidentRow, outcome: IncidentsQuery['outcome']): boolean {
  switch (outcome) {
    case 'all':
      return true;
    case 'changeRelated':
      return row.deployment !== null;
    case 'notChangeRelated':
      return row.deployment === null;
    case 'open':
      return row.resolvedAt === null;
  }
}

export function incidentRow(fact: IncidentFact, attribution: Attribution): IncidentRow {
  const { incident } = fact;
  const link = fact.link !== null && attribution === 'strict' && fact.link.rule === 'proximity' ? null : fact.link;
  return {
    id: incident.id,
    title: incident.title,
    service: incident.service,
    team: nameList(fact.teams),
    urgency: incident.urgency,
    priority: incident.priority,
    url: incident.url,
    createdAt: incident.createdAt,
    acknowledgedAt: incident.acknowledgedAt,
    resolvedAt: incident.resolvedAt,
    timeToRestore: secondsToRestore(incident),
    deployment: link?.deployment.id ?? null,
    rule: link?.rule ?? null,
    confidence: link?.confidence ?? null,
    evidence: link?.evidence ?? null,
    because: sayUnlinked(fact, attribution),
  };
}

/** Seconds from start to resolution; null while open. */
export function secondsToRestore(incident: Incident): number | null {
  return incident.resolvedAt === null ? null : Math.max(0, incident.resolvedAt - incident.createdAt) / 1000;
}

export function runRows(
  analysed: readonly Analysed[],
  query: RunsQuery,
  context: ListContext
): Slices<readonly RunRow[]> {
  const wanted = new Set(query.workflows.map((name) => name.toLowerCase()));
  return newestFirst(
    analysed,
    ({ selected }) =>
      selected.runs
        .filter((run) => inRange(run.startedAt ?? run.createdAt, context))
        .filter((run) => wanted.size === 0 || wanted.has(run.workflow.toLowerCase()))
        .map(runRow),
    (row) => row.startedAt ?? row.createdAt,
    (row) => `${row.id}/${row.attempt}`
  );
}

function runRow(run: Run): RunRow {
  const { startedAt, finishedAt } = run;
  return {
    id: run.id,
    repository: run.repository,
    workflow: run.workflow,
    branch: run.branch,
    sha: run.sha,
    event: run.event,
    attempt: run.attempt,
    conclusion: run.conclusion,
    url: run.url,
    createdAt: run.createdAt,
    startedAt,
    finishedAt,
    duration: startedAt === null || finishedAt === null ? null : Math.max(0, finishedAt - startedAt) / 1000,
  };
}

function inRange(at: Instant, context: ListContext): boolean {
  return context.from <= at && at < context.to;
}

/** Several names read as one cell; none is null. */
function nameList(names: ReadonlyArray<string | null>): string | null {
  const known = names.filter((name) => name !== null);
  return known.length === 0 ? null : known.join(', ');
}

/**
 * The rows of all parts, newest first; the id decides ties, so that the order never depends on the order of arrival. A part
 * is a step.
 */
export function* newestFirst<Part, Row>(
  parts: readonly Part[],
  rowsOf: (part: Part) => readonly Row[],
  at: (row: Row) => Instant,
  id: (row: Row) => string
): Slices<readonly Row[]> {
  const rows: Row[] = [];
  for (const part of parts) {
    for (const row of rowsOf(part)) {
      rows.push(row);
    }
    yield;
  }
  return yield* sortedBy(rows, (a, b) => at(b) - at(a) || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0));
}
