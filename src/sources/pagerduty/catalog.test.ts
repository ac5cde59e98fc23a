import { HttpClient, HttpRequest } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { createPagerdutyCatalog } from './catalog';
import { now } from './fakePagerduty';

const { signal } = new AbortController();

function catalogOf(answers: Readonly<Record<string, unknown>>) {
  const requests: HttpRequest[] = [];
  const client: HttpClient = async (request) => {
    requests.push(request);
    const body = answers[request.path];
    return body === undefined
      ? { status: 403, headers: {}, body: { error: { code: 2010, message: 'Access Denied' } } }
      : { status: 200, headers: {}, body };
  };
  return { catalog: createPagerdutyCatalog({ client, clock: simulatedClock(now) }), requests };
}

describe('createPagerdutyCatalog', () => {
  it('lists services, teams and priorities', async () => {
    const { catalog } = catalogOf({
      services: { services: [{ id: 'S1', name: 'pay-api', teams: [{ id: 'T1', summary: 'Pay' }] }], more: false },
      teams: {
        teams: [
          { id: 'T1', name: 'Pay' },
          { id: 'T2', summary: 'Web' },
        ],
        more: false,
      },
      priorities: { priorities: [{ id: 'P1', name: 'P1' }], more: false },
    });
    expect((await catalog.services(signal)).items).toEqual([
      { id: 'S1', name: 'pay-api', teams: ['Pay', 'T1'], url: null },
    ]);
    expect(await catalog.teams(signal)).toEqual({ items: ['Pay', 'Web'], problems: [] });
    expect(await catalog.priorities(signal)).toEqual({ items: ['P1'], problems: [] });
  });

  it('says what a key may not read', async () => {
    const { items, problems } = await catalogOf({}).catalog.teams(signal);
    expect(items).toEqual([]);
    expect(problems.map(({ message }) => message).join()).toMatch(/list of teams cannot be read.*teams\.read/);
  });

  it('shows the newest incidents of some services, those that were merged into another too', async () => {
    const incident = (id: string, fields: object) => ({
      id,
      title: id,
      status: 'resolved',
      created_at: '2026-05-30T00:00:00Z',
      service: { id: 'S1', summary: 'pay-api' },
      ...fields,
    });
    const merged = { resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'I1' } } };
    const { catalog, requests } = catalogOf({ incidents: { incidents: [incident('I1', {}), incident('I2', merged)] } });
    const { items } = await catalog.recentIncidents(['S1'], signal);
    expect(items.map(({ id, service, mergedInto }) => [id, service, mergedInto])).toEqual([
      ['I1', 'pay-api', null],
      ['I2', 'pay-api', 'I1'],
    ]);
    // Six months is the most PagerDuty answers; the default would be the account's time zone.
    expect(requests[0].params).toMatchObject({
      since: '2026-03-03T00:00:00.000Z',
      until: '2026-06-01T00:00:00.000Z',
      time_zone: 'UTC',
      'service_ids[]': ['S1'],
    });
  });
});
