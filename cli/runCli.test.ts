import { Answer, ChangeRow, MetricRow, Progress } from '../src/engine';
import { complete } from '../src/engine/testing/complete';
import { emptyDirectory } from '../src/events';
import { atOnce } from '../src/metrics';
import { defaultSettings, filterScope, resolveOrganization } from '../src/query';
import { EngineParts, Host, runCli } from './runCli';

const row: MetricRow = {
  metric: 'changeLeadTime',
  group: { team: 'Pay, "EU"' },
  time: Date.parse('2025-03-30T22:00:00Z'),
  period: { from: Date.parse('2025-03-30T22:00:00Z'), to: Date.parse('2025-04-06T22:00:00Z') },
  value: 1402134.3742690058,
  unit: 's',
  n: 7,
  k: null,
  low: 1000,
  high: null,
  level: 'medium',
  score: null,
  open: 2,
  unknown: 1,
  approximate: 0,
  target: null,
  previous: { value: 86400, n: 4, period: { from: 0, to: 1 } },
  incomplete: false,
};
const change: ChangeRow = {
  repository: 'acme/pay',
  id: '7',
  number: 7,
  labels: [],
  title: 'Pipe | and \u001b[31mred\u001b[0m',
  author: 'ann',
  team: null,
  url: null,
  mergedAt: Date.parse('2025-03-30T22:00:00.250Z'),
  deployment: 'd1',
  deployedAt: Date.parse('2025-03-31T00:00:00Z'),
  leadTime: 7200,
  approximate: false,
  reason: null,
};
const answerOf = {
  metrics: { type: 'metrics', rows: [row], notices: [] },
  changes: { type: 'changes', rows: [change], notices: [] },
} satisfies Record<string, Answer>;

/** The command in this process, over an engine that says what the test gives it. */
async function cli(line: readonly string[], more: Partial<Progress> = {}, files: Record<string, string> = { f: '{}' }) {
  let out = '';
  let err = '';
  const made: EngineParts[] = [];
  const told: string[] = [];
  const organization = resolveOrganization(defaultSettings, emptyDirectory);
  const host: Host = {
    env: {},
    readFile: async (path) =>
      files[path] ?? Promise.reject(new Error(`ENOENT: no such file or directory, open '${path}'`)),
    readStdin: async () => '{"version":1}',
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => Date.parse('2025-04-07T00:00:00Z'),
    onProgress: (sentence) => told.push(sentence),
    makeEngine: (parts) => {
      made.push(parts);
      return {
        run: async function* run(query) {
          const answer = query.queryType === 'changes' ? answerOf.changes : answerOf.metrics;
          yield complete(answer, more);
        },
        work: async (slices) => atOnce(slices),
        directory: async () => ({
          directory: emptyDirectory,
          organization,
          problems: [],
          territoryOf: (filters) => {
            const territory = {
              repositories: [],
              services: [],
              isWhole: true,
              feed: true,
              ownership: organization,
              sourcesOf: () => [],
            };
            return { scope: filterScope(organization, filters), territory, surroundings: () => territory };
          },
        }),
        retire: () => undefined,
        test: async () => [],
      };
    },
  };
  const status = await runCli(line, host);
  return { status, out, err, made, told };
}

const metrics = ['metrics', '--feed', 'f', '--group-by', 'team', '--format'];

describe('rows', () => {
  it('as JSON have the fields, the order and the exact numbers of METRICS.md §10', async () => {
    const { status, out, err } = await cli([...metrics, 'json']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toBe(
      '[\n{"metric":"changeLeadTime","group":{"team":"Pay, \\"EU\\""},"time":"2025-03-30T22:00:00Z",' +
        '"value":1402134.3742690058,"unit":"s","n":7,"k":null,"low":1000,"high":null,"level":"medium",' +
        '"from":"2025-03-30T22:00:00Z","to":"2025-04-06T22:00:00Z","score":null,"open":2,"unknown":1,' +
        '"approximate":0,"target":null,"previous":86400,"previousN":4,"incomplete":false}\n]\n'
    );
  });

  it('of changes begin with the fields METRICS.md §10 lists', async () => {
    const { out } = await cli(['changes', '--feed', 'f', '--format', 'json']);
    const [first] = JSON.parse(out);
    expect(Object.entries(first).slice(0, 7)).toEqual([
      ['repository', 'acme/pay'],
      ['number', 7],
      ['mergedAt', '2025-03-30T22:00:00.250Z'],
      ['deployment', 'd1'],
      ['deployedAt', '2025-03-31T00:00:00Z'],
      ['leadTime', 7200],
      ['approximate', false],
    ]);
  });

  it('as CSV have a column for each group and quote what needs it', async () => {
    const { out } = await cli([...metrics, 'csv']);
    expect(out.split('\r\n')).toEqual([
      'metric,team,time,value,unit,n,k,low,high,level,from,to,score,open,unknown,approximate,target,previous,previousN,incomplete',
      'changeLeadTime,"Pay, ""EU""",2025-03-30T22:00:00Z,1402134.3742690058,s,7,,1000,,medium,' +
        '2025-03-30T22:00:00Z,2025-04-06T22:00:00Z,,2,1,0,,86400,4,false',
      '',
    ]);
  });

  it('as a table read in human units and the chosen time zone', async () => {
    const { out } = await cli([...metrics, 'table', '--time-zone', 'Europe/Berlin']);
    // 1,402,134 s = 16 d 5 h 28 min; 22:00Z is midnight in Berlin's summer.
    expect(out).toContain('16 d 5 h');
    expect(out).toContain('2025-03-31 00:00');
    expect(out).toContain('1 d 0 h');
  });

  it('as Markdown escape pipes and never carry control characters', async () => {
    const { out } = await cli(['changes', '--feed', 'f', '--format', 'markdown']);
    expect(out).toContain('| Pipe \\| and  [31mred [0m |');
    // Nothing below a blank but the newlines.
    expect([...out].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
  });

  it('are an empty array when there are none', async () => {
    const none = { answer: { type: 'changes', rows: [], notices: [] } } satisfies Partial<Progress>;
    expect((await cli(['changes', '--feed', 'f', '--format', 'json'], none)).out).toBe('[]\n');
  });
});

describe('exit status', () => {
  const problem = {
    source: 'feed',
    kind: 'badRecord',
    scope: null,
    message: 'deployments[3] has no sha.',
    retryAt: null,
  } as const;

  it('is 3 when something is missing: told on standard error, the rows still stand', async () => {
    const { status, out, err } = await cli([...metrics, 'json'], { problems: [problem, problem] });
    expect(status).toBe(3);
    expect(err).toBe('incomplete: deployments[3] has no sha.\n');
    expect(JSON.parse(out)).toHaveLength(1);
  });

  it('is 3 when a value may still move', async () => {
    const answer: Answer = { type: 'metrics', rows: [{ ...row, incomplete: true }], notices: [] };
    expect((await cli([...metrics, 'json'], { answer })).status).toBe(3);
  });

  it('is 0 when there are only remarks, which go to standard error', async () => {
    const answer: Answer = {
      ...answerOf.changes,
      notices: [{ severity: 'info', text: '2 changes of a first deployment.' }],
    };
    const { status, err } = await cli(['changes', '--feed', 'f'], { answer });
    expect([status, err]).toEqual([0, 'note: 2 changes of a first deployment.\n']);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['an unknown query', ['mttr', '--feed', 'f'], /There is no query mttr/],
    ['an unknown option', ['metrics', '--feed', 'f', '--colour'], /unknown option '--colour'/],
    ['no source', ['metrics'], /--feed FILE, --config FILE, or both/],
    ['a missing file', ['metrics', '--feed', 'gone'], /--feed: gone cannot be read: ENOENT/],
    ['a file that is no JSON', ['metrics', '--feed', 'text'], /--feed: text is not JSON/],
    ['settings that are no YAML', ['metrics', '--config', 'tabs'], /--config: tabs is neither YAML nor JSON/],
    ['settings not understood', ['metrics', '--config', 'wrong'], /rules\.hotfixPattern: "\(" is not a valid pattern/],
    ['standard input twice', ['metrics', '--feed', '-', '--feed', '-'], /only once/],
    ['a name nothing goes by', ['metrics', '--feed', 'f', '--team', 'Nobody'], /There is no team "Nobody"/],
  ])('is 2 for %s, with a sentence and no rows', async (_, line, message) => {
    const files = { f: '{}', text: 'hello', tabs: 'a: [', wrong: 'rules: { hotfixPattern: "(" }' };
    const { status, out, err } = await cli(line, {}, files);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('is 0 for --help, on standard output', async () => {
    const { status, out } = await cli(['--help']);
    expect(status).toBe(0);
    expect(out).toMatch(/--attribution <rules>/);
  });
});

describe('progress', () => {
  it('is told in the words of the panels, with times of the chosen zone, and not once it is over', async () => {
    const line = [...metrics, 'json', '--time-zone', 'Europe/Berlin'];
    // 2025-04-07T00:20Z is 02:20 in Berlin's summer.
    const waitingUntil = Date.parse('2025-04-07T00:20:00Z');
    const { told } = await cli(line, { complete: false, done: 3, total: 10, waitingUntil });
    expect(told).toEqual([
      'Reading: 3 of 10 repositories and services are complete. A rate limit of GitHub or PagerDuty holds back the rest ' +
        'until 2025-04-07 02:20 Europe/Berlin; reading then goes on by itself.',
    ]);
    expect((await cli(line)).told).toEqual([]);
  });
});

describe('--explain', () => {
  const call = { upstream: 'github/graphql', purpose: 'deployments of 2 repositories', at: 0, cost: 1 } as const;
  const rest = { ...call, upstream: 'github/rest', purpose: 'workflow runs', cost: null } as const;

  it('writes the calls and their sum to standard error, and leaves standard output to the rows', async () => {
    const { out, err } = await cli([...metrics, 'json', '--explain'], { calls: [call, rest, call] });
    expect(JSON.parse(out)).toHaveLength(1);
    const cells = err.split('\n').map((row) => row.split('│').map((cell) => cell.trim()));
    expect(cells).toContainEqual(['', '2', '2 points', 'GitHub (GraphQL)', 'deployments of 2 repositories', '']);
    expect(cells).toContainEqual(['', '1', '', 'GitHub (REST)', 'workflow runs', '']);
    expect(err).toContain(
      'In all: 2 calls to GitHub (GraphQL) for 2 points, 1 call to GitHub (REST), 0 calls to PagerDuty.\n'
    );
  });

  it('says when nothing was asked', async () => {
    expect((await cli([...metrics, 'json', '--explain'])).err).toBe('No call was needed.\n');
  });

  it('is silent when nobody asks', async () => {
    expect((await cli([...metrics, 'json'], { calls: [call] })).err).toBe('');
  });
});

describe('inputs', () => {
  it('are feeds from files and standard input', async () => {
    const { made } = await cli(['metrics', '--feed', 'f', '--feed', '-']);
    expect(made[0]?.feeds).toEqual([
      { name: 'f', document: {} },
      { name: 'standard input', document: { version: 1 } },
    ]);
    expect(made[0]?.settings).toMatchObject({ githubEnabled: false, pagerdutyEnabled: false });
  });

  it.each([
    ['settings as such', 'organizations: [acme]'],
    ['JSON', '{"organizations":["acme"]}'],
    ['a data source', 'jsonData: { organizations: [acme] }'],
    [
      'a provisioning file',
      'apiVersion: 1\ndatasources:\n- type: prometheus\n- type: deliverymetrics-dora-datasource\n  jsonData: { organizations: [acme] }',
    ],
  ])('are settings from %s', async (_, text) => {
    const { made } = await cli(['metrics', '--config', 'c'], {}, { c: text });
    expect(made[0]?.settings).toMatchObject({ organizations: ['acme'], githubEnabled: true });
  });
});
