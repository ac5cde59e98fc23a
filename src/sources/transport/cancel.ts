/** What every wait of the transport rejects with once its signal is aborted. */
export function abortError(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}

/** Was this rejection a cancellation, whoever made it? By name alone: a `DOMException` need not be an `Error` of this realm. */
export function isAbortError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw abortError();
  }
}

/**
 * The promise, or an `AbortError` as soon as the signal is aborted: for whoever waits for work that goes on for others.
 */
export function cancellable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(abortError());
    if (signal.aborted) {
      cancel();
      return;
    }
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
