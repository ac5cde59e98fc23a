import { Session } from './session';

/** Those who wait at the moment, and for which streams. */
export class Audience {
  private readonly present = new Set<Session>();
  private readonly byStream = new Map<string, Set<Session>>();

  enter(session: Session, keys: readonly string[]): void {
    this.present.add(session);
    for (const key of keys) {
      this.byStream.set(key, (this.byStream.get(key) ?? new Set()).add(session));
    }
  }

  exit(session: Session, keys: readonly string[]): void {
    session.leaveAll();
    this.present.delete(session);
    for (const key of keys) {
      const others = this.byStream.get(key);
      if (others?.delete(session) === true && others.size === 0) {
        this.byStream.delete(key);
      }
    }
    if (!this.isWaiting) {
      [...this.present].filter(({ isBackground }) => isBackground).forEach((other) => other.tell(true));
    }
  }

  /** Who has come for a stream. */
  of(key: string): Iterable<Session> {
    return this.byStream.get(key) ?? [];
  }

  has(key: string): boolean {
    return this.byStream.has(key);
  }

  /** Is there anything that somebody other than the background still waits for? */
  get isWaiting(): boolean {
    return [...this.present].some((session) => !session.isBackground && !session.isSettled);
  }
}
