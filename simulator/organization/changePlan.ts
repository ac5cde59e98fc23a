import { Instant } from '../../src/events';
import { Dice } from './dice';
import { BranchCommit } from './gitGraph';
import { PullRequestEvent, SimComment, SimReview } from './model';
import { Habits } from './profiles';
import { addOfficeHours, hour, minute, second, wholeSecond } from './workingTime';
import { dependencies, places, subjects, verbs } from './words';

/** A pull request from its first commit to its merge, before it has a number. */
export interface ChangePlan {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly labels: readonly string[];
  readonly branch: string;
  readonly createdAt: Instant;
  readonly mergedAt: Instant;
  readonly isAbandoned: boolean;
  readonly commits: readonly BranchCommit[];
  readonly additions: number;
  readonly deletions: number;
  readonly reviews: readonly SimReview[];
  readonly comments: readonly SimComment[];
  readonly events: readonly PullRequestEvent[];
}

export interface Crew {
  readonly people: readonly string[];
  readonly reviewBot: string | null;
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Work of a person: coding, perhaps as a draft, pickup, review rounds, merge. */
export function planChange(dice: Dice, startedAt: Instant, habits: Habits, crew: Crew): ChangePlan {
  const title = `${dice.pick(verbs)} ${dice.pick(subjects)}${dice.pick(places)}`;
  const author = dice.pick(crew.people);
  const reviewer = dice.pick(crew.people.filter((login) => login !== author));
  const size = Math.max(2, Math.round(dice.duration(habits.lines, 1)));
  const coding = dice.duration(habits.codingHours);
  const codedAt = addOfficeHours(startedAt, coding);
  const isDraft = dice.chance(0.18);
  const createdAt = isDraft
    ? addOfficeHours(startedAt, coding * dice.between(0.2, 0.6))
    : codedAt + dice.whole(1, 15) * minute;
  const readyAt = isDraft ? Math.max(codedAt, createdAt + hour) : createdAt;
  const count = Math.max(1, Math.min(8, Math.round(dice.duration(size / 70, 0.5))));
  const pairs = dice.chance(0.12) ? [author, reviewer] : [author];
  const commits = Array.from({ length: count }, (_, index): BranchCommit => {
    const at = index === 0 ? startedAt : wholeSecond(startedAt + ((codedAt - startedAt) * index) / count);
    return { at, message: index === 0 ? title : `${dice.pick(verbs)} ${dice.pick(subjects)}`, authors: pairs };
  });

  const reviews: SimReview[] = [];
  const comments: SimComment[] = [];
  if (crew.reviewBot !== null) {
    reviews.push({ state: 'COMMENTED', submittedAt: readyAt + dice.whole(90, 300) * second, author: crew.reviewBot });
  }
  const pickedUpAt = addOfficeHours(readyAt, dice.duration(habits.pickupHours));
  const approvedAt = addOfficeHours(pickedUpAt, dice.duration(habits.reviewHours));
  if (dice.chance(0.25)) {
    comments.push({ author: reviewer, createdAt: pickedUpAt, body: 'Looking at this now.' });
  }
  const rounds = size > habits.lines ? 'CHANGES_REQUESTED' : 'COMMENTED';
  if (dice.chance(0.5)) {
    reviews.push({ state: rounds, submittedAt: pickedUpAt, author: reviewer });
    commits.push({ at: wholeSecond((pickedUpAt + approvedAt) / 2), message: 'Address review', authors: [author] });
  }
  const isApproved = dice.chance(0.96);
  if (isApproved) {
    reviews.push({ state: 'APPROVED', submittedAt: approvedAt, author: reviewer });
  }
  const events: PullRequestEvent[] = isDraft ? [{ kind: 'ReadyForReviewEvent', createdAt: readyAt }] : [];
  events.push({ kind: 'ReviewRequestedEvent', createdAt: readyAt + dice.whole(1, 5) * second });
  return {
    title,
    body: `${title}.\n\nSee the discussion in the team channel.`,
    author,
    labels: dice.chance(0.3) ? [dice.pick(['enhancement', 'bug', 'tech-debt'])] : [],
    branch: `${author}/${slug(title)}`,
    createdAt,
    mergedAt: addOfficeHours(approvedAt, dice.duration(habits.mergeWaitHours)),
    isAbandoned: dice.chance(0.05),
    commits,
    additions: Math.ceil(size * dice.between(0.5, 0.9)),
    deletions: Math.floor(size * dice.between(0.1, 0.4)),
    reviews,
    comments,
    events,
  };
}

/** A dependency update by a bot: opened at night, approved when somebody comes in. */
export function planUpdate(dice: Dice, createdAt: Instant, crew: Crew): ChangePlan {
  const bot = dice.pick(['dependabot', 'renovate']);
  const name = dice.pick(dependencies);
  const version = `${dice.whole(1, 19)}.${dice.whole(0, 20)}.${dice.whole(0, 9)}`;
  const approvedAt = addOfficeHours(createdAt, dice.duration(8, 1));
  const title = bot === 'renovate' ? `Update dependency ${name} to v${version}` : `Bump ${name} to ${version}`;
  return {
    title,
    body: `Release notes of ${name} ${version}.`,
    author: bot,
    labels: ['dependencies'],
    branch: `${bot}/npm_and_yarn/${name}-${version}`,
    createdAt,
    mergedAt: approvedAt + dice.whole(1, 30) * minute,
    isAbandoned: dice.chance(0.1),
    commits: [{ at: createdAt - dice.whole(10, 60) * second, message: title, authors: [bot] }],
    additions: dice.whole(1, 40),
    deletions: dice.whole(1, 40),
    reviews: [{ state: 'APPROVED', submittedAt: approvedAt, author: dice.pick(crew.people) }],
    comments: [],
    events: [],
  };
}

export interface RepairPlan {
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly labels: readonly string[];
  readonly startedAt: Instant;
  readonly mergedAt: Instant;
}

/** A change made under pressure: one commit, opened at once, approved by whoever is there. */
export function planRepair(dice: Dice, plan: RepairPlan, crew: Crew): ChangePlan {
  const author = dice.pick(crew.people);
  const { title, body, branch, labels, startedAt, mergedAt } = plan;
  const at = wholeSecond(startedAt);
  return {
    title,
    body,
    author,
    labels,
    branch,
    createdAt: at + 5 * second,
    mergedAt: Math.max(wholeSecond(mergedAt), at + minute),
    isAbandoned: false,
    commits: [{ at, message: body.includes('This reverts commit') ? `${title}\n\n${body}` : title, authors: [author] }],
    additions: dice.whole(2, 30),
    deletions: dice.whole(2, 60),
    reviews: [
      {
        state: 'APPROVED',
        submittedAt: wholeSecond((at + Math.max(mergedAt, at + minute)) / 2),
        author: dice.pick(crew.people.filter((login) => login !== author)),
      },
    ],
    comments: [],
    events: [],
  };
}
