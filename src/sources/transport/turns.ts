import { Clock } from './http';

/** Lets so many go on in one turn of the event loop, and the others in the turns after it: a page has more to do. */
export class Turns {
  private room: number;
  private turn: Promise<void> = Promise.resolve();
  private isAwaited = false;

  constructor(
    private readonly clock: Pick<Clock, 'sleep'>,
    private readonly atOnce: number
  ) {
    this.room = atOnce;
  }

  /** Is there anybody whose turn has yet to come? */
  get isUnderWay(): boolean {
    return this.isAwaited;
  }

  /** Resolves when it is one's turn: those who come first are first. */
  next(): Promise<void> {
    if (this.room === 0) {
      this.room = this.atOnce;
      this.begin();
    }
    this.room--;
    return this.turn;
  }

  /** Resolves when the last of those who wait now goes on. */
  last(): Promise<void> {
    return this.turn;
  }

  private begin(): void {
    const turn = this.turn.then(() => this.clock.sleep(0));
    this.turn = turn;
    this.isAwaited = true;
    void turn.then(() => {
      this.isAwaited = this.turn !== turn;
    });
  }
}
