import fc from 'fast-check';
import { Analyst } from '../../src/engine/analyst';
import { Territory } from '../../src/engine/needs';
import { Events } from '../../src/events';
import { analyse, atOnce, deliveriesOf, joinDeliveries, newDeliveryMemory, Slices } from '../../src/metrics';
import { Organization, resolveOrganization } from '../../src/query';
import { Ledger } from '../../src/store/ledger';
import { Stream } from '../../src/store/stream';
import { everything } from '../../src/store/testing/everything';
import { steadyWorlds, World } from '../arbitraries/organizations';

/** Everything is asked for: what is analysed is what is known. */
const endless = {
  deploymentsFrom: Number.NEGATIVE_INFINITY,
  changesFrom: Number.NEGATIVE_INFINITY,
  historyFrom: Number.NEGATIVE_INFINITY,
};

/** What one stream was told. */
function told() {
  const ledger = new Ledger();
  const interval = { from: 0, to: 0 };
  const stream = new Stream('deployments', { source: 'github', kind: 'deployments', scope: '', interval }, ledger);
  return { tell: (events: Partial<Events>) => stream.put(events, 0), snapshot: () => ledger.snapshot() };
}

function territoryOf({ directory }: World, organization: Organization): Territory {
  return {
    repositories: organization.repositories,
    services: directory.services,
    isWhole: true,
    feed: false,
    sourcesOf: () => ['github'],
    ownership: organization,
  };
}

const shuffled = <Event>(events: readonly Event[]) =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });

/** A world whose events come in any order, in so many reports. */
const arrivals = steadyWorlds.chain((world) =>
  fc.record({
    world: fc.constant(world),
    deployments: shuffled(world.events.deployments),
    changes: shuffled(world.events.changes),
    commits: shuffled(world.events.commits),
    incidents: shuffled(world.events.incidents),
    reports: fc.integer({ min: 1, max: 6 }),
  })
);

describe('analysing in steps, report by report', () => {
  it('comes to what everything at once comes to, in any order of arrival', () =>
    fc.assert(
      fc.property(arrivals, ({ world, reports, ...events }) => {
        const organization = resolveOrganization(world.settings, world.directory);
        const territory = territoryOf(world, organization);
        const store = told();
        const analyst = new Analyst();
        const memory = newDeliveryMemory();
        for (let report = 1; report <= reports; report++) {
          const arrived = <Event>(list: readonly Event[]) => list.slice(0, Math.ceil((list.length * report) / reports));
          store.tell({
            deployments: arrived(events.deployments),
            changes: arrived(events.changes),
            commits: arrived(events.commits),
            incidents: arrived(events.incidents),
          });
          const sliced = function* (): Slices<ReturnType<typeof analyse>> {
            const snapshot = store.snapshot();
            const analysed = yield* analyst.analyse(snapshot, territory, () => endless);
            const analyses = analysed.map(({ analysis }) => analysis);
            return yield* joinDeliveries(yield* deliveriesOf(analyses, snapshot.incidents, organization, memory));
          };
          expect(atOnce(sliced())).toEqual(analyse(everything(store), organization));
        }
      }),
      { numRuns: 30, seed: 20260604 }
    ));

  it('works out again only the repository a report is about', () => {
    fc.assert(
      fc.property(steadyWorlds, (world) => {
        const organization = resolveOrganization(world.settings, world.directory);
        const territory = territoryOf(world, organization);
        const store = told();
        const analyst = new Analyst();
        const analysed = () => atOnce(analyst.analyse(store.snapshot(), territory, () => endless));
        store.tell(world.events);
        const before = analysed();
        const isPay = ({ repository }: { readonly repository: string }) => repository === 'acme/pay';
        store.tell({
          deployments: world.events.deployments.map((one) => (isPay(one) ? { ...one, url: 'https://elsewhere' } : one)),
        });
        const after = analysed();
        expect(after.map(({ analysis }, index) => analysis === before[index].analysis)).toEqual(
          territory.repositories.map((name) => name !== 'acme/pay' || !world.events.deployments.some(isPay))
        );
      }),
      { numRuns: 12, seed: 20260605 }
    );
  });
});
