import { Change, Deployment } from '../../events';
import { compareHits, FollowedIncidents, LinkedIncident } from '../attribution';
import { chainKey, changeFactOf, isFinishedSuccess } from '../containment';
import { ChangeFact, Delivery, DeploymentFact, Hit, IncidentFact, Ownership, Repair } from '../delivery';
import { say } from '../../words';
import { AnalysedChain, RepositoryAnalysis } from './repositoryAnalysis';

/** Every change of a repository with its first production deployment, in order. O(changes). */
export function changeFactsOf(
  { changes, arrivals }: RepositoryAnalysis,
  ownership: Ownership
): ReadonlyMap<Change, ChangeFact> {
  return new Map(changes.map((change) => [change, changeFactOf(change, arrivals.get(change) ?? null, ownership)]));
}

/** An incident that was laid at the door of a deployment. */
export type Blamed = IncidentFact & { readonly link: NonNullable<IncidentFact['link']> };

/**
 * What was delivered by one repository, what failed and what repaired it. `blamed`: the incidents laid at the door of its
 * deployments, in order. No incidents are in the result: they may concern several repositories.
 */
export function deliveryOfRepository(
  analysis: RepositoryAnalysis,
  facts: ReadonlyMap<Change, ChangeFact>,
  blamed: readonly Blamed[],
  ownership: Ownership
): Delivery {
  return new RepositoryDelivery(analysis, facts, blamed, ownership).delivery();
}

/** One for all: most deployments have no hits and no repairs. */
const nothing: readonly never[] = [];

class RepositoryDelivery {
  private readonly hits = new Map<Deployment, Hit[]>();
  private readonly repairs = new Map<Deployment, Repair[]>();

  constructor(
    private readonly analysis: RepositoryAnalysis,
    private readonly facts: ReadonlyMap<Change, ChangeFact>,
    private readonly blamed: readonly Blamed[],
    private readonly ownership: Ownership
  ) {
    this.blame();
    analysis.chains.forEach((chain) => this.findRepairs(chain));
    this.countFailedPipelines();
  }

  delivery(): Delivery {
    const { repository, deployments, delivered } = this.analysis;
    const predecessors = this.predecessors();
    const teams = this.ownership.teamsOfRepository(repository);
    return {
      deployments: deployments.map((deployment): DeploymentFact => ({
        deployment,
        teams,
        predecessor: predecessors.get(deployment) ?? null,
        delivered: delivered.get(deployment)?.flatMap((change) => this.facts.get(change) ?? []) ?? nothing,
        hits: this.hits.get(deployment)?.sort(compareHits) ?? nothing,
        repairs: this.repairs.get(deployment) ?? nothing,
      })),
      changes: [...this.facts.values()],
      incidents: [],
    };
  }

  private blame(): void {
    for (const { incident, link } of this.blamed) {
      const { deployment, rule, confidence, evidence } = link;
      push(this.hits, deployment, { rule, confidence, evidence, incident, repair: null });
    }
  }

  /** Rules 3 to 5; needs the incidents' links, because the guide's wording of rework asks what a repair follows. */
  private findRepairs({ deployments, findings }: AnalysedChain): void {
    if (findings.length === 0) {
      return;
    }
    const linked = new Map<Deployment, LinkedIncident[]>();
    for (const { incident, link } of this.blamed) {
      push(linked, link.deployment, { incident, link });
    }
    const followed = new FollowedIncidents(deployments, (deployment) => linked.get(deployment) ?? []);
    for (const { rule, by, of, confidence, evidence } of findings) {
      const repair = deployments[by];
      const repaired = of === null ? null : deployments[of];
      push(this.repairs, repair, { rule, of: repaired, evidence, follows: followed.followedBy(by, of) });
      if (repaired !== null) {
        push(this.hits, repaired, { rule, confidence, evidence, incident: null, repair });
      }
    }
  }

  /** Only where the rules ask for it; the next success of the chain repairs it. */
  private countFailedPipelines(): void {
    const next = new Map<string, Deployment>();
    for (const deployment of [...this.analysis.deployments].reverse()) {
      const key = chainKey(deployment);
      if (isFinishedSuccess(deployment)) {
        next.set(key, deployment);
      } else if (
        deployment.status === 'failure' &&
        this.ownership.rulesOf(deployment.repository).countFailedPipelines
      ) {
        push(this.hits, deployment, {
          rule: 'pipeline',
          confidence: 'certain',
          evidence: say(
            'evidence.thePipelineOfFailedBefore',
            'The pipeline of {{id}} failed before it reached {{environment}}',
            { id: deployment.id, environment: deployment.environment }
          ),
          incident: null,
          repair: next.get(key) ?? null,
        });
      }
    }
  }

  /** The successful deployment before each, whatever its own status. */
  private predecessors(): ReadonlyMap<Deployment, Deployment> {
    const latest = new Map<string, Deployment>();
    const predecessors = new Map<Deployment, Deployment>();
    for (const deployment of this.analysis.deployments) {
      const key = chainKey(deployment);
      const predecessor = latest.get(key);
      if (predecessor !== undefined) {
        predecessors.set(deployment, predecessor);
      }
      if (isFinishedSuccess(deployment)) {
        latest.set(key, deployment);
      }
    }
    return predecessors;
  }
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = lists.get(key);
  if (known === undefined) {
    lists.set(key, [value]);
  } else {
    known.push(value);
  }
}
