import { Incident, Instant } from '../../events';
import { inParallel } from '../transport';
import { AccountLog, logOf, Said, saidIn } from './accountLog';
import { Api, Asking } from './api';
import { EvidenceKind } from './bookmark';
import { ChangeEvents } from './changeEvents';
import { Losses } from './losses';
import { decodeLogEntry, decodeNote, decodeRelatedChange, Note } from './records';

/** A fault is no reason to ask five times for one incident's notes. */
const attempts = 3;
const incidentsAtOnce = 3;
/** The account's log is looked at for this many incidents or more: looking is a call, too. */
const worthALook = 3;

/**
 * What an incident itself does not say: who acknowledged it first, its notes, and the changes PagerDuty relates to it.
 * Acknowledgements and notes come from the account's log where that takes fewer calls than the log of each incident;
 * notes of an incident are asked for only where its log has a note without its text; related changes only where there
 * can be any.
 */
export class Evidence {
  readonly log: AccountLog;
  readonly losses = new Losses();
  private readonly changeEvents: ChangeEvents;

  /** For one fetch, which began `now`. */
  constructor(
    private readonly api: Api,
    now: Instant
  ) {
    this.log = new AccountLog(api, now);
    this.changeEvents = new ChangeEvents(api, now);
  }

  /** The incidents, complete with what could be read; nothing is asked of those that were merged. Order is not kept. */
  async complete(all: readonly Incident[], asking: Asking): Promise<readonly Incident[]> {
    const incidents = all.filter((one) => one.mergedInto === null);
    if (incidents.length >= worthALook && !this.losses.isDenied('acknowledgements')) {
      const oldest = incidents.reduce((least, { createdAt }) => Math.min(least, createdAt), Number.POSITIVE_INFINITY);
      await this.log.ensure(oldest, incidents.length, asking);
    }
    const related = this.losses.isDenied('changes')
      ? new Set<string>()
      : await this.changeEvents.relevantTo(incidents, asking);
    const completed: Incident[] = all.filter((one) => one.mergedInto !== null);
    const work = inParallel<Incident, Incident>(
      incidents,
      incidentsAtOnce,
      async (incident, hand, signal) =>
        hand(await this.completeOne(incident, related.has(incident.id), { ...asking, signal })),
      asking.signal
    );
    for await (const incident of work) {
      completed.push(incident);
    }
    return completed;
  }

  /**
   * Finds out by one incident whether evidence that was denied may be read by now, where nobody has asked for it yet: what
   * is missing must not go unsaid because nothing has happened since.
   */
  async recheck(kinds: readonly EvidenceKind[], incident: string, asking: Asking): Promise<void> {
    const { losses } = this;
    const readers: Record<EvidenceKind, () => Promise<unknown>> = {
      acknowledgements: () => this.ownLog(incident, asking),
      notes: () => this.notes(incident, asking),
      changes: () => this.changes(incident, asking),
    };
    for (const kind of kinds.filter((one) => !losses.isDenied(one) && !losses.isGranted(one))) {
      await losses.attempt(kind, incident, readers[kind]);
    }
  }

  private async completeOne(incident: Incident, isRelated: boolean, asking: Asking): Promise<Incident> {
    const { id } = incident;
    const said =
      this.log.of(incident) ?? (await this.losses.attempt('acknowledgements', id, () => this.ownLog(id, asking)));
    const notes = said?.notes ?? (await this.losses.attempt('notes', id, () => this.notes(id, asking)));
    if (said !== null) {
      this.losses.grant('acknowledgements');
    }
    if (notes !== null) {
      this.losses.grant('notes');
    }
    const changes = isRelated ? await this.losses.attempt('changes', id, () => this.changes(id, asking)) : null;
    const first = Math.min(...(said?.acknowledged ?? []), incident.acknowledgedAt ?? Number.POSITIVE_INFINITY);
    return {
      ...incident,
      acknowledgedAt: first === Number.POSITIVE_INFINITY ? null : first,
      texts: [...incident.texts, ...(notes ?? [])],
      relatedChanges: changes ?? [],
    };
  }

  private async ownLog(id: string, asking: Asking): Promise<Said> {
    const entries = await this.api.all(logOf(pathOf(id)), { ...asking, purpose: 'log entries of 1 incident' });
    return saidIn(entries.map((entry) => decodeLogEntry(entry, id)));
  }

  private async notes(id: string, asking: Asking): Promise<readonly string[]> {
    const asked = { ...asking, purpose: 'notes of 1 incident' };
    const { notes } = await this.api.get(`${pathOf(id)}/notes`, {}, asked, { attempts });
    const read = Array.isArray(notes) ? notes.map((note) => decodeNote(note, id)).filter((note) => note !== null) : [];
    return [...read].sort(byInstant).map(({ content }) => content);
  }

  private async changes(id: string, asking: Asking): Promise<Incident['relatedChanges']> {
    const asked = { ...asking, purpose: 'related change events of 1 incident' };
    const body = await this.api.get(`${pathOf(id)}/related_change_events`, { limit: 100 }, asked, { attempts });
    const events = body['change_events'];
    return Array.isArray(events) ? events.map((event) => decodeRelatedChange(event, id)) : [];
  }
}

function byInstant(a: Note, b: Note): number {
  return (a.at ?? 0) - (b.at ?? 0);
}

/** Where an incident is found. */
export function pathOf(id: string): string {
  return `incidents/${encodeURIComponent(id)}`;
}
