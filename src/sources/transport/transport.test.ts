import { HttpClient, HttpRequest, HttpResponse, NetworkError } from './http';
import { abortError } from './cancel';
import { UpstreamError } from './failure';
import { simulatedClock } from './testing/simulatedClock';
import { backOff, createTransport, TransportOptions } from './transport';

const request: HttpRequest = { upstream: 'github/rest', method: 'GET', path: 'x' };
const good: HttpResponse = { status: 200, headers: {}, body: { fine: true } };
const page: HttpResponse = { status: 200, headers: {}, body: '<!DOCTYPE html><html>Sign in</html>' };
const start = Date.parse('2026-01-01T00:00:00Z');

function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpResponse {
  return { status, body, headers };
}

function sending(answers: ReadonlyArray<HttpResponse | Error>, options: Partial<TransportOptions> = {}) {
  const clock = simulatedClock(start);
  let calls = 0;
  const client: HttpClient = async () => {
    const next = answers[Math.min(calls++, answers.length - 1)];
    if (next instanceof Error) {
      throw next;
    }
    return next;
  };
  const transport = createTransport({ client, clock, ...options });
  return { transport, clock, slept: clock.slept, calls: () => calls };
}

async function failing(promise: Promise<unknown>): Promise<UpstreamError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason
  );
  if (!(error instanceof UpstreamError)) {
    throw new Error(`expected an UpstreamError, got ${String(error)}`);
  }
  return error;
}

describe('send', () => {
  test.each<[string, HttpResponse | Error]>([
    ['502', answer(502, '<html>nginx</html>')],
    ['503', answer(503)],
    ['504', answer(504, { message: "We couldn't respond to your request in time" })],
    ['no network', new NetworkError('connection reset')],
    ['an HTML page with status 200', page],
  ])('tries again after %s, one and two seconds halved by the jitter', async (_, trouble) => {
    const { transport, slept, calls } = sending([trouble, trouble, good]);
    await expect(transport.send(request, {})).resolves.toBe(good);
    expect(calls()).toBe(3);
    expect(slept).toEqual([500, 1000]);
  });

  test('gives up after the attempts it has, and says what was seen', async () => {
    const { transport, calls } = sending([page], { attempts: 3 });
    const error = await failing(transport.send(request, {}));
    expect(calls()).toBe(3);
    expect(error.failure).toMatchObject({ kind: 'badAnswer', status: 200 });
    expect(error.message).toContain('HTML');
  });

  test.each([
    [401, 'unauthorized'],
    [402, 'forbidden'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [422, 'badAnswer'],
  ])('does not repeat a request refused with %i', async (status, kind) => {
    const { transport, calls } = sending([answer(status, { message: 'No.' })]);
    const error = await failing(transport.send(request, {}));
    expect(error.failure).toMatchObject({ kind, status, reason: 'No.' });
    expect(calls()).toBe(1);
  });

  test.each([403, 404])(
    "a gateway's HTML page with status %i is no word about permissions or names",
    async (status) => {
      const { transport } = sending([answer(status, '<html><title>Blocked</title></html>')]);
      const error = await failing(transport.send(request, {}));
      expect(error.failure).toMatchObject({ kind: 'badAnswer', status });
    }
  );

  test.each<[string, HttpResponse, number]>([
    ['retry-after in seconds', answer(429, {}, { 'retry-after': '30' }), 30_000],
    ['retry-after as a date', answer(429, {}, { 'retry-after': 'Thu, 01 Jan 2026 00:00:45 GMT' }), 45_000],
    [
      'reset as epoch seconds',
      answer(403, {}, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 20) }),
      // And a second more: resets are told in whole seconds.
      21_000,
    ],
    ['reset in seconds', answer(429, {}, { 'ratelimit-reset': '12' }), 12_000],
    ['nothing readable: a minute', answer(403, { message: 'You have exceeded a secondary rate limit.' }), 60_000],
  ])('keeps silent as long as it is told: %s', async (_, limited, wait) => {
    const { transport, slept } = sending([limited, good]);
    await expect(transport.send(request, {})).resolves.toBe(good);
    expect(slept).toEqual([wait]);
  });

  test('doubles an unexplained silence, then reports when to come back', async () => {
    const { transport, slept } = sending([answer(429)], { longestWait: 120_000 });
    const error = await failing(transport.send(request, {}));
    expect(slept).toEqual([60_000, 120_000]);
    expect(error.failure).toMatchObject({ kind: 'rateLimited', retryAt: start + 180_000 + 240_000 });
  });

  test('reports a silence of an hour where nobody wants to wait that long', async () => {
    const { transport, slept } = sending([answer(403, {}, { 'retry-after': '3600' })], { longestWait: 120_000 });
    const error = await failing(transport.send(request, {}));
    expect(slept).toEqual([]);
    expect(error.failure.retryAt).toBe(start + 3_600_000);
  });

  test('a rate limit holds back the other requests to the same upstream', async () => {
    const clock = simulatedClock(start);
    let calls = 0;
    const client: HttpClient = async () => (++calls === 1 ? answer(429, {}, { 'retry-after': '10' }) : good);
    const transport = createTransport({ client, clock, concurrency: { 'github/rest': 1 } });
    await Promise.all([transport.send(request, {}), transport.send(request, {})]);
    expect(calls).toBe(3);
    expect(clock.slept).toEqual([10_000]);
  });

  test('what an inspector finds in a fine-looking answer is treated alike', async () => {
    const { transport, calls } = sending([good]);
    const inspect = () => ({ kind: 'forbidden', reason: 'no', status: 200, retry: 'never', retryAt: null }) as const;
    const error = await failing(transport.send(request, {}, { inspect }));
    expect(error.failure.kind).toBe('forbidden');
    expect(calls()).toBe(1);
  });

  test('never has more requests under way than allowed, and starts them in order', async () => {
    const clock = simulatedClock(start);
    const started: string[] = [];
    const finish: Array<() => void> = [];
    const client: HttpClient = ({ path }) =>
      new Promise((resolve) => {
        started.push(path);
        finish.push(() => resolve(good));
      });
    const transport = createTransport({ client, clock, concurrency: { 'github/rest': 2 }, longestAnswer: Infinity });
    const all = Promise.all(['a', 'b', 'c', 'd'].map((path) => transport.send({ ...request, path }, {})));
    await settle();
    expect(started).toEqual(['a', 'b']);
    finish[0]();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    finish[1]();
    finish[2]();
    await settle();
    finish[3]();
    await all;
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a cancelled request leaves the queue with an AbortError and gives its place on', async () => {
    const clock = simulatedClock(start);
    const client: HttpClient = ({ path }, signal) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(abortError()));
        if (path === 'last') {
          resolve(good);
        }
      });
    const transport = createTransport({ client, clock, concurrency: { 'github/rest': 1 } });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = transport.send(request, { signal: first.signal });
    const queued = transport.send(request, { signal: second.signal });
    const last = transport.send({ ...request, path: 'last' }, {});
    second.abort();
    await expect(queued).rejects.toMatchObject({ name: 'AbortError' });
    first.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(last).resolves.toBe(good);
  });

  test('cancelling ends the wait between two tries', async () => {
    const controller = new AbortController();
    const client: HttpClient = async () => {
      controller.abort();
      return answer(503);
    };
    const transport = createTransport({ client, clock: simulatedClock(start) });
    await expect(transport.send(request, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('back-off doubles from a second to half a minute, the jitter takes at most half of it', () => {
  expect([0, 1, 2, 3, 4, 5, 9].map((retry) => backOff(retry, 0))).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000]);
  expect(backOff(3, 0.5)).toBe(6000);
});

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
