import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const at = (day: number, hour = 0) => new Date(Date.UTC(2025, 2, day, hour)).toISOString();
const deployment = (id: string, sha: string, finishedAt: string) => ({
  id,
  repository: 'acme/pay',
  environment: 'production',
  sha,
  status: 'success',
  createdAt: finishedAt,
  finishedAt,
});
const feed = {
  version: 1,
  repositories: [{ name: 'acme/pay', defaultBranch: 'main' }],
  commits: [
    { repository: 'acme/pay', sha: 'c1', parents: [], authoredAt: at(1), committedAt: at(1), message: 'one' },
    { repository: 'acme/pay', sha: 'c2', parents: ['c1'], authoredAt: at(2), committedAt: at(3), message: 'two' },
  ],
  deployments: [deployment('d1', 'c1', at(1, 6)), deployment('d2', 'c2', at(3, 12))],
  changes: [
    {
      repository: 'acme/pay',
      number: 7,
      title: 'two',
      firstCommitAt: at(2),
      createdAt: at(2),
      mergedAt: at(3),
      mergeSha: 'c2',
    },
  ],
};

/** The command as a shell starts it. */
function dora(line: string, stdin: string): Promise<{ status: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const root = resolve(__dirname, '..');
    const tsx = resolve(root, 'node_modules/tsx/dist/cli.mjs');
    const child = spawn(process.execPath, [tsx, 'cli/index.ts', ...line.split(' ')], { cwd: root });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    child.on('close', (status) => done({ status, out, err }));
    child.stdin.end(stdin);
  });
}

const range = '--feed - --from 2025-03-01 --to 2025-03-11';

describe('the process', () => {
  it('answers a feed from standard input with rows on standard output and status 0', async () => {
    const { status, out, err } = await dora(`metrics ${range} --format json`, JSON.stringify(feed));
    expect({ status, err }).toMatchObject({ status: 0 });
    // 2 deployments in 10 days; from 2 March 00:00 (first commit) to 3 March 12:00 (d2) are 36 h = 129,600 s.
    expect(JSON.parse(out)).toMatchObject([
      { metric: 'deploymentFrequency', value: 0.2, unit: 'perDay', n: 2, k: null, level: null },
      { metric: 'changeLeadTime', value: 129600, unit: 's', n: 1 },
      { metric: 'changeFailRate', value: 0, unit: 'ratio', n: 2, k: 0 },
      { metric: 'failedDeploymentRecoveryTime', value: null, unit: 's', n: 0 },
      { metric: 'deploymentReworkRate', value: 0, unit: 'ratio', n: 2, k: 0 },
      { metric: 'timeToRestore', value: null, unit: 's', n: 0 },
    ]);
  }, 30_000);

  it('prints the rest and ends with 3 when a record is broken', async () => {
    const broken = { ...feed, deployments: [...feed.deployments, { id: 'd3', repository: 'acme/pay' }] };
    const { status, out, err } = await dora(`deployments ${range} --format csv`, JSON.stringify(broken));
    expect(status).toBe(3);
    expect(out.trim().split('\r\n')).toHaveLength(3);
    expect(err).toMatch(/deployments.*2/);
  }, 30_000);

  it.each([
    [`metrics ${range}`, 'no json', /--feed: standard input is not JSON/],
    [`metrics ${range}`, '[]', /./],
    [`metrics ${range} --colour red`, '{}', /unknown option/],
  ])(
    'ends with 2 and a sentence for %s < %s',
    async (line, stdin, message) => {
      const { status, out, err } = await dora(line, stdin);
      expect([status, out]).toEqual([2, '']);
      expect(err).toMatch(message);
      expect(err).not.toMatch(/\n\s+at /);
    },
    30_000
  );
});
