import { Observable } from 'rxjs';

/** An asynchronous iteration as a stream. Whoever unsubscribes cancels it; a cancelled one ends silently. */
export function streamOf<Item>(start: (signal: AbortSignal) => AsyncIterable<Item>): Observable<Item> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const pump = async () => {
      for await (const item of start(controller.signal)) {
        if (controller.signal.aborted) {
          return;
        }
        subscriber.next(item);
      }
      subscriber.complete();
    };
    pump().catch((error: unknown) => {
      if (!controller.signal.aborted) {
        subscriber.error(error);
      }
    });
    return () => controller.abort();
  });
}
