import { eventsOf, fullName, Simulators, startSimulators } from '../../simulator';
import { Answer, Engine } from '../../src/engine';
import { metricNames } from '../../src/metrics';
import { plainQuery, QueryContext } from '../../src/query';
import { encodeFeed } from '../../src/sources/feed';
import { lastProgress } from '../asking/lastProgress';
import { feedEngine, liveEngine } from './engines';

/** The made-up organisation, over real HTTP, against its own feed document and against what was planted in it. */

const now = Date.parse('2026-11-23T12:00:00Z');
const day = 86_400_000;
/** PagerDuty forgets change events; a feed would not. */
const changeEventsLast = 90 * day;
const lastYear: QueryContext = { from: now - 300 * day, to: now, timeZone: 'Europe/Berlin', now };
const lastMonths: QueryContext = { ...lastYear, from: now - 85 * day };

let simulators: Simulators;
let live: Engine;
/** Over the feed document of the same organisation. */
let feed: Engine;

beforeAll(async () => {
  simulators = await startSimulators({ seed: 7, now, latency: 0 });
  live = liveEngine(simulators);
  const { events, directory } = eventsOf(simulators.organization);
  const incidents = events.incidents.map((incident) => ({
    ...incident,
    relatedChanges: incident.relatedChanges.filter(({ at }) => at !== null && at >= now - changeEventsLast),
  }));
  feed = feedEngine(encodeFeed({ ...events, incidents }, directory), simulators.settings, now);
}, 60_000);

afterAll(() => simulators.close());

async function answerOf<Type extends Answer['type']>(
  type: Type,
  ...[engine, query, context]: Parameters<typeof lastProgress>
): Promise<Extract<Answer, { type: Type }>> {
  const { answer, problems } = await lastProgress(engine, query, context);
  expect(problems).toEqual([]);
  const isAsked = (given: Answer): given is Extract<Answer, { type: Type }> => given.type === type;
  if (!isAsked(answer)) {
    throw new Error(`Expected ${type}, found ${answer.type}.`);
  }
  return answer;
}

describe('the sources and the simulators', () => {
  it.each([
    ['inclusive', lastMonths],
    ['inclusive', lastYear],
    ['strict', lastMonths],
  ] as const)(
    'give the numbers of the feed document, %s',
    async (attribution, context) => {
      const query = { ...plainQuery('metrics'), metrics: metricNames, attribution };
      for (const asked of [
        { ...query, groupBy: ['team' as const] },
        { ...query, groupBy: ['repository' as const] },
        { ...query, interval: 'month' as const, groupBy: ['team' as const] },
      ]) {
        const { rows } = await answerOf('metrics', live, asked, context);
        expect(rows).toEqual((await answerOf('metrics', feed, asked, context)).rows);
        expect(rows.filter(({ n }) => n > 0).length).toBeGreaterThan(metricNames.length);
      }
    },
    60_000
  );

  it('find what each delivery contains as it was planted', async () => {
    const planted = new Map<string, { readonly id: string; readonly finishedAt: number; readonly isFirst: boolean }>();
    for (const delivery of simulators.organization.truth.deliveries) {
      const isProduction = delivery.environment.startsWith('production');
      for (const number of isProduction ? delivery.changes : []) {
        const key = `${delivery.repository}#${number}`;
        const known = planted.get(key);
        if (known === undefined || delivery.finishedAt < known.finishedAt) {
          planted.set(key, delivery);
        }
      }
    }
    const { rows } = await answerOf('changes', live, plainQuery('changes'), lastYear);
    const found = rows.filter(({ deployment }) => deployment !== null);
    const expected = [...planted].filter(([, { finishedAt }]) => lastYear.from <= finishedAt && finishedAt < now);
    expect(Object.fromEntries(found.map((row) => [`${row.repository}#${row.id}`, row.deployment]))).toEqual(
      Object.fromEntries(expected.map(([key, { id }]) => [key, id]))
    );
    expect(found.length).toBeGreaterThan(1_000);
    expect(found.filter(({ approximate, leadTime }) => approximate || leadTime === null)).toEqual([]);
  }, 60_000);

  it('blame what was planted as failed, by its rule, and strictly nothing else', async () => {
    const query = { ...plainQuery('deployments'), outcome: 'all' as const, attribution: 'strict' as const };
    const { rows } = await answerOf('deployments', live, query, lastYear);
    const rowOf = new Map(rows.map((row) => [`${row.repository} ${row.id}`, row]));
    const rules: Record<string, string> = {
      statedSha: 'stated',
      statedPullRequest: 'stated',
      rollback: 'rollback',
      revert: 'revert',
      hotfix: 'hotfix',
    };
    const failures = simulators.organization.truth.failures.map((failure) => ({
      ...failure,
      rows: failure.deliveries.map((id) => rowOf.get(`${failure.repository} ${id}`)).filter((row) => row !== undefined),
    }));
    const visible = failures.filter(
      (failure) =>
        failure.rows.length === failure.deliveries.length &&
        failure.cause in rules &&
        // A rollback, a revert or a hotfix shows when it is there.
        (failure.cause.startsWith('stated') || failure.repairs.length > 0)
    );
    const missed = visible.filter(({ cause, rows: blamed }) => !blamed.some(({ rule }) => rule === rules[cause]));
    expect(missed).toEqual([]);
    expect(new Set(visible.map(({ cause }) => cause)).size).toBe(5);

    const planted = new Set(failures.flatMap((failure) => failure.rows));
    expect(rows.filter((row) => row.failed && !planted.has(row))).toEqual([]);
  }, 60_000);

  it('read every page', async () => {
    const { repositories, pagerduty } = simulators.organization;
    const inRange = (at: number | null) => at !== null && lastYear.from <= at && at < now;
    const incidents = await answerOf('incidents', live, plainQuery('incidents'), lastYear);
    expect(incidents.rows.map(({ id }) => id).sort()).toEqual(
      pagerduty.incidents
        .filter(({ mergedInto, createdAt }) => mergedInto === null && inRange(createdAt))
        .map(({ id }) => id)
        .sort()
    );
    const runs = await answerOf('runs', live, plainQuery('runs'), lastYear);
    const attempts = repositories.flatMap((repository) =>
      repository.runs.flatMap((run) =>
        run.attempts
          .filter(({ startedAt }) => inRange(startedAt))
          .map(({ attempt }) => `${fullName(repository)} ${run.id} ${attempt}`)
      )
    );
    expect(runs.rows.map(({ repository, id, attempt }) => `${repository} ${id} ${attempt}`).sort()).toEqual(
      attempts.sort()
    );
    const deployments = await answerOf('deployments', live, plainQuery('deployments'), lastYear);
    const succeeded = simulators.organization.truth.deliveries.filter(
      ({ environment, finishedAt }) => environment.startsWith('production') && inRange(finishedAt)
    );
    expect(deployments.rows.map(({ repository, id }) => `${repository} ${id}`).sort()).toEqual(
      succeeded.map(({ repository, id }) => `${repository} ${id}`).sort()
    );
  }, 120_000);

  it('ask nothing twice: what one panel has fetched, another reads', async () => {
    const engine = liveEngine(simulators);
    const query = { ...plainQuery('metrics'), groupBy: ['team' as const] };
    const first = await lastProgress(engine, query, lastMonths);
    const calls = () =>
      [simulators.servers.github, simulators.servers.pagerduty].map((server) => server.stats().requests);
    const before = calls();
    const second = await lastProgress(engine, query, lastMonths);
    expect(second.answer).toEqual(first.answer);
    await lastProgress(engine, { ...query, groupBy: ['environment'], statistic: 'p90' }, lastMonths);
    await lastProgress(engine, plainQuery('items'), { ...lastMonths, from: lastMonths.from + 10 * day });
    await lastProgress(engine, plainQuery('deployments'), lastMonths);
    expect(calls()).toEqual(before);
  }, 60_000);
});
