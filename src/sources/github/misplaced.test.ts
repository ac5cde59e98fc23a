import { pageBottom } from './ask';
import { connection, eventsIn, fakeGithub, reportsOf } from './fakeGithub';
import { deployed, living, merged, start } from './testing/living';
import { day, Follower, hour, minute } from './testing/livingRepository';
import { needOf } from './testing/needs';

/** An upstream whose index lags behind shows a record where it does not belong: it must not end a list that goes on. */

/** The connection with one more record among those of a page, at a place from the page's start. */
function strayed(serve: unknown, place: number, stray: (all: readonly unknown[]) => unknown) {
  return (args: object) => {
    if (typeof serve !== 'function') {
      throw new Error('There is no such list.');
    }
    const page = serve(args);
    const all = serve({ ...args, after: undefined, first: 1_000 }).nodes;
    return { ...page, nodes: [...page.nodes.slice(0, place), stray(all), ...page.nodes.slice(place)] };
  };
}

const oldest = (all: readonly unknown[]) => all[all.length - 1];

function straying(list: 'deployments' | 'pullRequests', place: number, stray = oldest) {
  const scene = living();
  const fields = scene.repository.fields();
  const lists = { ...fields, [list]: strayed(fields[list], place, stray) };
  const nodes = new Proxy<Record<string, Readonly<Record<string, unknown>>>>(
    {},
    { get: (_, id) => scene.repository.node(String(id)) ?? undefined }
  );
  return { repository: scene.repository, ...fakeGithub({ repositories: { 'acme/pay': lists }, nodes }) };
}

/** One a minute since the start. */
function fresh(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * minute;
    return { number: 2_000 + index, mergedAt: at, updatedAt: at, title: `New ${index}` };
  });
}

const places = [0, 1, 3, 1_000];

describe('one old record among the newest of each page', () => {
  it.each(places)('does not end a walk through deployments, at place %i', async (place) => {
    const { repository, source } = straying('deployments', place);
    repository.deployments = deployed(300);
    // Without a baseline: the search for a predecessor would have the list read on in any case.
    const follower = new Follower(source, 'deployments');
    await follower.read(start - 150 * day, start);
    expect(follower.within(start - 150 * day, start)).toHaveLength(150);
  });

  it.each(places)('does not end a walk through pull requests, at place %i', async (place) => {
    const { repository, source } = straying('pullRequests', place);
    repository.pullRequests = merged(300);
    const follower = new Follower(source, 'changes');
    await follower.read(start - 100 * day, start);
    expect(follower.within(start - 100 * day, start)).toHaveLength(100);
  });

  it.each(places)('does not hide what is new at the head of a list that is read again, at place %i', async (place) => {
    const { repository, source, clock } = straying('pullRequests', place);
    repository.pullRequests = merged(50);
    const follower = new Follower(source, 'changes');
    await follower.read(start - 10 * day, start);
    repository.pullRequests = [...repository.pullRequests, ...fresh(60)];
    clock.pass(3 * hour);
    await follower.read(start - 10 * day, start + 3 * hour);
    expect(follower.within(start, start + 3 * hour)).toHaveLength(60);
  });
});

it('a known record at the very head of a glance does not stand for all below it', async () => {
  let known: unknown = null;
  const { repository, source, clock } = straying('pullRequests', 0, (all) => known ?? all[0]);
  repository.pullRequests = merged(50);
  const follower = new Follower(source, 'changes');
  await follower.read(start - 10 * day, start);
  known = Object(repository.fields()['pullRequests'])({ first: 1 }).nodes[0];
  repository.pullRequests = [...repository.pullRequests, ...fresh(7)];
  clock.pass(hour);
  await follower.read(start - 10 * day, start + hour);
  expect(follower.within(start, start + hour)).toHaveLength(7);
});

it('one old release among the newest does not end the list of releases', async () => {
  const releases = Array.from({ length: 40 }, (_, index) => {
    const at = new Date(start - index * day - hour).toISOString();
    return {
      __typename: 'Release',
      id: `R_${index}`,
      tagName: `v${index}`,
      name: null,
      url: `https://github.com/acme/pay/releases/tag/v${index}`,
      isDraft: false,
      isPrerelease: false,
      createdAt: at,
      publishedAt: at,
      updatedAt: at,
      tagCommit: { oid: `sha-${index}` },
    };
  });
  const ancient = {
    ...releases[39],
    id: 'R_old',
    tagName: 'old',
    createdAt: '2020-01-01T00:00:00Z',
    publishedAt: '2020-01-01T00:00:00Z',
  };
  const { source } = fakeGithub({
    repositories: {
      'acme/pay': { releases: strayed(connection([...releases, ancient]), 1, oldest), refs: connection([]) },
    },
  });
  const found = eventsIn(await reportsOf(source, [needOf('releases')]), 'releases');
  // From 1 to 19 May, one a day.
  expect(new Set(found.map(({ tag }) => tag)).size).toBe(19);
});

describe('the bottom of a page', () => {
  it.each([
    [[], null],
    [[5], 5],
    [[9, 8, 7], 8],
    [[9, 1, 8, 7], 8],
    [[1, 9, 8, 7], 8],
    [[9, 8, 7, 1], 7],
    [[9, 1], 9],
    [[7, 9, 8], 9],
  ] as const)('of %j is %j: two records have to say so', (page, bottom) => {
    expect(pageBottom(page)).toBe(bottom);
  });
});
