/** `scheduler.yield`, where a browser has it, puts what goes on before what comes new. */
interface PageScheduler {
  readonly yield?: () => Promise<void>;
}
declare const scheduler: PageScheduler | undefined;

/**
 * The next turn of the event loop: by the page's scheduler, by `setImmediate` (Node), by a message (unlike a timer it is
 * not held back to 4 ms after a few), or by a timer.
 */
export function nextTurn(): Promise<void> {
  if (typeof scheduler !== 'undefined' && scheduler.yield !== undefined) {
    return scheduler.yield();
  }
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
    } else if (typeof MessageChannel === 'function') {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    } else {
      setTimeout(resolve, 0);
    }
  });
}
