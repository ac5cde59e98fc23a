import { Interval } from '../../events';
import { connection, eventsIn, fakeGithub, now, questionsIn, reportsOf, variablesOf } from './fakeGithub';
import { at, interval, needOf } from './testing/needs';

describe('commits', () => {
  const commit = (oid: string, parents: readonly string[], user: object | null = { login: 'ann' }) => ({
    __typename: 'Commit',
    oid,
    authoredDate: '2026-05-02T10:00:00+02:00',
    committedDate: '2026-05-02T09:00:00Z',
    message: 'Revert "x"\n\nThis reverts commit abc.',
    parents: connection(parents.map((parent) => ({ oid: parent }))),
    author: { name: 'Ann Other', user },
  });
  const branchOf = (commits: readonly unknown[]) => ({
    defaultBranchRef: { target: { __typename: 'Commit', oid: 'tip', history: connection(commits) } },
  });

  test('carry parents, both dates, what the message tells and the account, or the name where there is none', async () => {
    const commits = [commit('c2', ['c1', 'x1']), commit('c1', [], null)];
    const { source } = fakeGithub({ repositories: { 'acme/pay': branchOf(commits) } });
    const [merge, first] = eventsIn(await reportsOf(source, [needOf('commits')]), 'commits');
    expect(merge).toEqual({
      repository: 'acme/pay',
      sha: 'c2',
      parents: ['c1', 'x1'],
      authoredAt: at('2026-05-02T08:00:00Z'),
      committedAt: at('2026-05-02T09:00:00Z'),
      message: 'Revert "x"\nThis reverts commit abc.',
      author: 'ann',
    });
    expect(first).toMatchObject({ parents: [], author: 'Ann Other' });
  });

  test('all pages are read, from a month before the window on, up to its end where that is past', async () => {
    const commits = Array.from({ length: 250 }, (_, index) => commit(`c${index}`, [`c${index + 1}`]));
    const { source, requests } = fakeGithub({ repositories: { 'acme/pay': branchOf(commits) } });
    const reports = await reportsOf(source, [needOf('commits')]);
    expect(eventsIn(reports, 'commits')).toHaveLength(250);
    expect(variablesOf(requests)[0]).toMatchObject({ since: '2026-04-01T00:00:00Z', until: '2026-05-20T00:00:00Z' });
    await reportsOf(source, [needOf('commits', { interval: { from: interval.from, to: now } })]);
    expect(variablesOf(requests)[3]).toMatchObject({ until: null });
  });

  test('are read up to now where the window ended while others had their turn', async () => {
    const { source, requests } = fakeGithub({ repositories: { 'acme/pay': branchOf([commit('c1', [])]) } });
    const minutesAgo = (minutes: number) => ({ interval: { from: interval.from, to: now - minutes * 60_000 } });
    await reportsOf(source, [needOf('commits', minutesAgo(10))]);
    await reportsOf(source, [needOf('commits', minutesAgo(11))]);
    const [justOver, longOver] = variablesOf(requests);
    expect(justOver).toMatchObject({ until: null });
    expect(longOver).not.toMatchObject({ until: null });
  });

  test('an empty repository has none, and that is known', async () => {
    const { source } = fakeGithub({ repositories: { 'acme/pay': { defaultBranchRef: null } } });
    const reports = await reportsOf(source, [needOf('commits')]);
    expect(eventsIn(reports, 'commits')).toEqual([]);
    expect(reports[reports.length - 1]).toMatchObject({ covered: interval, problem: null });
  });
});

describe('a history that was read before', () => {
  /** A line of commits c1 … cN; the tip is the last one. */
  const line = (count: number, extra: readonly unknown[] = []) => {
    const all = Array.from({ length: count }, (_, index) => ({
      __typename: 'Commit',
      oid: `c${count - index}`,
      authoredDate: '2026-05-02T10:00:00Z',
      committedDate: '2026-05-02T09:00:00Z',
      message: 'A change',
      parents: connection(count - index > 1 ? [{ oid: `c${count - index - 1}` }] : []),
      author: null,
    }));
    const oid = `c${count}`;
    return {
      defaultBranchRef: {
        name: 'main',
        target: { __typename: 'Commit', oid, history: connection([...extra, ...all]) },
      },
    };
  };
  const upToNow = { from: interval.from, to: now };

  const lastDay = { from: now - 86_400_000, to: now };

  /** What is known of the history, and how it is asked for again. */
  class Reader {
    readonly held = new Set<string>();
    private bookmark: string | undefined;

    async read(fake: ReturnType<typeof fakeGithub>, asked: Interval) {
      const need = needOf('commits', {
        interval: asked,
        bookmark: this.bookmark,
        holds: (sha) => this.held.has(sha),
      });
      const reports = await reportsOf(fake.source, [need]);
      eventsIn(reports, 'commits').forEach(({ sha }) => this.held.add(sha));
      this.bookmark = reports.flatMap(({ bookmark }) => bookmark ?? []).pop() ?? this.bookmark;
      return { reports, requests: fake.requests };
    }
  }

  const repository = (fields: object) => fakeGithub({ repositories: { 'acme/pay': { ...fields } } });

  async function readTwice(first: object, second: object) {
    const reader = new Reader();
    await reader.read(repository(first), upToNow);
    return reader.read(repository(second), lastDay);
  }

  test('costs a glance at the tip when nothing was pushed', async () => {
    const { reports, requests } = await readTwice(line(250), line(250));
    expect(requests).toHaveLength(1);
    expect(eventsIn(reports, 'commits')).toEqual([]);
    expect(reports[reports.length - 1].covered).toEqual({ from: now - 86_400_000, to: now });
  });

  test('is read until it meets what is known', async () => {
    const { reports, requests } = await readTwice(line(250), line(253));
    // The glance, and ten rows: three are new, the parent of the third is known.
    expect(variablesOf(requests).map(({ first }) => first)).toEqual([undefined, 10]);
    expect(eventsIn(reports, 'commits').map(({ sha }) => sha)).toContain('c253');
  });

  test('is read on while a parent is missing: a merged branch reaches further back than the tip', async () => {
    const merge = {
      __typename: 'Commit',
      oid: 'm1',
      authoredDate: '2026-05-02T10:00:00Z',
      committedDate: '2026-05-02T11:00:00Z',
      message: 'Merge',
      parents: connection([{ oid: 'c250' }, { oid: 'elsewhere' }]),
      author: null,
    };
    const { requests } = await readTwice(line(250), {
      defaultBranchRef: { name: 'main', target: { ...line(250, [merge]).defaultBranchRef.target, oid: 'm1' } },
    });
    // "elsewhere" is never met, so all 251 are read: 10, 30, 90, 100, 100.
    expect(variablesOf(requests).map(({ first }) => first)).toEqual([undefined, 10, 30, 90, 100, 100]);
  });

  test('has no hole where a refresh was interrupted', async () => {
    const reader = new Reader();
    await reader.read(repository(line(250)), upToNow);
    const failing = fakeGithub({
      repositories: { 'acme/pay': line(290) },
      // The second page, of thirty rows.
      fault: ({ body }) =>
        questionsIn(body).some(({ first }) => first === 30) ? { status: 404, headers: {}, body: {} } : null,
    });
    const { reports } = await reader.read(failing, lastDay);
    expect(reports[reports.length - 1].problem).not.toBeNull();
    // The first page of the next refresh ends among what the interrupted one had shown.
    await reader.read(repository(line(295)), lastDay);
    const expected = Array.from({ length: 295 }, (_, index) => `c${index + 1}`);
    expect(expected.filter((key) => !reader.held.has(key))).toEqual([]);
  });

  test('has what a merged branch brings, however long before the last look that was committed', async () => {
    const commit = (oid: string, committedDate: string, parents: readonly string[]) => ({
      __typename: 'Commit',
      oid,
      authoredDate: committedDate,
      committedDate,
      message: 'A change',
      parents: connection(parents.map((parent) => ({ oid: parent }))),
      author: null,
    });
    // As GitHub: by committer date, cut by it.
    const branch = (...commits: ReadonlyArray<ReturnType<typeof commit>>) => ({
      defaultBranchRef: {
        name: 'main',
        target: {
          __typename: 'Commit',
          oid: commits[0].oid,
          history: ({ since, ...page }: { since: string; first: number }) =>
            connection(commits.filter(({ committedDate }) => at(committedDate) >= at(since)))(page),
        },
      },
    });
    const main = [commit('c2', '2026-05-30T00:00:00Z', ['c1']), commit('c1', '2026-04-20T00:00:00Z', [])];
    const merge = commit('m', '2026-05-31T12:00:00Z', ['c2', 'b2']);
    const branched = [commit('b2', '2026-04-22T00:00:00Z', ['b1']), commit('b1', '2026-04-21T00:00:00Z', ['c1'])];
    const later = branch(merge, main[0], ...branched, main[1]);
    const warm = new Reader();
    await warm.read(repository(branch(...main)), upToNow);
    await warm.read(repository(later), lastDay);
    const cold = new Reader();
    await cold.read(repository(later), upToNow);
    expect([...warm.held].sort()).toEqual([...cold.held].sort());
    expect(warm.held.size).toBe(5);
  });
});
