import { Change } from '../../events';
import { Attribution, changeFailRate, MetricName } from '../../metrics';
import { givenChange, givenIncident } from '../../metrics/givenEvents';
import { becauseNotSuccessful, becauseOfChange, becauseOfDeployment } from './because';
import { back, d2, named, near, Story, told } from './testing/story';

function sentenceOn(
  id: string,
  metric: MetricName,
  story: Story,
  attribution: Attribution = 'inclusive'
): string | undefined {
  const { delivery, ownership } = told(story);
  const fact = delivery.deployments.find(({ deployment }) => deployment.id === id);
  return fact === undefined ? undefined : becauseOfDeployment(metric, fact, { attribution, ownership });
}

describe('a deployment', () => {
  it.each<[string, string, MetricName, Story, Attribution, string]>([
    [
      'reached production',
      'd1',
      'deploymentFrequency',
      {},
      'inclusive',
      'Counted: it reached production, which is production by the rules.',
    ],
    [
      'failed by what an incident names',
      'd2',
      'changeFailRate',
      { deployments: [d2], incidents: [named] },
      'strict',
      'Counted as failed: Incident P1 names d2 as its cause.',
    ],
    [
      // 260 − 200 minutes.
      'failed by an incident soon after it',
      'd2',
      'changeFailRate',
      { deployments: [d2], incidents: [near] },
      'inclusive',
      'Counted as failed: Incident P1 on pay began 60 min after d2 finished, within 24 h.',
    ],
    [
      'did not fail, strictly',
      'd2',
      'changeFailRate',
      { deployments: [d2], incidents: [near] },
      'strict',
      'Did not fail: strict attribution leaves out proximity (Incident P1 on pay began 60 min after d2 finished, within 24 h).',
    ],
    [
      'did not fail',
      'd2',
      'changeFailRate',
      { deployments: [d2] },
      'inclusive',
      'Did not fail: no incident, rollback, revert or hotfix points at it.',
    ],
    [
      'was ruled on',
      'd2',
      'changeFailRate',
      {
        deployments: [d2],
        incidents: [near],
        rules: {
          overrides: [{ incident: 'P1', deployment: 'd2', author: 'Ann', reason: 'bad flag', at: '1970-01-02' }],
        },
      },
      'strict',
      'Counted as failed: Ann ruled on 1970-01-02 that d2 caused Incident P1: bad flag.',
    ],
    [
      'failed in its pipeline, where that counts',
      'd2',
      'changeFailRate',
      { deployments: [{ ...d2, status: 'failure' }], rules: { countFailedPipelines: true } },
      'inclusive',
      'Counted as failed: The pipeline of d2 failed before it reached production.',
    ],
    [
      'recovered with its incident',
      'd2',
      'failedDeploymentRecoveryTime',
      { deployments: [d2], incidents: [named] },
      'inclusive',
      'Counted: failed (Incident P1 names d2 as its cause), recovered with the resolution of incident P1.',
    ],
    [
      'recovered with its last incident',
      'd2',
      'failedDeploymentRecoveryTime',
      { deployments: [d2], incidents: [named, givenIncident('P2', 250, 400, { deployment: 'd2' })] },
      'inclusive',
      // Two hits of one rule: the one that showed first, at 250, is named.
      'Counted: failed (Incident P2 names d2 as its cause), recovered with the resolution of incident P2.',
    ],
    [
      'waits for its incident',
      'd2',
      'failedDeploymentRecoveryTime',
      { deployments: [d2], incidents: [{ ...named, resolvedAt: null }] },
      'inclusive',
      'Failed (Incident P1 names d2 as its cause) and not recovered: incident P1 is still open.',
    ],
    [
      'recovered by its repair',
      'd2',
      'failedDeploymentRecoveryTime',
      { deployments: [d2, back] },
      'inclusive',
      'Counted: failed (d3 put a1 back, deployed before as d1, and so took d2 out), recovered when d3 had finished.',
    ],
    [
      'waits for a repair',
      'd2',
      'failedDeploymentRecoveryTime',
      { deployments: [{ ...d2, status: 'failure' }], rules: { countFailedPipelines: true } },
      'inclusive',
      'Failed (The pipeline of d2 failed before it reached production) and not recovered: nothing has repaired it yet.',
    ],
    [
      'was planned',
      'd2',
      'deploymentReworkRate',
      { deployments: [d2] },
      'inclusive',
      'Counted as planned work: it is no rollback, revert or hotfix.',
    ],
    [
      'repaired',
      'd3',
      'deploymentReworkRate',
      { deployments: [d2, back] },
      'inclusive',
      'Counted as rework: d3 put a1 back, deployed before as d1, and so took d2 out.',
    ],
    [
      'repaired after an incident, where that is asked',
      'd3',
      'deploymentReworkRate',
      { deployments: [d2, back], incidents: [near], rules: { reworkWording: 'incident' } },
      'inclusive',
      'Counted as rework: d3 put a1 back, deployed before as d1, and so took d2 out, and it follows incident P1.',
    ],
    [
      'repaired without an incident, where one is asked',
      'd3',
      'deploymentReworkRate',
      { deployments: [d2, back], rules: { reworkWording: 'incident' } },
      'inclusive',
      'Counted as planned work: d3 put a1 back, deployed before as d1, and so took d2 out, but it follows no linked incident, and here only such repairs are rework.',
    ],
    [
      'repaired after an incident that is near only, strictly',
      'd3',
      'deploymentReworkRate',
      { deployments: [d2, back], incidents: [near], rules: { reworkWording: 'incident' } },
      'strict',
      'Counted as planned work: d3 put a1 back, deployed before as d1, and so took d2 out, but it follows incident P1 by proximity only, which strict attribution leaves out.',
    ],
  ])('%s', (_, id, metric, story, attribution, expected) => {
    expect(sentenceOn(id, metric, story, attribution)).toBe(expected);
  });

  it.each([
    ['failure' as const, 'The pipeline failed, so nothing reached production.'],
    ['pending' as const, 'It has not finished yet.'],
    ['success' as const, 'It succeeded, but nobody says when, so it belongs to no period.'],
  ])('is in no rate: %s', (status, expected) => {
    expect(becauseNotSuccessful({ ...d2, status, finishedAt: null })).toBe(expected);
  });

  it('says of every deployment of a rate what its value says', () => {
    const { delivery, ownership } = told({ deployments: [d2, back], incidents: [near] });
    for (const attribution of ['strict', 'inclusive'] as const) {
      for (const { fact, observation } of changeFailRate(delivery, attribution, ownership).items) {
        const sentence = becauseOfDeployment('changeFailRate', fact, { attribution, ownership });
        expect(sentence.startsWith('Counted as failed')).toBe(observation.value === 1);
      }
    }
  });
});

describe('a change', () => {
  const sentence = (change: Change, story: Story = {}) => {
    const { delivery, ownership } = told({ deployments: [d2], ...story, changes: [change] });
    const [fact] = delivery.changes;
    return becauseOfChange(fact, { attribution: 'inclusive', ownership });
  };

  it.each<[string, Change, Story, string]>([
    [
      'has a lead time',
      givenChange(2, 'b2', 150),
      {},
      'Counted: from “first commit authored” to d2, the first production deployment that contains it.',
    ],
    [
      'has a lead time from another mark',
      givenChange(2, 'b2', 150),
      { rules: { leadTimeStart: 'merged' } },
      'Counted: from “merged” to d2, the first production deployment that contains it.',
    ],
    [
      'is placed by its merge',
      givenChange(2, null, 150),
      {},
      'Counted: from “first commit authored” to d2, the first deployment after its merge, because the commit graph does not tell what that contains.',
    ],
    [
      'came with the first known deployment',
      givenChange(1, 'a1', 50),
      {},
      'First known deployment: d1 is the first of acme/pay to production that is known, so what it delivered cannot be known.',
    ],
    ['waits', givenChange(3, 'c3', 250), {}, 'Not in production yet: no successful production deployment contains it.'],
    [
      'was merged elsewhere',
      givenChange(3, 'c3', 250, { baseBranch: 'develop' }),
      { more: { defaultBranchOf: () => 'main' } },
      'It was merged into “develop”, not into the default branch “main”.',
    ],
    [
      'has no start',
      givenChange(2, 'b2', 150, { firstCommitAt: null, firstCommittedAt: null }),
      {},
      'In production with d2, but its start (“first commit authored”) was not recorded.',
    ],
  ])('%s', (_, change, story, expected) => {
    expect(sentence(change, story)).toBe(expected);
  });
});
