import { HttpRequest } from '../../src/sources';
import { generateOrganization } from '../organization';
import { dig, testNow } from '../testing';
import { Answer, Upstream } from '../serving/upstream';
import { simulatedClient, SimulatedClock, simulateInProcess } from '.';

const organization = generateOrganization({ seed: 3, now: testNow, days: 20 });

const query = (text: string): HttpRequest => ({
  upstream: 'github/graphql',
  method: 'POST',
  path: '',
  body: { query: text },
});
const get = (upstream: HttpRequest['upstream'], path: string, params: HttpRequest['params'] = {}): HttpRequest => ({
  upstream,
  method: 'GET',
  path,
  params,
});
const deployments = query(
  'query Deployments { repository(owner: "acme", name: "cart") { deployments(first: 30) { nodes { id } } } }'
);

describe('the simulators in process', () => {
  it('answer as they do over HTTP, in simulated time', async () => {
    const clock = new SimulatedClock(testNow);
    const { client, count } = simulateInProcess({ organization, clock });
    const { status, headers, body } = await client(deployments);
    expect(status).toBe(200);
    expect(headers['x-ratelimit-remaining']).toBe('4999');
    expect(dig(body, 'data', 'repository', 'deployments', 'nodes')).toHaveLength(30);
    // 300 ms and one for each of the 30 nodes asked for.
    expect(clock.now() - testNow).toBe(330);

    await client(get('github/rest', 'repos/acme/cart/actions/runs', { per_page: 2 }));
    await client(get('pagerduty', 'incidents', { limit: 2 }));
    expect([...count('github/graphql').byPurpose]).toEqual([['Deployments', 1]]);
    expect([...count('github/rest').byPurpose]).toEqual([['repos/{}/{}/actions/runs', 1]]);
    expect([...count('pagerduty').byPurpose]).toEqual([['incidents', 1]]);
    expect(count('github/rest').points).toBe(1);
  });

  it('show no headers of an error unless told to, and a wrong token as 401', async () => {
    const faults = { github: [{ kind: 'status' as const, status: 401 }] };
    for (const headersOnErrors of [false, true]) {
      const clock = new SimulatedClock(testNow);
      const { client } = simulateInProcess({ organization, clock, faults, headersOnErrors });
      const { status, headers } = await client(deployments);
      expect([status, 'x-ratelimit-limit' in headers]).toEqual([401, headersOnErrors]);
    }
  });

  it('break, redirect and are cancelled as a client sees it', async () => {
    const clock = new SimulatedClock(testNow);
    const { client, faults } = simulateInProcess({ organization, clock });
    await expect(client(get('github/rest', 'repos/acme/payments'))).rejects.toMatchObject({ name: 'NetworkError' });
    faults.github.add({ kind: 'reset', count: 1 });
    await expect(client(deployments)).rejects.toMatchObject({ name: 'NetworkError' });
    const controller = new AbortController();
    const asked = client(deployments, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('hold to the limits of an hour and of a minute, and count who runs into them', async () => {
    const clock = new SimulatedClock(testNow);
    const { client, count } = simulateInProcess({ organization, clock, hourlyLimit: 3, minuteLimit: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      statuses.push((await client(get('github/rest', 'repos/acme/cart'))).status);
      statuses.push((await client(get('pagerduty', 'teams'))).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 403, 429]);
    expect([...count('github/rest').refusals]).toEqual([['hour', 1]]);
    expect([...count('pagerduty').refusals]).toEqual([['minute', 2]]);
    await clock.sleep(3_600_000);
    expect((await client(get('github/rest', 'repos/acme/cart'))).status).toBe(200);
  });
});

describe('secondary limits', () => {
  const github: Upstream = {
    respond: () => ({ status: 200, body: {} }),
    refuse: (): Answer => ({ status: 403, body: { message: 'secondary' }, limit: 'secondary' }),
  };
  const tokens = { github: '', pagerduty: '' };

  it.each([
    // Two at a time, 2 s each: the 60 s of a minute are over after 30 s, the 90 s after 45 s.
    { limit: '60 s of GraphQL a minute', latency: 2_000, atOnce: 2, turns: 60, upstream: 'github/graphql' as const },
    { limit: '90 s of REST a minute', latency: 2_000, atOnce: 2, turns: 60, upstream: 'github/rest' as const },
    { limit: '900 REST requests a minute', latency: 1, atOnce: 1, turns: 901, upstream: 'github/rest' as const },
    { limit: '2,000 queries a minute', latency: 1, atOnce: 1, turns: 2_001, upstream: 'github/graphql' as const },
    { limit: '100 at once', latency: 100, atOnce: 101, turns: 1, upstream: 'github/graphql' as const },
    {
      limit: 'none: one query after the other',
      latency: 2_000,
      atOnce: 1,
      turns: 60,
      upstream: 'github/graphql' as const,
    },
  ])('$limit', async ({ limit, latency, atOnce, turns, upstream }) => {
    const clock = new SimulatedClock(0);
    const { client, count } = simulatedClient({ clock, upstreams: { github }, tokens, latency: () => latency });
    for (let turn = 0; turn < turns; turn++) {
      await Promise.all(Array.from({ length: atOnce }, () => client(get(upstream, ''))));
    }
    const refused = count(upstream).refusals.get('secondary') ?? 0;
    expect(refused > 0).toBe(!limit.startsWith('none'));
    expect(count(upstream).mostAtOnce).toBe(atOnce);
  });
});
