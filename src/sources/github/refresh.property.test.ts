import fc from 'fast-check';
import { deploymentInstant } from './deployments';
import { broken, deployed, living, merged } from './testing/living';
import { day, Follower, hour, minute, production } from './testing/livingRepository';

type Step =
  | { readonly kind: 'read'; readonly days: number }
  | { readonly kind: 'stop'; readonly days: number; readonly after: number }
  | { readonly kind: 'pass'; readonly hours: number }
  | { readonly kind: 'deploy'; readonly environment: string; readonly state: string }
  | { readonly kind: 'finish'; readonly which: number; readonly state: string }
  | { readonly kind: 'merge' }
  | { readonly kind: 'touch'; readonly which: number }
  | { readonly kind: 'remove'; readonly which: number }
  | { readonly kind: 'break' }
  | { readonly kind: 'label'; readonly which: number; readonly labels: readonly string[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), days: fc.integer({ min: 1, max: 60 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('stop' as const),
      days: fc.integer({ min: 1, max: 120 }),
      after: fc.integer({ min: 1, max: 4 }),
    }),
  },
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
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('touch' as const), which: fc.nat(60) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'break' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('label' as const),
      which: fc.nat(30),
      labels: fc.subarray(['incident', 'question']),
    }),
  }
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
      repository.issues = broken(older * 2);
      const deployments = new Follower(source, 'deployments', { baseline: production });
      const changes = new Follower(source, 'changes');
      const incidents = new Follower(source, 'incidents', { labels: ['incident'] });
      // What was removed is looked for once a day.
      for (const each of [...steps, { kind: 'pass' as const, hours: 24 }, { kind: 'read' as const, days: 45 }]) {
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
          case 'remove':
            repository.deployments.splice(each.which, 1);
            break;
          case 'break':
            repository.issues.push({ number: 3000 + tick, createdAt: now(), updatedAt: now(), labels: ['incident'] });
            break;
          case 'label': {
            const labelled = repository.issues[each.which % Math.max(1, repository.issues.length)];
            if (labelled !== undefined) {
              labelled.updatedAt = now();
              labelled.labels = each.labels;
            }
            break;
          }
          case 'stop': {
            // Somebody reads further back, and leaves.
            const controller = new AbortController();
            let served = 0;
            repository.onServe = () => (++served === each.after ? controller.abort() : undefined);
            clock.pass(minute);
            const from = clock.now() - each.days * day;
            const followers = [deployments, changes, incidents];
            await Promise.allSettled(followers.map((one) => one.read(from, clock.now(), controller.signal)));
            repository.onServe = () => undefined;
            break;
          }
          case 'read':
            clock.pass(minute);
            for (const follower of [deployments, changes, incidents]) {
              await follower.read(clock.now() - each.days * day, clock.now());
            }
        }
      }
      const to = clock.now();
      const from = to - 45 * day;
      const { source: other, clock: itsClock } = made();
      itsClock.pass(to - itsClock.now());
      const fresh = {
        deployments: new Follower(other, 'deployments', { baseline: production }),
        changes: new Follower(other, 'changes'),
        incidents: new Follower(other, 'incidents', { labels: ['incident'] }),
      };
      for (const follower of Object.values(fresh)) {
        await follower.read(from, to);
      }
      expect(deployments.within(from, to)).toEqual(fresh.deployments.within(from, to));
      expect(changes.within(from, to)).toEqual(fresh.changes.within(from, to));
      expect(incidents.within(from, to)).toEqual(fresh.incidents.within(from, to));
      const before = (follower: Follower<'deployments'>, environment: string) =>
        [...follower.held.values()]
          .filter((one) => one.environment === environment && production.accepts(one) && deploymentInstant(one) < from)
          .sort((a, b) => deploymentInstant(b) - deploymentInstant(a))[0]?.id;
      const seen = new Set(
        fresh.deployments
          .within(from, to)
          .filter((one) => production.accepts(one))
          .map(({ environment }) => environment)
      );
      for (const environment of seen) {
        expect(before(deployments, environment)).toBe(before(fresh.deployments, environment));
      }
    }),
    { numRuns: 40 }
  );
});
