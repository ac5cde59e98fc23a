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

/** Workflow runs of one repository. `base` keeps ids apart between repositories. */
export class Pipelines {
  readonly runs: SimRun[] = [];
  private jobs = 0;

  constructor(
    private readonly dice: Dice,
    private readonly base: number
  ) {}

  add(plan: RunPlan): SimRun {
    const attempts: SimAttempt[] = [];
    let at = plan.createdAt;
    for (const [index, conclusion] of plan.conclusions.entries()) {
      const attempt = this.attempt(plan.workflow, index + 1, at, conclusion);
      attempts.push(attempt);
      at = (attempt.finishedAt ?? at) + this.dice.whole(120, 1500) * second;
    }
    const { workflow, title, event, branch, sha, actor, createdAt } = plan;
    const number = this.runs.length + 1;
    const isDeploy = workflow === 'Deploy to production';
    const run: SimRun = {
      id: this.base * 100_000 + number,
      number,
      workflowId: this.base * 10 + (isDeploy ? 2 : 1),
      workflow,
      path: `.github/workflows/${isDeploy ? 'deploy' : 'ci'}.yml`,
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

  private attempt(workflow: Workflow, attempt: number, startedAt: Instant, conclusion: RunConclusion): SimAttempt {
    const plan = stages[workflow];
    const broken = conclusion === 'success' ? -1 : this.dice.whole(0, plan.length - 1);
    const jobs: SimJob[] = [];
    let free = startedAt;
    let isOver = false;
    for (const [index, stage] of plan.entries()) {
      const createdAt = stage.waits ? free : startedAt;
      const result = isOver && stage.waits ? 'skipped' : index === broken ? conclusion : 'success';
      const queued = this.dice.whole(2, 40) * second;
      const length = result === 'skipped' ? 0 : Math.round(this.dice.duration(stage.seconds, 0.25)) * second;
      const begins = result === 'skipped' ? createdAt : createdAt + queued;
      jobs.push(this.job(stage, createdAt, begins, begins + length, result));
      free = Math.max(free, begins + length);
      isOver = isOver || index === broken;
    }
    return { attempt, startedAt, finishedAt: free + second, conclusion, jobs };
  }

  private job(
    stage: Stage,
    createdAt: Instant,
    startedAt: Instant,
    finishedAt: Instant,
    conclusion: SimJob['conclusion']
  ): SimJob {
    this.jobs++;
    const length = (finishedAt - startedAt) / second;
    const marks = [0, 0.02, 0.25, 0.98, 1].map((share) => startedAt + Math.round(length * share) * second);
    const steps = conclusion === 'skipped' ? [] : stage.steps;
    return {
      id: this.base * 1_000_000 + this.jobs,
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
}
