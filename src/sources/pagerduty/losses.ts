import { DecodeError, UpstreamError } from '../transport';
import { Problem } from '../types';
import { EvidenceKind } from './bookmark';
import { evidenceProblem, permissionAdvice } from './problems';

interface Wording {
  readonly name: string;
  readonly permission: string;
  readonly effect: string;
}

const wordings: Record<EvidenceKind, Wording> = {
  acknowledgements: {
    name: 'log entries',
    permission: 'incidents.read',
    effect: 'the time to acknowledge is not known',
  },
  notes: {
    name: 'notes',
    permission: 'incidents.read',
    effect: 'deployments named only in a note are not recognised as failed',
  },
  changes: {
    name: 'related change events',
    // Unlike the account's list of change events, which takes `change_events.read` (REST reference).
    permission: 'incidents.read',
    effect: 'deployments are not recognised as failed by the changes PagerDuty relates to an incident',
  },
};

/** When many incidents fail, it is not about them. */
const mostLosses = 5;

/** Evidence that could not be read: what was refused once is not asked for again, and is said once. */
export class Losses {
  private readonly refusals = new Map<EvidenceKind, UpstreamError>();
  private readonly lost = new Map<EvidenceKind, Set<string>>();
  private readonly granted = new Set<EvidenceKind>();
  private reported: Problem | null = null;
  private reportedFor = '';

  /** The answer, or null where it is missing; throws what concerns more than this evidence. */
  async attempt<Answer>(kind: EvidenceKind, incident: string, read: () => Promise<Answer>): Promise<Answer | null> {
    if (this.refusals.has(kind)) {
      return null;
    }
    try {
      const answer = await read();
      this.granted.add(kind);
      return answer;
    } catch (error) {
      const kindOf = error instanceof UpstreamError ? error.failure.kind : null;
      if (error instanceof UpstreamError && kindOf === 'forbidden') {
        this.refusals.set(kind, error);
        return null;
      }
      const isFault = kindOf === 'unavailable' || kindOf === 'badAnswer';
      if (!(isFault || kindOf === 'notFound' || kindOf === 'truncated' || error instanceof DecodeError)) {
        throw error;
      }
      const lost = this.lost.get(kind) ?? new Set();
      this.lost.set(kind, lost.add(incident));
      if (isFault && lost.size > mostLosses) {
        throw error;
      }
      return null;
    }
  }

  /** It was read by another way. */
  grant(kind: EvidenceKind): void {
    this.granted.add(kind);
  }

  isDenied(kind: EvidenceKind): boolean {
    return this.refusals.has(kind);
  }

  /** Has it been read, at least once? */
  isGranted(kind: EvidenceKind): boolean {
    return this.granted.has(kind) && !this.refusals.has(kind);
  }

  /** Is any evidence of this incident missing for a fault, which may pass? */
  isOwed(incident: string): boolean {
    return [...this.lost.values()].some((incidents) => incidents.has(incident));
  }

  /** What is missing, in one sentence a kind; the same object as long as nothing more goes missing. */
  problem(): Problem | null {
    const sentences: string[] = [];
    for (const [kind, error] of this.refusals) {
      const { name, permission, effect } = wordings[kind];
      const { reason, status } = error.failure;
      const said = reason.replace(/[.\s]+$/, '');
      sentences.push(
        `The ${name} of incidents cannot be read: ${said}. ${permissionAdvice(status, permission)} The incidents are kept; ${effect}.`
      );
    }
    for (const [kind, incidents] of this.lost) {
      const { name, effect } = wordings[kind];
      const which = [...incidents].slice(0, 3).join(', ') + (incidents.size > 3 ? ', …' : '');
      const [count, kept] =
        incidents.size === 1
          ? ['1 incident', 'It is kept; for it']
          : [`${incidents.size} incidents`, 'They are kept; for them'];
      sentences.push(`The ${name} of ${count} (${which}) could not be read. ${kept} ${effect}.`);
    }
    const message = sentences.join(' ');
    if (message !== this.reportedFor) {
      this.reportedFor = message;
      this.reported = evidenceProblem(this.refusals.size > 0 ? 'forbidden' : 'unavailable', message);
    }
    return this.reported;
  }
}
