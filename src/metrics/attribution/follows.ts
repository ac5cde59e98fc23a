import { FinishedDeployment } from '../containment';
import { Repair } from '../delivery';
import { IncidentLink } from './incidents';
import { Incident } from '../../events';

export interface LinkedIncident {
  readonly incident: Incident;
  readonly link: IncidentLink;
}

/**
 * For one chain: which incident a repair follows. Looked for on what it repaired and on everything deployed between the
 * two, because an incident is often linked to the last deployment while the cause was an earlier one.
 */
export class FollowedIncidents {
  private readonly linked: ReadonlyArray<LinkedIncident & { readonly position: number }>;

  constructor(
    private readonly deployments: readonly FinishedDeployment[],
    linkedTo: (deployment: FinishedDeployment) => readonly LinkedIncident[]
  ) {
    this.linked = deployments.flatMap((deployment, position) =>
      linkedTo(deployment).map((linked) => ({ ...linked, position }))
    );
  }

  /** `of` null: what was repaired is not known, then the immediate predecessor stands for it. */
  followedBy(by: number, of: number | null): Repair['follows'] {
    const end = this.deployments[by].finishedAt;
    let inclusive: Incident | null = null;
    for (let index = this.indexFrom(of ?? by - 1); index < this.linked.length; index++) {
      const { position, incident, link } = this.linked[index];
      if (position >= by) {
        break;
      }
      if (incident.createdAt <= end) {
        inclusive ??= incident;
        if (link.rule !== 'proximity') {
          return { inclusive, strict: incident };
        }
      }
    }
    return { inclusive, strict: null };
  }

  private indexFrom(position: number): number {
    let low = 0;
    let high = this.linked.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.linked[middle].position < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
