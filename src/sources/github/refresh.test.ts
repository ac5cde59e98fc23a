import { fakeGithub, questionsIn } from './fakeGithub';
import { asked, deployed, living, merged, start } from './testing/living';
import { day, Follower, hour, minute, production } from './testing/livingRepository';

/** What a second fetch costs, and that it leaves the reader with what a first one would have given it. */

describe('a list that has been read before', () => {
  it('costs a glance when nothing has changed', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', { baseline: production });
    await follower.read(start - 10 * day, start);
    asked(requests);
    clock.pass(hour);
    await follower.read(start - 10 * day, start + hour);
    expect(asked(requests)).toEqual([[{ owner: 'acme', name: 'pay' }]]);
  });

  it('has what is new read by id, where a glance shows all of it', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', { baseline: production });
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
    expect(follower.within(start, start + hour).map(({ id }) => id)).toEqual(['new10', 'new20', 'new30']);
  });

  it('is read from its head down to what is known, where a glance does not reach', async () => {
    const { repository, source, requests, clock } = living();
    repository.deployments = deployed(50);
    const follower = new Follower(source, 'deployments', { baseline: production });
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
    // Twelve more than before, and four rows to meet what is known.
    expect(asked(requests).map(([question]) => question['first'])).toEqual([undefined, 16]);
    expect(follower.within(start, start + hour)).toHaveLength(12);
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
    const follower = new Follower(source, 'deployments', { baseline: production });
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
    expect(follower.within(start, start + hour).map(({ id, status }) => [id, status])).toEqual([
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
    expect(follower.within(start - 60 * day, start)).toHaveLength(60);
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
    const follower = new Follower(source, 'deployments', { baseline: production });
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

  it('finds the predecessor of an environment that came up after the range of the first fetch', async () => {
    const { repository, source } = living();
    const [eu] = deployed(1, 'eu');
    repository.deployments = [
      ...deployed(100),
      { ...eu, id: 'fresh', createdAt: start - 20 * day },
      { ...eu, id: 'old', createdAt: start - 300 * day, statuses: [{ state: 'SUCCESS', at: start - 300 * day }] },
    ];
    const follower = new Follower(source, 'deployments', { baseline: production });
    await follower.read(start - 60 * day, start - 40 * day);
    await follower.read(start - 60 * day, start);
    expect(follower.held.has('acme/pay\nfresh')).toBe(true);
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
    expect(follower.within(start - 70 * day, start)).toHaveLength(70);
  });
});
