import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Simulators, startSimulators } from '../../simulator';
import { Engine } from '../../src/engine';
import { statistics } from '../../src/metrics';
import { plainQuery } from '../../src/query';
import { lastProgress } from '../asking/lastProgress';
import { liveEngine } from './engines';

/** A public repository's history as a feed, with results worked out by git itself; not part of this project. */
const folder = resolve(__dirname, '../../../shared/realdata');
const feedFile = resolve(folder, 'github-datasource.feed.json');
const expectedFile = resolve(folder, 'github-datasource.expected.json');
const isThere = existsSync(feedFile) && existsSync(expectedFile);

interface Expected {
  readonly since: string;
  readonly until: string;
  readonly deployments: number;
  readonly perDay: number;
  readonly leadTime: Readonly<Record<string, number>>;
  readonly perChange: Readonly<Record<string, { readonly deployment: string; readonly seconds: number }>>;
}

(isThere ? describe : describe.skip)('a real history, served as if by GitHub itself', () => {
  const expected: Expected = isThere ? JSON.parse(readFileSync(expectedFile, 'utf8')) : {};
  let simulators: Simulators;
  let engine: Engine;

  const context = () => ({
    from: Date.parse(expected.since),
    to: Date.parse(expected.until),
    timeZone: 'UTC',
    now: simulators.organization.now,
  });

  beforeAll(async () => {
    const feed: unknown = JSON.parse(readFileSync(feedFile, 'utf8'));
    simulators = await startSimulators({ seed: 1, now: Date.parse('2026-08-01T00:00:00Z'), feed, latency: 0 });
    engine = liveEngine(simulators);
  }, 60_000);

  afterAll(() => simulators.close());

  it('has the deployment frequency that was worked out from it', async () => {
    const query = { ...plainQuery('metrics'), metrics: ['deploymentFrequency' as const] };
    const { answer, problems } = await lastProgress(engine, query, context());
    expect(problems).toEqual([]);
    expect(answer.rows).toMatchObject([{ value: expected.perDay, n: expected.deployments, incomplete: false }]);
  });

  it.each(statistics.filter((statistic) => statistic !== 'p95'))('has the same %s lead time', async (statistic) => {
    const query = { ...plainQuery('metrics'), metrics: ['changeLeadTime' as const], statistic };
    const { answer } = await lastProgress(engine, query, context());
    const [row] = answer.type === 'metrics' ? answer.rows : [];
    expect(row.n).toBe(expected.leadTime['n']);
    expect(row.value).toBeCloseTo(expected.leadTime[statistic], 6);
  });

  it('gives each change the deployment and the seconds that git gives it', async () => {
    const { answer } = await lastProgress(engine, plainQuery('changes'), context());
    const rows = answer.type === 'changes' ? answer.rows : [];
    const found = rows
      .filter(({ leadTime }) => leadTime !== null)
      .map(({ number, deployment, leadTime }) => [String(number), { deployment, seconds: leadTime }]);
    expect(Object.fromEntries(found)).toEqual(expected.perChange);
  });
});
