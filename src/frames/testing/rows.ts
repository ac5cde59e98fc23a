import { Answer, DeploymentRow, ExperimentRow, IncidentRow, ItemRow, MetricRow } from '../../engine';
import { Interval } from '../../events';
import { QueryContext } from '../../query';

/** Rows for tests, complete, with what a test is about given. */

export const day = 86_400;
/** 2026-01-05 is a Monday. */
export const monday = Date.parse('2026-01-05T00:00:00Z');

/** What the week from Monday on is compared with. */
export const weekBefore: Interval = { from: monday - 7 * day * 1000, to: monday };

/** Two weeks, asked at noon of the Monday after. */
export const context: QueryContext = {
  from: monday,
  to: monday + 14 * day * 1000,
  timeZone: 'UTC',
  now: monday + 14.5 * day * 1000,
};

export function metricRow(given: Partial<MetricRow>): MetricRow {
  return {
    metric: 'changeLeadTime',
    group: {},
    time: null,
    period: { from: monday, to: monday + 7 * day * 1000 },
    value: null,
    unit: 's',
    n: 0,
    k: null,
    low: null,
    high: null,
    level: null,
    score: null,
    open: 0,
    unknown: 0,
    approximate: 0,
    target: null,
    previous: null,
    incomplete: false,
    ...given,
  };
}

export function deploymentRow(given: Partial<DeploymentRow>): DeploymentRow {
  return {
    id: 'd1',
    repository: 'acme/pay',
    environment: 'production',
    sha: '0123456789abcdef0123456789abcdef01234567',
    status: 'success',
    team: 'payments',
    service: null,
    url: 'https://github.com/acme/pay/deployments/1',
    finishedAt: monday,
    changes: 2,
    failed: false,
    rework: false,
    rule: null,
    confidence: null,
    evidence: null,
    recoveredAt: null,
    recoveryTime: null,
    ...given,
  };
}

export function experimentRow(given: Partial<ExperimentRow>): ExperimentRow {
  return {
    id: 'Small batches',
    name: 'Small batches',
    hypothesis: 'If we split changes, they reach production sooner.',
    metric: 'changeLeadTime',
    start: monday,
    end: null,
    standing: 'running',
    daysRunning: 1,
    washoutUntil: null,
    teams: [],
    repositories: [],
    smallestEffect: 0.1,
    guardrails: [],
    notes: '',
    url: null,
    ...given,
  };
}

export function incidentRow(given: Partial<IncidentRow>): IncidentRow {
  return {
    id: 'P1',
    title: 'Payments fail',
    service: 'pay-api',
    team: 'payments',
    urgency: 'high',
    priority: null,
    url: 'https://acme.pagerduty.com/incidents/P1',
    createdAt: monday,
    acknowledgedAt: null,
    resolvedAt: null,
    timeToRestore: null,
    deployment: null,
    rule: null,
    confidence: null,
    evidence: null,
    because: null,
    ...given,
  };
}

export function metricsAnswer(rows: ReadonlyArray<Partial<MetricRow>>): Answer {
  return { type: 'metrics', rows: rows.map(metricRow), notices: [] };
}

export function itemRow(given: Partial<ItemRow>): ItemRow {
  return {
    kind: 'deployment',
    id: 'd2',
    title: 't',
    repository: null,
    team: null,
    url: null,
    at: monday,
    metric: 'changeFailRate',
    value: 1,
    rule: null,
    confidence: null,
    evidence: null,
    reason: null,
    counted: true,
    isBeside: false,
    because: 'Counted.',
    ruling: null,
    ...given,
  };
}
