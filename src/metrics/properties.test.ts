import fc from 'fast-check';
import { Change, Commit, Deployment, Events } from '../events';
import { analyse } from './analyse';
import { failureOf, isRework } from './attribution';
import { Delivery } from './delivery';
import { givenChange, givenCommit, givenDeployment, givenEvents, givenIncident, givenOwnership } from './givenEvents';

// Random histories: commit n may have any earlier commits for parents, a change stands for each, any are deployed.
interface Plan {
  readonly parents: ReadonlyArray<readonly number[]>;
  readonly deployed: ReadonlyArray<{ commit: number; at: number; environment: string; ref: string | null }>;
  readonly incidents: ReadonlyArray<{ at: number; lasts: number | null; names: number | null }>;
  readonly titles: readonly number[];
}

const size = 14;
const plans: fc.Arbitrary<Plan> = fc.record({
  parents: fc.tuple(
    ...Array.from({ length: size }, (_, n) =>
      n === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat(n - 1), { minLength: 0, maxLength: 2 })
    )
  ),
  deployed: fc.array(
    fc.record({
      commit: fc.nat(size - 1),
      at: fc.integer({ min: 20, max: 40 }),
      environment: fc.constantFrom('production', 'prod-eu'),
      ref: fc.constantFrom(null, null, 'hotfix/x'),
    }),
    { maxLength: 12 }
  ),
  incidents: fc.array(
    fc.record({
      at: fc.integer({ min: 18, max: 60 }),
      lasts: fc.option(fc.nat(30)),
      names: fc.option(fc.nat(size)),
    }),
    { maxLength: 6 }
  ),
  titles: fc.array(fc.nat(size - 1), { minLength: size, maxLength: size }),
});

function eventsOf(plan: Plan): Events {
  return givenEvents({
    commits: plan.parents.map((parents, n): Commit =>
      givenCommit(
        `c${n}`,
        parents.map((parent) => `c${parent}`),
        n
      )
    ),
    changes: plan.titles.map((reverted, n): Change =>
      givenChange(n, `c${n}`, n, { body: reverted < n ? `Reverts #${reverted}` : null })
    ),
    deployments: plan.deployed.map(({ commit, at, ...more }, n): Deployment =>
      givenDeployment(`d${n}`, `c${commit}`, at, more)
    ),
    incidents: plan.incidents.map(({ at, lasts, names }, n) =>
      givenIncident(`P${n}`, at, lasts === null ? null : at + lasts, {
        service: 'pay',
        deployment: names === null ? null : `d${names}`,
      })
    ),
  });
}

const ownership = givenOwnership();

/** Per environment and change the first deployment whose ancestors hold it, worked out from whole ancestor sets. */
function naiveLandings(plan: Plan): Record<string, string> {
  const ancestors: Array<Set<number>> = [];
  plan.parents.forEach((parents, n) => {
    ancestors.push(new Set([n, ...parents.flatMap((parent) => [...ancestors[parent]])]));
  });
  const landings: Record<string, string> = {};
  for (const environment of ['production', 'prod-eu']) {
    const chain = plan.deployed
      .map((one, n) => ({ ...one, id: `d${n}` }))
      .filter((one) => one.environment === environment)
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const seen = new Set<number>();
    chain.forEach(({ commit, id }, position) => {
      for (const ancestor of ancestors[commit]) {
        if (!seen.has(ancestor) && position > 0) {
          landings[`${environment} ${ancestor}`] = id;
        }
        seen.add(ancestor);
      }
    });
  }
  return landings;
}

function landingsOf(delivery: Delivery): Array<[string, string]> {
  return delivery.deployments.flatMap(({ deployment, delivered }) =>
    delivered.map(({ change }): [string, string] => [`${deployment.environment} ${change.id}`, deployment.id])
  );
}

describe('for any history', () => {
  it('containment is that of whole ancestor sets, each change once per environment', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const landings = landingsOf(analyse(eventsOf(plan), ownership));
        expect(new Set(landings.map(([key]) => key)).size).toBe(landings.length);
        expect(Object.fromEntries(landings)).toEqual(naiveLandings(plan));
      }),
      { numRuns: 300 }
    );
  });

  it('the order of the events does not matter', () => {
    const shuffled = plans.chain((plan) => {
      const events = eventsOf(plan);
      const shuffle = <Event>(list: readonly Event[]) =>
        fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
      return fc.tuple(
        fc.constant(events),
        fc.record({
          deployments: shuffle(events.deployments),
          changes: shuffle(events.changes),
          commits: shuffle(events.commits),
          incidents: shuffle(events.incidents),
        })
      );
    });
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(analyse(givenEvents(other), ownership)).toEqual(analyse(events, ownership));
      }),
      { numRuns: 200 }
    );
  });

  it('later deployments change nothing that was assigned before, with or without the whole graph', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 20, max: 40 }), fc.nat(size), (plan, until, cut) => {
        const whole = eventsOf(plan);
        const events = { ...whole, commits: whole.commits.slice(cut) };
        const earlier = { ...events, deployments: events.deployments.filter((_, n) => plan.deployed[n].at <= until) };
        const before = analyse(earlier, ownership);
        const after = new Map(analyse(events, ownership).deployments.map((fact) => [fact.deployment.id, fact]));
        for (const fact of before.deployments) {
          const same = after.get(fact.deployment.id);
          expect(same?.predecessor).toEqual(fact.predecessor);
          expect(same?.delivered.map(({ change }) => change.id)).toEqual(fact.delivered.map(({ change }) => change.id));
        }
      }),
      { numRuns: 200 }
    );
  });

  it('strict is contained in inclusive, for failures and for rework in both wordings', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const fact of analyse(eventsOf(plan), ownership).deployments) {
          const rules = ownership.rulesOf(fact.deployment.repository);
          const [strict, inclusive] = [failureOf(fact, 'strict', rules), failureOf(fact, 'inclusive', rules)];
          expect(inclusive?.hits ?? []).toEqual(expect.arrayContaining([...(strict?.hits ?? [])]));
          expect(strict === null || inclusive !== null).toBe(true);
          expect(!isRework(fact, 'incident', 'strict') || isRework(fact, 'incident', 'inclusive')).toBe(true);
          expect(!isRework(fact, 'incident') || isRework(fact, 'userFacingBug')).toBe(true);
          expect(inclusive?.recoveryTime ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 }
    );
  });

  it('a change has a lead time or the reason why not', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const delivery = analyse(eventsOf(plan), ownership);
        expect(delivery.changes).toHaveLength(size);
        for (const { leadTime, reason, deployment } of delivery.changes) {
          expect((leadTime === null) !== (reason === null)).toBe(true);
          expect((deployment === null) === (reason === 'notDeployed')).toBe(true);
        }
      })
    );
  });
});
