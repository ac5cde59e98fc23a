import { Observable, Subject } from 'rxjs';
import { FetchQueue } from './fetchQueue';

describe('FetchQueue', () => {
  function works(count: number) {
    const started: number[] = [];
    const cancelled: number[] = [];
    const ends = Array.from({ length: count }, () => new Subject<never>());
    const all = ends.map(
      (end, index) =>
        new Observable<never>((subscriber) => {
          started.push(index);
          const running = end.subscribe(subscriber);
          return () => {
            cancelled.push(index);
            running.unsubscribe();
          };
        })
    );
    return { started, cancelled, ends, all };
  }

  it('runs five at once and the next when one ends', () => {
    const { started, ends, all } = works(7);
    const queue = new FetchQueue();
    all.forEach((work) => queue.queued(work).subscribe());
    expect(started).toEqual([0, 1, 2, 3, 4]);
    ends[2].complete();
    expect(started).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('never runs what nobody waits for any more, and gives a cancelled place to the next', () => {
    const { started, cancelled, all } = works(4);
    const queue = new FetchQueue(1);
    const subscriptions = all.map((work) => queue.queued(work).subscribe());
    subscriptions[1].unsubscribe();
    subscriptions[0].unsubscribe();
    expect([started, cancelled]).toEqual([[0, 2], [0]]);
  });

  it('frees the place of a failure', () => {
    const { started, ends, all } = works(2);
    const queue = new FetchQueue(1);
    all.forEach((work) => queue.queued(work).subscribe({ error: () => undefined }));
    ends[0].error(new Error('no'));
    expect(started).toEqual([0, 1]);
  });
});
