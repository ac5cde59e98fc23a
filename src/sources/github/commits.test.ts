import { connection, eventsIn, fakeGithub, now, reportsOf, variablesOf } from './fakeGithub';
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

  async function readTwice(first: object, second: object) {
    const before = await reportsOf(fakeGithub({ repositories: { 'acme/pay': { ...first } } }).source, [
      needOf('commits', { interval: upToNow }),
    ]);
    const held = new Set(eventsIn(before, 'commits').map(({ sha }) => `acme/pay\n${sha}`));
    const bookmark = before.flatMap((report) => report.bookmark ?? []).pop();
    const later = fakeGithub({ repositories: { 'acme/pay': { ...second } } });
    const need = needOf('commits', {
      interval: { ...upToNow, from: now - 86_400_000 },
      bookmark,
      holds: (key) => held.has(key),
    });
    return { reports: await reportsOf(later.source, [need]), requests: later.requests };
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
});
