import { Baseline } from '../types';
import { connection, eventsIn, fakeGithub, reportsOf } from './fakeGithub';
import { at, needOf } from './testing/needs';

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
