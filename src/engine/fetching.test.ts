import { MetricName, metricNames } from '../metrics';
import { plainQuery } from '../query';
import { Need } from '../sources';
import { everyProgress, lastProgress, metricRows, paymentsEngine, rowsIn } from './testing/asking';
import { at, day, now, paymentsDirectory, paymentsEvents, range } from './testing/payments';

const five = plainQuery('metrics');

/** Every report takes its time, and every one of them may be shown. */
function stepping() {
  let time = now;
  const clock = { now: () => (time += 1_000) };
  return { clock, turn: async () => new Promise<void>((resolve) => setTimeout(resolve, 1)) };
}

const kindsAsked = (needs: readonly Need[]) => [...new Set(needs.map(({ kind }) => kind))].sort();

describe('a partial answer', () => {
  it('holds no wrong number that is not marked, and the complete one comes last', async () => {
    const { clock, turn } = stepping();
    const { engine } = paymentsEngine({ pageSize: 1, turn }, { clock, patience: 0 });
    const query = { ...five, metrics: metricNames, groupBy: ['team' as const] };
    const seen = await everyProgress(engine, query);
    const whole = rowsIn(seen[seen.length - 1].answer);
    expect(seen.map(({ complete }) => complete)).toEqual([...seen.slice(1).map(() => false), true]);
    expect(seen.length).toBeGreaterThan(4);
    for (const { answer } of seen) {
      rowsIn(answer).forEach((row, index) => {
        const right = { value: whole[index].value, n: whole[index].n, k: whole[index].k };
        const isRight = JSON.stringify(right) === JSON.stringify({ value: row.value, n: row.n, k: row.k });
        expect([row.metric, row.group.team, isRight || row.incomplete]).toEqual([row.metric, row.group.team, true]);
      });
    }
    expect(whole.some(({ incomplete }) => incomplete)).toBe(false);
    // A count of a part is wrong, not early: it waits.
    const counts = seen.slice(0, -1).flatMap(({ answer }) => rowsIn(answer));
    const frequencies = counts.filter(
      ({ metric, group }) => metric === 'deploymentFrequency' && group.team === 'Payments'
    );
    expect(new Set(frequencies.map(({ value }) => value))).toEqual(new Set([null, 0.4]));
  });

  it('compares with nothing of which a part is missing', async () => {
    const { clock, turn } = stepping();
    const { engine } = paymentsEngine({ pageSize: 1, turn }, { clock, patience: 0 });
    const seen = await everyProgress(engine, { ...five, metrics: metricNames, comparison: 'previousPeriod' });
    const whole = rowsIn(seen[seen.length - 1].answer);
    for (const { answer, complete } of seen) {
      rowsIn(answer).forEach(({ metric, previous, incomplete }, index) => {
        const isWithheld = previous?.value === null && !complete;
        expect([metric, isWithheld || (!incomplete && previous?.value === whole[index].previous?.value)]).toEqual([
          metric,
          true,
        ]);
      });
    }
    expect(whole.filter(({ previous }) => previous?.value !== null).length).toBeGreaterThan(2);
  });

  it('says how far it is', async () => {
    const { clock, turn } = stepping();
    const { engine } = paymentsEngine({ turn }, { clock, patience: 0 });
    const seen = await everyProgress(engine, five);
    expect(seen.some(({ done, total }) => done < total)).toBe(true);
    expect(seen[seen.length - 1].done).toBe(seen[seen.length - 1].total);
  });
});

describe('a repository that may not be read', () => {
  it('has no number, has a problem, and leaves the rest as it is', async () => {
    const { engine } = paymentsEngine({ forbidden: ['acme/idle'] });
    const { answer, problems, complete } = await lastProgress(engine, { ...five, groupBy: ['repository'] });
    expect(complete).toBe(true);
    expect([...new Set(problems.map(({ kind, scope }) => `${kind} ${scope}`))]).toEqual(['forbidden acme/idle']);
    const of = (name: string) => rowsIn(answer).filter(({ group }) => group.repository === name);
    expect(of('acme/idle').map(({ value, incomplete }) => [value, incomplete])).toEqual(
      of('acme/idle').map(() => [null, true])
    );
    const untroubled = await metricRows(paymentsEngine().engine, { groupBy: ['repository'] });
    expect(of('acme/pay')).toEqual(untroubled.filter(({ group }) => group.repository === 'acme/pay'));
    expect(answer.notices.map(({ text }) => text).join()).toContain('acme/idle');
  });
});

describe('what could not be read to its end', () => {
  it('is named, with the stretch of time that is missing', async () => {
    const { engine, source } = paymentsEngine({ deliversMerges: true });
    const fetch = source.fetch.bind(source);
    source.fetch = async function* (needs, signal) {
      for await (const report of fetch(needs, signal)) {
        const { need } = report;
        if (need.kind === 'deployments' && need.scope === 'acme/pay') {
          const message = 'GitHub stopped answering.';
          const scope = 'acme/pay';
          const problem = { source: 'github' as const, kind: 'unavailable' as const, scope, message, retryAt: null };
          yield { ...report, covered: { from: at(12), to: need.interval.to }, baselineKnown: false };
          yield { need, events: {}, covered: null, baselineKnown: false, problem };
        } else {
          yield report;
        }
      }
    };
    const { answer, problems } = await lastProgress(engine, five);
    expect(problems.map(({ kind }) => kind)).toEqual(['unavailable']);
    // Asked from 30 days before day 10 on, read back to day 12.
    expect(answer.notices).toContainEqual({
      severity: 'warning',
      text: 'Could not be read, so not in these numbers: acme/pay (2025-12-12 to 2026-01-13).',
    });
  });

  it('marks what rests on the time before a period, though all of the period is there', async () => {
    const { engine, source } = paymentsEngine({ deliversMerges: true });
    const fetch = source.fetch.bind(source);
    source.fetch = async function* (needs, signal) {
      for await (const report of fetch(needs, signal)) {
        const { need } = report;
        if (need.kind === 'deployments' && need.scope === 'acme/pay') {
          // Back to two days before the range; what was deployed last before that nobody knows.
          yield { ...report, covered: { from: at(8), to: need.interval.to }, baselineKnown: false };
          const message = 'GitHub stopped answering.';
          const problem = {
            source: 'github' as const,
            kind: 'unavailable' as const,
            scope: 'acme/pay',
            message,
            retryAt: null,
          };
          yield { need, events: {}, covered: null, baselineKnown: false, problem };
        } else {
          yield report;
        }
      }
    };
    const { answer } = await lastProgress(engine, { ...five, metrics: metricNames });
    expect(rowsIn(answer).map(({ metric, incomplete }) => [metric, incomplete])).toEqual([
      ['deploymentFrequency', false],
      ['changeLeadTime', true],
      ['changeFailRate', true],
      ['failedDeploymentRecoveryTime', true],
      ['deploymentReworkRate', true],
      ['timeToRestore', false],
    ]);
  });
});

describe('cancelling', () => {
  it('ends the query with an AbortError and stops the fetch', async () => {
    const controller = new AbortController();
    let reports = 0;
    let stopped: AbortSignal | null = null;
    const turn = async (_: Need, signal: AbortSignal) => {
      stopped = signal;
      if (++reports === 2) {
        controller.abort();
      }
      await new Promise<void>((resolve) => setTimeout(resolve, 1));
    };
    const { engine } = paymentsEngine({ pageSize: 1, turn });
    await expect(everyProgress(engine, five, range, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise<void>((resolve) => setTimeout(resolve, 20));
    expect(reports).toBeLessThanOrEqual(3);
    expect(stopped).toMatchObject({ aborted: true });
  });

  it('of one panel leaves the other its answer', async () => {
    const { clock, turn } = stepping();
    const { engine } = paymentsEngine({ pageSize: 1, turn }, { clock });
    const controller = new AbortController();
    const first = everyProgress(engine, five, range, controller.signal);
    const second = lastProgress(engine, five);
    setTimeout(() => controller.abort(), 2);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(rowsIn((await second).answer)[0]).toMatchObject({ value: 0.4, incomplete: false });
  });
});

describe('what is asked for', () => {
  it.each<[MetricName, readonly string[]]>([
    ['deploymentFrequency', ['deployments']],
    ['changeLeadTime', ['changes', 'commits', 'deployments']],
    ['changeFailRate', ['changes', 'commits', 'deployments', 'incidents']],
    ['timeToRestore', ['incidents']],
  ])('for %s is no more than it rests on', async (metric, kinds) => {
    const { engine, source } = paymentsEngine();
    await metricRows(engine, { metrics: [metric] });
    expect(kindsAsked(source.asked)).toEqual(kinds);
  });

  it('is asked once, whatever asks', async () => {
    const { engine, source } = paymentsEngine();
    await metricRows(engine, { metrics: metricNames });
    const before = source.asked.length;
    await metricRows(engine, { metrics: metricNames, groupBy: ['team'], statistic: 'p90' });
    await metricRows(engine, {}, { ...range, from: at(14) });
    expect(source.asked).toHaveLength(before);
  });

  it('is no comparison where the graph reaches', async () => {
    const { engine, source } = paymentsEngine();
    await metricRows(engine, {});
    expect(kindsAsked(source.asked)).not.toContain('comparisons');
  });

  it('is a comparison with the predecessor where the deployed commit is on no fetched branch', async () => {
    // d3's commit and what comes after it are on a release branch: the default branch's history ends before.
    const released = paymentsEvents.commits.slice(3).map(({ sha }) => sha);
    const { engine, source } = paymentsEngine({ isInHistory: ({ sha }) => !released.includes(sha) });
    const [row] = await metricRows(engine, { metrics: ['changeLeadTime'] });
    const [from, to] = ['d2', 'd3'].map((id) => paymentsEvents.deployments.find((one) => one.id === id)?.sha);
    expect(source.asked).toContainEqual(expect.objectContaining({ kind: 'comparisons', base: from, head: to }));
    expect(row).toMatchObject({ value: 3 * 86_400, n: 4, approximate: 0 });
  });

  it('is more history where the predecessor is older than what was read', async () => {
    // What d1 deployed, and the commit after it, were made four months before they were deployed.
    const commits = paymentsEvents.commits.map((commit, index) => ({
      ...commit,
      committedAt: index <= 1 ? at(-120 + index) : commit.committedAt,
    }));
    const { engine, source } = paymentsEngine({ events: { ...paymentsEvents, commits } });
    const [row] = await metricRows(engine, { metrics: ['changeLeadTime'] });
    const starts = source.asked.flatMap((need) =>
      need.kind === 'commits' && need.scope === 'acme/pay' ? [need.interval.from] : []
    );
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThanOrEqual(90 * day);
    expect(row).toMatchObject({ value: 3 * 86_400, n: 4, approximate: 0 });
  });
});

describe('a source that cannot list what it has', () => {
  it('leaves no zero behind', async () => {
    const directory = { ...paymentsDirectory, repositories: [] };
    const { engine, source } = paymentsEngine({ directory }, {});
    const message = 'GitHub refused the token.';
    const problem = { source: 'github' as const, kind: 'unauthorized' as const, scope: null, message, retryAt: null };
    source.discover = async () => ({ directory, problems: [problem] });
    const { answer, problems } = await lastProgress(engine, { ...five, groupBy: ['team'] });
    expect(problems).toEqual([problem]);
    expect(rowsIn(answer).map(({ value, incomplete }) => [value, incomplete])).toEqual(
      rowsIn(answer).map(() => [null, true])
    );
  });
});
