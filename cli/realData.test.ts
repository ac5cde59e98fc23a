import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeEngine } from './makeEngine';
import { runCli } from './runCli';

/** A public repository's history, with results worked out by git itself; not part of this project. */
const folder = resolve(__dirname, '../../shared/realdata');
const feed = resolve(folder, 'github-datasource.feed.json');
const expectedFile = resolve(folder, 'github-datasource.expected.json');
const describeWhereThere = existsSync(feed) && existsSync(expectedFile) ? describe : describe.skip;

describeWhereThere('the history of a real repository', () => {
  const expected: {
    readonly deployments: number;
    readonly perDay: number;
    readonly leadTime: Record<'n' | 'median' | 'p75' | 'p90' | 'mean', number>;
    readonly perChange: Record<string, { readonly deployment: string; readonly seconds: number }>;
  } = existsSync(expectedFile) ? JSON.parse(readFileSync(expectedFile, 'utf8')) : {};

  async function rows(...line: string[]) {
    let out = '';
    let err = '';
    const range = ['--from', '2025-05-01T00:00:00Z', '--to', '2026-07-30T00:00:00Z'];
    const status = await runCli([...line, '--feed', feed, ...range, '--format', 'json'], {
      env: {},
      readFile: async (path) => readFileSync(path, 'utf8'),
      readStdin: async () => '',
      out: (text) => (out += text),
      err: (text) => (err += text),
      now: () => Date.parse('2026-08-01T00:00:00Z'),
      onProgress: () => {},
      makeEngine,
    });
    return { status, err, rows: JSON.parse(out) };
  }

  it('gives the deployment frequency and the median lead time that git gives', async () => {
    const { status, rows: metrics } = await rows('metrics');
    expect(status).toBe(0);
    const [frequency, leadTime] = metrics;
    expect(frequency).toMatchObject({
      metric: 'deploymentFrequency',
      group: {},
      time: null,
      value: expected.perDay,
      unit: 'perDay',
      n: expected.deployments,
      k: null,
    });
    expect(leadTime).toMatchObject({
      metric: 'changeLeadTime',
      value: expected.leadTime.median,
      unit: 's',
      n: expected.leadTime.n,
    });
  });

  it.each(['mean', 'p75', 'p90'] as const)('gives the same %s', async (statistic) => {
    const { rows: metrics } = await rows('metrics', '--metric', 'changeLeadTime', '--statistic', statistic);
    expect(metrics[0].value).toBeCloseTo(expected.leadTime[statistic], 6);
  });

  it('gives each change the deployment and lead time that git gives it', async () => {
    const { rows: changes } = await rows('changes');
    const found = Object.fromEntries(
      changes
        .filter((row: { leadTime: number | null }) => row.leadTime !== null)
        .map((row: { number: number; deployment: string; leadTime: number }) => [
          String(row.number),
          { deployment: row.deployment, seconds: row.leadTime },
        ])
    );
    expect(found).toEqual(expected.perChange);
  });
});
