import { DecodeError, UpstreamError } from '../transport';
import { Problem } from '../types';
import { say, sayCount } from '../../words';
import { EvidenceKind } from './bookmark';
import { evidenceProblem, permissionAdvice } from './problems';

interface Wording {
  readonly permission: string;
  /** It may not be read: `said` is the upstream's reason, `advice` what to do about it. */
  readonly refused: (said: string, advice: string) => string;
  /** It could not be read of some incidents. */
  readonly lost: (count: number, which: string) => string;
}

const wordings: Record<EvidenceKind, Wording> = {
  acknowledgements: {
    permission: 'incidents.read',
    refused: (said, advice) =>
      say(
        'pagerduty.loss.logsRefused',
        'The log entries of incidents cannot be read: {{said}}. {{advice}} The incidents are kept; the time to acknowledge is not known.',
        { said, advice }
      ),
    lost: (count, which) =>
      sayCount(
        'pagerduty.loss.logs',
        {
          one: 'The log entries of 1 incident ({{which}}) could not be read. It is kept; for it the time to acknowledge is not known.',
          other:
            'The log entries of {{count}} incidents ({{which}}) could not be read. They are kept; for them the time to acknowledge is not known.',
        },
        count,
        { which }
      ),
  },
  notes: {
    permission: 'incidents.read',
    refused: (said, advice) =>
      say(
        'pagerduty.loss.notesRefused',
        'The notes of incidents cannot be read: {{said}}. {{advice}} The incidents are kept; deployments named only in a note are not recognised as failed.',
        { said, advice }
      ),
    lost: (count, which) =>
      sayCount(
        'pagerduty.loss.notes',
        {
          one: 'The notes of 1 incident ({{which}}) could not be read. It is kept; for it deployments named only in a note are not recognised as failed.',
          other:
            'The notes of {{count}} incidents ({{which}}) could not be read. They are kept; for them deployments named only in a note are not recognised as failed.',
        },
        count,
        { which }
      ),
  },
  changes: {
    // Unlike the account's list of change events, which takes `change_events.read` (REST reference).
    permission: 'incidents.read',
    refused: (said, advice) =>
      say(
        'pagerduty.loss.changesRefused',
        'The related change events of incidents cannot be read: {{said}}. {{advice}} The incidents are kept; deployments are not recognised as failed by the changes PagerDuty relates to an incident.',
        { said, advice }
      ),
    lost: (count, which) =>
      sayCount(
        'pagerduty.loss.changes',
        {
          one: 'The related change events of 1 incident ({{which}}) could not be read. It is kept; for it deployments are not recognised as failed by the changes PagerDuty relates to an incident.',
          other:
            'The related change events of {{count}} incidents ({{which}}) could not be read. They are kept; for them deployments are not recognised as failed by the changes PagerDuty relates to an incident.',
        },
        count,
        { which }
      ),
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
      const { permission, refused } = wordings[kind];
      const { reason, status } = error.failure;
      sentences.push(refused(reason.replace(/[.\s]+$/, ''), permissionAdvice(status, permission)));
    }
    for (const [kind, incidents] of this.lost) {
      const which = [...incidents].slice(0, 3).join(', ') + (incidents.size > 3 ? ', …' : '');
      sentences.push(wordings[kind].lost(incidents.size, which));
    }
    const message = sentences.join(' ');
    if (message !== this.reportedFor) {
      this.reportedFor = message;
      this.reported = evidenceProblem(this.refusals.size > 0 ? 'forbidden' : 'unavailable', message);
    }
    return this.reported;
  }
}
