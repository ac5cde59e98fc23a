import { Events } from '../events';
import { givenChange, givenCommit, givenDeployment, givenEvents } from '../metrics/givenEvents';
import { plainQuery } from '../query';
import { IntervalNeed, Need } from '../sources';
import { lastProgress, metricRows, paymentsEngine, until } from './testing/asking';
import { at, now, paymentsEvents, paymentsSettings, range, start } from './testing/payments';

const ofPay = (asked: readonly Need[], kind: Need['kind']) =>
  asked.filter((need) => need.kind === kind && need.scope === 'acme/pay');

const intervals = (needs: readonly Need[]) =>
  needs.flatMap((need) => (need.kind === 'comparisons' ? [] : [need.interval]));

const minutes = (days: number) => start / 60_000 + days * 1_440;

/** Deployments of pull requests in order: a commit each, merged a day before it is deployed. */
function deployed(days: readonly number[], parentsOf: (index: number) => readonly string[]): Partial<Events> {
  return {
    commits: days.map((merged, index) => givenCommit(sha(index), parentsOf(index), minutes(merged - 1))),
    changes: days.map((merged, index) => givenChange(index + 1, sha(index), minutes(merged - 1))),
    deployments: days.map((finished, index) => ({
      ...givenDeployment(`d${index + 1}`, sha(index), minutes(finished)),
      origin: 'deployment' as const,
    })),
  };
}

const sha = (index: number) => `${index}`.repeat(40).slice(0, 40);
const line = (index: number) => (index === 0 ? [] : [sha(index - 1)]);

describe('the first round', () => {
  it('asks for what deployments contain together with them', async () => {
    const { engine, source } = paymentsEngine({ deliversMerges: true });
    const rounds: number[] = [];
    const fetch = source.fetch.bind(source);
    source.fetch = (needs, signal) => {
      rounds.push(needs.length);
      return fetch(needs, signal);
    };
    await metricRows(engine, { metrics: ['changeLeadTime'] });
    // Deployments and changes of two repositories, and nothing after that: day 10 - 30 - 14 is before all there is.
    expect(rounds).toEqual([4]);
    expect(intervals(ofPay(source.asked, 'changes'))).toEqual([{ from: at(10 - 30 - 14), to: now }]);
  });

  it('reads changes further back only where the predecessor is older', async () => {
    // The range begins on day 100, the look-back on 70, changes on 56; the last deployment before that was made on 40.
    const { engine, source } = paymentsEngine(
      { events: givenEvents(deployed([40, 101], line)), deliversMerges: true },
      { clock: { now: () => at(110) } }
    );
    const context = { ...range, from: at(100), to: at(110), now: at(110) };
    const [row] = await metricRows(engine, { metrics: ['changeLeadTime'] }, context);
    // Begun ten minutes before its merge, deployed a day after it.
    expect(row).toMatchObject({ value: 86_400 + 600, n: 1, approximate: 0 });
    expect(intervals(ofPay(source.asked, 'changes'))).toEqual([
      { from: at(100 - 30 - 14), to: at(110) },
      { from: at(40 - 14), to: at(100 - 30 - 14) },
    ]);
    expect(ofPay(source.asked, 'commits')).toEqual([]);
  });
});

describe('history', () => {
  it('is not asked for where every merge is one commit after the other', async () => {
    const { engine, source } = paymentsEngine({ deliversMerges: true });
    const [row] = await metricRows(engine, { metrics: ['changeLeadTime'] });
    expect(row).toMatchObject({ value: 3 * 86_400, n: 4, approximate: 0 });
    expect(source.asked.some(({ kind }) => kind === 'commits' || kind === 'comparisons')).toBe(false);
  });

  it('is asked for, of that repository alone, where a branch was merged in', async () => {
    const work = givenCommit('abcdef'.repeat(7).slice(0, 40), [paymentsEvents.commits[1].sha], minutes(11.5));
    const commits = [
      work,
      ...paymentsEvents.commits.map((commit, index) =>
        index === 3 ? { ...commit, parents: [...commit.parents, work.sha] } : commit
      ),
    ];
    const { engine, source } = paymentsEngine({ events: { ...paymentsEvents, commits }, deliversMerges: true });
    const [row] = await metricRows(engine, { metrics: ['changeLeadTime'] });
    expect(row).toMatchObject({ value: 3 * 86_400, n: 4, approximate: 0 });
    expect(source.asked.flatMap(({ kind, scope }) => (kind === 'commits' ? [scope] : []))).toEqual(['acme/pay']);
  });

  it('is asked for from the beginning where commits are what counts', async () => {
    const settings = { ...paymentsSettings, rules: { ...paymentsSettings.rules, changeUnit: 'commit' as const } };
    const { engine, source } = paymentsEngine({ deliversMerges: true }, { settings });
    await metricRows(engine, { metrics: ['changeLeadTime'] });
    expect(ofPay(source.asked, 'commits')).toHaveLength(1);
  });

  it('that another panel has caused to be read changes nothing for one that did not need it', async () => {
    // Pushed to the branch without a pull request: it takes back what d2 shipped, and only history has it.
    const push = givenCommit('beef'.repeat(10), [sha(1)], minutes(19.5), `This reverts commit ${sha(1)}.`);
    const plain = deployed([2, 11, 20, 90, 95], (index) => (index === 2 ? [push.sha] : line(index)));
    const recorded = { events: { ...plain, commits: [push, ...(plain.commits ?? [])] }, deliversMerges: true };
    const options = { clock: { now: () => at(100) } };
    const query = plainQuery('deployments');
    const narrow = { ...range, from: at(94), to: at(100), now: at(100) };
    const wide = { ...narrow, from: at(5) };

    const fresh = paymentsEngine(recorded, options);
    const alone = await lastProgress(fresh.engine, query, narrow);
    expect(ofPay(fresh.source.asked, 'commits')).toEqual([]);

    const busy = paymentsEngine(recorded, options);
    const all = await lastProgress(busy.engine, query, wide);
    expect(ofPay(busy.source.asked, 'commits').length).toBeGreaterThan(0);
    expect(all.answer.rows).toContainEqual(expect.objectContaining({ id: 'd2', failed: true, rule: 'revert' }));
    expect((await lastProgress(busy.engine, query, narrow)).answer).toEqual(alone.answer);
  });
});

describe('runs', () => {
  const filters = (asked: readonly Need[]) =>
    asked.flatMap((need) => (need.kind === 'runs' && need.scope === 'acme/pay' ? [need.runs] : []));

  it('that stand for deployments are asked for as the rules name them', async () => {
    const rules = {
      ...paymentsSettings.rules,
      deploymentSource: 'workflow' as const,
      workflowPattern: '^ship',
      branchPattern: '^main$',
      workflowEvents: ['push'],
    };
    const { engine, source } = paymentsEngine({}, { settings: { ...paymentsSettings, rules } });
    await metricRows(engine, { metrics: ['deploymentFrequency'] });
    expect(filters(source.asked)).toEqual([{ workflowPattern: '^ship', branchPattern: '^main$', events: ['push'] }]);
  });

  it.each<[readonly string[], string, readonly string[], readonly string[]]>([
    [[], '', ['CI', 'anything'], []],
    [['CI (fast)', 'deploy'], '^(?:CI \\(fast\\)|deploy)$', ['ci (fast)', 'Deploy'], ['deploy 2', 'CI fast']],
  ])('of a list of %j are asked for by exactly these names', async (workflows, pattern, wanted, unwanted) => {
    const { engine, source } = paymentsEngine();
    await lastProgress(engine, { ...plainQuery('runs'), workflows });
    expect(filters(source.asked)).toEqual([{ workflowPattern: pattern, branchPattern: '', events: [] }]);
    expect(wanted.every((name) => new RegExp(pattern, 'i').test(name))).toBe(true);
    expect(unwanted.some((name) => new RegExp(pattern, 'i').test(name))).toBe(false);
    const [need] = source.asked.filter((one): one is IntervalNeed => one.kind === 'runs');
    expect(need.interval).toEqual({ from: range.from, to: now });
  });
});

describe('a shared reach', () => {
  it('is read behind the answer, and no answer waits for it', async () => {
    const behind: Need[] = [];
    const turn = async (need: Need) => {
      if (need.kind !== 'comparisons' && need.interval.from < at(10 - 30 - 14)) {
        behind.push(need);
        await new Promise<void>(() => {});
      }
    };
    const { engine, source } = paymentsEngine({ turn }, { sharedReach: true });
    await metricRows(engine, { metrics: ['changeLeadTime'] });
    await until(() => behind.length > 0);
    // 90 days before the range, and the look-back and the margin before that.
    const furthest = Math.min(...intervals(ofPay(source.asked, 'changes')).map(({ from }) => from));
    expect(furthest).toBe(at(10 - 90 - 30 - 14));
  });
});
