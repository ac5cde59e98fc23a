import { Clock } from './http';

/** Lets so many go on in one turn of the event loop, and the others in the turns after it: a page has more to do. */
export class Turns {
  private room: number;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: Pick<Clock, 'sleep'>,
    private readonly atOnce: number
  ) {
    this.room = atOnce;
  }

  /** Resolves when it is one's turn: those who come first are first. */
  next(): Promise<void> {
    if (this.room === 0) {
      this.room = this.atOnce;
      this.turn = this.turn.then(() => this.clock.sleep(0));
    }
    this.room--;
    return this.turn;
  }
}
