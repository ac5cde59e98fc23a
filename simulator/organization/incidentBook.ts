import { Instant } from '../../src/events';
import { Dice } from './dice';
import { IncidentTruth, PagerdutyThing, SimIncident } from './model';
import { minute, wholeSecond } from './workingTime';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type IncidentPlan = Pick<SimIncident, 'title' | 'service' | 'teams' | 'urgency' | 'createdAt'> &
  Partial<Pick<SimIncident, 'body' | 'resolvedAt' | 'notes' | 'changeEvents' | 'mergedInto' | 'priority'>> & {
    /** A person saw it; otherwise the service itself ended it. */
    readonly isAnswered: boolean;
  };

/** Incidents of the whole account while they happen; numbers are given at the end, in order of time. */
export class IncidentBook {
  readonly truth: IncidentTruth[] = [];
  private readonly incidents: SimIncident[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly users: readonly PagerdutyThing[],
    private readonly priorities: readonly PagerdutyThing[],
    private readonly now: Instant
  ) {}

  id(): string {
    return `Q${this.dice.digits(13, alphabet)}`;
  }

  /** What lies after the end of the history has not happened yet: an incident still open, a note not yet written. */
  add(id: string, plan: IncidentPlan, kind: IncidentTruth['kind'], deliveries: readonly string[]): void {
    const createdAt = wholeSecond(plan.createdAt);
    if (createdAt > this.now) {
      return;
    }
    const user = this.dice.pick(this.users).id;
    const ackAt = createdAt + Math.round(this.dice.duration(4, 0.9)) * minute + 20_000;
    const planned = plan.resolvedAt === undefined || plan.resolvedAt === null ? null : wholeSecond(plan.resolvedAt);
    const resolvedAt = planned !== null && planned <= this.now ? Math.max(planned, createdAt + minute) : null;
    const isAcknowledged = plan.isAnswered && ackAt <= this.now && (resolvedAt === null || ackAt < resolvedAt);
    this.incidents.push({
      id,
      number: 0,
      title: plan.title,
      body: plan.body ?? '',
      service: plan.service,
      teams: plan.teams,
      urgency: plan.urgency,
      priority: plan.priority ?? (plan.urgency === 'high' ? this.dice.pick(this.priorities.slice(0, 3)).id : null),
      createdAt,
      acknowledgements: isAcknowledged ? [{ at: ackAt, user }] : [],
      resolvedAt,
      resolvedBy: plan.isAnswered ? user : null,
      mergedInto: plan.mergedInto ?? null,
      notes: (plan.notes ?? []).filter(({ at }) => at <= this.now),
      changeEvents: (plan.changeEvents ?? []).filter(({ at }) => at <= this.now),
    });
    this.truth.push({ incident: id, kind, deliveries });
  }

  all(): readonly SimIncident[] {
    return [...this.incidents]
      .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
      .map((incident, index) => ({ ...incident, number: index + 1 }));
  }
}
