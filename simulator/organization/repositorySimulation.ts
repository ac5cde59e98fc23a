import { Instant } from '../../src/events';
import { Agenda } from './agenda';
import { ChangePlan, Crew, planChange, planUpdate } from './changePlan';
import { DeliveryLine } from './deliveryLine';
import { Dice } from './dice';
import { GitGraph } from './gitGraph';
import { IncidentBook } from './incidentBook';
import { Mishaps } from './mishaps';
import { Delivery, SimIssue, SimPullRequest, SimRepository, Truth } from './model';
import { Pipelines } from './pipelines';
import { Habits, RepositoryProfile } from './profiles';
import { cutPullRequest, cutRun } from './present';
import { addOfficeHours, atHour, day, hour, isWeekend, minute, weekday, wholeSecond } from './workingTime';
import { subjects } from './words';

export interface RepositoryContext {
  readonly seed: number;
  readonly from: Instant;
  readonly now: Instant;
  readonly owner: string;
  /** Small whole number that keeps ids apart between repositories. */
  readonly base: number;
  readonly profile: RepositoryProfile;
  readonly crew: Crew;
  readonly habits: (daysAgo: number) => Habits;
  readonly book: IncidentBook;
  /** PagerDuty ids. */
  readonly service: string;
  readonly teams: readonly string[];
  readonly user: string;
  /** Jobs of runs are made up when somebody looks; default: they are all there. */
  readonly hasLeanRuns?: boolean;
}

type Merged = (at: Instant, delivered: readonly Delivery[]) => void;

/** One repository's history, event by event: changes, merges, deliveries, failures and their repair. */
export function simulateRepository(
  context: RepositoryContext
): { readonly repository: SimRepository } & Pick<Truth, 'deliveries' | 'failures'> {
  const { seed, from, now, owner, base, profile, crew } = context;
  const dice = new Dice(seed, profile.name);
  const agenda = new Agenda();
  const git = new GitGraph(new Dice(seed, `${profile.name}/git`));
  const pipelines = new Pipelines(new Dice(seed, `${profile.name}/runs`), base, context.hasLeanRuns);
  const pullRequests: SimPullRequest[] = [];
  const issues: SimIssue[] = [];
  const numbers = new Map<string, number>();
  const habitsAt = (at: Instant) => context.habits((now - at) / day);
  const repository = `${owner}/${profile.name}`;
  let lastNumber = 0;

  const lineParts = { dice, agenda, git, pipelines, profile, owner, base, habitsAt, numbers };
  const line: DeliveryLine = new DeliveryLine(lineParts, (at, deliveries) => mishaps.delivered(at, deliveries));
  const mishaps = new Mishaps({
    ...context,
    dice: new Dice(seed, `${profile.name}/mishaps`),
    agenda,
    line,
    habitsAt,
    repository,
    open: (plan, merged) => agenda.plan(plan.createdAt, () => open(plan, merged)),
    pullRequest: (number) => {
      const found = pullRequests.find((one) => one.number === number);
      return found === undefined ? null : { ...found, mergeSha: found.mergeSha ?? '' };
    },
  });

  function open(plan: ChangePlan, merged: Merged | null): void {
    const number = ++lastNumber;
    const branch = git.branch(plan.commits);
    runChecks(plan.createdAt, 'pull_request', plan.branch, branch[branch.length - 1], plan.title, plan.author);
    const index = pullRequests.push(openPullRequest(number, plan, branch)) - 1;
    agenda.plan(plan.mergedAt, (at) => close(index, plan, branch, at, merged));
  }

  /** `index`: place of the pull request. */
  function close(index: number, plan: ChangePlan, branch: readonly string[], at: Instant, merged: Merged | null): void {
    if (merged === null && line.isFrozen && profile.deployedBy === 'merges') {
      agenda.plan(at + 40 * minute, (later) => close(index, plan, branch, later, merged));
      return;
    }
    const { number } = pullRequests[index];
    if (plan.isAbandoned) {
      pullRequests[index] = { ...pullRequests[index], state: 'CLOSED', isDraft: false, closedAt: at, updatedAt: at };
      return;
    }
    const mergedBy = dice.chance(0.8) ? dice.pick(crew.people) : plan.author;
    const mergeSha = git.merge(branch, { ...plan, style: profile.mergeStyle, at, number, mergedBy, owner });
    numbers.set(mergeSha, number);
    const isTouched = dice.chance(0.1);
    const late = {
      author: dice.pick(crew.people),
      createdAt: at + dice.whole(60, 12_000) * minute,
      body: 'Works well.',
    };
    pullRequests[index] = {
      ...pullRequests[index],
      state: 'MERGED',
      isDraft: false,
      closedAt: at,
      mergedAt: at,
      updatedAt: isTouched && late.createdAt <= now ? late.createdAt : at,
      mergedBy,
      mergeSha,
      comments: isTouched ? [...plan.comments, late] : plan.comments,
    };
    runChecks(at, 'push', 'main', mergeSha, plan.title, mergedBy);
    const delivered = profile.deployedBy === 'merges' ? line.merged(at, mergeSha, number) : [];
    if (merged !== null) {
      merged(at, delivered);
      return;
    }
    if (delivered.length > 0) {
      mishaps.delivered(at, delivered);
    }
    const { cadence } = habitsAt(at);
    if (profile.deployedBy !== 'merges' && 'minutes' in cadence) {
      agenda.plan(at + Math.round(dice.duration(cadence.minutes) + 4) * minute, (later) => line.request(later));
    }
  }

  function runChecks(createdAt: Instant, event: string, branch: string, sha: string, title: string, actor: string) {
    const isFlaky = dice.chance(0.06);
    const isRed = !isFlaky && dice.chance(0.05);
    const conclusions = isFlaky
      ? (['failure', 'success'] as const)
      : ([isRed ? (dice.chance(0.2) ? 'cancelled' : 'failure') : 'success'] as const);
    pipelines.add({ workflow: 'CI', title, event, branch, sha, actor, createdAt: createdAt + 3_000, conclusions });
  }

  function work(at: Instant): void {
    const plan = planChange(dice, at, habitsAt(at), crew);
    agenda.plan(plan.createdAt, () => open(plan, null));
    const pause = dice.wait(9 / (habitsAt(at).changesPerDay * profile.weight));
    agenda.plan(addOfficeHours(at, pause), work);
  }

  function update(at: Instant): void {
    open(planUpdate(dice, at, crew), null);
    agenda.plan(wholeSecond(at + dice.wait(8 * day)), update);
  }

  function train(at: Instant): void {
    const { cadence } = habitsAt(at);
    if ('weekdays' in cadence && cadence.weekdays.includes(weekday(at)) && !isWeekend(at)) {
      if (Math.floor(at / (7 * day)) % cadence.everyWeeks === 0) {
        agenda.plan(at + dice.whole(0, 50) * minute, (later) => line.request(later));
      }
      if (profile.mergeStyle === 'merge' && dice.chance(0.1)) {
        git.push({ at: at - hour, message: 'Update changelog', authors: [dice.pick(crew.people)] });
      }
    }
    agenda.plan(atHour(at + day, 12), train);
  }

  function report(at: Instant): void {
    const isIncident = profile.name === 'backoffice' && dice.chance(0.2);
    const closedAt = wholeSecond(at + dice.duration(isIncident ? 6 : 200, 1) * hour);
    issues.push({
      number: ++lastNumber,
      title: isIncident ? `Outage: ${dice.pick(subjects)}` : `Problem with ${dice.pick(subjects)}`,
      body: 'Steps to reproduce are in the thread.',
      author: dice.pick(crew.people),
      labels: [isIncident ? 'incident' : 'bug'],
      createdAt: at,
      closedAt: closedAt <= now ? closedAt : null,
      updatedAt: closedAt <= now ? closedAt : at,
      closedBy: null,
      comments: dice.chance(0.4) ? [{ author: dice.pick(crew.people), createdAt: at, body: 'Seen again today.' }] : [],
    });
    agenda.plan(addOfficeHours(at, dice.wait(70)), report);
  }

  const start = wholeSecond(from);
  git.push({ at: start - day, message: 'Import from the old repository', authors: [crew.people[0]] });
  agenda.plan(addOfficeHours(start, dice.between(0, 3)), work);
  agenda.plan(wholeSecond(start + dice.wait(4 * day)), update);
  agenda.plan(atHour(start + day, 12), train);
  agenda.plan(addOfficeHours(start, dice.between(5, 60)), report);
  agenda.run(now);

  return {
    repository: {
      id: 1_000 + base,
      owner,
      name: profile.name,
      formerNames: profile.formerNames,
      defaultBranch: 'main',
      createdAt: start - 400 * day,
      isArchived: false,
      topics: [profile.service],
      deployedBy: profile.deployedBy,
      mergeStyle: profile.mergeStyle,
      head: git.tip,
      commits: git.commits,
      pullRequests: pullRequests.map((one) => cutPullRequest(one, git.commits, now)),
      deployments: line.deployments.map((one) => ({
        ...one,
        statuses: one.statuses.filter(({ createdAt }) => createdAt <= now),
      })),
      releases: line.releases.filter(({ createdAt }) => createdAt <= now),
      tags: line.tags,
      issues,
      runs: pipelines.runs.flatMap((run) => cutRun(run, now)).sort((a, b) => a.createdAt - b.createdAt),
    },
    deliveries: line.deliveries,
    failures: mishaps.settle(),
  };
}

function openPullRequest(number: number, plan: ChangePlan, branch: readonly string[]): SimPullRequest {
  const { title, body, author, labels, createdAt, additions, deletions, reviews, comments, events } = plan;
  return {
    number,
    title,
    body,
    author,
    labels,
    branch: plan.branch,
    baseBranch: 'main',
    state: 'OPEN',
    isDraft: false,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    mergedAt: null,
    mergedBy: null,
    mergeSha: null,
    headSha: branch[branch.length - 1],
    commits: branch,
    additions,
    deletions,
    changedFiles: Math.max(1, Math.round((additions + deletions) / 40)),
    reviews,
    comments,
    events,
  };
}
