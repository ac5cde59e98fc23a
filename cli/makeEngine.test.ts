import { makeEngine } from './makeEngine';
import { runCli } from './runCli';

/** Settings with both upstreams switched on, and no token anywhere. */
async function withoutTokens(query: string, settings: string) {
  let out = '';
  let err = '';
  const status = await runCli(
    [query, '--config', 'c', '--from', '2026-03-01', '--to', '2026-03-10', '--format', 'csv'],
    {
      env: {},
      readFile: async () => settings,
      readStdin: async () => '',
      out: (text) => (out += text),
      err: (text) => (err += text),
      now: () => Date.parse('2026-03-10T00:00:00Z'),
      onProgress: () => {},
      makeEngine,
    }
  );
  return { status, out, err };
}

const experiments = 'experiments: [{ name: Trunk, metric: changeLeadTime, start: "2026-03-02" }]';

describe('an engine of the command line', () => {
  it.each([
    ['GitHub and PagerDuty are switched on', `{ pagerdutyEnabled: true, ${experiments} }`],
    ['everything is switched off', `{ githubEnabled: false, pagerdutyEnabled: false, ${experiments} }`],
  ])('lists the experiments of the settings without a token where %s', async (_, settings) => {
    const { status, out, err } = await withoutTokens('experiments', settings);
    expect([status, err]).toEqual([0, '']);
    const [titles, ...rows] = out.trim().split('\r\n');
    expect(titles.split(',')).toContain('name');
    expect(rows.map((row) => row.includes('Trunk'))).toEqual([true]);
  });

  it('names the token that a list of events lacks', async () => {
    const { status, out, err } = await withoutTokens('deployments', '{ organizations: [acme] }');
    expect([status, out]).toEqual([2, '']);
    expect(err).toBe(
      'GitHub is switched on in the settings, but GITHUB_TOKEN is not set. Set it, or switch GitHub off.\n'
    );
  });

  it('refuses to list events that nobody could be asked for', async () => {
    const { status, err } = await withoutTokens('runs', '{ githubEnabled: false, pagerdutyEnabled: false }');
    expect([status, err]).toEqual([
      2,
      'The settings switch every upstream off and name no feed: there is nothing to ask.\n',
    ]);
  });
});
