import fc from 'fast-check';
import { gaps, Interval, Run, union } from '../../events';
import { IntervalNeed } from '../types';
import { fakeGithub, reportsOf } from './fakeGithub';
import { actions, at, baseline, need, raw, RawRun, serving } from './testing/actions';

/** The newest runs of a long window are read, and known, before the rest. */

const minute = 60_000;
const day = 86_400_000;
const to = at('2026-06-01T00:00:00Z');
/** Of 90 days. */
const interval: Interval = { from: to - 90 * day, to };
const second = 1 / 86_400;
const ago = (days: number) => `${new Date(to - days * day).toISOString().slice(0, 19)}Z`;
const restOf = (requests: ReturnType<typeof serving>['requests']) =>
  requests.filter(({ upstream }) => upstream === 'github/rest');

test('the last four weeks of a long window are known after their own page', async () => {
  const deploys = Array.from({ length: 80 }, (_, index) => ({
    id: index,
    created: ago(index + 0.5),
    name: 'deploy',
  }));
  const { source, requests } = serving(actions(deploys));
  const reports = await reportsOf(source, [{ ...need, interval, baseline }]);
  const known: unknown[] = [];
  let spent = 0;
  for (const { covered, calls = [] } of reports) {
    spent += calls.filter(({ upstream }) => upstream === 'github/rest').length;
    if (covered !== null) {
      known.push([spent, covered]);
    }
  }
  expect(known).toEqual([
    [1, { from: to - 28 * day, to }],
    // The 62 days before, a week for re-runs and one for predecessors; then whether there are any more before.
    [3, interval],
    [3, interval],
  ]);
  // What is created in those four weeks, or was up to a week before; then the rest: no run is in both.
  expect(restOf(requests).map(({ params }) => params?.['created'])).toEqual([
    `${ago(35)}..${ago(second)}`,
    `${ago(104)}..${ago(35 + second)}`,
    `<${ago(104)}`,
  ]);
});

test('what is newer than a run whose attempts are still asked for is known already', async () => {
  const runs = [
    { id: 3, created: ago(2) },
    { id: 2, created: ago(12), started: ago(10), attempt: 2 },
    { id: 1, created: ago(40) },
  ];
  const { source } = serving(actions(runs, () => raw({ id: 2, created: ago(12) })));
  const reports = await reportsOf(source, [{ ...need, interval }]);
  expect(reports.flatMap(({ covered }) => (covered === null ? [] : [covered.from]))).toEqual([
    to - 10 * day + 1,
    to - 28 * day,
    interval.from,
    interval.from,
  ]);
});

test.each([55, 20])('a window of %d days is read in one go', async (days) => {
  const { source, requests } = serving(actions([{ id: 1, created: ago(3) }]));
  await reportsOf(source, [{ ...need, interval: { from: to - days * day, to } }]);
  expect(restOf(requests)).toHaveLength(1);
});

/** Keeps what it is told, and asks for what it lacks, newest first. */
class Kept {
  readonly runs = new Map<string, Run>();
  private covered: readonly Interval[] = [];
  private bookmark: string | undefined;

  /** `calls`: it leaves after so many. */
  async read(rest: ReturnType<typeof actions>, wanted: IntervalNeed, calls = Number.POSITIVE_INFINITY): Promise<void> {
    const controller = new AbortController();
    const { source, requests } = fakeGithub({
      repositories: { 'acme/pay': {} },
      rest: (path, params) => {
        if (restOf(requests).length > calls) {
          controller.abort();
        }
        return rest(path, params);
      },
    });
    for (let left = this.missing(wanted.interval); left.length > 0; left = this.missing(wanted.interval)) {
      const part = { ...wanted, interval: left[left.length - 1], bookmark: this.bookmark };
      try {
        for await (const { events, covered, bookmark } of source.fetch([part], controller.signal)) {
          (events.runs ?? []).forEach((run) => this.runs.set(`${run.id} ${run.attempt}`, run));
          this.covered = covered === null ? this.covered : union([...this.covered, covered]);
          this.bookmark = bookmark ?? this.bookmark;
        }
      } catch (error) {
        if (controller.signal.aborted) {
          return;
        }
        throw error;
      }
    }
  }

  /** The last day is read again. */
  renew(): void {
    this.covered = this.covered.flatMap((one) => gaps(one, [{ from: to - day, to: to + 30 * day }]));
  }

  private missing(wanted: Interval): readonly Interval[] {
    return gaps(wanted, this.covered);
  }
}

const run = fc.record({
  age: fc.integer({ min: 1, max: 150 * 24 }),
  name: fc.constantFrom('deploy-a', 'deploy-b', 'deploy-c', 'ci'),
  attempts: fc.constantFrom(1, 1, 1, 2, 3),
  wait: fc.integer({ min: 1, max: 60 }),
});

test('a run of the rest that was re-run in the newest part is found by whoever comes back', async () => {
  const rerun = { id: 9, created: ago(40), started: ago(20), attempt: 2 };
  const rest = actions([{ id: 10, created: ago(2) }, rerun], () => raw({ id: 9, created: ago(40) }));
  const kept = new Kept();
  await kept.read(rest, { ...need, interval }, 1);
  expect([...kept.runs.keys()]).toEqual(['10 1']);
  await kept.read(rest, { ...need, interval });
  expect([...kept.runs.keys()]).toEqual(['10 1', '9 2', '9 1']);
});

test('whoever leaves midway and comes back holds what one reading gives, predecessors too', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(run, { maxLength: 40 }),
      fc.array(fc.record({ calls: fc.nat(6), isLater: fc.boolean(), isNarrow: fc.boolean() }), { maxLength: 4 }),
      async (plans, visits) => {
        const starts = new Map<number, readonly string[]>();
        const runs = plans.map(({ age, name, attempts, wait }, index): RawRun => {
          const created = to - age * 60 * minute - index * 1_000;
          const started = Array.from({ length: attempts }, (_, attempt) =>
            new Date(Math.min(created + attempt * wait * 60 * minute, to - minute)).toISOString().replace('.000', '')
          );
          starts.set(index, started);
          return { id: index, created: started[0], started: started[attempts - 1], attempt: attempts, name };
        });
        const rest = actions(runs, (path) => {
          const [, id, attempt] = /runs\/(\d+)\/attempts\/(\d+)$/.exec(path) ?? [];
          const [one, started] = [runs[Number(id)], starts.get(Number(id))];
          return raw({ ...one, attempt: Number(attempt), started: started?.[Number(attempt) - 1] });
        });
        const wanted: IntervalNeed = {
          ...need,
          interval,
          baseline: {
            key: 'deploys',
            accepts: (event) => 'workflow' in event && event.workflow?.startsWith('deploy') === true,
            groupOf: (event) => ('workflow' in event ? String(event.workflow) : ''),
          },
        };
        const once = new Kept();
        await once.read(rest, wanted);
        const bits = new Kept();
        for (const { calls, isLater, isNarrow } of visits) {
          if (isLater) {
            bits.renew();
          }
          await bits.read(rest, isNarrow ? { ...wanted, interval: { from: to - 60 * day, to } } : wanted, calls);
        }
        await bits.read(rest, wanted);
        // What was looked for between times may be more than one reading needs.
        expect([...bits.runs.keys()]).toEqual(expect.arrayContaining([...once.runs.keys()]));
        const inside = (kept: Kept) =>
          [...kept.runs]
            .filter(([, { startedAt }]) => startedAt !== null && startedAt >= interval.from)
            .map(([key]) => key)
            .sort();
        expect(inside(bits)).toEqual(inside(once));
      }
    ),
    { numRuns: 80 }
  );
});
