import { Instant, Interval } from '../events';
import { Level, MetricName, Spell, Unit } from '../metrics';
import { GroupKey, ItemsQuery, QualityCheck } from '../query';
import { Call, Problem } from '../sources';
import { DeliveryGraph } from './graph';

/** Group of a row: only the keys that were asked for. `null` where an event has no such thing (no team, no service). */
export type Group = Partial<Record<GroupKey, string | null>>;

/** One number with all that is needed to believe it (METRICS.md, the four rules). */
export interface MetricRow {
  readonly metric: MetricName;
  readonly group: Group;
  /** Start of the bucket; with a rolling window its end; null without an interval. */
  readonly time: Instant | null;
  /** The period the value is about, [from, to). */
  readonly period: { readonly from: Instant; readonly to: Instant };
  readonly value: number | null;
  readonly unit: Unit;
  /** Observations: deployments, changes with a lead time, recovered failures, resolved incidents. */
  readonly n: number;
  /** Numerator of a ratio; null for the others. */
  readonly k: number | null;
  /** 95 % interval of the value. */
  readonly low: number | null;
  readonly high: number | null;
  /** Null below five observations, or where the year has no level for the metric. */
  readonly level: Level | null;
  /** 2025 Quick Check score, 0 to 10; null for other years and below five observations. */
  readonly score: number | null;
  /** Not yet recovered, not yet resolved, not yet deployed: counted beside the value, never in it. */
  readonly open: number;
  /** Items left out because they cannot be known (changes of a first deployment). */
  readonly unknown: number;
  /** Items whose containment was decided by time. */
  readonly approximate: number;
  readonly target: number | null;
  /** The same number of the period it is compared with. */
  readonly previous: { readonly value: number | null; readonly n: number; readonly period: Interval } | null;
  /** True when part of the period has not been fetched: the value may still move. */
  readonly incomplete: boolean;
}

export interface DeploymentRow {
  readonly id: string;
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly status: string;
  readonly team: string | null;
  readonly service: string | null;
  readonly url: string | null;
  readonly finishedAt: Instant | null;
  readonly changes: number;
  readonly failed: boolean;
  readonly rework: boolean;
  readonly rule: string | null;
  readonly confidence: string | null;
  readonly evidence: string | null;
  readonly recoveredAt: Instant | null;
  /** Seconds. */
  readonly recoveryTime: number | null;
}

export interface ChangeRow {
  readonly repository: string;
  readonly id: string;
  readonly number: number | null;
  readonly title: string;
  readonly author: string | null;
  readonly labels: readonly string[];
  readonly team: string | null;
  readonly url: string | null;
  readonly mergedAt: Instant;
  readonly deployment: string | null;
  readonly deployedAt: Instant | null;
  /** Seconds. */
  readonly leadTime: number | null;
  readonly approximate: boolean;
  /** Why there is no lead time: `firstDeployment`, `notDeployed`, `noStart`; null when there is one. */
  readonly reason: string | null;
}

export interface IncidentRow {
  readonly id: string;
  readonly title: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly urgency: string | null;
  readonly priority: string | null;
  readonly url: string | null;
  readonly createdAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly resolvedAt: Instant | null;
  /** Seconds. */
  readonly timeToRestore: number | null;
  readonly deployment: string | null;
  readonly rule: string | null;
  readonly confidence: string | null;
  readonly evidence: string | null;
  /** Why it is laid to no deployment, in a sentence; null: it is laid to one. */
  readonly because: string | null;
}

export interface ReleaseRow {
  readonly id: string;
  readonly repository: string;
  readonly team: string | null;
  readonly tag: string;
  readonly name: string | null;
  readonly sha: string;
  readonly url: string | null;
  /** When it was published; a bare tag: when it was set. */
  readonly at: Instant;
  readonly kind: 'release' | 'prerelease' | 'tag';
}

export interface RunRow {
  readonly id: string;
  readonly repository: string;
  readonly workflow: string;
  readonly branch: string | null;
  readonly sha: string;
  readonly event: string | null;
  readonly attempt: number;
  readonly conclusion: string | null;
  readonly url: string | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Seconds from start to finish. */
  readonly duration: number | null;
}

/** An experiment of the settings, placed in time. Without a verdict. */
export interface ExperimentRow {
  /** Its name, which is the only one of its kind. */
  readonly id: string;
  readonly name: string;
  readonly hypothesis: string;
  readonly metric: MetricName | null;
  readonly start: Instant;
  /** Null: it goes on. */
  readonly end: Instant | null;
  readonly standing: 'planned' | 'running' | 'ended';
  /** Days from the start to the end, or to now; 0 before the start. Not rounded. */
  readonly daysRunning: number;
  /** Null: there is no washout. */
  readonly washoutUntil: Instant | null;
  /** As the settings name them; teams and repositories both empty: everybody. */
  readonly teams: readonly string[];
  readonly repositories: readonly string[];
  /** A share of the metric. */
  readonly smallestEffect: number | null;
  readonly guardrails: readonly MetricName[];
  readonly notes: string;
  readonly url: null;
}

/** One event behind a number, or missed in it: counted or not, by which rule, and why. */
export interface ItemRow {
  readonly metric: MetricName;
  readonly kind: 'deployment' | 'change' | 'incident' | 'run' | 'release' | 'tag';
  readonly id: string;
  readonly title: string;
  readonly repository: string | null;
  readonly team: string | null;
  readonly url: string | null;
  readonly at: Instant;
  /** Seconds for durations, 1 or 0 for ratios and counts; null: no value, see `reason`. */
  readonly value: number | null;
  readonly rule: string | null;
  readonly confidence: string | null;
  readonly evidence: string | null;
  readonly reason: string | null;
  /** Is it one of the observations that the value is made of? */
  readonly counted: boolean;
  /** It stands beside the number: not over yet, or not to be known. */
  readonly isBeside: boolean;
  /** Why it counts as it does, or why it does not: one whole sentence. */
  readonly because: string;
  /** Whose ruling would change it: an incident, and the deployment it is now laid to. Null: no incident is behind it. */
  readonly ruling: { readonly incident: string; readonly deployment: string | null } | null;
}

/** One metric under one choice that differs from what was asked for. */
export interface SensitivityRow {
  readonly metric: MetricName;
  readonly group: Group;
  /** `asAsked`, or the choice and its value: `attribution=strict`. */
  readonly variant: string;
  /** What is different, in words. */
  readonly label: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly n: number;
  readonly k: number | null;
  /** 95 % interval of the value. */
  readonly low: number | null;
  readonly high: number | null;
  /** To the value as asked, in the metric's unit; null where either is unknown. */
  readonly difference: number | null;
  readonly period: { readonly from: Instant; readonly to: Instant };
  /** By which an `items` query over the same time range lists exactly the observations of this value. */
  readonly items: Pick<ItemsQuery, 'attribution' | 'choices' | 'period'>;
  readonly incomplete: boolean;
}

/** What one check of the data saw. */
export interface QualityRow {
  readonly check: QualityCheck;
  readonly title: string;
  /** With `groupBy: team`: the team, null for what nobody owns; without: null. */
  readonly team: string | null;
  /** Of which source or upstream, where a check looks at each by itself. */
  readonly subject: string | null;
  /** Share, count, or age in seconds, by `unit`; null: there was nothing to check, or it is not read. */
  readonly value: number | null;
  readonly unit: 'ratio' | 'count' | 's';
  /** Numerator of a share; null for the others. */
  readonly k: number | null;
  /** How many things were checked. */
  readonly n: number;
  /** Null: there was nothing to check, it is not read, or the check only informs. */
  readonly status: QualityStatus | null;
  /** What it rests on is not read yet in full or, once the answer is complete, could not be; without a value: not at all. */
  readonly incomplete: boolean;
  readonly meaning: string;
  readonly advice: string;
}

export type QualityStatus = 'good' | 'look' | 'act';

/** One thing that a check found. */
export interface FindingRow {
  readonly id: string;
  readonly check: QualityCheck;
  readonly title: string;
  readonly kind: 'repository' | 'service' | 'team' | 'deployment' | 'incident' | 'source';
  readonly thing: string;
  readonly team: string | null;
  /** How many of what the check looks for are in it. */
  readonly count: number;
  /** When the oldest of them began. */
  readonly since: Instant | null;
  readonly found: string;
  readonly advice: string;
  readonly url: string | null;
}

export interface Notice {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  /** It says why there is nothing to show, so that nobody else has to. */
  readonly explainsEmptiness?: boolean;
}

/** Lanes of a state timeline. `state` null: not known. */
export interface Lane {
  readonly group: Group;
  readonly spells: ReadonlyArray<Spell<IncidentState | DeploymentState | null>>;
}

/** `quiet`: no incident is open. */
export type IncidentState = 'open' | 'acknowledged' | 'quiet';
export type DeploymentState = 'failed' | 'rework' | 'good';

/** How many events of a period took how long. */
export interface DistributionColumn {
  readonly period: Interval;
  /** One for each band of `durationLimits`; null: not known yet. */
  readonly counts: readonly number[] | null;
}

/** What an answer comes to in a shape that its rows do not show. */
export type Shaped =
  | { readonly kind: 'states'; readonly lanes: readonly Lane[] }
  | { readonly kind: 'distribution'; readonly columns: readonly DistributionColumn[] }
  /** Monday first, 24 counts each. */
  | { readonly kind: 'hours'; readonly counts: ReadonlyArray<readonly number[]> }
  | ({ readonly kind: 'graph' } & DeliveryGraph);

interface AnswerOf<Type extends string, Row> {
  readonly type: Type;
  readonly rows: readonly Row[];
  readonly notices: readonly Notice[];
  /** Present where the query asks for a shape that is worked out of more than the rows. */
  readonly shaped?: Shaped;
}

export type Answer =
  | AnswerOf<'metrics', MetricRow>
  | AnswerOf<'deployments', DeploymentRow>
  | AnswerOf<'changes', ChangeRow>
  | AnswerOf<'incidents', IncidentRow>
  | AnswerOf<'releases', ReleaseRow>
  | AnswerOf<'runs', RunRow>
  | AnswerOf<'items', ItemRow>
  | AnswerOf<'sensitivity', SensitivityRow>
  | AnswerOf<'quality', QualityRow>
  | AnswerOf<'findings', FindingRow>
  | AnswerOf<'experiments', ExperimentRow>;

/** What a query yields while it is worked on; the last one is complete. */
export interface Progress {
  readonly answer: Answer;
  readonly complete: boolean;
  /** Repositories and services of which everything is there, of how many: "12 of 40". */
  readonly done: number;
  readonly total: number;
  readonly problems: readonly Problem[];
  /** What this query has asked of the upstreams so far; each call once, also where other panels shared it. */
  readonly calls: readonly Call[];
  /** Until when an upstream's limit holds back what is missing; null: nothing does. Epoch milliseconds. */
  readonly waitingUntil: Instant | null;
  /** When everything is expected to be there, from the pace so far; null: not known, or complete. Epoch milliseconds. */
  readonly readyAt: Instant | null;
}
