import { Simulators, startSimulators } from '../../simulator';
import { Engine, MetricRow, Progress } from '../../src/engine';
import { MetricName } from '../../src/metrics';
import { plainQuery } from '../../src/query';
import { lastProgress } from '../asking/lastProgress';
import { liveEngine } from './engines';

/** What an upstream refuses is said in a sentence, is no number, and leaves the rest alone. */

const now = Date.parse('2026-11-23T12:00:00Z');
const day = 86_400_000;
const query = { ...plainQuery('metrics'), groupBy: ['team' as const] };
const context = { from: now - 30 * day, to: now, timeZone: 'UTC', now };

let simulators: Simulators;
let untroubled: readonly MetricRow[];

const ask = (engine: Engine): Promise<Progress> => lastProgress(engine, query, context);

beforeAll(async () => {
  simulators = await startSimulators({ seed: 7, now, latency: 0, days: 90 });
  untroubled = rowsOf(await ask(liveEngine(simulators)));
}, 60_000);

afterEach(() => {
  simulators.servers.github.faults.clear();
  simulators.servers.pagerduty.faults.clear();
});

afterAll(() => simulators.close());

function rowsOf({ answer }: Progress): readonly MetricRow[] {
  return answer.type === 'metrics' ? answer.rows : [];
}

function expectSentence(text: string): void {
  expect(text).toMatch(/^[A-Z].*\.$/s);
  expect(text).not.toMatch(/ at .*:\d+:\d+|undefined|\[object|<html|<!doctype/i);
}

const of = (rows: readonly MetricRow[], ...metrics: readonly MetricName[]) =>
  rows.filter(({ metric }) => metrics.includes(metric));

describe('a refused token', () => {
  it('of GitHub is one sentence, and no number is made up', async () => {
    const progress = await ask(liveEngine(simulators, { tokens: { github: 'ghp_wrong' } }));
    expect(progress.problems).toHaveLength(1);
    const [{ kind, message }] = progress.problems;
    expect(kind).toBe('unauthorized');
    expect(message).toContain('GitHub refused the token');
    expectSentence(message);
    expect(message).not.toContain('ghp_wrong');
    expect(rowsOf(progress).map(({ value, incomplete }) => [value, incomplete])).toEqual(
      untroubled.map(() => [null, true])
    );
  }, 60_000);

  it('of PagerDuty is one sentence, leaves deployments alone and marks what rests on incidents', async () => {
    const progress = await ask(liveEngine(simulators, { tokens: { pagerduty: 'wrong' } }));
    expect(progress.problems.map(({ source, kind }) => [source, kind])).toEqual([['pagerduty', 'unauthorized']]);
    expectSentence(progress.problems[0].message);
    const rows = rowsOf(progress);
    const untouched: readonly MetricName[] = ['deploymentFrequency', 'changeLeadTime'];
    expect(of(rows, ...untouched)).toEqual(of(untroubled, ...untouched));
    expect(of(rows, 'changeFailRate').every(({ incomplete }) => incomplete)).toBe(true);
  }, 60_000);
});

describe('a repository that may not be read', () => {
  it('is named with what to do; its team has no number, the others keep theirs', async () => {
    const body = { message: 'Resource not accessible by personal access token' };
    simulators.servers.github.faults.add({ kind: 'status', status: 403, path: '/identity/actions/runs', body });
    const progress = await ask(liveEngine(simulators));
    expect(progress.problems.map(({ kind, scope }) => [kind, scope])).toEqual([['forbidden', 'acme/identity']]);
    expect(progress.problems[0].message).toContain('Actions: Read-only');
    expectSentence(progress.problems[0].message);
    const isOfIdentity = ({ group }: MetricRow) => group.team === 'Identity';
    const rows = rowsOf(progress);
    expect(rows.filter(isOfIdentity).map(({ value, incomplete }) => [value, incomplete])).toEqual(
      untroubled.filter(isOfIdentity).map(() => [null, true])
    );
    expect(rows.filter((row) => !isOfIdentity(row))).toEqual(untroubled.filter((row) => !isOfIdentity(row)));
  }, 60_000);
});

describe('an upstream that is out of order', () => {
  it('answers HTML: a sentence, and the other upstream keeps answering', async () => {
    simulators.servers.pagerduty.faults.add({ kind: 'html', status: 200 });
    const progress = await ask(liveEngine(simulators));
    expect(progress.problems).toHaveLength(1);
    expect(progress.problems[0].message).toContain('HTML page');
    expectSentence(progress.problems[0].message);
    const untouched: readonly MetricName[] = ['deploymentFrequency', 'changeLeadTime'];
    expect(of(rowsOf(progress), ...untouched)).toEqual(of(untroubled, ...untouched));
  }, 60_000);

  it('breaks some connections: the numbers are the same', async () => {
    simulators.servers.github.faults.add({ kind: 'reset', path: '/graphql', rate: 0.1, seed: 3 });
    const progress = await ask(liveEngine(simulators));
    expect(progress.problems).toEqual([]);
    expect(rowsOf(progress)).toEqual(untroubled);
    expect(simulators.servers.github.stats().byStatus['reset']).toBeGreaterThan(0);
  }, 60_000);
});
