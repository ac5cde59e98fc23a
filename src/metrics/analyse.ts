import { Change, Deployment, Events } from '../events';
import {
  compareHits,
  DeploymentFinder,
  FollowedIncidents,
  IncidentLinker,
  LinkedIncident,
  RepairFinding,
  repairsIn,
  reversalsIn,
  ServiceMap,
} from './attribution';
import { AnalysisChoices, withChoices } from './choices';
import {
  chainKey,
  chainsOf,
  changeFactsOf,
  compareDeployments,
  compareTexts,
  contain,
  ContainedChain,
  FinishedDeployment,
  historiesOf,
  History,
  isFinishedSuccess,
  noHistory,
} from './containment';
import { ChangeFact, Delivery, DeploymentFact, Hit, IncidentFact, Ownership, Repair } from './delivery';
import { recognise } from './recognise';

/**
 * What was delivered, what failed, by which rule, and when it was repaired (METRICS.md §1–2). Pure, and independent of
 * the order of the events. O(n log n + commits and changes once per environment).
 */
export function analyse(events: Events, ownership: Ownership, choices: AnalysisChoices = {}): Delivery {
  return new Analysis(events, withChoices(ownership, choices)).delivery();
}

class Analysis {
  private readonly deployments: readonly Deployment[];
  private readonly chains: readonly ContainedChain[];
  private readonly histories: ReadonlyMap<string, History>;
  private readonly changes: ReadonlyMap<Change, ChangeFact>;
  private readonly incidents: readonly IncidentFact[];
  private readonly hits = new Map<Deployment, Hit[]>();
  private readonly repairs = new Map<Deployment, Repair[]>();
  private readonly delivered = new Map<Deployment, ChangeFact[]>();

  constructor(
    events: Events,
    private readonly ownership: Ownership
  ) {
    this.deployments = recognise(events, ownership).sort(compareDeployments);
    this.histories = historiesOf(events, ownership);
    this.chains = chainsOf(this.deployments).map((chain) => ({
      ...chain,
      contents: contain(chain, this.histories.get(chain.repository) ?? noHistory),
    }));
    this.changes = changeFactsOf(this.histories, this.chains, ownership);
    this.collectDelivered();
    this.incidents = this.linkIncidents(events);
    this.findRepairs();
    this.countFailedPipelines();
  }

  delivery(): Delivery {
    const predecessors = this.predecessors();
    return {
      deployments: this.deployments.map((deployment): DeploymentFact => ({
        deployment,
        teams: this.ownership.teamsOfRepository(deployment.repository),
        predecessor: predecessors.get(deployment) ?? null,
        delivered: this.delivered.get(deployment) ?? [],
        hits: (this.hits.get(deployment) ?? []).sort(compareHits),
        repairs: this.repairs.get(deployment) ?? [],
      })),
      changes: [...this.changes.values()],
      incidents: this.incidents,
    };
  }

  /** Oldest merge first; nothing for the first deployment of a chain, because that cannot be known. */
  private collectDelivered(): void {
    for (const { deployments, contents, repository } of this.chains) {
      for (const change of (this.histories.get(repository) ?? noHistory).changes) {
        const landing = contents.landings.get(change);
        const fact = this.changes.get(change);
        if (landing !== undefined && landing.position > 0 && fact !== undefined) {
          push(this.delivered, deployments[landing.position], fact);
        }
      }
    }
  }

  private linkIncidents(events: Events): readonly IncidentFact[] {
    const linker = new IncidentLinker(
      new DeploymentFinder(this.deployments, this.chains, this.changes.values()),
      new ServiceMap(this.deployments.filter(isFinishedSuccess), this.ownership),
      this.ownership,
      new Set([...this.deployments, ...this.changes.keys()].map(({ repository }) => repository))
    );
    const facts = events.incidents
      .flatMap((incident) => linker.factOf(incident) ?? [])
      .sort((a, b) => a.incident.createdAt - b.incident.createdAt || compareTexts(a.incident.id, b.incident.id));
    for (const { incident, link } of facts) {
      if (link !== null) {
        const { deployment, rule, confidence, evidence } = link;
        push(this.hits, deployment, { rule, confidence, evidence, incident, repair: null });
      }
    }
    return facts;
  }

  /** Rules 3 to 5; needs the incidents' links, because the guide's wording of rework asks what a repair follows. */
  private findRepairs(): void {
    const linked = new Map<Deployment, LinkedIncident[]>();
    for (const { incident, link } of this.incidents) {
      if (link !== null) {
        push(linked, link.deployment, { incident, link });
      }
    }
    const reversals = new Map([...this.histories].map(([name, history]) => [name, reversalsIn(history)]));
    for (const chain of this.chains) {
      const { repository, deployments } = chain;
      const followed = new FollowedIncidents(deployments, (deployment) => linked.get(deployment) ?? []);
      const findings = repairsIn(
        chain,
        this.histories.get(repository) ?? noHistory,
        reversals.get(repository) ?? [],
        (position) => this.delivered.get(deployments[position]) ?? [],
        this.ownership
      );
      findings.forEach((finding) => this.record(finding, deployments, followed));
    }
  }

  private record(
    finding: RepairFinding,
    deployments: readonly FinishedDeployment[],
    followed: FollowedIncidents
  ): void {
    const { rule, by, of, confidence, evidence } = finding;
    const repair = deployments[by];
    const repaired = of === null ? null : deployments[of];
    push(this.repairs, repair, { rule, of: repaired, evidence, follows: followed.followedBy(by, of) });
    if (repaired !== null) {
      push(this.hits, repaired, { rule, confidence, evidence, incident: null, repair });
    }
  }

  /** Only where the rules ask for it; the next success of the chain repairs it. */
  private countFailedPipelines(): void {
    const next = new Map<string, Deployment>();
    for (const deployment of [...this.deployments].reverse()) {
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
          evidence: `The pipeline of ${deployment.id} failed before it reached ${deployment.environment}`,
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
    for (const deployment of this.deployments) {
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
