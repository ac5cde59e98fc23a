import { pagerdutyMistakes } from '../contracts/checks';
import { generateOrganization } from '../organization';
import { RunningServer } from '../serving/server';
import { dig, getJson, listAt, testNow, testToken } from '../testing';
import { startPagerduty } from '.';

const organization = generateOrganization({ seed: 3, now: testNow });
const { incidents, services } = organization.pagerduty;
const day = 86_400_000;
let pagerduty: RunningServer;

beforeAll(async () => {
  pagerduty = await startPagerduty({ organization, token: testToken, latency: 0, clock: () => testNow });
});
afterAll(() => pagerduty.close());

const get = (path: string, token = testToken) => getJson(pagerduty, path, { authorization: `Token token=${token}` });
const iso = (at: number) => new Date(at).toISOString();
const idsOf = (body: unknown, name: string) => listAt(body, name).map((item) => dig(item, 'id'));
const merged = incidents.find(({ mergedInto }) => mergedInto !== null) ?? incidents[0];
const noted = incidents.find(({ notes }) => notes.length > 0) ?? incidents[0];
const changed = incidents.filter(({ changeEvents }) => changeEvents.length > 0);

test.each([
  ['/incidents?date_range=all&limit=100', 'incidents'],
  ['/incidents?statuses[]=triggered&statuses[]=acknowledged&date_range=all', 'incidents'],
  [`/incidents/${merged.id}`, 'oneIncident'],
  [`/incidents/${noted.id}/log_entries?limit=100`, 'logEntries'],
  [`/incidents/${noted.id}/notes`, 'notes'],
  [`/incidents/${changed[changed.length - 1].id}/related_change_events`, 'changeEvents'],
  ['/log_entries?limit=100&is_overview=true', 'logEntries'],
  ['/services?limit=100', 'services'],
  [`/services/${services[0].id}`, 'oneService'],
  ['/teams', 'teams'],
  ['/priorities', 'priorities'],
  ['/users/me', 'me'],
  ['/abilities', 'abilities'],
])('%s has the documented fields', async (path, schema) => {
  const { status, body } = await get(path);
  expect(status).toBe(200);
  expect(pagerdutyMistakes(schema, body)).toEqual([]);
});

test('the check finds what is wrong', () => {
  expect(pagerdutyMistakes('incidents', { incidents: [{ id: 'Q1' }] })).not.toEqual([]);
});

test('paging through windows of 90 days gives every incident once', async () => {
  const ids: unknown[] = [];
  for (let from = testNow - 450 * day; from < testNow; from += 90 * day) {
    for (let offset = 0, more = true; more; offset += 25) {
      const { body } = await get(`/incidents?since=${iso(from)}&until=${iso(from + 90 * day)}&offset=${offset}`);
      ids.push(...idsOf(body, 'incidents'));
      more = dig(body, 'more') === true;
    }
  }
  expect(ids).toEqual(incidents.map(({ id }) => id));
});

test('the default range is the last month', async () => {
  const { body } = await get('/incidents?total=true');
  const month = incidents.filter(({ createdAt }) => createdAt >= Date.parse('2026-10-23T12:00:00Z'));
  expect(dig(body, 'total')).toBe(month.length);
  expect(dig((await get('/incidents')).body, 'total')).toBeNull();
});

test('more than six months at once give nothing', async () => {
  const until = '2026-11-01T00:00:00Z';
  const six = await get(`/incidents?since=2026-05-01T00:00:00Z&until=${until}`);
  const more = await get(`/incidents?since=2026-04-30T00:00:00Z&until=${until}`);
  expect(idsOf(six.body, 'incidents').length).toBeGreaterThan(0);
  expect([more.status, idsOf(more.body, 'incidents')]).toEqual([200, []]);
});

test('services and urgencies are filtered', async () => {
  const [service] = services;
  const { body } = await get(`/incidents?date_range=all&limit=100&service_ids[]=${service.id}&urgencies[]=high`);
  const expected = incidents.filter((one) => one.service === service.id && one.urgency === 'high');
  expect(idsOf(body, 'incidents')).toEqual(expected.slice(0, 100).map(({ id }) => id));
});

test('log entries tell when an incident was first acknowledged', async () => {
  const acknowledged = incidents.find(
    ({ acknowledgements, resolvedAt }) => acknowledgements.length > 0 && resolvedAt !== null
  );
  const { body } = await get(`/incidents/${acknowledged?.id}/log_entries?is_overview=true`);
  const entry = listAt(body, 'log_entries').find((one) => dig(one, 'type') === 'acknowledge_log_entry');
  expect(Date.parse(String(dig(entry, 'created_at')))).toBe(acknowledged?.acknowledgements[0].at);
  const whole = await get(`/incidents/${acknowledged?.id}`);
  expect(dig(whole.body, 'incident', 'acknowledgements')).toEqual([]);
});

test('change events are forgotten after 90 days', async () => {
  const [old] = changed;
  expect(old.changeEvents[0].at).toBeLessThan(testNow - 90 * day);
  expect(listAt((await get(`/incidents/${old.id}/related_change_events`)).body, 'change_events')).toEqual([]);
});

test.each([
  ['/incidents?offset=9990&limit=25', 400, 2001],
  ['/incidents?statuses[]=closed', 400, 2001],
  ['/incidents?since=soon', 400, 2004],
  ['/incidents?since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z', 400, 2005],
  ['/incidents/none', 404, 2100],
  ['/nothing', 404, 2100],
])('%s is refused with %d, code %d', async (path, status, code) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(pagerdutyMistakes('problem', answer.body)).toEqual([]);
  expect(dig(answer.body, 'error', 'code')).toBe(code);
});

test('a wrong token is refused', async () => {
  expect((await get('/users/me', 'wrong')).status).toBe(401);
});

test('too many requests in a minute', async () => {
  const small = await startPagerduty({
    organization,
    token: testToken,
    latency: 0,
    minuteLimit: 2,
    clock: () => testNow,
  });
  const ask = () => getJson(small, '/abilities', { authorization: `Token token=${testToken}` });
  const answers = [await ask(), await ask(), await ask()];
  await small.close();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get('ratelimit-remaining'))).toEqual(['1', '0', '0']);
  expect(dig(answers[2].body, 'error')).toEqual({ message: 'Rate Limit Exceeded', code: 2020 });
});
