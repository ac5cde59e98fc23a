import { existsSync, readFileSync } from 'fs';
import path from 'path';
import { Comparison } from '../events';
import { analyse } from './analyse';
import { deployedAt } from './delivery';
import { givenChange, givenDeployment, givenEvents, givenOwnership } from './givenEvents';

// Apache DevLake's own cases (Apache-2.0) for the lead time of changes, as facts.
const file = path.join(process.cwd(), '../shared/vectors/devlake_change_lead_time.json');

interface Vectors {
  input: {
    deployments: Array<{
      id: string;
      scope: string;
      repoUrl: string;
      environment: string | null;
      result: string;
      createdAt: string;
      finishedAt: string;
      commitSha: string;
      prevSuccessDeploymentId: string | null;
    }>;
    commitDiffs: Array<{ oldSha: string | null; newSha: string; sha: string }>;
    changes: Array<{ id: string; mergeCommitSha: string; createdAt: string; mergedAt: string | null }>;
  };
  expected: {
    changes: Array<{
      id: string;
      deploymentCommitId: string | null;
      deployedAt: string | null;
      cycleMin: number | null;
      firstCommitAuthoredAt: string;
    }>;
  };
}

(existsSync(file) ? describe : describe.skip)('cases of DevLake', () => {
  const { input, expected }: Vectors = JSON.parse(readFileSync(file, 'utf8'));
  const authored = new Map(expected.changes.map((change) => [change.id, change.firstCommitAuthoredAt]));

  // A DevLake project deploys one pull request's repository from several scopes, each with predecessors of its own: for
  // us each scope and repository is an environment. Their pre-computed diffs are our comparisons, commits they have none.
  const environmentOf = ({ scope, repoUrl, environment }: Vectors['input']['deployments'][number]) =>
    `${environment ?? 'unknown'} ${scope} ${repoUrl}`;
  const repository = 'repo1';
  const factsWith = (deployments: Vectors['input']['deployments']) => {
    const { changes } = analyse(eventsWith(deployments), givenOwnership());
    return new Map(changes.map((fact) => [fact.change.id, fact]));
  };
  const eventsWith = (deployments: Vectors['input']['deployments']) =>
    givenEvents({
      deployments: deployments.map((one) =>
        givenDeployment(one.id, one.commitSha, 0, {
          repository,
          environment: environmentOf(one),
          status: one.result === 'SUCCESS' ? 'success' : 'failure',
          createdAt: Date.parse(one.createdAt),
          finishedAt: Date.parse(one.finishedAt),
        })
      ),
      comparisons: comparisonsOf(input),
      changes: input.changes.flatMap((one, index) =>
        one.mergedAt === null
          ? []
          : givenChange(index, one.mergeCommitSha, 0, {
              id: one.id,
              repository,
              firstCommitAt: Date.parse(authored.get(one.id) ?? ''),
              createdAt: Date.parse(one.createdAt),
              mergedAt: Date.parse(one.mergedAt),
            })
      ),
    });
  // Their diffs are about this scope; all failures are kept.
  const facts = factsWith(input.deployments.filter(({ scope, result }) => scope === 'cicd1' || result !== 'SUCCESS'));

  /** Every pair of successful neighbours was compared; where nothing is listed, nothing was found. */
  function comparisonsOf({ deployments, commitDiffs }: Vectors['input']): Comparison[] {
    const byId = new Map(deployments.map((one) => [one.id, one]));
    return deployments.flatMap((one) => {
      const base = one.prevSuccessDeploymentId === null ? undefined : byId.get(one.prevSuccessDeploymentId);
      return base === undefined
        ? []
        : {
            repository,
            base: base.commitSha,
            head: one.commitSha,
            shas: commitDiffs
              .filter(({ oldSha, newSha }) => oldSha === base.commitSha && newSha === one.commitSha)
              .map(({ sha }) => sha),
          };
    });
  }

  it.each(['pr1', 'pr2', 'pr3'])('%s: the first success with a predecessor that contains it', (id) => {
    const wanted = expected.changes.find((change) => change.id === id);
    const fact = facts.get(id);
    expect(fact?.deployment?.id).toBe(wanted?.deploymentCommitId);
    expect(fact === undefined ? null : deployedAt(fact)).toBe(Date.parse(wanted?.deployedAt ?? ''));
    expect(fact?.approximate).toBe(false);
  });

  it('pr1: the same lead time; ours is exact, theirs adds up stages that are each rounded up to minutes', () => {
    const seconds = facts.get('pr1')?.leadTime ?? 0;
    // 2023-04-10T04:51:47Z to 2023-04-13T07:29:14Z: 3 days, 2 h, 37 min, 27 s.
    expect(seconds).toBe(((3 * 24 + 2) * 60 + 37) * 60 + 27);
    expect(Math.ceil(seconds / 60)).toBe(expected.changes.find(({ id }) => id === 'pr1')?.cycleMin);
  });

  it('pr2: lead time runs from the first commit though it was written after opening (METRICS.md §2, start of a change)', () => {
    // Theirs counts from the opening instead. 2023-04-13T04:51:47Z to 07:29:14Z: 2 h, 37 min, 27 s.
    expect(facts.get('pr2')?.leadTime).toBe((2 * 60 + 37) * 60 + 27);
  });

  it('pr3: deployed before it was merged; still from first commit to deployment (METRICS.md §2, per item)', () => {
    // Theirs runs to the merge. 2023-04-07T04:51:47Z to 2023-04-13T07:30:34Z: 6 days, 2 h, 38 min, 47 s.
    expect(facts.get('pr3')?.leadTime).toBe(((6 * 24 + 2) * 60 + 38) * 60 + 47);
  });

  it('pr0: contained in a first deployment has no deployment there; here it is named, without lead time (§2, contains)', () => {
    expect(facts.get('pr0')).toMatchObject({ leadTime: null, reason: 'firstDeployment', deployment: { id: '1' } });
  });

  it('pr1: another scope’s first deployment may have shipped it before, so there is no lead time then (§2, contains)', () => {
    // Theirs lets a first deployment deliver nothing. Number 3, created after pr1's merge, is the first of its scope.
    expect(factsWith(input.deployments).get('pr1')).toMatchObject({
      leadTime: null,
      reason: 'firstDeployment',
      deployment: { id: '3' },
      approximate: true,
    });
  });

  it.each(['pr4', 'pr5'])('%s: staging and failed deployments deploy nothing', (id) => {
    expect(expected.changes.find((change) => change.id === id)?.deploymentCommitId).toBeNull();
    expect(facts.get(id)).toMatchObject({ deployment: null, leadTime: null, reason: 'notDeployed' });
  });
});
