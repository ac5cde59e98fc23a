import { Instant } from '../events';
import { DeploymentState } from './answers';

/** The chain from changes over deployments and incidents to repairs, as nodes and edges. */
export interface DeliveryGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

interface NodeOf<Kind extends string> {
  readonly kind: Kind;
  /** Unique in the graph. */
  readonly id: string;
  readonly repository: string | null;
  readonly at: Instant;
  readonly url: string | null;
}

/** All changes that one deployment was the first to bring to production. */
export interface ChangesNode extends NodeOf<'changes'> {
  readonly n: number;
  /** Numbers or short shas, oldest merge first; at most ten. */
  readonly names: readonly string[];
  /** Seconds; null where none of them has a lead time. */
  readonly medianLeadTime: number | null;
}

export interface DeploymentNode extends NodeOf<'deployment'> {
  readonly repository: string;
  readonly environment: string;
  readonly sha: string;
  readonly state: DeploymentState;
  /** Seconds; null: it did not fail, or is not recovered from. */
  readonly recoveryTime: number | null;
}

export interface IncidentNode extends NodeOf<'incident'> {
  readonly title: string;
  readonly service: string | null;
  /** Seconds; null while open. */
  readonly timeToRestore: number | null;
}

export type GraphNode = ChangesNode | DeploymentNode | IncidentNode;

/** `delivers`: changes to deployment. `fails`: deployment to incident. `repairs`: what went wrong to its repair. */
export interface GraphEdge {
  readonly kind: 'delivers' | 'fails' | 'repairs';
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** How many changes; 1 for the others. */
  readonly n: number;
  /** Seconds: median lead time of the changes, from the failed deployment to the incident, or to its repair. */
  readonly seconds: number | null;
  readonly rule: string | null;
  readonly confidence: string | null;
  readonly evidence: string | null;
}
