import fc from 'fast-check';
import { Baseline, IntervalNeed } from '../types';
import { longestDeployment } from './deployments';
import { connection, eventsIn, fakeGithub, questionsIn, reportsOf } from './fakeGithub';

const hour = 3_600_000;
const origin = Date.parse('2026-01-01T00:00:00Z');
const environments = ['production', 'live', 'staging'];

const baseline: Baseline = {
  key: 'production',
  accepts: (event) => 'environment' in event && event.environment !== 'staging' && event.status === 'success',
  groupOf: (event) => ('environment' in event ? `${event.environment}` : ''),
};

interface Made {
  readonly id: string;
  readonly created: number;
  readonly finished: number;
  readonly environment: string;
  readonly succeeded: boolean;
}

const deployments = fc
  .array(
    fc.record({
      created: fc.integer({ min: 0, max: 3_000 }),
      lasted: fc.integer({ min: 0, max: longestDeployment / hour }),
      environment: fc.constantFrom(...environments),
      succeeded: fc.boolean(),
    }),
    { maxLength: 60 }
  )
  .map((all) =>
    all
      .map(({ created, lasted, environment, succeeded }, index): Made => {
        // An odd second each, so that no two happen at one instant and the predecessor is never a tie.
        const at = origin + created * hour + index * 2_000;
        return { id: `d${index}`, created: at, finished: at + lasted * hour + 1_000, environment, succeeded };
      })
      .sort((a, b) => b.created - a.created)
  );

function raw({ id, created, finished, environment, succeeded }: Made) {
  const status = { state: succeeded ? 'SUCCESS' : 'FAILURE', createdAt: new Date(finished).toISOString() };
  return {
    id,
    __typename: 'Deployment',
    createdAt: new Date(created).toISOString(),
    updatedAt: new Date(finished).toISOString(),
    environment,
    commitOid: `sha-${id}`,
    statuses: connection([status]),
  };
}

/** What has to come out, without any paging: everything finished inside, and each group's last before it. */
function expected(all: readonly Made[], from: number, to: number): readonly string[] {
  const inside = all.filter(({ finished }) => from <= finished && finished < to);
  const groups = new Set(inside.filter(isAccepted).map(({ environment }) => environment));
  const predecessors = [...groups].flatMap((group) => {
    const before = all.filter((one) => isAccepted(one) && one.environment === group && one.finished < from);
    return before.sort((a, b) => b.finished - a.finished).slice(0, 1);
  });
  return [...inside, ...predecessors].map(({ id }) => id).sort();
}

function isAccepted({ environment, succeeded }: Made): boolean {
  return environment !== 'staging' && succeeded;
}

test('whatever the page size, all of the window and its predecessors come out', async () => {
  await fc.assert(
    fc.asyncProperty(
      deployments,
      fc.integer({ min: 0, max: 3_500 }),
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 3, max: 50 }),
      async (all, start, length, largestPage) => {
        const interval = { from: origin + start * hour, to: origin + (start + length) * hour };
        const need: IntervalNeed = { source: 'github', scope: 'acme/pay', kind: 'deployments', interval, baseline };
        const { source } = fakeGithub({
          repositories: { 'acme/pay': { deployments: connection(all.map(raw)) } },
          fault: ({ body }) =>
            questionsIn(body).some(({ first }) => Number(first) > largestPage)
              ? { status: 502, headers: {}, body: '' }
              : null,
        });
        const reports = await reportsOf(source, [need]);
        const ids = new Set(eventsIn(reports, 'deployments').map(({ id }) => id));
        expect(expected(all, interval.from, interval.to).filter((id) => !ids.has(id))).toEqual([]);
        // Whatever a report calls covered is known by then.
        const known = new Set<string>();
        for (const report of reports) {
          (report.events.deployments ?? []).forEach(({ id }) => known.add(id));
          const covered = report.covered;
          if (covered !== null) {
            const due = all.filter(({ finished }) => covered.from <= finished && finished < covered.to);
            expect(due.filter(({ id }) => !known.has(id))).toEqual([]);
          }
        }
      }
    ),
    { numRuns: 40 }
  );
});
