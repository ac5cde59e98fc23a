import { HttpRequest } from '../transport';
import { answer, fakePagerduty, refusal } from './fakePagerduty';

describe('discovery', () => {
  it('lists every service, with its teams by name and id', async () => {
    const services = Array.from({ length: 130 }, (_, index) => ({
      id: `S${index}`,
      name: `service ${index}`,
      html_url: `https://acme.pagerduty.com/service-directory/S${index}`,
      teams: index === 0 ? [{ id: 'T1', type: 'team', name: 'Payments', summary: 'Payments' }] : [],
    }));
    const fake = fakePagerduty({ services });
    const { directory, problems } = await fake.source.discover(new AbortController().signal);
    expect(problems).toEqual([]);
    expect(directory.services).toHaveLength(130);
    expect(directory.services[0]).toEqual({
      id: 'S0',
      name: 'service 0',
      teams: ['Payments', 'T1'],
      url: 'https://acme.pagerduty.com/service-directory/S0',
    });
    expect(fake.requests[0].params).toMatchObject({ 'include[]': ['teams'], limit: 100 });
  });

  it('says so when services may not be listed', async () => {
    const fake = fakePagerduty({ fault: () => refusal(403, 'Access Denied') });
    const { directory, problems } = await fake.source.discover(new AbortController().signal);
    expect(directory.services).toEqual([]);
    expect(problems[0].message).toMatch(/list of services cannot be read: Access Denied.*"services\.read"/);
  });
});

describe('save & test', () => {
  const signal = new AbortController().signal;
  const services = [
    { id: 'S1', name: 'pay-api' },
    { id: 'S2', name: 'web' },
  ];

  it('says what an account key sees', async () => {
    const report = await fakePagerduty({ services, fault: recent }).source.test(signal);
    expect(report).toEqual({
      source: 'pagerduty',
      ok: true,
      message: 'PagerDuty: this account key sees 2 services and reads incidents.',
      details: ['Services: pay-api, web.'],
    });
  });

  it("says whose a user's key is", async () => {
    const fake = fakePagerduty({
      services,
      fault: (request) =>
        request.path === 'users/me' ? answer(200, { user: { id: 'U1', name: 'Ann' } }) : recent(request),
    });
    expect((await fake.source.test(signal)).message).toBe(
      'PagerDuty: the key of Ann sees 2 services and reads incidents.'
    );
  });

  it('fails where incidents may not be read, though services may', async () => {
    const fake = fakePagerduty({
      services,
      fault: ({ path }) => (path === 'incidents' ? refusal(403, 'Access Denied') : null),
    });
    const report = await fake.source.test(signal);
    expect(report.ok).toBe(false);
    expect(report.message).toMatch(/Incidents cannot be read.*"incidents\.read"/);
  });

  it('points to the region when the key is refused', async () => {
    const report = await fakePagerduty({ fault: () => answer(401, {}) }).source.test(signal);
    expect(report.ok).toBe(false);
    expect(report.message).toMatch(/region in the data source settings \(US or EU\)/);
  });

  /** The newest incidents, unbounded. */
  function recent({ path }: HttpRequest) {
    return path === 'incidents' ? answer(200, { incidents: [], more: false }) : null;
  }
});
