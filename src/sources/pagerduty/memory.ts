import { Incident, Instant } from '../../events';

interface Memento {
  readonly incident: Incident;
  readonly at: Instant;
}

const minute = 60_000;
const day = 1440 * minute;

/**
 * Incidents that were read to the end. The store asks again for everything since the oldest open incident, each
 * minute; reading the notes of hundreds of resolved ones again would use up the rate limit for nothing.
 */
export class Memory {
  private readonly mementos = new Map<string, Memento>();

  remember(incident: Incident, now: Instant): void {
    this.mementos.set(incident.id, { incident, at: now });
  }

  /** Has it been completed before? Then it need not be shown incomplete in between. */
  has(id: string): boolean {
    return this.mementos.has(id);
  }

  /**
   * The incident as it is now with what was read of it before; null where that may be outdated: while it is open or
   * after its resolution changed, a minute after reading one resolved within a day, an hour after reading any other.
   */
  recall(incident: Incident, now: Instant): Incident | null {
    const memento = this.mementos.get(incident.id);
    if (memento === undefined || incident.resolvedAt === null || incident.resolvedAt !== memento.incident.resolvedAt) {
      return null;
    }
    const lasting = now - incident.resolvedAt > day ? 60 * minute : minute;
    const { acknowledgedAt, texts, relatedChanges } = memento.incident;
    return now - memento.at < lasting ? { ...incident, acknowledgedAt, texts, relatedChanges } : null;
  }
}
