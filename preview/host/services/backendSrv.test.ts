import { EventBusSrv } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { PreviewBackendSrv } from './backendSrv';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

const calls: Call[] = [];
let respond: (call: Call) => Promise<Response>;

beforeEach(() => {
  calls.length = 0;
  respond = () => Promise.resolve(new Response('{}'));
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init = {}) => {
    const call = { url: String(input), init };
    calls.push(call);
    return respond(call);
  });
});
afterEach(() => jest.restoreAllMocks());

const backend = () => new PreviewBackendSrv(new EventBusSrv());

describe('PreviewBackendSrv', () => {
  it('drops undefined parameters, repeats lists and encodes', async () => {
    await backend().get('api/x', { a: undefined, b: '', c: ['1', '2'], d: 'x y&z', e: [] });
    expect(calls[0].url).toBe('/api/x?b=&c=1&c=2&d=x%20y%26z');
  });

  it('sends JSON and reads JSON, or text where it is none', async () => {
    respond = () => Promise.resolve(new Response('<html>', { headers: { etag: '"1"' } }));
    const answer = await lastValueFrom(backend().fetch({ url: '/x', method: 'POST', data: { a: 1 } }));
    expect(calls[0].init.body).toBe('{"a":1}');
    expect(new Headers(calls[0].init.headers).get('content-type')).toBe('application/json');
    expect([answer.data, answer.status, answer.headers.get('etag')]).toEqual(['<html>', 200, '"1"']);
  });

  it('fails without headers, a text answer as a message', async () => {
    respond = () => Promise.resolve(new Response('Authentication to data source failed', { status: 400 }));
    const failed: unknown = await lastValueFrom(backend().fetch({ url: '/x' })).catch((error: unknown) => error);
    expect(failed).toMatchObject({ status: 400, data: { message: 'Authentication to data source failed' } });
    expect(failed).not.toHaveProperty('headers');
  });

  it('keeps the object of a failure', async () => {
    respond = () => Promise.resolve(new Response('{"message":"Not Found","status":"404"}', { status: 404 }));
    await expect(backend().get('/x')).rejects.toMatchObject({
      status: 404,
      data: { message: 'Not Found', status: '404' },
    });
  });

  it('aborts when unsubscribed', () => {
    respond = () => new Promise(() => undefined);
    backend().fetch({ url: '/x' }).subscribe().unsubscribe();
    expect(calls[0].init.signal?.aborted).toBe(true);
  });

  it('cancels the first of two requests of one id', async () => {
    respond = () => new Promise(() => undefined);
    const service = backend();
    const first = lastValueFrom(service.fetch({ url: '/x', requestId: 'same' })).catch((error: unknown) => error);
    service.fetch({ url: '/x', requestId: 'other' }).subscribe();
    service.fetch({ url: '/y', requestId: 'same' }).subscribe();
    expect(await first).toMatchObject({ cancelled: true, statusText: 'Request was aborted' });
    expect(calls.map(({ init }) => init.signal?.aborted)).toEqual([true, false, false]);
  });

  it('sends at most five data requests at once and does not hold up others', () => {
    respond = () => new Promise(() => undefined);
    const service = backend();
    for (let index = 0; index < 8; index += 1) {
      service.fetch({ url: `/api/datasources/proxy/uid/u/${index}` }).subscribe();
    }
    service.fetch({ url: '/api/search' }).subscribe();
    expect(calls.map(({ url }) => url.split('/').pop())).toEqual(['0', '1', '2', '3', '4', 'search']);
  });
});
