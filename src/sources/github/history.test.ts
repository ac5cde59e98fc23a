import { Baseline, ComparisonNeed, IntervalNeed } from '../types';
import { connection, eventsIn, fakeGithub, now, ok, reportsOf, variablesOf } from './fakeGithub';

const at = (time: string) => Date.parse(time);
const interval = { from: at('2026-05-01T00:00:00Z'), to: at('2026-05-20T00:00:00Z') };
const needOf = (kind: 'commits' | 'releases' | 'incidents', rest: Partial<IntervalNeed> = {}): IntervalNeed => ({
  source: 'github',
  scope: 'acme/pay',
  kind,
  interval,
  ...rest,
});

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

describe('releases and tags', () => {
  const release = (tagName: string, createdAt: string, fields: object = {}) => ({
    __typename: 'Release',
    id: `R_${tagName}`,
    tagName,
    name: `Version ${tagName}`,
    url: `https://github.com/acme/pay/releases/tag/${tagName}`,
    isDraft: false,
    isPrerelease: false,
    createdAt,
    publishedAt: createdAt,
    updatedAt: createdAt,
    tagCommit: { oid: `sha-${tagName}` },
    ...fields,
  });
  const light = (name: string, committedDate: string) => ({
    name,
    target: { __typename: 'Commit', oid: `sha-${name}`, committedDate },
  });
  const annotated = (name: string, committedDate: string, date: string) => ({
    name,
    target: {
      __typename: 'Tag',
      oid: `tag-${name}`,
      tagger: { date },
      target: { __typename: 'Commit', oid: `sha-${name}`, committedDate },
    },
  });
  const serving = (releases: readonly unknown[], tags: readonly unknown[]) =>
    fakeGithub({ repositories: { 'acme/pay': { releases: connection(releases), refs: connection(tags) } } });

  test('a release, and a tag only where it has no release', async () => {
    const { source } = serving(
      [release('v2', '2026-05-10T00:00:00Z'), release('v1', '2025-01-10T00:00:00Z')],
      [
        annotated('nightly', '2026-04-20T00:00:00Z', '2026-05-11T02:00:00+02:00'),
        light('v2', '2026-05-09T00:00:00Z'),
        light('hotfix', '2026-05-08T00:00:00Z'),
        light('v1', '2025-01-09T00:00:00Z'),
        { name: 'tree', target: { __typename: 'Tree', oid: 'tree' } },
      ]
    );
    const found = eventsIn(await reportsOf(source, [needOf('releases')]), 'releases');
    expect(
      found.map(({ tag, sha, isTagOnly, publishedAt, createdAt }) => [tag, sha, isTagOnly, publishedAt ?? createdAt])
    ).toEqual([
      ['v2', 'sha-v2', false, at('2026-05-10T00:00:00Z')],
      ['nightly', 'sha-nightly', true, at('2026-05-11T00:00:00Z')],
      ['hotfix', 'sha-hotfix', true, at('2026-05-08T00:00:00Z')],
    ]);
  });

  test('a release belongs to the day it was published; drafts without a tag are nothing yet', async () => {
    const { source } = serving(
      [
        release('draft', '2026-05-12T00:00:00Z', { isDraft: true, publishedAt: null, tagCommit: null }),
        release('prepared', '2026-03-01T00:00:00Z', { publishedAt: '2026-05-02T00:00:00Z', isPrerelease: true }),
      ],
      []
    );
    const found = eventsIn(await reportsOf(source, [needOf('releases')]), 'releases');
    expect(found.map(({ tag, isPrerelease }) => [tag, isPrerelease])).toEqual([['prepared', true]]);
  });

  describe('that were read before', () => {
    const draft = release('next', '2026-05-15T00:00:00Z', { isDraft: true, publishedAt: null });
    const before = [draft, release('v2', '2026-05-10T00:00:00Z'), release('v1', '2026-05-02T00:00:00Z')];
    const refresh = { interval: { from: at('2026-05-19T00:00:00Z'), to: at('2026-05-20T00:00:00Z') } };

    async function readAgain(later: readonly object[]) {
      const first = await reportsOf(serving(before, []).source, [needOf('releases')]);
      const bookmark = first.flatMap((report) => report.bookmark ?? []).pop();
      const nodes = Object.fromEntries(later.map((one) => [String(Object(one).id), { ...one }]));
      const again = fakeGithub({
        repositories: { 'acme/pay': { releases: connection(later), refs: connection([]) } },
        nodes,
      });
      const reports = await reportsOf(again.source, [needOf('releases', { ...refresh, bookmark })]);
      return { found: eventsIn(reports, 'releases').map(({ tag }) => tag), requests: again.requests };
    }

    test('cost a glance at both heads, and a look at what was a draft', async () => {
      const { found, requests } = await readAgain(before);
      expect(found).toEqual([]);
      expect(requests).toHaveLength(2);
    });

    test('are read again when a draft was published, which does not move it in the list', async () => {
      const published = { ...draft, isDraft: false, publishedAt: '2026-05-19T10:00:00Z' };
      expect((await readAgain([published, ...before.slice(1)])).found).toEqual(['next']);
    });

    test('are read again when something new stands at the head', async () => {
      expect((await readAgain([release('v3', '2026-05-19T12:00:00Z'), ...before])).found).toEqual(['v3']);
    });
  });

  test('the predecessor may be in the other list, on any page', async () => {
    const baseline: Baseline = { key: 'any', accepts: () => true, groupOf: () => 'production' };
    const tags = Array.from({ length: 120 }, (_, index) =>
      light(`t${index}`, new Date(at('2024-05-10T00:00:00Z') - index * 86_400_000).toISOString())
    );
    const { source } = serving([release('v2', '2026-05-10T00:00:00Z')], tags);
    const found = eventsIn(await reportsOf(source, [needOf('releases', { baseline })]), 'releases');
    expect(found.map(({ tag }) => tag)).toEqual(['v2', 't0']);
  });
});

describe('issues as incidents', () => {
  const issue = (number: number, createdAt: string, fields: object = {}) => ({
    __typename: 'Issue',
    id: `I_${number}`,
    number,
    title: `Outage ${number}`,
    body: 'Caused by #7',
    url: `https://github.com/acme/pay/issues/${number}`,
    state: 'CLOSED',
    createdAt,
    updatedAt: createdAt,
    closedAt: '2026-05-12T00:00:00Z',
    comments: connection([{ body: 'see abc123' }]),
    ...fields,
  });
  const byLabel: Record<string, readonly unknown[]> = {
    incident: [issue(3, '2026-05-11T00:00:00Z'), issue(2, '2026-05-05T00:00:00Z', { state: 'OPEN' })],
    outage: [issue(2, '2026-05-05T00:00:00Z', { state: 'OPEN' }), issue(1, '2026-01-05T00:00:00Z')],
  };
  const serving = () =>
    fakeGithub({
      repositories: {
        'acme/pay': {
          issues: (args: { labels: string[]; first: number }) => connection(byLabel[args.labels[0]])(args),
        },
      },
    });

  test('are those with any of the labels, opened inside the window; a reopened one is open', async () => {
    const reports = await reportsOf(serving().source, [needOf('incidents', { labels: ['incident', 'outage'] })]);
    const inside = eventsIn(reports, 'incidents').filter(({ createdAt }) => createdAt >= interval.from);
    const found = new Map(inside.map((incident) => [incident.id, incident]));
    expect([...found.keys()]).toEqual(['acme/pay#3', 'acme/pay#2']);
    expect(found.get('acme/pay#3')).toMatchObject({
      repository: 'acme/pay',
      createdAt: at('2026-05-11T00:00:00Z'),
      acknowledgedAt: null,
      resolvedAt: at('2026-05-12T00:00:00Z'),
      texts: ['Caused by #7', 'see abc123'],
      origin: 'issue',
    });
    expect(found.get('acme/pay#2')?.resolvedAt).toBeNull();
  });

  test('without labels no issue is an incident, and nothing is asked', async () => {
    const { source, requests } = serving();
    const reports = await reportsOf(source, [needOf('incidents')]);
    expect(requests).toHaveLength(0);
    expect(reports[reports.length - 1].covered).toEqual(interval);
  });
});

describe('comparisons', () => {
  const need: ComparisonNeed = { source: 'github', scope: 'acme/pay', kind: 'comparisons', base: 'v1/a', head: 'c9' };
  const shas = (count: number) => Array.from({ length: count }, (_, index) => ({ sha: `s${index}` }));

  test('are read over all pages, names encoded', async () => {
    const { source, requests } = fakeGithub({
      repositories: { 'acme/pay': {} },
      rest: (path, params) => {
        const page = Number(params['page']);
        return { total_commits: 230, commits: shas(230).slice((page - 1) * 100, page * 100) };
      },
    });
    const [report] = await reportsOf(source, [need]);
    expect(report.events.comparisons?.[0].shas).toHaveLength(230);
    expect(report.covered).not.toBeNull();
    expect(requests[1].path).toBe('repos/acme/pay/compare/v1%2Fa...c9');
  });

  test('without a common ancestor are the whole history of the head', async () => {
    const history = connection(Array.from({ length: 130 }, (_, index) => ({ __typename: 'Commit', oid: `h${index}` })));
    const { source } = fakeGithub({
      repositories: { 'acme/pay': { object: { __typename: 'Commit', oid: 'c9', history } } },
      fault: ({ upstream }) =>
        upstream === 'github/rest'
          ? { status: 404, headers: {}, body: { message: 'No common ancestor between v1/a and c9.' } }
          : null,
    });
    const [report] = await reportsOf(source, [need]);
    expect(report.events.comparisons?.[0].shas).toHaveLength(130);
  });

  test('of an unknown commit are a problem with advice', async () => {
    const [report] = await reportsOf(fakeGithub({ repositories: { 'acme/pay': {} } }).source, [need]);
    expect(report).toMatchObject({ covered: null, problem: { kind: 'notFound', scope: 'acme/pay' } });
  });

  test('that end before all commits were listed are refused, not cut', async () => {
    const { source } = fakeGithub({
      repositories: { 'acme/pay': {} },
      rest: (_, params) => ({ total_commits: 230, commits: Number(params['page']) === 1 ? shas(100) : [] }),
    });
    const [report] = await reportsOf(source, [need]);
    expect(report.problem?.message).toContain('230 commits');
    expect(report.covered).toBeNull();
  });

  test('survive an answer with a passing fault', async () => {
    const { source } = fakeGithub({
      repositories: { 'acme/pay': {} },
      rest: () => ({ total_commits: 1, commits: shas(1) }),
      fault: ({ upstream }, call) => (upstream === 'github/rest' && call === 2 ? ok('<html>oops</html>') : null),
    });
    const [report] = await reportsOf(source, [need]);
    expect(report.events.comparisons?.[0].shas).toEqual(['s0']);
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
