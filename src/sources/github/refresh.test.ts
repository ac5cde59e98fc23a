import fc from 'fast-check';
import { deploymentInstant } from './deployments';
import { fakeGithub, questionsIn } from './fakeGithub';
import { day, Follower, hour, LivingRepository, minute, production } from './testing/livingRepository';

/** What a second fetch costs, and that it leaves the reader with what a first one would have given it. */

const start = Date.parse('2026-06-01T00:00:00Z');

function living() {
  const repository = new LivingRepository();
  const fields = repository.fields();
  const nodes = new Proxy<Record<string, Readonly<Record<string, unknown>>>>(
    {},
    { get: (_, id) => repository.node(String(id)) ?? undefined }
  );
  const made = () => fakeGithub({ repositories: { 'acme/pay': fields }, nodes });
  return { repository, made, ...made() };
}

/** One a day, an hour after midnight, newest first. */
function deployed(count: number, environment = 'production') {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = start - index * day - hour;
    return { id: `d${index}`, createdAt, environment, statuses: [{ state: 'SUCCESS', at: createdAt + minute }] };
  });
}

function merged(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const mergedAt = start - index * day - hour;
    return { number: 1000 - index, mergedAt, updatedAt: mergedAt, title: `Change ${1000 - index}` };
  });
}

/** What each question of each request since the last look asked for: its own variables. */
function asked(
  requests: ReturnType<typeof living>['requests']
): ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  return requests.splice(0).map(({ body }) => questionsIn(body));
}

describe('a list that has been read before', () => {
  it('costs a glance when nothing has changed', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', production);
    await follower.read(start - 10 * day, start);
    asked(requests);
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    expect(asked(requests)).toEqual([[{ owner: 'acme', name: 'pay' }]]);
  });

  it('has what is new read by id, where a glance shows all of it', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', production);
    await follower.read(start - 10 * day, start);
    asked(requests);
    const fresh = [10, 20, 30].map((minutes) => ({
      id: `new${minutes}`,
      createdAt: start + minutes * minute,
      environment: 'production',
      statuses: [{ state: 'SUCCESS', at: start + minutes * minute }],
    }));
    repository.deployments = [...repository.deployments, ...fresh];
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    // The glance shows five, of which two are known; the other three go into one call.
    expect(asked(requests).map((questions) => questions.map(({ id, name }) => id ?? name))).toEqual([
      ['pay'],
      ['new30', 'new20', 'new10'],
    ]);
    expect(follower.within(start, start + hour, deploymentInstant).map(({ id }) => id)).toEqual([
      'new10',
      'new20',
      'new30',
    ]);
  });

  it('is read from its head down to what is known, where a glance does not reach', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', production);
    await follower.read(start - 10 * day, start);
    asked(requests);
    const fresh = Array.from({ length: 12 }, (_, index) => ({
      id: `new${index}`,
      createdAt: start + index * minute,
      environment: 'production',
      statuses: [{ state: 'SUCCESS', at: start + index * minute }],
    }));
    repository.deployments = [...repository.deployments, ...fresh];
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    // Twelve more than before, and three rows to meet what is known.
    expect(asked(requests).map(([question]) => question['first'])).toEqual([undefined, 15]);
    expect(follower.within(start, start + hour, deploymentInstant)).toHaveLength(12);
  });

  it('has its unfinished and failed deployments read again by id, together with the glance or in one call more', async () => {
    const { repository, source, requests, clock } = living();
    const [running, failed] = deployed(2).map((one) => ({ ...one, createdAt: one.createdAt - 5 * day }));
    repository.deployments = [
      ...deployed(40),
      {
        ...running,
        id: 'running',
        createdAt: running.createdAt + 1,
        statuses: [{ state: 'IN_PROGRESS', at: start - 2 * day }],
      },
      {
        ...failed,
        id: 'failed',
        createdAt: failed.createdAt + 2,
        statuses: [{ state: 'FAILURE', at: start - 3 * day }],
      },
    ];
    const follower = new Follower(source, 'deployments', production);
    await follower.read(start - 10 * day, start);
    asked(requests);
    for (const id of ['running', 'failed']) {
      repository.deployments.find((one) => one.id === id)?.statuses.push({ state: 'SUCCESS', at: start + minute });
    }
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    const calls = asked(requests);
    expect(calls.map((questions) => questions.map(({ id, name }) => id ?? name))).toEqual([
      ['pay'],
      ['running', 'failed'],
    ]);
    expect(follower.within(start, start + hour, deploymentInstant).map(({ id, status }) => [id, status])).toEqual([
      ['failed', 'success'],
      ['running', 'success'],
    ]);
    // Both have succeeded: nothing is left to look after.
    clock.pass(hour);
    await follower.read(start - 10 * day, start + 2 * hour);
    expect(asked(requests)).toHaveLength(1);
  });

  it('goes on at the bottom for a wider window instead of starting over', async () => {
    const { repository, source, requests } = living();
    repository.pullRequests = merged(120);
    const follower = new Follower(source, 'changes');
    await follower.read(start - 20 * day, start);
    const first = asked(requests)
      .flat()
      .filter((question) => question['first'] !== undefined);
    expect(first).toHaveLength(1);
    await follower.read(start - 60 * day, start);
    const more = asked(requests)
      .flat()
      .filter((question) => question['first'] !== undefined);
    expect(more.every(({ after }) => after !== null)).toBe(true);
    expect(follower.within(start - 60 * day, start, ({ mergedAt }) => mergedAt)).toHaveLength(60);
  });

  it('finds the predecessor of an environment that comes up later, however old it is', async () => {
    const { repository, source, clock } = living();
    const old = {
      id: 'old',
      createdAt: start - 400 * day,
      environment: 'eu',
      statuses: [{ state: 'SUCCESS', at: start - 400 * day }],
    };
    repository.deployments = [...deployed(300), old];
    const follower = new Follower(source, 'deployments', production);
    await follower.read(start - 10 * day, start);
    expect(follower.held.has('acme/pay\nold')).toBe(false);
    repository.deployments.push({
      ...old,
      id: 'fresh',
      createdAt: start + minute,
      statuses: [{ state: 'SUCCESS', at: start + 2 * minute }],
    });
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    expect(follower.held.has('acme/pay\nold')).toBe(true);
  });

  it('sees what was touched long after its merge, and only that', async () => {
    const { repository, source, requests, clock } = living();
    repository.pullRequests = merged(60);
    const follower = new Follower(source, 'changes');
    await follower.read(start - 50 * day, start);
    asked(requests);
    Object.assign(repository.pullRequests[30], { title: 'Renamed', updatedAt: start + minute });
    clock.pass(hour);
    await follower.read(start - 50 * day, start + hour);
    expect(
      asked(requests)
        .flat()
        .map(({ id, name }) => id ?? name)
    ).toEqual(['pay', 'PR_970']);
    expect(follower.held.get('acme/pay\n970')?.title).toBe('Renamed');
  });

  it('starts over when its cursor is not known any more', async () => {
    const { repository } = living();
    repository.pullRequests = merged(120);
    let isStale = false;
    const stale = {
      type: 'INVALID_CURSOR_ARGUMENTS',
      message: '`x` does not appear to be a valid cursor.',
      path: ['q0', 'pullRequests'],
    };
    const { source } = fakeGithub({
      repositories: { 'acme/pay': repository.fields() },
      fault: ({ body }) =>
        isStale && questionsIn(body).some(({ after }) => typeof after === 'string')
          ? ((isStale = false), { status: 200, headers: {}, body: { data: { q0: null }, errors: [stale] } })
          : null,
    });
    const follower = new Follower(source, 'changes');
    await follower.read(start - 10 * day, start);
    isStale = true;
    await follower.read(start - 70 * day, start);
    expect(follower.within(start - 70 * day, start, ({ mergedAt }) => mergedAt)).toHaveLength(70);
  });
});

describe('a walk that was interrupted', () => {
  it('goes on where it stopped, and finds what has moved to the head in the meantime', async () => {
    const { repository, source, requests, clock } = living();
    repository.pullRequests = merged(150);
    const follower = new Follower(source, 'changes');
    const controller = new AbortController();
    let served = 0;
    repository.onServe = () => {
      // The glance at nothing, then pages of 25: stopped while the fourth is served.
      if (++served === 4) {
        controller.abort();
      }
    };
    await expect(follower.read(start - 140 * day, start, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(follower.held.size).toBe(75);
    asked(requests);
    // One that was read, one that was not: both are at the head now.
    Object.assign(repository.pullRequests[10], { title: 'Read before', updatedAt: start + minute });
    Object.assign(repository.pullRequests[120], { title: 'Not read before', updatedAt: start + 2 * minute });
    clock.pass(hour);
    await follower.read(start - 140 * day, start + hour);
    const pages = asked(requests)
      .flat()
      .filter(({ first }) => first !== undefined);
    // Two were touched, which a few rows show; then the 75 that are left, less the one that moved, in three pages.
    expect(pages.filter(({ after }) => after !== null)).toHaveLength(3);
    expect(follower.within(start - 140 * day, start, ({ mergedAt }) => mergedAt)).toHaveLength(140);
    expect(follower.held.get('acme/pay\n880')?.title).toBe('Not read before');
    expect(follower.held.get('acme/pay\n990')?.title).toBe('Read before');
  });

  it('loses nothing that moves while it is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(8), fc.nat(149)), { maxLength: 8 }), async (moves) => {
        const { repository, source } = living();
        repository.pullRequests = merged(150);
        let served = 0;
        repository.onServe = () => {
          served++;
          for (const [, which] of moves.filter(([when]) => when + 1 === served)) {
            repository.pullRequests[which].updatedAt = start + served * 10_000 + which;
          }
        };
        const follower = new Follower(source, 'changes');
        await follower.read(start - 140 * day, start + minute);
        expect(follower.within(start - 140 * day, start, ({ mergedAt }) => mergedAt)).toHaveLength(140);
      }),
      { numRuns: 40 }
    );
  });
});

type Step =
  | { readonly kind: 'read'; readonly days: number }
  | { readonly kind: 'pass'; readonly hours: number }
  | { readonly kind: 'deploy'; readonly environment: string; readonly state: string }
  | { readonly kind: 'finish'; readonly which: number; readonly state: string }
  | { readonly kind: 'merge' }
  | { readonly kind: 'touch'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), days: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 40 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('deploy' as const),
      environment: fc.constantFrom('production', 'eu', 'staging'),
      state: fc.constantFrom('SUCCESS', 'FAILURE', 'IN_PROGRESS'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('finish' as const),
      which: fc.nat(30),
      state: fc.constantFrom('SUCCESS', 'FAILURE'),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'merge' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('touch' as const), which: fc.nat(60) }) }
);

test('whatever has changed between whichever fetches, the reader holds what a first fetch gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(20), async (steps, older) => {
      const { repository, source, made, clock } = living();
      // An odd second each, so that no two records stand at one position.
      let tick = 0;
      const now = () => clock.now() + ++tick;
      repository.deployments = deployed(older).map((one, index) => ({
        ...one,
        environment: index % 4 === 0 ? 'eu' : 'production',
      }));
      repository.pullRequests = merged(older * 3);
      const deployments = new Follower(source, 'deployments', production);
      const changes = new Follower(source, 'changes');
      let widest = 0;
      for (const each of [...steps, { kind: 'read' as const, days: 45 }]) {
        switch (each.kind) {
          case 'pass':
            clock.pass(each.hours * hour);
            break;
          case 'deploy':
            repository.deployments.push({
              id: `n${tick}`,
              createdAt: now(),
              environment: each.environment,
              statuses: [{ state: each.state, at: now() }],
            });
            break;
          case 'finish': {
            // What is finished within a week is looked after (METRICS.md §1 leaves open how late a status may come).
            const open = repository.deployments.filter(
              ({ statuses, createdAt }) =>
                statuses.every(({ state }) => state !== 'SUCCESS') && clock.now() - createdAt < 6 * day
            );
            open[each.which % Math.max(1, open.length)]?.statuses.push({ state: each.state, at: now() });
            break;
          }
          case 'merge': {
            const at = now();
            repository.pullRequests.push({ number: 2000 + tick, mergedAt: at, updatedAt: at, title: 'New' });
            break;
          }
          case 'touch': {
            const touched = repository.pullRequests[each.which % Math.max(1, repository.pullRequests.length)];
            if (touched !== undefined) {
              touched.updatedAt = now();
              touched.title = `Touched ${tick}`;
            }
            break;
          }
          case 'read': {
            widest = Math.max(widest, each.days);
            clock.pass(minute);
            await deployments.read(clock.now() - each.days * day, clock.now());
            await changes.read(clock.now() - each.days * day, clock.now());
          }
        }
      }
      const to = clock.now();
      const from = to - 45 * day;
      const { source: other, clock: itsClock } = made();
      itsClock.pass(to - itsClock.now());
      const fresh = {
        deployments: new Follower(other, 'deployments', production),
        changes: new Follower(other, 'changes'),
      };
      await fresh.deployments.read(from, to);
      await fresh.changes.read(from, to);
      expect(deployments.within(from, to, deploymentInstant)).toEqual(
        fresh.deployments.within(from, to, deploymentInstant)
      );
      const at = ({ mergedAt }: { readonly mergedAt: number }) => mergedAt;
      expect(changes.within(from, to, at)).toEqual(fresh.changes.within(from, to, at));
      const before = (follower: Follower<'deployments'>, environment: string) =>
        [...follower.held.values()]
          .filter((one) => one.environment === environment && production.accepts(one) && deploymentInstant(one) < from)
          .sort((a, b) => deploymentInstant(b) - deploymentInstant(a))[0]?.id;
      const seen = new Set(
        fresh.deployments
          .within(from, to, deploymentInstant)
          .filter((one) => production.accepts(one))
          .map(({ environment }) => environment)
      );
      for (const environment of seen) {
        expect(before(deployments, environment)).toBe(before(fresh.deployments, environment));
      }
    }),
    { numRuns: 60 }
  );
});
