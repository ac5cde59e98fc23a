import { analyse } from '../analyse';
import { changeLeadTime } from '../changeLeadTime';
import { Change, Events } from '../../events';
import { AnalysisChoices } from '../choices';
import {
  givenChange,
  givenCommit,
  givenDeployment,
  givenEvents,
  givenLine,
  givenOwnership,
  minute,
  repository,
} from '../givenEvents';
import { Rules } from '../rules';
import { comparisonsNeeded, graphReaches } from './reach';

const line = givenLine('c1', 'c2', 'c3', 'c4', 'c5');
const changes = [1, 2, 3, 4, 5].map((n) => givenChange(n, `c${n}`, n * 10));

/** Change number to [deployment, reason, approximate]. */
function landings(events: Partial<Events>, rules: Partial<Rules> = {}): Record<string, unknown> {
  const delivery = analyse(givenEvents({ changes, commits: line, ...events }), givenOwnership(rules));
  return Object.fromEntries(
    delivery.changes.map(({ change, deployment, reason, approximate }) => [
      change.id,
      approximate ? [deployment?.id ?? null, reason, 'approximate'] : [deployment?.id ?? null, reason],
    ])
  );
}

describe('containment', () => {
  it('is by the commit graph: each change with the first deployment that reaches it', () => {
    const deployments = [
      givenDeployment('d1', 'c1', 15),
      givenDeployment('d2', 'c3', 60), // merged long before, shipped late
      givenDeployment('d3', 'c4', 70),
    ];
    expect(landings({ deployments })).toEqual({
      1: ['d1', 'firstDeployment'],
      2: ['d2', null],
      3: ['d2', null],
      4: ['d3', null],
      5: [null, 'notDeployed'],
    });
  });

  it('delivers nothing with the first deployment, a rollback, a repeat or a failure', () => {
    const deployments = [
      givenDeployment('d1', 'c2', 25),
      givenDeployment('d2', 'c3', 35),
      givenDeployment('back', 'c2', 40),
      givenDeployment('again', 'c3', 41),
      givenDeployment('broken', 'c5', 55, { status: 'failure' }),
      givenDeployment('d3', 'c5', 60),
    ];
    const delivery = analyse(givenEvents({ changes, commits: line, deployments }), givenOwnership());
    const delivered = delivery.deployments.map(({ deployment, delivered: facts, predecessor }) => [
      deployment.id,
      facts.map(({ change }) => change.number),
      predecessor?.id ?? null,
    ]);
    expect(delivered).toEqual([
      ['d1', [], null],
      ['d2', [3], 'd1'],
      ['back', [], 'd2'],
      ['again', [], 'back'],
      ['broken', [], 'again'],
      ['d3', [4, 5], 'again'],
    ]);
  });

  it('follows every parent of a merge', () => {
    const commits = [
      givenCommit('base', []),
      givenCommit('side', ['base']),
      givenCommit('main', ['base']),
      givenCommit('merge', ['main', 'side']),
    ];
    const deployments = [givenDeployment('d1', 'main', 10), givenDeployment('d2', 'merge', 20)];
    const inSide = [givenChange(1, 'side', 5), givenChange(2, null, 5, { headSha: 'merge' })];
    expect(landings({ commits, deployments, changes: inSide })).toEqual({ 1: ['d2', null], 2: ['d2', null] });
  });

  it('looks at each environment by itself, and takes the earliest overall', () => {
    const deployments = [
      givenDeployment('eu1', 'c1', 12, { environment: 'prod-eu' }),
      givenDeployment('us1', 'c2', 22, { environment: 'prod-us' }),
      givenDeployment('us2', 'c3', 32, { environment: 'prod-us' }),
      givenDeployment('eu2', 'c3', 34, { environment: 'prod-eu' }),
      givenDeployment('new', 'c3', 90, { environment: 'prod-asia' }),
    ];
    const delivery = analyse(givenEvents({ changes, commits: line, deployments }), givenOwnership());
    // c2 was in production with us1 at the latest, which is the first known there: no lead time.
    expect(landings({ deployments })).toMatchObject({ 2: ['us1', 'firstDeployment'], 3: ['us2', null] });
    const numbers = (id: string) =>
      delivery.deployments.find(({ deployment }) => deployment.id === id)?.delivered.map(({ change }) => change.number);
    expect([numbers('us2'), numbers('eu2'), numbers('new')]).toEqual([[3], [2, 3], []]);
  });

  it('orders deployments by end, then creation, then id', () => {
    const deployments = [
      givenDeployment('b', 'c3', 40, { createdAt: 31 * minute }),
      givenDeployment('a', 'c4', 40, { createdAt: 32 * minute }),
      givenDeployment('z', 'c1', 40, { createdAt: 30 * minute }),
      givenDeployment('c', 'c5', 40, { createdAt: 32 * minute }),
    ];
    expect(landings({ deployments })).toMatchObject({ 2: ['b', null], 3: ['b', null], 4: ['a', null], 5: ['c', null] });
  });

  it('takes the comparison where the graph does not reach', () => {
    const deployments = [givenDeployment('d1', 'x1', 15), givenDeployment('d2', 'x2', 60)];
    const comparisons = [{ repository, base: 'x1', head: 'x2', shas: ['c2', 'c3', 'x2'] }];
    expect(landings({ deployments, comparisons })).toMatchObject({
      1: ['d1', 'firstDeployment', 'approximate'],
      2: ['d2', null],
      3: ['d2', null],
      4: [null, 'notDeployed'],
    });
  });

  it('goes by time where neither can tell, and says so', () => {
    const deployments = [
      givenDeployment('d1', 'x1', 15),
      givenDeployment('d2', 'x2', 30),
      givenDeployment('d3', 'x3', 49),
    ];
    expect(landings({ deployments, commits: [] })).toEqual({
      1: ['d1', 'firstDeployment', 'approximate'],
      2: ['d2', null, 'approximate'],
      3: ['d2', null, 'approximate'], // merged in the very minute of the deployment's creation
      4: ['d3', null, 'approximate'],
      5: [null, 'notDeployed'],
    });
  });

  it('does not need the graph below the predecessor', () => {
    const deployments = [givenDeployment('d1', 'c2', 25), givenDeployment('d2', 'c4', 45)];
    expect(landings({ deployments, commits: line.slice(2) })).toMatchObject({ 3: ['d2', null], 4: ['d2', null] });
  });

  it('leaves a merge into another branch to the graph', () => {
    const elsewhere = [givenChange(9, 'unknown', 12, { baseBranch: 'topic' }), givenChange(1, 'c1', 10)];
    const events = givenEvents({
      changes: elsewhere,
      commits: [],
      deployments: [givenDeployment('d1', 'x1', 5), givenDeployment('d2', 'x2', 30)],
    });
    const facts = analyse(events, givenOwnership({}, { defaultBranchOf: () => 'main' })).changes;
    expect(facts.map(({ change, reason }) => [change.number, reason])).toEqual([
      [1, null],
      [9, 'notDeployed'],
    ]);
  });

  it('takes commits for changes where the rules say so, merges excepted', () => {
    const commits = [...line, givenCommit('m6', ['c5', 'c4'], 6)];
    const deployments = [givenDeployment('d1', 'c3', 35), givenDeployment('d2', 'm6', 60)];
    expect(landings({ commits, deployments }, { changeUnit: 'commit' })).toEqual({
      c1: ['d1', 'firstDeployment'],
      c2: ['d1', 'firstDeployment'],
      c3: ['d1', 'firstDeployment'],
      c4: ['d2', null],
      c5: ['d2', null],
    });
  });

  it('walks a history of a hundred thousand commits', () => {
    const shas = Array.from({ length: 100_000 }, (_, index) => `sha${index}`);
    const deployments = [givenDeployment('d1', 'sha0', 1), givenDeployment('d2', 'sha99999', 100)];
    const found = landings({ commits: givenLine(...shas), deployments, changes: [givenChange(1, 'sha50000', 50)] });
    expect(found).toEqual({ 1: ['d2', null] });
  });
});

describe('lead time', () => {
  const deployments = [givenDeployment('d1', 'c1', 15), givenDeployment('d2', 'c2', 60)];
  const leadTimeOf = (change: Partial<Change>, choices: AnalysisChoices = {}) => {
    const events = givenEvents({ commits: line, deployments, changes: [givenChange(2, 'c2', 50, change)] });
    const [fact] = analyse(events, givenOwnership(), choices).changes;
    return fact.reason ?? fact.leadTime;
  };
  const marks = { firstCommitAt: 0, firstCommittedAt: 5 * minute, createdAt: 10 * minute, readyAt: 20 * minute };

  it.each([
    ['authored', 3600],
    ['committed', 55 * 60],
    ['opened', 50 * 60],
    ['ready', 40 * 60],
    ['merged', 10 * 60],
  ] as const)('starts when %s', (leadTimeStart, seconds) => {
    expect(leadTimeOf(marks, { leadTimeStart })).toBe(seconds);
  });

  it.each([
    ['authored falls back to the same commit', 'authored', { ...marks, firstCommitAt: null }, 55 * 60],
    ['committed falls back to the same commit', 'committed', { ...marks, firstCommittedAt: null }, 3600],
    ['ready falls back to opened', 'ready', { ...marks, readyAt: null }, 50 * 60],
    [
      'a later mark is never invented',
      'authored',
      { ...marks, firstCommitAt: null, firstCommittedAt: null },
      'noStart',
    ],
  ] as const)('%s', (_, leadTimeStart, change, expected) => {
    expect(leadTimeOf(change, { leadTimeStart })).toBe(expected);
  });

  it('keeps milliseconds and is never negative', () => {
    expect(leadTimeOf({ firstCommitAt: 60 * minute - 1 })).toBe(0.001);
    expect(leadTimeOf({ firstCommitAt: 61 * minute })).toBe(0);
  });

  it('counts what is open, unknown and approximate beside it', () => {
    const events = givenEvents({ changes: [...changes, givenChange(6, null, 40)], commits: line, deployments });
    const observed = changeLeadTime(analyse(events, givenOwnership()));
    expect(observed.items.map(({ observation, fact }) => [fact.change.number, observation])).toEqual([
      [2, { at: 60 * minute, value: 50 * 60 }],
      [6, { at: 60 * minute, value: 30 * 60 }],
    ]);
    expect(observed.open.map(({ fact }) => fact.change.number)).toEqual([3, 4, 5]);
    expect(observed.unknown.map(({ fact }) => fact.change.number)).toEqual([1]);
    expect(observed.approximate).toBe(1);
  });
});

describe('what has to be fetched', () => {
  it('is nothing where the graph reaches', () => {
    const events = givenEvents({
      commits: line.slice(1),
      deployments: [
        givenDeployment('d1', 'c2', 25),
        givenDeployment('d2', 'c4', 45),
        givenDeployment('back', 'c2', 50),
      ],
    });
    expect(comparisonsNeeded(events, givenOwnership())).toEqual([]);
    expect(graphReaches(events, givenOwnership())).toEqual([
      { repository, environment: 'production', reaches: true, unknownShas: [], ranOut: [] },
    ]);
  });

  it('is older history where a walk runs out, and the comparison with the predecessor', () => {
    const events = givenEvents({
      commits: line.slice(2),
      deployments: [givenDeployment('d1', 'c1', 25), givenDeployment('d2', 'c4', 45)],
    });
    expect(graphReaches(events, givenOwnership())).toMatchObject([
      {
        reaches: false,
        unknownShas: ['c1'],
        // c3, committed in minute 2, is the oldest commit the walk saw.
        ranOut: [{ deployment: 'd2', predecessorSha: 'c1', oldestKnownAt: 2 * minute }],
      },
    ]);
    expect(comparisonsNeeded(events, givenOwnership())).toEqual([{ repository, base: 'c1', head: 'c4' }]);
  });

  it('is the comparison for a deployed commit that is on no fetched branch, once', () => {
    const deployments = [
      givenDeployment('d1', 'c1', 25),
      givenDeployment('d2', 'x', 30),
      givenDeployment('d3', 'c3', 45),
    ];
    const events = givenEvents({ commits: line, deployments });
    expect(comparisonsNeeded(events, givenOwnership())).toEqual([{ repository, base: 'c1', head: 'x' }]);
    const comparisons = [{ repository, base: 'c1', head: 'x', shas: ['c2', 'x'] }];
    expect(comparisonsNeeded({ ...events, comparisons }, givenOwnership())).toEqual([]);
    expect(landings({ deployments, comparisons })).toMatchObject({ 2: ['d2', null], 3: ['d3', null] });
  });
});
