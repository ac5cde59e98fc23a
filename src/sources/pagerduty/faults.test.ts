import fc from 'fast-check';
import { HttpResponse, NetworkError } from '../transport';
import { acknowledged, answer, FakeIncident, FakePagerduty, fakePagerduty, incident, now } from './fakePagerduty';
import { Shelf } from './shelf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const from = now - 30 * day;
const scopes = ['S0', 'S1', 'S2'];

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** 120 incidents on three services, a fifth of them open, all acknowledged, some noted and related to a change. */
function account() {
  const incidents: FakeIncident[] = Array.from({ length: 120 }, (_, index) => {
    const at = iso(now - 29 * day + index * 5 * hour);
    const service = { id: scopes[index % 3], summary: scopes[index % 3] };
    return incident(
      `I${index}`,
      at,
      index % 5 === 0 ? { service, status: 'triggered', resolved_at: null } : { service }
    );
  });
  const each = (every: number) => incidents.filter((_, index) => index % every === 0);
  return {
    incidents,
    log: incidents.map(({ id, created_at: at }) => acknowledged(id, iso(Date.parse(at) + minute))),
    notes: Object.fromEntries(
      each(7).map(({ id, created_at: at }) => [id, [{ content: `note on ${id}`, created_at: at }]])
    ),
    changes: Object.fromEntries(
      each(40).map(({ id, created_at: at }) => [id, [{ id: `C${id}`, summary: 'Deploy 1f3c9ab', timestamp: at }]])
    ),
  };
}

const faults: ReadonlyArray<() => HttpResponse | Error> = [
  () => answer(500, {}),
  () => answer(502, '<html><body>Bad Gateway</body></html>'),
  () => answer(504, ''),
  () => answer(200, '{"incidents":[{"id":"I1","cre'),
  () => answer(200, '<!DOCTYPE html><html></html>'),
  () => answer(429, { error: { message: 'Rate Limit Exceeded', code: 2020 } }),
  () => ({ status: 429, headers: { 'ratelimit-reset': '30' }, body: {} }),
  () => answer(408, { error: { message: 'Request Timeout', code: 2016 } }),
  () => new NetworkError('connection reset'),
];

/** Fails requests by chance, the same ones for the same seed. */
function failing(seed: number, rate: number): NonNullable<FakePagerduty['fault']> {
  let state = seed;
  const roll = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (roll() < rate ? faults[Math.floor(roll() * faults.length)]() : null);
}

async function fill(shelf: Shelf, fake: FakePagerduty, at: number) {
  const { source } = fakePagerduty(fake, at);
  await shelf.fill(source, shelf.needs(scopes, from, at));
}

describe('with faults', () => {
  it.each([0.01, 0.1, 0.5])('at a rate of %d: right, or it says so; and right once they are over', async (rate) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 }), async (seed) => {
        const made = account();
        const later = now + 2 * hour;
        const closed = made.incidents[0];
        const expected = async (at: number) => {
          const fresh = new Shelf();
          await fill(fresh, made, at);
          return fresh.known(scopes, { from, to: at });
        };
        const shelf = new Shelf();
        await fill(shelf, { ...made, fault: failing(seed, rate) }, now);
        if (shelf.problems.length === 0) {
          expect(shelf.known(scopes, { from, to: now })).toEqual(await expected(now));
        }
        made.incidents[0] = { ...closed, status: 'resolved', resolved_at: iso(now + hour) };
        made.log.push({ type: 'resolve_log_entry', created_at: iso(now + hour), incident: { id: closed.id } });
        const said = shelf.problems.length;
        await fill(shelf, { ...made, fault: failing(seed + 1, rate) }, later);
        if (said === 0 && shelf.problems.length === said) {
          expect(shelf.known(scopes, { from, to: later })).toEqual(await expected(later));
        }
        await fill(shelf, made, later + minute);
        expect(shelf.known(scopes, { from, to: later + minute })).toEqual(await expected(later + minute));
      }),
      { numRuns: 20 }
    );
  });
});
