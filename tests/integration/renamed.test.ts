import {
  fullName,
  generateLargeOrganization,
  Organization,
  renamed,
  settingsFor,
  SimulatedClient,
  SimulatedClock,
  simulatedEngine,
  simulatedOrigin,
  SimulatedStorage,
  SimulatedTab,
  simulateInProcess,
} from '../../simulator';
import { Answer, Engine } from '../../src/engine';
import { metricNames } from '../../src/metrics';
import { DoraQuery, DoraSettings, plainQuery } from '../../src/query';
import { present, tinyOrganization } from '../faults/organization';
import { untilTheEnd } from '../faults/untilTheEnd';

const minute = 60_000;
const day = 24 * 60 * minute;

/** One deployed by GitHub's deployments and one by a workflow, and another one of each kind for their names. */
function organizationOfFour() {
  const tiny = tinyOrganization();
  const used = new Set(tiny.repositories.map(({ id }) => id));
  const [shop, heir, ship] = tiny.repositories;
  const all = generateLargeOrganization({ seed: 11, now: present, days: 32, repositories: 35 });
  const shipHeir = all.repositories.find(({ id, deployedBy }) => deployedBy === 'workflow' && !used.has(id));
  if (shipHeir === undefined) {
    throw new Error('No second repository is deployed by a workflow.');
  }
  const before: Organization = { ...tiny, repositories: [shop, heir, ship, shipHeir] };
  const after = [
    [shop, `${shop.name}-legacy`],
    [heir, shop.name],
    [ship, `${ship.name}-legacy`],
    [shipHeir, ship.name],
  ] as const;
  return { before, after: after.reduce((made, [repository, name]) => renamed(made, repository, name), before) };
}

const queries: readonly DoraQuery[] = [
  { ...plainQuery('metrics'), metrics: metricNames, groupBy: ['repository'] },
  plainQuery('deployments'),
  plainQuery('changes'),
];

/** The last two weeks, and two that were over before: nothing of them is ever asked again. */
const windows = [
  { from: present - 28 * day, to: present - 14 * day },
  { from: present - 14 * day, to: present },
];

describe('a repository that takes the name of a renamed one', () => {
  const { before, after } = organizationOfFour();
  const wholeSettings = settingsFor(before, simulatedOrigin, simulatedOrigin);
  const [shop, , ship] = before.repositories.map(fullName);

  function world(settings: DoraSettings) {
    const clock = new SimulatedClock(present);
    const serve = (organization: Organization) =>
      simulateInProcess({ organization, clock, latency: () => 40, secondaryLimits: null, hourlyLimit: 100_000 });
    let github = serve(before);
    const client: SimulatedClient['client'] = (request, signal) => github.client(request, signal);
    const open = (vault?: SimulatedTab) => simulatedEngine({ client, clock, settings, vault, sharedReach: false });
    const answers = async (engine: Engine): Promise<readonly Answer[]> => {
      const all: Answer[] = [];
      for (const window of windows) {
        for (const query of queries) {
          all.push(await untilTheEnd(clock, lastOf(engine, query, window)));
        }
      }
      return all;
    };
    return { clock, open, answers, rename: () => (github = serve(after)) };
  }

  it.each([
    ['the list of repositories, on another visit', 60 * minute, true, wholeSettings],
    [
      'the glance of a refresh, on the same page',
      5 * minute,
      false,
      { ...wholeSettings, organizations: [], repositories: [shop, ship] },
    ],
  ])('is told from it by %s', async (_name, later, isReload, settings) => {
    const { clock, open, answers, rename } = world(settings);
    const storage = new SimulatedStorage();
    const tab = storage.tab();
    const page = open(tab);
    const old = await answers(page);
    await clock.sleep(later);
    rename();
    if (isReload) {
      tab.close();
    }
    const engine = isReload ? open(storage.tab()) : page;
    const first = await answers(engine);
    // On a page that has not listed the repositories again, whoever looks at the past sees it as the last refresh left it.
    const warm = isReload ? first : await answers(engine);
    const cold = await answers(open());
    expect(warm).toEqual(cold);
    expect(cold).not.toEqual(old);
    clock.hold();
  });
});

async function lastOf(engine: Engine, query: DoraQuery, { from, to }: { from: number; to: number }): Promise<Answer> {
  const context = { from, to, timeZone: 'UTC', now: present };
  for await (const { answer, complete } of engine.run(query, context, new AbortController().signal)) {
    if (complete) {
      return answer;
    }
  }
  throw new Error('It ended without a complete answer.');
}
