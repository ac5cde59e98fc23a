import { Change, contains, Deployment, Incident, Instant, Interval } from '../events';
import { Attribution, IncidentOverride, Rules } from './rules';

/**
 * What `analyse` works out of the events: for every production deployment what it delivered, whether it failed, by
 * which rule, and when that was repaired. Every metric and every list is read off these facts.
 */

/** Who owns what, and which rules hold where. Resolved from settings and directory by `query/`. */
export interface Ownership {
  rulesOf(repository: string): Rules;
  /** Teams of a repository in the settings' order; empty: nobody's. */
  teamsOfRepository(repository: string): readonly string[];
  teamsOfService(service: string | null, serviceId: string | null): readonly string[];
  /**
   * Repositories an incident on this service may be laid at the door of; null: the settings say nothing about the
   * service, then the events' own names decide (`Deployment.service`, or the repository's short name).
   */
  repositoriesOfService(service: string | null, serviceId: string | null): readonly string[] | null;
  /** Null or absent: not known, then a merge into any branch may have reached production. */
  defaultBranchOf?(repository: string): string | null;
}

export type AttributionRule =
  'stated' | 'relatedChange' | 'rollback' | 'revert' | 'hotfix' | 'proximity' | 'pipeline' | 'override';
export type Confidence = 'certain' | 'high' | 'medium' | 'low';

/** One reason to call a deployment failed. */
export interface Hit {
  readonly rule: AttributionRule;
  readonly confidence: Confidence;
  /** A sentence with the names a person can check: `Incident P12 names 1f3c9ab in its notes`. */
  readonly evidence: string;
  /** The incident behind it; null for rollback, revert, hotfix, pipeline. */
  readonly incident: Incident | null;
  /** The deployment that repaired it; null for incidents. */
  readonly repair: Deployment | null;
}

export interface DeploymentFact {
  readonly deployment: Deployment;
  readonly teams: readonly string[];
  /** The successful deployment before it in the same repository and environment. */
  readonly predecessor: Deployment | null;
  /** Changes whose first production deployment (in this environment) this is. Empty for a first deployment. */
  readonly delivered: readonly ChangeFact[];
  /** Strongest first; all rules, whatever the attribution (`failureOf` filters). */
  readonly hits: readonly Hit[];
  /** Rollback, revert or hotfix: the rules that call it a repair; empty for planned work. */
  readonly repairs: readonly Repair[];
}

/** This deployment repaired another. */
export interface Repair {
  readonly rule: 'rollback' | 'revert' | 'hotfix';
  /** Null: a revert whose original was deployed before anything that was fetched; it is rework all the same. */
  readonly of: Deployment | null;
  readonly evidence: string;
  /**
   * An incident that is linked to what it repaired, or to anything deployed between the two, and began before this one
   * finished: by any rule, and without proximity. Null: there is none.
   */
  readonly follows: { readonly inclusive: Incident | null; readonly strict: Incident | null };
}

export type NoLeadTime = 'firstDeployment' | 'notDeployed' | 'noStart';

export interface ChangeFact {
  readonly change: Change;
  readonly teams: readonly string[];
  /** First successful production deployment that contains it, over all production environments. */
  readonly deployment: Deployment | null;
  /** Seconds, never negative; null with a reason. */
  readonly leadTime: number | null;
  readonly reason: NoLeadTime | null;
  /** Decided by time because the commit graph did not reach. */
  readonly approximate: boolean;
}

/**
 * When a change reached production; null: it has not. It does not stand in the fact: an instant of its own for each change
 * is an object more.
 */
export function deployedAt({ deployment }: ChangeFact): Instant | null {
  return deployment?.finishedAt ?? null;
}

export function wasDeployedIn(interval: Interval, fact: ChangeFact): boolean {
  const at = deployedAt(fact);
  return at !== null && contains(interval, at);
}

export interface IncidentFact {
  readonly incident: Incident;
  readonly teams: readonly string[];
  /** Strongest link; null: not change-related. `failureOf` in strict ignores a link by proximity. */
  readonly link: {
    readonly deployment: Deployment;
    readonly rule: AttributionRule;
    readonly confidence: Confidence;
    readonly evidence: string;
  } | null;
  /** Why it is not change-related, and what came nearest to being its cause; null exactly where there is a link. */
  readonly unlinked: NotLinked | null;
}

/** Why no deployment is to blame for an incident: what the last rule that could have told says. */
export type NotLinked =
  /** A person ruled that none is. */
  | { readonly code: 'ruled'; readonly override: IncidentOverride }
  /** A person ruled on a deployment that is not known, or no longer. */
  | { readonly code: 'unknownDeployment'; readonly override: IncidentOverride }
  /** It names none, and neither the settings nor the events say which repositories its service may concern. */
  | { readonly code: 'noRepository'; readonly service: string | null }
  /** It names none, and these have no successful production deployment before it. */
  | { readonly code: 'noDeployment'; readonly repositories: readonly string[] }
  /** It names none, and the latest deployment before it had finished too long ago. `elapsed`: milliseconds. */
  | {
      readonly code: 'outsideWindow';
      readonly deployment: Deployment;
      readonly elapsed: number;
      readonly windowHours: number;
    };

export interface Delivery {
  /** Production deployments of every status, oldest `finishedAt ?? createdAt` first. */
  readonly deployments: readonly DeploymentFact[];
  readonly changes: readonly ChangeFact[];
  /** After the rules' urgency and priority filters. */
  readonly incidents: readonly IncidentFact[];
}

/** What the viewer sees of a deployment's failing under one attribution. */
export interface Failure {
  /** The strongest hit of the attribution. */
  readonly hit: Hit;
  readonly hits: readonly Hit[];
  readonly recoveredAt: Instant | null;
  /** Seconds; null while open. */
  readonly recoveryTime: number | null;
}

/** Signature of `failureOf(fact, attribution, rules)`; null: not failed. */
export type FailureOf = (fact: DeploymentFact, attribution: Attribution, rules: Rules) => Failure | null;
