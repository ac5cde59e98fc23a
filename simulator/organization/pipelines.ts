import { Instant } from '../../src/events';
import { Dice } from './dice';
import { RunConclusion, SimAttempt, SimJob, SimRun } from './model';
import { second } from './workingTime';

interface Stage {
  readonly name: string;
  readonly seconds: number;
  /** Starts when the stage before it has ended; otherwise with the run. */
  readonly waits: boolean;
  readonly steps: readonly string[];
}

const stages: Readonly<Record<'CI' | 'Deploy to production', readonly Stage[]>> = {
  CI: [
    { name: 'lint', seconds: 70, waits: false, steps: ['Set up job', 'Install', 'Lint', 'Complete job'] },
    { name: 'test', seconds: 240, waits: false, steps: ['Set up job', 'Install', 'Unit tests', 'Complete job'] },
    { name: 'build', seconds: 150, waits: true, steps: ['Set up job', 'Install', 'Build image', 'Complete job'] },
  ],
  'Deploy to production': [
    { name: 'build', seconds: 180, waits: false, steps: ['Set up job', 'Build image', 'Push image', 'Complete job'] },
    { name: 'deploy', seconds: 200, waits: true, steps: ['Set up job', 'Roll out', 'Smoke test', 'Complete job'] },
  ],
};

export type Workflow = keyof typeof stages;

export interface RunPlan {
  readonly workflow: Workflow;
  readonly title: string;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  readonly actor: string;
  readonly createdAt: Instant;
  /** Of each attempt, in order. */
  readonly conclusions: readonly RunConclusion[];
}

/**
 * Workflow runs of one repository. `base` keeps ids apart between repositories. Lean ones know how long an attempt took
 * and make its jobs up again each time they are looked at: most never are, and they are most of what a run is.
 */
export class Pipelines {
  readonly runs: SimRun[] = [];
  private jobs = 0;

  constructor(
    private readonly dice: Dice,
    private readonly base: number,
    private readonly isLean = false
  ) {}

  add(plan: RunPlan): SimRun {
    const attempts: SimAttempt[] = [];
    const { workflow, title, event, branch, sha, actor, createdAt } = plan;
    const number = this.runs.length + 1;
    const id = this.base * 100_000 + number;
    let at = createdAt;
    for (const [index, conclusion] of plan.conclusions.entries()) {
      const planned = { workflow, attempt: index + 1, startedAt: at, conclusion };
      const attempt = this.isLean
        ? new LeanAttempt(planned, this.dice.whole(0, 0xffffffff), id)
        : attemptOf(this.dice, planned, () => this.base * 1_000_000 + ++this.jobs);
      attempts.push(attempt);
      at = (attempt.finishedAt ?? at) + this.dice.whole(120, 1500) * second;
    }
    const isDeploy = workflow === 'Deploy to production';
    const run: SimRun = {
      id,
      number,
      workflowId: this.base * 10 + (isDeploy ? 2 : 1),
      workflow,
      path: isDeploy ? '.github/workflows/deploy.yml' : '.github/workflows/ci.yml',
      title,
      event,
      branch,
      sha,
      actor,
      createdAt,
      attempts,
    };
    this.runs.push(run);
    return run;
  }
}

interface PlannedAttempt {
  readonly workflow: Workflow;
  readonly attempt: number;
  readonly startedAt: Instant;
  readonly conclusion: RunConclusion;
}

function attemptOf(dice: Dice, planned: PlannedAttempt, jobId: () => number): SimAttempt {
  const { attempt, startedAt, conclusion } = planned;
  const plan = stages[planned.workflow];
  const broken = conclusion === 'success' ? -1 : dice.whole(0, plan.length - 1);
  const jobs: SimJob[] = [];
  let free = startedAt;
  let isOver = false;
  for (const [index, stage] of plan.entries()) {
    const createdAt = stage.waits ? free : startedAt;
    const result = isOver && stage.waits ? 'skipped' : index === broken ? conclusion : 'success';
    const queued = dice.whole(2, 40) * second;
    const length = result === 'skipped' ? 0 : Math.round(dice.duration(stage.seconds, 0.25)) * second;
    const begins = result === 'skipped' ? createdAt : createdAt + queued;
    jobs.push(jobOf(jobId(), stage, createdAt, begins, begins + length, result));
    free = Math.max(free, begins + length);
    isOver = isOver || index === broken;
  }
  return { attempt, startedAt, finishedAt: free + second, conclusion, jobs };
}

function jobOf(
  id: number,
  stage: Stage,
  createdAt: Instant,
  startedAt: Instant,
  finishedAt: Instant,
  conclusion: SimJob['conclusion']
): SimJob {
  const length = (finishedAt - startedAt) / second;
  const marks = [0, 0.02, 0.25, 0.98, 1].map((share) => startedAt + Math.round(length * share) * second);
  const steps = conclusion === 'skipped' ? [] : stage.steps;
  return {
    id,
    name: stage.name,
    conclusion,
    createdAt,
    startedAt,
    finishedAt,
    steps: steps.map((name, index) => ({
      name,
      conclusion: conclusion === 'success' || index < 2 ? 'success' : index === 2 ? conclusion : 'skipped',
      startedAt: marks[index],
      finishedAt: marks[index + 1],
    })),
  };
}

/** Remembers by which dice its jobs were rolled. */
class LeanAttempt implements SimAttempt, PlannedAttempt {
  readonly attempt: number;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly conclusion: RunConclusion;

  readonly workflow: Workflow;

  constructor(
    planned: PlannedAttempt,
    private readonly seed: number,
    private readonly run: number
  ) {
    this.workflow = planned.workflow;
    this.attempt = planned.attempt;
    this.startedAt = planned.startedAt;
    this.conclusion = planned.conclusion;
    this.finishedAt = this.rolled().finishedAt;
  }

  get jobs(): readonly SimJob[] {
    return this.rolled().jobs;
  }

  private rolled(): SimAttempt {
    let jobs = 0;
    return attemptOf(new Dice(this.seed, 'jobs'), this, () => this.run * 100 + this.attempt * 10 + ++jobs);
  }
}
