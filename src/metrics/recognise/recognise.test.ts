import {
  givenChange,
  givenDeployment,
  givenEvents,
  givenOwnership,
  givenRelease,
  givenRun,
  minute,
} from '../givenEvents';
import { Rules } from '../rules';
import { isProduction, recognise } from './recognise';

describe('deployments', () => {
  it.each([
    ['Production', true],
    ['prod-eu', true],
    ['live', true],
    ['staging', false],
  ])('to %s are production: %s', (environment, expected) => {
    const events = givenEvents({ deployments: [givenDeployment('d1', 'c1', 1, { environment })] });
    expect(recognise(events, givenOwnership())).toHaveLength(expected ? 1 : 0);
  });

  it('of every status are recognised', () => {
    const deployments = (['success', 'failure', 'pending'] as const).map((status) =>
      givenDeployment(status, 'c1', 1, { status })
    );
    expect(recognise(givenEvents({ deployments }), givenOwnership())).toEqual(deployments);
  });

  it('of a feed count whatever the rules read, those of GitHub only where the rules say so', () => {
    const deployments = [
      givenDeployment('feed', 'c1', 1),
      givenDeployment('github', 'c2', 2, { origin: 'deployment' }),
    ];
    const ids = (rules: Partial<Rules>) =>
      recognise(givenEvents({ deployments }), givenOwnership(rules)).map(({ id }) => id);
    expect(ids({})).toEqual(['feed', 'github']);
    expect(ids({ deploymentSource: 'workflow' })).toEqual(['feed']);
  });

  it('match nothing under an invalid pattern', () => {
    const events = givenEvents({ deployments: [givenDeployment('d1', 'c1', 1)] });
    expect(recognise(events, givenOwnership({ environmentPattern: '(' }))).toEqual([]);
  });
});

describe('workflow runs', () => {
  const recognised = (runs: Array<ReturnType<typeof givenRun>>, rules: Partial<Rules> = {}) =>
    recognise(givenEvents({ runs }), givenOwnership({ deploymentSource: 'workflow', ...rules }));

  it('are deployments to production from their start to their end', () => {
    expect(recognised([givenRun('r1', 'c1', 10)])).toEqual([
      givenDeployment('r1', 'c1', 10, {
        createdAt: 5 * minute,
        startedAt: 6 * minute,
        ref: 'main',
        origin: 'run',
      }),
    ]);
  });

  it.each([
    ['another workflow', { workflow: 'CI' }, {}, 0],
    ['a workflow by pattern', { workflow: 'CI' }, { workflowPattern: '^ci$' }, 1],
    ['a branch that matches', {}, { branchPattern: '^main$' }, 1],
    ['another branch', { branch: 'topic' }, { branchPattern: '^main$' }, 0],
    ['no branch where one is asked for', { branch: null }, { branchPattern: '^main$' }, 0],
    ['an event that is listed', {}, { workflowEvents: ['PUSH'] }, 1],
    ['another event', { event: 'schedule' }, { workflowEvents: ['push'] }, 0],
    ['an invalid pattern', {}, { workflowPattern: '(' }, 0],
    ['another source of deployments', {}, { deploymentSource: 'deployments' }, 0],
  ] as const)('are matched by rule: %s', (_, run, rules, expected) => {
    expect(recognised([givenRun('r1', 'c1', 10, run)], rules)).toHaveLength(expected);
  });

  it.each([
    ['success', ['success']],
    ['failure', ['failure']],
    ['timed_out', ['failure']],
    [null, ['pending']],
    ['cancelled', []],
    ['skipped', []],
  ])('that concluded %s are %j', (conclusion, expected) => {
    expect(recognised([givenRun('r1', 'c1', 10, { conclusion })]).map(({ status }) => status)).toEqual(expected);
  });

  it('that were run again are one deployment, at the first success', () => {
    const attempts = [
      givenRun('r1', 'c1', 30, { attempt: 3 }),
      givenRun('r1', 'c1', 10, { attempt: 1, conclusion: 'failure' }),
      givenRun('r1', 'c1', 20, { attempt: 2 }),
    ];
    const found = recognised(attempts);
    expect(found.map(({ status, finishedAt }) => [status, finishedAt])).toEqual([['success', 20 * minute]]);
  });

  it('are decided by the matching jobs where there is a job pattern', () => {
    const job = (name: string, conclusion: string, finished: number) => ({
      id: null,
      name,
      needs: [],
      conclusion,
      createdAt: null,
      startedAt: null,
      finishedAt: finished * minute,
      steps: [],
    });
    const rules = { workflowPattern: '', jobPattern: '^deploy' };
    const outcome = (jobs: Array<ReturnType<typeof job>>) =>
      recognised([givenRun('r1', 'c1', 60, { conclusion: 'failure', jobs })], rules).map((one) => [
        one.status,
        one.finishedAt,
      ]);
    expect(
      outcome([job('test', 'failure', 5), job('deploy eu', 'success', 8), job('deploy us', 'success', 9)])
    ).toEqual([['success', 9 * minute]]);
    expect(outcome([job('deploy eu', 'success', 8), job('deploy us', 'failure', 9)])).toEqual([
      ['failure', 9 * minute],
    ]);
    expect(outcome([job('test', 'success', 5), job('deploy eu', 'skipped', 8)])).toEqual([]);
    expect(outcome([])).toEqual([]);
  });
});

describe('releases and tags', () => {
  const releases = [
    givenRelease('R1', 'v1', 10),
    givenRelease('R2', 'v2-rc', 20, { isPrerelease: true }),
    givenRelease('R3', 'v3', 30, { isDraft: true, publishedAt: null }),
    givenRelease('T1', 'v1', 9, { isTagOnly: true }),
    givenRelease('T4', 'lib-4', 40, { isTagOnly: true, publishedAt: null, createdAt: 40 * minute }),
  ];
  const ids = (rules: Partial<Rules>) =>
    recognise(givenEvents({ releases }), givenOwnership(rules)).map(({ id }) => id);

  it.each([
    ['published releases', { deploymentSource: 'releases' }, ['R1']],
    ['pre-releases where asked for', { deploymentSource: 'releases', includePrereleases: true }, ['R1', 'R2']],
    ['tags, one deployment each, without drafts', { deploymentSource: 'tags' }, ['R1', 'T4']],
    ['tags by pattern', { deploymentSource: 'tags', tagPattern: '^lib-' }, ['T4']],
    ['nothing where deployments are read elsewhere', {}, []],
  ] as const)('count %s', (_, rules, expected) => {
    expect(ids(rules)).toEqual(expected);
  });

  it('are production whatever the pattern for environments', () => {
    const ownership = givenOwnership({ deploymentSource: 'releases', environmentPattern: 'live' });
    const [deployment] = recognise(givenEvents({ releases }), ownership);
    expect(deployment).toMatchObject({ id: 'R1', createdAt: 10 * minute, finishedAt: 10 * minute, ref: 'v1' });
    expect(isProduction(deployment, ownership.rulesOf(deployment.repository))).toBe(true);
  });
});

describe('merges', () => {
  const changes = [
    givenChange(1, 'c1', 10, { baseBranch: 'main' }),
    givenChange(2, 'c2', 20, { baseBranch: 'release' }),
    givenChange(3, null, 30, { baseBranch: 'main' }),
  ];

  it('into the default branch are deployments where the rules say so', () => {
    const ownership = givenOwnership({ deploymentSource: 'merges' }, { defaultBranchOf: () => 'main' });
    expect(recognise(givenEvents({ changes }), ownership)).toMatchObject([
      { id: '1', sha: 'c1', status: 'success', finishedAt: 10 * minute, origin: 'merge' },
    ]);
    expect(recognise(givenEvents({ changes }), givenOwnership())).toEqual([]);
  });
});
