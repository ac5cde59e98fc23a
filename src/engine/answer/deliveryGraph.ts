import { Deployment, Incident } from '../../events';
import { Delivery, DeploymentFact, Failure, failureOf, isRework, median, Slices, sortedBy } from '../../metrics';
import { DeploymentsQuery } from '../../query';
import { ChangesNode, DeliveryGraph, DeploymentNode, GraphEdge, GraphNode, IncidentNode } from '../graph';
import { ListContext, wantedDeployments } from './lists';

/** More would be a hairball: each brings its changes, incidents and repairs along. */
export const mostDeployments = 30;

const mostNames = 10;

/**
 * The newest deployments of the query with what they delivered, what they are blamed for and what repaired them, and what
 * they repaired themselves. `leftOut`: deployments that are older than those shown. A part is a step.
 */
export function* deliveryGraph(
  parts: readonly Delivery[],
  query: DeploymentsQuery,
  context: ListContext
): Slices<DeliveryGraph & { readonly leftOut: number }> {
  const facts = new Map<Deployment, DeploymentFact>();
  const wanted: DeploymentFact[] = [];
  for (const part of parts) {
    part.deployments.forEach((fact) => facts.set(fact.deployment, fact));
    wanted.push(...wantedDeployments(part, query, context).map(({ fact }) => fact));
    yield;
  }
  const newestFirst = yield* sortedBy(wanted, (a, b) => finishOf(b) - finishOf(a) || (idOf(a) < idOf(b) ? -1 : 1));
  const drawing = new Drawing(facts, context);
  newestFirst.slice(0, mostDeployments).forEach((fact) => drawing.add(fact));
  return { ...drawing.graph(), leftOut: Math.max(0, newestFirst.length - mostDeployments) };
}

class Drawing {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();

  constructor(
    private readonly facts: ReadonlyMap<Deployment, DeploymentFact>,
    private readonly context: ListContext
  ) {}

  graph(): DeliveryGraph {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()] };
  }

  /** A deployment with all that hangs on it; of what it repaired, the failure too. */
  add(fact: DeploymentFact): void {
    this.drawFailing(fact);
    for (const { of } of fact.repairs) {
      const repaired = of === null ? undefined : this.facts.get(of);
      if (repaired !== undefined) {
        this.drawFailing(repaired);
      }
    }
  }

  private drawFailing(fact: DeploymentFact): void {
    const node = this.deploymentNode(fact);
    this.drawChanges(fact, node);
    const failure = this.failureOf(fact);
    for (const hit of failure?.hits ?? []) {
      if (hit.incident !== null) {
        const seconds = Math.max(0, hit.incident.createdAt - finishOf(fact)) / 1000;
        this.connect('fails', node, this.incidentNode(hit.incident), { ...hit, seconds });
      }
    }
    for (const hit of failure?.hits ?? []) {
      const repair = hit.repair === null ? undefined : this.facts.get(hit.repair);
      if (repair !== undefined) {
        const seconds = (finishOf(repair) - finishOf(fact)) / 1000;
        this.connect('repairs', this.sourceOf(fact, repair, node), this.deploymentNode(repair), { ...hit, seconds });
      }
    }
  }

  /** A repair that followed an incident hangs on it, any other on what it repaired. */
  private sourceOf(failed: DeploymentFact, repair: DeploymentFact, node: GraphNode): GraphNode {
    const { follows } = repair.repairs.find(({ of }) => of === failed.deployment) ?? { follows: null };
    const incident = follows?.[this.context.attribution] ?? null;
    return (incident === null ? undefined : this.nodes.get(incidentId(incident))) ?? node;
  }

  private drawChanges({ delivered }: DeploymentFact, deployment: DeploymentNode): void {
    if (delivered.length === 0) {
      return;
    }
    const medianLeadTime = median(delivered.flatMap(({ leadTime }) => leadTime ?? []));
    const node = this.node<ChangesNode>({
      kind: 'changes',
      id: `changes of ${deployment.id}`,
      repository: deployment.repository,
      at: Math.max(...delivered.map(({ change }) => change.mergedAt)),
      url: delivered.length === 1 ? delivered[0].change.url : null,
      n: delivered.length,
      names: delivered
        .slice(0, mostNames)
        .map(({ change }) => (change.number === null ? change.id.slice(0, 7) : `#${change.number}`)),
      medianLeadTime,
    });
    const nothing = { rule: null, confidence: null, evidence: null };
    this.connect('delivers', node, deployment, { ...nothing, seconds: medianLeadTime }, delivered.length);
  }

  private deploymentNode(fact: DeploymentFact): DeploymentNode {
    const { id, repository, environment, sha, url } = fact.deployment;
    const failure = this.failureOf(fact);
    const { reworkWording } = this.context.ownership.rulesOf(repository);
    const isRepair = isRework(fact, reworkWording, this.context.attribution);
    return this.node<DeploymentNode>({
      kind: 'deployment',
      id: `deployment ${repository} ${id}`,
      repository,
      at: finishOf(fact),
      url,
      environment,
      sha,
      state: failure !== null ? 'failed' : isRepair ? 'rework' : 'good',
      recoveryTime: failure?.recoveryTime ?? null,
    });
  }

  private incidentNode(incident: Incident): IncidentNode {
    const { title, repository, service, createdAt, resolvedAt, url } = incident;
    return this.node<IncidentNode>({
      kind: 'incident',
      id: incidentId(incident),
      repository,
      at: createdAt,
      url,
      title,
      service,
      timeToRestore: resolvedAt === null ? null : Math.max(0, resolvedAt - createdAt) / 1000,
    });
  }

  private node<Node extends GraphNode>(node: Node): Node {
    if (!this.nodes.has(node.id)) {
      this.nodes.set(node.id, node);
    }
    return node;
  }

  /** Of several reasons the first one, which is the strongest. */
  private connect(
    kind: GraphEdge['kind'],
    source: GraphNode,
    target: GraphNode,
    { rule, confidence, evidence, seconds }: Pick<GraphEdge, 'rule' | 'confidence' | 'evidence' | 'seconds'>,
    n = 1
  ): void {
    const id = `${source.id} → ${target.id}`;
    if (!this.edges.has(id)) {
      this.edges.set(id, { kind, id, source: source.id, target: target.id, n, seconds, rule, confidence, evidence });
    }
  }

  private failureOf(fact: DeploymentFact): Failure | null {
    return failureOf(fact, this.context.attribution, this.context.ownership.rulesOf(fact.deployment.repository));
  }
}

function incidentId({ id, repository }: Incident): string {
  return `incident ${repository ?? ''} ${id}`;
}

function finishOf({ deployment }: DeploymentFact): number {
  return deployment.finishedAt ?? deployment.createdAt;
}

function idOf({ deployment }: DeploymentFact): string {
  return `${deployment.repository} ${deployment.id}`;
}
