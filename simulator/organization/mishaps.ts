import { Instant } from '../../src/events';
import { Agenda } from './agenda';
import { planRepair, Crew, ChangePlan } from './changePlan';
import { DeliveryLine } from './deliveryLine';
import { Dice } from './dice';
import { IncidentBook, IncidentPlan } from './incidentBook';
import { Delivery, FailureCause, PlantedFailure } from './model';
import { causes, causeWeights, Habits, RepositoryProfile } from './profiles';
import { day, hour, minute, wholeSecond } from './workingTime';
import { symptoms } from './words';

interface Parts {
  readonly now: Instant;
  readonly dice: Dice;
  readonly agenda: Agenda;
  readonly book: IncidentBook;
  readonly crew: Crew;
  readonly profile: RepositoryProfile;
  readonly repository: string;
  readonly service: string;
  readonly teams: readonly string[];
  readonly user: string;
  readonly line: DeliveryLine;
  readonly habitsAt: (at: Instant) => Habits;
  /** Opens a pull request whose merge is a repair; `merged` is told what it delivered where merging delivers. */
  readonly open: (plan: ChangePlan, merged: (at: Instant, delivered: readonly Delivery[]) => void) => void;
  readonly pullRequest: (
    number: number
  ) => { readonly title: string; readonly branch: string; readonly mergeSha: string } | null;
}

interface Failure {
  readonly cause: FailureCause;
  readonly deliveries: readonly Delivery[];
  readonly incident: string | null;
  readonly plan: Omit<IncidentPlan, 'resolvedAt'>;
  repairs: readonly Delivery[];
  repairedAt: Instant | null;
}

/** Decides which deliveries fail, how that shows and how it is repaired. One failure of a repository at a time. */
export class Mishaps {
  private readonly failures: Failure[] = [];

  constructor(private readonly parts: Parts) {}

  readonly delivered = (at: Instant, deliveries: readonly Delivery[]): void => {
    const { dice, habitsAt, line, profile } = this.parts;
    const [first] = deliveries;
    if (first === undefined || line.isFrozen || deliveries.some((one) => one.isFirst || one.changes.length === 0)) {
      return;
    }
    const habits = habitsAt(at);
    const staysBroken = profile.brokenAtEndDays !== null && at > this.parts.now - profile.brokenAtEndDays * day;
    if (!staysBroken && !dice.chance(habits.failureRate)) {
      return;
    }
    const wanted = staysBroken ? 'statedSha' : dice.weighted(causeWeights[profile.deployedBy], causes);
    const cause = wanted === 'rollback' && line.predecessor() === null ? 'proximity' : wanted;
    const beganAt = wholeSecond(at + Math.min(dice.duration(30, 0.9) * minute, 9 * hour));
    const lasts = staysBroken ? this.parts.now - at + day : dice.duration(habits.recoveryHours, 0.8) * hour;
    const endsAt = wholeSecond(beganAt + lasts);
    const isPaged = !['rollback', 'revert', 'hotfix'].includes(cause) || dice.chance(0.7);
    const failure: Failure = {
      cause,
      deliveries,
      incident: isPaged ? this.parts.book.id() : null,
      plan: this.incident(cause, deliveries, beganAt),
      repairs: [],
      repairedAt: null,
    };
    this.failures.push(failure);
    line.isFrozen = true;
    this.repair(failure, beganAt, endsAt);
  };

  /** Called once at the end: incidents are written down, those without an end stay open. */
  settle(): readonly PlantedFailure[] {
    return this.failures.map(({ cause, deliveries, incident, plan, repairs, repairedAt }) => {
      const ids = deliveries.map(({ id }) => id);
      if (incident !== null) {
        const resolvedAt = repairedAt === null ? null : repairedAt + this.parts.dice.whole(2, 20) * minute;
        this.parts.book.add(incident, { ...plan, resolvedAt }, 'caused', ids);
      }
      return {
        repository: this.parts.repository,
        cause,
        deliveries: ids,
        incident,
        repairs: repairs.map(({ id }) => id),
        repairedAt,
      };
    });
  }

  private repair(failure: Failure, beganAt: Instant, endsAt: Instant): void {
    const { dice, agenda, line, crew, open } = this.parts;
    const done = (at: Instant, repairs: readonly Delivery[]) => {
      failure.repairs = repairs;
      failure.repairedAt = at;
      line.thaw(at);
    };
    const [failed] = failure.deliveries;
    const share = (part: number) => beganAt + (endsAt - beganAt) * part;
    const merged = (at: Instant, delivered: readonly Delivery[]) => {
      if (delivered.length > 0) {
        done(at, delivered);
      } else {
        const description = failure.cause === 'hotfix' ? 'Deploy fix' : 'Deploy undo';
        agenda.plan(at + minute, (later) => line.repair(later, null, description, done));
      }
    };
    const times = { startedAt: share(0.4), mergedAt: share(0.8) };
    if (failure.cause === 'rollback') {
      const target = line.predecessor();
      agenda.plan(wholeSecond(share(0.9)), (at) => line.repair(at, target, 'Roll back', done));
    } else if (failure.cause === 'revert') {
      const number = dice.pick(failed.changes);
      const original = this.parts.pullRequest(number);
      const { title, branch, mergeSha } = original ?? { title: '', branch: '', mergeSha: '' };
      const body = dice.chance(0.5)
        ? `Reverts ${this.parts.repository}#${number}`
        : `Reverts ${this.parts.repository}#${number}\n\nThis reverts commit ${mergeSha}.`;
      const plan = { title: `Revert "${title}"`, body, branch: `revert-${number}-${branch}`, labels: [], ...times };
      agenda.plan(wholeSecond(times.startedAt), () => open(planRepair(dice, plan, crew), merged));
    } else if (failure.cause === 'hotfix') {
      const byBranch = dice.chance(0.5);
      const plan = {
        title: `Fix ${dice.pick(symptoms).toLowerCase()}`,
        body: '',
        branch: `${byBranch ? 'hotfix' : 'urgent'}/${dice.hex(6)}`,
        labels: byBranch ? [] : ['hotfix'],
        ...times,
      };
      agenda.plan(wholeSecond(times.startedAt), () => open(planRepair(dice, plan, crew), merged));
    } else {
      agenda.plan(endsAt, (at) => done(at, []));
    }
  }

  private incident(cause: FailureCause, deliveries: readonly Delivery[], beganAt: Instant): Failure['plan'] {
    const { dice, service, teams, profile, repository, user } = this.parts;
    const [failed] = deliveries;
    const symptom = dice.pick(symptoms);
    const title = cause === 'statedSha' ? `${symptom} after deploying ${failed.sha.slice(0, 8)}` : symptom;
    const number = dice.pick(failed.changes);
    const link = `https://github.com/${repository}/pull/${number}`;
    const content = dice.chance(0.5) ? `Caused by ${repository}#${number}.` : `The cause is ${link}`;
    return {
      title: `${profile.service}: ${title}`,
      service,
      teams,
      urgency: dice.chance(0.85) ? 'high' : 'low',
      createdAt: beganAt,
      isAnswered: true,
      notes: cause === 'statedPullRequest' ? [{ at: beganAt + dice.whole(10, 40) * minute, user, content }] : [],
      changeEvents:
        cause === 'changeEvent'
          ? [
              {
                id: dice.digits(26, '0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
                summary: `Deployed ${repository} to ${failed.environment}`,
                at: failed.finishedAt,
                source: 'deploy-bot',
                links: [{ href: `https://github.com/${repository}/commit/${failed.sha}`, text: 'Commit' }],
                details: { repository, sha: failed.sha, environment: failed.environment },
              },
            ]
          : [],
    };
  }
}
