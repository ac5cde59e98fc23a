import { connection, eventsIn, fakeGithub, reportsOf } from './fakeGithub';
import { at, interval, needOf } from './testing/needs';

describe('issues as incidents', () => {
  const issue = (number: number, createdAt: string, fields: object = {}) => ({
    __typename: 'Issue',
    id: `I_${number}`,
    number,
    title: `Outage ${number}`,
    body: 'Caused by #7',
    url: `https://github.com/acme/pay/issues/${number}`,
    state: 'CLOSED',
    createdAt,
    updatedAt: createdAt,
    closedAt: '2026-05-12T00:00:00Z',
    comments: connection([{ body: 'see abc123' }]),
    ...fields,
  });
  const byLabel: Record<string, readonly unknown[]> = {
    incident: [issue(3, '2026-05-11T00:00:00Z'), issue(2, '2026-05-05T00:00:00Z', { state: 'OPEN' })],
    outage: [issue(2, '2026-05-05T00:00:00Z', { state: 'OPEN' }), issue(1, '2026-01-05T00:00:00Z')],
  };
  const serving = () =>
    fakeGithub({
      repositories: {
        'acme/pay': {
          issues: (args: { labels: string[]; first: number }) => connection(byLabel[args.labels[0]])(args),
        },
      },
    });

  test('are those with any of the labels, opened inside the window; a reopened one is open', async () => {
    const reports = await reportsOf(serving().source, [needOf('incidents', { labels: ['incident', 'outage'] })]);
    const inside = eventsIn(reports, 'incidents').filter(({ createdAt }) => createdAt >= interval.from);
    const found = new Map(inside.map((incident) => [incident.id, incident]));
    expect([...found.keys()]).toEqual(['acme/pay#3', 'acme/pay#2']);
    expect(found.get('acme/pay#3')).toMatchObject({
      repository: 'acme/pay',
      createdAt: at('2026-05-11T00:00:00Z'),
      acknowledgedAt: null,
      resolvedAt: at('2026-05-12T00:00:00Z'),
      texts: ['Caused by #7', 'see abc123'],
      origin: 'issue',
    });
    expect(found.get('acme/pay#2')?.resolvedAt).toBeNull();
  });

  test('without labels no issue is an incident, and nothing is asked', async () => {
    const { source, requests } = serving();
    const reports = await reportsOf(source, [needOf('incidents')]);
    expect(requests).toHaveLength(0);
    expect(reports[reports.length - 1].covered).toEqual(interval);
  });
});
