import { Instant } from '../../events';
import { say } from '../../words';
import { Budget } from './budget';
import { Failure, UpstreamError } from './failure';
import { Gate } from './gate';
import { Clock, HttpResponse, Upstream } from './http';
import { Ending, Limit, Ticket } from './limit';
import { BusyTimePerMinute, PointsPerMinute } from './pace';
import { Silence } from './silence';
import { Slots } from './slots';
import { hostBusyTimePerMinute, upstreamLimits } from './upstreams';

/** What the upstreams of one host share. */
export interface Host {
  readonly silence: Silence;
  readonly paces: readonly Limit[];
  readonly lanes: Lane[];
  /** The limit that was hit last. */
  lastLimit: Failure | null;
}

export function createHost(name: string): Host {
  const busy = hostBusyTimePerMinute[name];
  const paces = busy === undefined ? [] : [new BusyTimePerMinute(busy)];
  return { silence: new Silence(), paces, lanes: [], lastLimit: null };
}

/** So many answers are remembered to say what the next one may cost. */
const remembered = 8;

/** The way to one upstream: its gate, and everything that is known of its limits. */
export class Lane {
  readonly gate: Gate;
  private readonly silence = new Silence();
  private readonly budget: Budget;
  private costs: readonly number[] = [];

  constructor(
    upstream: Upstream,
    private readonly host: Host,
    private readonly clock: Clock,
    slots: Slots,
    places: number | undefined
  ) {
    const limits = upstreamLimits[upstream];
    const expected = () => Math.max(1, ...this.costs);
    this.budget = new Budget(expected, () => clock.random(), limits.longestWindow);
    const paces = [
      ...host.paces,
      ...(limits.pointsPerMinute === null ? [] : [new PointsPerMinute(limits.pointsPerMinute, expected)]),
      ...(limits.busyTimePerMinute === null ? [] : [new BusyTimePerMinute(limits.busyTimePerMinute)]),
    ];
    this.gate = new Gate({
      clock,
      slots,
      places: places ?? limits.places,
      holds: [host.silence, this.silence, this.budget],
      paces,
      expected,
      refusal: (until) => this.refusal(until),
    });
    host.lanes.push(this);
  }

  /** The request is over. */
  leave(ticket: Ticket, ending: Ending): void {
    if (ending.cost !== null && ending.kind === 'answered') {
      this.costs = [...this.costs, ending.cost].slice(-remembered);
    }
    this.gate.leave(ticket, ending);
  }

  /**
   * An answer said that a limit was hit: the upstream, or all of its host, is left in peace. Gives what to report to whoever
   * does not wait; `never` where waiting makes no more sense, which everybody in line is then told too.
   */
  limited(ticket: Ticket, failure: Failure, headers: HttpResponse['headers']): Failure {
    const now = this.clock.now();
    const isOwn = isPrimary(headers, failure);
    const silence = isOwn ? this.silence : this.host.silence;
    const said = failure.retryAt ?? (isOwn ? this.budget.resetAfter(now) : null);
    // A reset that is over, although the limit is not, is one by another clock.
    const retryAt = said === null || said <= now ? null : isOwn ? said + 1_000 : said;
    const until = silence.impose(ticket, retryAt, now, this.clock.random());
    const limit: Failure = { ...failure, retry: silence.isHopeless ? 'never' : 'pause', retryAt: until };
    this.host.lastLimit = limit;
    if (silence.isHopeless) {
      const lanes = isOwn ? [this] : this.host.lanes;
      lanes.forEach(({ gate }) => gate.refuseAll(new UpstreamError(limit)));
    }
    return limit;
  }

  private refusal(until: Instant): UpstreamError {
    const now = this.clock.now();
    const isSilent = [this.silence, this.host.silence].some((silence) => silence.opensAt('interactive', now) > now);
    const said = isSilent ? this.host.lastLimit : null;
    const reason = said?.reason ?? this.budget.shortage(now) ?? say('transport.usedUp', 'its rate limit is used up');
    return new UpstreamError({
      kind: 'rateLimited',
      reason,
      status: said?.status ?? null,
      retry: 'pause',
      retryAt: until,
    });
  }
}

/**
 * The hour's budget is spent ("API rate limit exceeded for …", nothing remaining; GraphQL says it with status 200), which
 * concerns one upstream. Every other limit (secondary ones, 429 of a proxy) concerns all of the host.
 */
function isPrimary(headers: HttpResponse['headers'], { reason, status }: Failure): boolean {
  const isSaid = /\bAPI rate limit\b/i.test(reason) || (status === 200 && !/secondary/i.test(reason));
  return isSaid || headers['x-ratelimit-remaining'] === '0';
}
