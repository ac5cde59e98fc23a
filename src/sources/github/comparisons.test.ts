import { ComparisonNeed } from '../types';
import { connection, fakeGithub, ok, reportsOf } from './fakeGithub';

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
