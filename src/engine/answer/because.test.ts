import { analyse, Attribution, changeFailRate, Delivery, MetricName, Ownership, Rules } from '../../metrics';
import {
  givenChange,
  givenDeployment,
  givenEvents,
  givenIncident,
  givenLine,
  givenOwnership,
  minute,
} from '../../metrics/givenEvents';
import { Change, Deployment, Incident } from '../../events';
import { becauseNotSuccessful, becauseOfChange, becauseOfDeployment, becauseOfIncident } from './because';
import { sayUnlinked } from './unlinked';

/** Sentences over one short story, minutes from 1970: a1 is deployed as d1, then each case says what else happens. */

interface Story {
  readonly deployments?: readonly Deployment[];
  readonly changes?: readonly Change[];
  readonly incidents?: readonly Incident[];
  readonly rules?: Partial<Rules>;
  readonly more?: Partial<Ownership>;
}

function told({ deployments = [], changes = [], incidents = [], rules = {}, more = {} }: Story): {
  readonly delivery: Delivery;
  readonly ownership: Ownership;
} {
  const ownership = givenOwnership(rules, more);
  const events = givenEvents({
    commits: givenLine('a1', 'b2', 'c3'),
    deployments: [givenDeployment('d1', 'a1', 100), ...deployments],
    changes,
    incidents,
  });
  return { delivery: analyse(events, ownership), ownership };
}

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

const d2 = givenDeployment('d2', 'b2', 200);
const named = givenIncident('P1', 260, 300, { deployment: 'd2' });
const near = givenIncident('P1', 260, 300, { service: 'pay' });
const back = givenDeployment('d3', 'a1', 320);

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

describe('an incident', () => {
  const factOf = (incident: Incident, story: Story = {}) =>
    told({ deployments: [d2], ...story, incidents: [incident] }).delivery.incidents[0];
  const ruling = { incident: 'P1', deployment: null, author: 'Ann', reason: 'A drill.' };
  const ruled = (more: object): Story => ({ rules: { overrides: [{ ...ruling, ...more }] } });

  it.each<[string, Incident, Story, Attribution, string | null]>([
    ['is laid to a deployment', named, {}, 'strict', null],
    ['is laid to one by proximity', near, {}, 'inclusive', null],
    [
      'is not, strictly',
      near,
      {},
      'strict',
      'Strict attribution leaves out proximity: Incident P1 on pay began 60 min after d2 finished, within 24 h.',
    ],
    ['was ruled on', near, ruled({}), 'inclusive', 'Ruled not change-related by Ann: A drill.'],
    [
      'was ruled on, one knows when',
      near,
      ruled({ at: '2026-01-13' }),
      'inclusive',
      'Ruled not change-related by Ann on 2026-01-13: A drill.',
    ],
    [
      'was ruled on without a reason',
      near,
      ruled({ reason: '' }),
      'inclusive',
      'Ruled not change-related by Ann, without a reason.',
    ],
    [
      'was ruled on by nobody',
      near,
      ruled({ author: '' }),
      'inclusive',
      'Ruled not change-related in the settings, without a name or a reason.',
    ],
    [
      'was laid to a deployment that is not there',
      near,
      ruled({ deployment: 'd99' }),
      'inclusive',
      'Ann ruled that d99 caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
    ],
    [
      'was laid by nobody to a deployment that is not there',
      near,
      ruled({ deployment: 'd99', author: '' }),
      'inclusive',
      'The settings say that d99 caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
    ],
    [
      'is on no service',
      givenIncident('P1', 260, 300),
      {},
      'inclusive',
      'It names no deployment and is on no service, so there is nothing to look for a cause in.',
    ],
    [
      'is on a service of no repository',
      givenIncident('P1', 260, 300, { service: 'mail' }),
      {},
      'inclusive',
      'It names no deployment, and no repository is known to belong to its service “mail”. Map the service to repositories in the settings.',
    ],
    [
      'began before all deployments',
      givenIncident('P1', 60, 300, { service: 'pay' }),
      {},
      'inclusive',
      'It names no deployment, and no production deployment of acme/pay is known before it.',
    ],
    [
      // 200 + 30 h = 2000 minutes.
      'began long after the nearest deployment',
      givenIncident('P1', 2000, 2100, { service: 'pay' }),
      {},
      'inclusive',
      'No deployment of acme/pay within 24 h before it: the nearest, d2, had finished 30 h earlier, and nothing names one.',
    ],
  ])('%s', (_, incident, story, attribution, expected) => {
    const fact = factOf(incident, story);
    expect(sayUnlinked(fact, attribution)).toBe(expected);
    expect(fact.unlinked === null).toBe(fact.link !== null);
  });

  it('is restored or open', () => {
    expect(becauseOfIncident(factOf(near))).toBe('Counted: from its start to its resolution.');
    expect(becauseOfIncident(factOf({ ...near, resolvedAt: null }))).toBe(
      'Not resolved yet: an open incident has no time to restore.'
    );
    expect(near.createdAt).toBe(260 * minute);
  });
});
