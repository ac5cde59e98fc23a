import { Release } from '../events';
import { DoraQuery, plainQuery, QueryContext } from '../query';
import { lastProgress, paymentsEngine } from './testing/asking';
import { at, paymentsEvents, range } from './testing/payments';

/** Which entries a list has; the history stands in `testing/payments.ts`. */

const release = (id: string, days: number, given: Partial<Release> = {}): Release => ({
  id,
  repository: 'acme/pay',
  tag: `v${id}`,
  name: null,
  sha: 'a1'.repeat(20),
  createdAt: at(days),
  publishedAt: at(days),
  isDraft: false,
  isPrerelease: false,
  isTagOnly: false,
  url: null,
  ...given,
});

const releases = [
  release('1', 5),
  release('2', 12),
  release('3', 13, { isPrerelease: true }),
  release('4', 14, { isTagOnly: true, publishedAt: null }),
  release('5', 15, { isDraft: true, publishedAt: null }),
];

async function listed(query: DoraQuery, context: QueryContext = range): Promise<readonly string[]> {
  const { engine } = paymentsEngine({ events: { ...paymentsEvents, releases } });
  const { answer } = await lastProgress(engine, query, context);
  return answer.rows.flatMap((row) => ('id' in row ? [row.id] : []));
}

const filtered = <Query extends DoraQuery>(query: Query, filters: Partial<Query['filters']>) => ({
  ...query,
  filters: { ...query.filters, ...filters },
});

describe('releases', () => {
  const plain = plainQuery('releases');

  it.each<[typeof plain.outcome, readonly string[]]>([
    ['all', ['4', '3', '2']],
    ['published', ['3', '2']],
    ['final', ['2']],
  ])('of the range, newest first, never drafts: %s', async (outcome, ids) => {
    expect(await listed({ ...plain, outcome })).toEqual(ids);
  });

  it('of a repository and its team', async () => {
    expect(await listed(filtered(plain, { teams: ['Idle'] }))).toEqual([]);
    const { engine } = paymentsEngine({ events: { ...paymentsEvents, releases } });
    const { answer } = await lastProgress(engine, filtered(plain, { teams: ['Payments'] }));
    expect(answer).toMatchObject({ rows: [{ team: 'Payments', kind: 'prerelease', tag: 'v3' }, { kind: 'release' }] });
  });

  it('ask for nothing but releases', async () => {
    const { engine, source } = paymentsEngine({ events: { ...paymentsEvents, releases } });
    await lastProgress(engine, plain);
    expect(new Set(source.asked.map(({ kind }) => kind))).toEqual(new Set(['releases']));
  });
});

describe('changes', () => {
  it('with any of some labels, whatever the case', async () => {
    expect(await listed({ ...plainQuery('changes'), labels: ['HOTFIX', 'bug'] })).toEqual(['5']);
    expect(await listed({ ...plainQuery('changes'), labels: ['bug'] })).toEqual([]);
  });
});

describe('environments', () => {
  it('are left out by the exclamation mark', async () => {
    const deployments = plainQuery('deployments');
    expect(await listed(filtered(deployments, { environments: ['!Production'] }))).toEqual([]);
    expect(await listed(filtered(deployments, { environments: ['!staging'] }))).toEqual(['d5', 'd4', 'd3', 'd2']);
  });
});

describe('a list that begins before the time range', () => {
  it('has what began before it', async () => {
    const late = { ...range, from: at(12) };
    expect(await listed(plainQuery('incidents'), late)).toEqual(['P2']);
    expect(await listed(plainQuery('incidents'), { ...late, listFrom: at(5) })).toEqual(['P2', 'P1']);
  });
});
