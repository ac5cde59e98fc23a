import { Incident, Instant } from '../../events';
import { Clock, DecodeError, inParallel, UpstreamError } from '../transport';
import { Problem } from '../types';
import { AccountLog, readAccountLog } from './accountLog';
import { Api } from './api';
import { Memory } from './memory';
import { evidenceProblem, permissionAdvice } from './problems';
import { decodeAcknowledgement, decodeNote, decodeRelatedChange } from './records';

/**
 * What an incident itself does not say: who acknowledged it first, its notes, and the changes PagerDuty relates to it.
 * Up to three calls an incident, and fewer where they cannot tell anything:
 * - acknowledgements of many incidents come from the account's log, when that takes fewer calls than asking each;
 * - change events are kept for 90 days, so older incidents are not asked for theirs;
 * - what was read a while ago of an incident that has long been resolved is remembered.
 */

type EvidenceKind = 'acknowledgements' | 'notes' | 'changes';

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
    permission: 'change_events.read',
    effect: 'deployments are not recognised as failed by the changes PagerDuty relates to an incident',
  },
};

const day = 86_400_000;
const changeRetention = 90 * day;
const incidentsAtOnce = 3;
/** A fault is no reason to ask five times for one incident's notes, nor to go on when many fail. */
const attempts = 3;
const mostLosses = 5;

/** Evidence of one fetch: what was refused once is not asked for again, and is reported once. */
export class Evidence {
  private readonly denied = new Map<EvidenceKind, UpstreamError>();
  private readonly lost = new Map<EvidenceKind, Set<string>>();
  private reported: Problem | null = null;
  private reportedFor = '';

  constructor(
    private readonly api: Api,
    private readonly clock: Clock,
    private readonly memory: Memory
  ) {}

  /** The incidents, complete with what could be read. Order is not kept. */
  async complete(incidents: readonly Incident[], signal: AbortSignal): Promise<readonly Incident[]> {
    const now = this.clock.now();
    const remembered = incidents.map((incident) => this.memory.recall(incident, now)).filter((known) => known !== null);
    const known = new Set(remembered.map(({ id }) => id));
    const unknown = incidents.filter(({ id }) => !known.has(id));
    const log = this.denied.has('acknowledgements') ? null : await readAccountLog(this.api, unknown, now, signal);
    const completed: Incident[] = [...remembered];
    const work = inParallel<Incident, Incident>(
      unknown,
      incidentsAtOnce,
      async (incident, hand, inner) => hand(await this.completeOne(incident, log, inner)),
      signal
    );
    for await (const incident of work) {
      completed.push(incident);
    }
    return completed;
  }

  /** What is missing, in one sentence a kind; the same object as long as nothing more goes missing. */
  problem(): Problem | null {
    const sentences: string[] = [];
    for (const [kind, error] of this.denied) {
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
      this.reported = evidenceProblem(this.denied.size > 0 ? 'forbidden' : 'unavailable', message);
    }
    return this.reported;
  }

  private async completeOne(incident: Incident, log: AccountLog | null, signal: AbortSignal): Promise<Incident> {
    const { id } = incident;
    const fromLog = log?.of(incident) ?? null;
    const acknowledged =
      fromLog ?? (await this.attempt('acknowledgements', id, () => this.acknowledgedAt(id, signal))) ?? [];
    const notes = (await this.attempt('notes', id, () => this.notes(id, signal))) ?? [];
    const isRecent = incident.createdAt > this.clock.now() - changeRetention;
    const changes = isRecent ? await this.attempt('changes', id, () => this.changes(id, signal)) : null;
    const first = Math.min(...acknowledged, incident.acknowledgedAt ?? Number.POSITIVE_INFINITY);
    const completed: Incident = {
      ...incident,
      acknowledgedAt: first === Number.POSITIVE_INFINITY ? null : first,
      texts: [...incident.texts, ...notes],
      relatedChanges: changes ?? [],
    };
    const isWhole = this.denied.size === 0 && [...this.lost.values()].every((ids) => !ids.has(id));
    if (isWhole) {
      this.memory.remember(completed, this.clock.now());
    }
    return completed;
  }

  private async acknowledgedAt(id: string, signal: AbortSignal): Promise<readonly Instant[]> {
    const params = { is_overview: true, time_zone: 'UTC' };
    const entries = await this.api.all(`${pathOf(id)}/log_entries`, 'log_entries', params, signal);
    return entries
      .map((entry) => decodeAcknowledgement(entry, id))
      .flatMap((acknowledgement) => (acknowledgement === null ? [] : [acknowledgement.at]));
  }

  private async notes(id: string, signal: AbortSignal): Promise<readonly string[]> {
    const { notes } = await this.api.get(`${pathOf(id)}/notes`, {}, signal, attempts);
    return Array.isArray(notes) ? notes.map((note) => decodeNote(note, id)).filter((note) => note !== null) : [];
  }

  private async changes(id: string, signal: AbortSignal): Promise<Incident['relatedChanges']> {
    const body = await this.api.get(`${pathOf(id)}/related_change_events`, { limit: 100 }, signal, attempts);
    const events = body['change_events'];
    return Array.isArray(events) ? events.map((event) => decodeRelatedChange(event, id)) : [];
  }

  /** The answer, or null where it is missing; throws what concerns more than this evidence. */
  private async attempt<Answer>(
    kind: EvidenceKind,
    incident: string,
    read: () => Promise<Answer>
  ): Promise<Answer | null> {
    if (this.denied.has(kind)) {
      return null;
    }
    try {
      return await read();
    } catch (error) {
      if (error instanceof UpstreamError && error.failure.kind === 'forbidden') {
        this.denied.set(kind, error);
        return null;
      }
      const isGone = error instanceof UpstreamError && error.failure.kind === 'notFound';
      const isFault = error instanceof UpstreamError && ['unavailable', 'badAnswer'].includes(error.failure.kind);
      if (!(isGone || isFault || error instanceof DecodeError)) {
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
}

function pathOf(id: string): string {
  return `incidents/${encodeURIComponent(id)}`;
}
