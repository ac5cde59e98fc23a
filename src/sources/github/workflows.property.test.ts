import fc from 'fast-check';
import { eventsIn, reportsOf } from './fakeGithub';
import { actions, at, need, RawRun, RawWorkflow, serving } from './testing/actions';

/**
 * Workflows that are renamed, deleted or run by GitHub itself, in a repository with more runs than a search reaches: who asks
 * for one name gets the runs that bear it, as if all had been read.
 */

const names = ['deploy', 'ci', 'lint'];
const minute = 60_000;
const [begin, end] = [at('2026-05-13T00:00:00Z'), need.interval.to];
const iso = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;

interface Life {
  /** Minutes between its runs. */
  readonly pace: number;
  /** What it is called, and since which part of the time: from 0 to 1. */
  readonly names: ReadonlyArray<{ readonly name: string; readonly since: number }>;
  readonly isListed: boolean;
  readonly isDynamic: boolean;
}

const life: fc.Arbitrary<Life> = fc.record({
  pace: fc.constantFrom(60, 600, 5_000),
  names: fc.array(fc.record({ name: fc.constantFrom(...names), since: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  isListed: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  isDynamic: fc.oneof({ weight: 1, arbitrary: fc.constant(true) }, { weight: 3, arbitrary: fc.constant(false) }),
});
/** What makes the list long. */
const busy: Life = { pace: 12, names: [{ name: 'ci', since: 0 }], isListed: true, isDynamic: false };

function lived(life: Life, id: number): { readonly workflow: RawWorkflow; readonly runs: readonly RawRun[] } {
  // The first name is as old as the workflow.
  const called = [...life.names]
    .sort((a, b) => a.since - b.since)
    .map(({ name, since }, index) => ({ name, since: index === 0 ? begin - 1 : begin + since * (end - begin) }));
  const nameAt = (instant: number) => called.filter(({ since }) => since <= instant).pop()?.name ?? called[0].name;
  const instants: number[] = [];
  for (let instant = begin; instant < end; instant += life.pace * minute) {
    instants.push(instant);
  }
  const { name, since } = called[called.length - 1];
  // One that GitHub runs is called one thing and its runs another.
  const workflow = life.isDynamic
    ? { id, name: 'Dependabot Updates', updated: iso(begin - minute), path: 'dynamic/dependabot/dependabot-updates' }
    : { id, name, updated: iso(since) };
  const runs = instants.map((instant, index) => ({
    id: id * 100_000 + index,
    created: iso(instant),
    name: nameAt(instant),
    workflow: id,
  }));
  return { workflow, runs };
}

test('the runs of a name are the same, whether all are read or those of some workflows', async () => {
  let narrowed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 3 }), async (others) => {
      const lives = [busy, ...others];
      const all = lives.map((one, index) => lived(one, index + 1));
      const runs = all.flatMap((one) => one.runs);
      const listed = all.filter((_, index) => lives[index].isListed).map(({ workflow }) => workflow);
      const { source, requests } = serving(actions(runs, undefined, listed));
      const filter = { workflowPattern: '^deploy$', branchPattern: '', events: [] };
      const reports = await reportsOf(source, [{ ...need, runs: filter }]);
      const expected = runs
        .filter(({ name, created }) => name === 'deploy' && at(created) >= need.interval.from)
        .map(({ id }) => String(id));
      expect(
        eventsIn(reports, 'runs')
          .map(({ id }) => id)
          .sort()
      ).toEqual(expected.sort());
      expect(reports[reports.length - 1]).toMatchObject({ covered: need.interval, problem: null });
      const pages = requests.filter(({ params }) => params?.['per_page'] === 100).map(({ path }) => path);
      narrowed += pages.some((path) => /workflows\/\d+\/runs/.test(path)) ? 1 : 0;
    }),
    { numRuns: 25, seed: 20261129 }
  );
  expect(narrowed).toBeGreaterThan(3);
});
