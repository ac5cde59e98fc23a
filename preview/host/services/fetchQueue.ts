import { Observable } from 'rxjs';

/** Grafana sends at most five data requests at once over HTTP/1.1, for all panels together. */
export class FetchQueue {
  private readonly waiting: Array<() => void> = [];
  private running = 0;

  constructor(private readonly slots = 5) {}

  /** Runs the work when a slot is free; who unsubscribes before that is never run, and after it frees the slot. */
  queued<Answer>(work: Observable<Answer>): Observable<Answer> {
    return new Observable<Answer>((subscriber) => {
      let started = false;
      let released = false;
      const release = () => {
        if (started && !released) {
          released = true;
          this.running -= 1;
          this.next();
        }
      };
      const start = () => {
        started = true;
        this.running += 1;
        subscriber.add(work.subscribe(subscriber));
      };
      this.waiting.push(start);
      subscriber.add(() => {
        const place = this.waiting.indexOf(start);
        if (place >= 0) {
          this.waiting.splice(place, 1);
        }
        release();
      });
      this.next();
    });
  }

  private next(): void {
    while (this.running < this.slots) {
      const start = this.waiting.shift();
      if (start === undefined) {
        return;
      }
      start();
    }
  }
}
